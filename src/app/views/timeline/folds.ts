/**
 * Which quiet time folds. A fold never reaches to a notable instant: some time stays open after the one before it and
 * before the one behind it, and what was played last stays open, so that a fold grows evenly while time runs.
 */
import { bisectLeft, bisectRight } from 'd3';
import { FOLD_LEAST_MS, type Quiet } from '../../draw/time-axis.ts';

export interface QuietFold extends Quiet {
  /** Its name while it grows: what a person opened stays open. */
  readonly key: string;
}

export interface QuietInput {
  /** Ascending. */
  readonly notable: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly playedAt: number;
  /** Instants right of what was played that matter, ascending. */
  readonly ahead: readonly number[];
  /** The cursor, when it stands in quiet time: open around it. */
  readonly peek: number | null;
  /** Quiet time below this stays open: someone looks closely. */
  readonly least?: number;
}

/** Stays open after something happened, and before something happens. */
const AFTER_MS = 1000;
const BEFORE_MS = 2000;
/** Of what was played last; of what comes next. */
const TRAIL_MS = 6000;
const AHEAD_MS = 2200;
const BEFORE_DUE_MS = 700;
/** Behind what is due stands what it is. */
export const BEHIND_DUE_MS = 2600;
const PEEK_MS = 1600;

export function quietFolds(input: QuietInput): readonly QuietFold[] {
  const { least = FOLD_LEAST_MS, from, to } = input;
  return [...pastFolds(input), ...futureFolds(input)]
    .flatMap((fold) => around(fold, input.peek))
    .map((fold) => ({ ...fold, from: Math.max(fold.from, from), to: Math.min(fold.to, to) }))
    .filter((fold) => fold.to - fold.from >= Math.max(least, FOLD_LEAST_MS));
}

function pastFolds({ notable, from, to, playedAt }: QuietInput): readonly QuietFold[] {
  const folds: QuietFold[] = [];
  const first = Math.max(0, bisectRight(notable, from) - 1);
  const end = bisectLeft(notable, Math.min(to, playedAt)) + 1;
  let before = notable[first] ?? 0;
  if (before > from) before = 0;
  for (const next of [...notable.slice(first, end), Infinity]) {
    const fold = {
      key: `after ${before}`,
      from: before + AFTER_MS,
      to: Math.min(next - BEFORE_MS, playedAt - TRAIL_MS),
    };
    if (fold.to > fold.from) folds.push(fold);
    before = next;
  }
  return folds;
}

function futureFolds({ playedAt, ahead }: QuietInput): readonly QuietFold[] {
  const folds: QuietFold[] = [];
  let before = playedAt + AHEAD_MS;
  for (const due of ahead) {
    const fold = { key: `until ${due}`, from: before, to: due - BEFORE_DUE_MS };
    if (fold.to > fold.from) folds.push(fold);
    before = due + BEHIND_DUE_MS;
  }
  return folds;
}

function around(fold: QuietFold, peek: number | null): readonly QuietFold[] {
  if (peek === null || peek <= fold.from || peek >= fold.to) return [fold];
  return [
    { ...fold, to: peek - PEEK_MS },
    { ...fold, from: peek + PEEK_MS },
  ];
}
