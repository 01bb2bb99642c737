/** What every row is laid out with: the model, the axis on its place, the sizes of the rows, and how marks look. */
import type { TimeAxis } from '../../draw/time-axis.ts';
import { openRuns } from '../../draw/time-axis.ts';
import type { Selection } from '../../store/selection.ts';
import type { QuietFold } from './folds.ts';
import type { TimelineModel } from './model.ts';
import type { RowSizes } from './rows.ts';
import type { ViewAxis } from './viewport.ts';

export interface Scene {
  readonly model: TimelineModel;
  readonly rows: RowSizes;
  readonly axis: TimeAxis;
  readonly folds: readonly QuietFold[];
  readonly openedFolds: readonly QuietFold[];
  /** Where the cursor stands, and where what was played ends. */
  readonly now: number;
  readonly played: number;
  x(at: number): number;
  /** Held within what is shown. */
  clampX(at: number): number;
  /** Untorn pieces between two instants, in px of the drawing. */
  runs(from: number, to: number): readonly (readonly [number, number])[];
}

/** Something one can point at: by pointer, by keyboard, by ear. */
export interface Mark {
  /** `you`, `group`, a partition's key, a node. */
  readonly row: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly at: number;
  readonly seq: number;
  /** null: it has not happened yet; a click goes there. */
  readonly selection: Selection | null;
  /** Small things go before large ones under the pointer. */
  readonly isLarge?: boolean;
  /** What it is, in words. */
  readonly words: () => string;
}

export function toScene(model: TimelineModel, rows: RowSizes, view: ViewAxis): Scene {
  const { axis } = view;
  const x = (at: number): number => rows.left + axis.x(at);
  const clampX = (at: number): number => Math.min(rows.right, Math.max(rows.left, x(at)));
  return {
    model,
    rows,
    axis,
    folds: view.folds,
    openedFolds: view.opened,
    now: x(model.cursor),
    played: x(model.playedAt),
    x,
    clampX,
    runs: (from, to) =>
      openRuns(axis, Math.max(from, axis.from), Math.min(to, axis.to)).map(([x0, x1]) => [
        x0 + rows.left,
        x1 + rows.left,
      ]),
  };
}

/** Where a text of this width goes within pieces: the last piece that holds it, at its end. */
export function lastRun(
  runs: readonly (readonly [number, number])[],
  width: number,
): readonly [number, number] | undefined {
  return runs.findLast(([x0, x1]) => x1 - x0 >= width);
}

/** The widest piece. */
export function widestRun(
  runs: readonly (readonly [number, number])[],
): readonly [number, number] | undefined {
  return runs.reduce<readonly [number, number] | undefined>(
    (best, run) => (best === undefined || run[1] - run[0] > best[1] - best[0] ? run : best),
    undefined,
  );
}

/** Keeps texts of one line apart: first come, first served. */
export class TextLine {
  readonly #taken: (readonly [number, number])[] = [];

  /** False: something stands there. */
  take(x0: number, x1: number): boolean {
    if (this.#taken.some(([from, to]) => x0 < to && x1 > from)) return false;
    this.block(x0, x1);
    return true;
  }

  /** Nothing may stand here, whatever stands here already. */
  block(x0: number, x1: number): void {
    this.#taken.push([x0, x1]);
  }
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
