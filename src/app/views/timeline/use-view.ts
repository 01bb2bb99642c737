/** The window of the axis, kept from frame to frame: it follows by its own rule, and stands still while dragged. */
import { useMemo, useReducer, useState } from 'react';
import { axisOf, nextViewport, type ViewAxis, type ViewInput, type Viewport } from './viewport.ts';

export interface KeptView {
  readonly view: Viewport;
  readonly viewAxis: ViewAxis;
  /** Another window, by a person. */
  change(by: (view: Viewport) => Viewport): void;
  /** While held, cursor and trace may go on: the axis under the pointer does not move. */
  hold(isHeld: boolean): void;
}

/** The window is a fold over what was shown; asked twice for the same, it answers the same. */
class ViewKeeper {
  #input: ViewInput | undefined;
  #view: Viewport | null = null;
  #axis: ViewAxis | undefined;
  #isHeld = false;

  at(input: ViewInput): { readonly view: Viewport; readonly viewAxis: ViewAxis } {
    const before = this.#input;
    const isHeld = this.#isHeld && before?.width === input.width;
    if (this.#view !== null && this.#axis !== undefined && (isHeld || same(before, input)))
      return { view: this.#view, viewAxis: this.#axis };
    const view = nextViewport(this.#view, input);
    const viewAxis = axisOf(view, input);
    this.#input = input;
    this.#view = view;
    this.#axis = viewAxis;
    return { view, viewAxis };
  }

  change(by: (view: Viewport) => Viewport): void {
    if (this.#view === null) return;
    this.#view = by(this.#view);
    this.#input = undefined;
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }
}

export function useView(input: ViewInput): KeptView {
  const [keeper] = useState(() => new ViewKeeper());
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { view, viewAxis } = keeper.at(input);
  return useMemo(
    () => ({
      view,
      viewAxis,
      change: (by) => {
        keeper.change(by);
        redraw();
      },
      hold: (isHeld) => {
        keeper.hold(isHeld);
        if (!isHeld) redraw();
      },
    }),
    [view, viewAxis, keeper],
  );
}

function same(a: ViewInput | undefined, b: ViewInput): boolean {
  return (
    a !== undefined &&
    a.cursor === b.cursor &&
    a.playedAt === b.playedAt &&
    a.notable === b.notable &&
    a.findings === b.findings &&
    a.ahead === b.ahead &&
    a.width === b.width &&
    a.eventPx === b.eventPx &&
    a.playing === b.playing
  );
}
