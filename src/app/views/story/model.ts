/** The story up to the cursor: told events as rows, the one at the cursor marked, what stands now, what is due. */
import type { Frame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { countUpTo } from '../../draw/trace-index.ts';
import type { Selection } from '../../store/selection.ts';
import { dueNext, type Due } from './due.ts';
import { sentenceOf } from './sentences.ts';
import { standingOf, type Standing } from './standing.ts';
import type { Telling } from './telling.ts';
import type { Sentence } from './token.ts';

export interface StoryRow {
  readonly seq: number;
  readonly at: number;
  readonly sentence: Sentence;
  readonly isNow: boolean;
  readonly isSelected: boolean;
  /** Steps apart on one instant are told under one time. */
  readonly repeatsTime: boolean;
}

export interface StoryModel {
  readonly rows: readonly StoryRow[];
  /** Told events above the first row. */
  readonly earlier: number;
  /** The cursor stands between events: what is, instead of what happened. */
  readonly standing: Standing | null;
  readonly due: readonly Due[];
}

export interface StoryQuestion {
  readonly frame: Frame;
  readonly telling: Telling;
  readonly selected: Selection | null;
  /** How many rows at most, from the cursor back. */
  readonly window: number;
}

export function storyOf({ frame, telling, selected, window }: StoryQuestion): StoryModel {
  const { index, depth, trace } = telling;
  const told = index.told[depth];
  const count = countUpTo(told, frame.seq);
  const start = Math.max(0, count - window);
  const picked = selected?.type === 'event' ? selected.seq : null;
  const seqs = withPicked(told.slice(start, count), picked, frame.seq);
  const now = rowAtCursor(seqs, picked, frame, trace);
  const rows = seqs.flatMap((seq, place): readonly StoryRow[] => {
    const event = trace[seq];
    if (event === undefined) return [];
    const before = trace[seqs[place - 1] ?? -1];
    return [
      {
        seq,
        at: event.at,
        sentence: sentenceOf(event, telling),
        isNow: seq === now,
        isSelected: seq === picked,
        repeatsTime: before?.at === event.at,
      },
    ];
  });
  const standing = now === null ? standingOf(frame, telling) : null;
  return { rows, earlier: start, standing, due: dueNext(frame, telling) };
}

/** A selected event is told even where its kind is not, if it has happened. */
function withPicked(seqs: readonly number[], picked: number | null, until: number): readonly number[] {
  if (picked === null || picked > until || seqs.includes(picked)) return seqs;
  const first = seqs[0];
  if (first !== undefined && picked < first) return seqs;
  return [...seqs, picked].sort((a, b) => a - b);
}

/** The row that the cursor stands on: the selected one, or the last one if it happened at this very instant. */
function rowAtCursor(
  seqs: readonly number[],
  picked: number | null,
  frame: Frame,
  trace: readonly TraceEvent[],
): number | null {
  if (picked !== null && seqs.includes(picked) && trace[picked]?.at === frame.at) return picked;
  const last = seqs.at(-1);
  return last !== undefined && trace[last]?.at === frame.at ? last : null;
}
