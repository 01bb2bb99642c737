/** The window of the axis, kept from frame to frame: it follows by its own rule, and stands still while dragged. */
import { useEffect, useMemo, useReducer, useState } from 'react';
import { blendAxes, type TimeAxis } from '../../draw/time-axis.ts';
import { axisOf, nextViewport, type ViewAxis, type ViewInput, type Viewport } from './viewport.ts';

export interface KeptView {
  readonly view: Viewport;
  readonly viewAxis: ViewAxis;
  /** Another window, by a person. */
  change(by: (view: Viewport) => Viewport): void;
  /** While held, cursor and trace may go on: the axis under the pointer does not move. */
  hold(isHeld: boolean): void;
}

interface Shown {
  readonly view: Viewport;
  readonly viewAxis: ViewAxis;
  /** The axis is on its way to where it belongs. */
  readonly isEasing: boolean;
}

/** An axis that would leap by more than this goes there in a moment. */
const LEAP_PX = 10;
const EASE_MS = 220;

/** The window is a fold over what was shown; asked twice for the same, it answers the same. */
class ViewKeeper {
  #input: ViewInput | undefined;
  #shown: Shown | undefined;
  #easing: { readonly from: TimeAxis; readonly begun: number } | undefined;
  #isHeld = false;
  #maySnap = true;

  at(input: ViewInput): Shown {
    const before = this.#input;
    const shown = this.#shown;
    const isHeld = this.#isHeld && before?.width === input.width;
    if (shown !== undefined && (isHeld || (same(before, input) && !shown.isEasing))) return shown;
    const view = nextViewport(shown?.view ?? null, input);
    const target = axisOf(view, input);
    this.#easing = this.#maySnap ? undefined : this.#easingTo(target, input);
    this.#maySnap = false;
    this.#input = input;
    this.#shown = this.#eased(view, target);
    return this.#shown;
  }

  change(by: (view: Viewport) => Viewport): void {
    if (this.#shown === undefined) return;
    this.#shown = { ...this.#shown, view: by(this.#shown.view) };
    this.#input = undefined;
    this.#maySnap = true;
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  #easingTo({ axis }: ViewAxis, { cursor, width }: ViewInput) {
    const shown = this.#shown?.viewAxis.axis;
    if (shown === undefined || shown.width !== width || prefersStillness()) return undefined;
    if (this.#easing !== undefined) return this.#easing;
    const leap = Math.abs(shown.x(cursor) - axis.x(cursor));
    return leap > LEAP_PX && leap < width ? { from: shown, begun: performance.now() } : undefined;
  }

  #eased(view: Viewport, target: ViewAxis): Shown {
    const share = this.#easing === undefined ? 1 : (performance.now() - this.#easing.begun) / EASE_MS;
    if (this.#easing === undefined || share >= 1) {
      this.#easing = undefined;
      return { view, viewAxis: target, isEasing: false };
    }
    const axis = blendAxes(this.#easing.from, target.axis, share * (2 - share));
    return { view, viewAxis: { ...target, axis }, isEasing: true };
  }
}

export function useView(input: ViewInput): KeptView {
  const [keeper] = useState(() => new ViewKeeper());
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { view, viewAxis, isEasing } = keeper.at(input);
  useEffect(() => {
    if (!isEasing) return undefined;
    let frame = 0;
    const goOn = (): void => {
      redraw();
      frame = requestAnimationFrame(goOn);
    };
    frame = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(frame);
  }, [isEasing]);
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

function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
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
