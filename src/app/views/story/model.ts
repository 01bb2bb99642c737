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
  /** The same refusal again and again, as a client that tries every 100 ms gets it. */
  readonly again: { readonly times: number; readonly until: number } | null;
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
  const kept = withoutRepeats(seqs, [picked, now], telling);
  const rows = kept
    .map(({ seq }) => seq)
    .flatMap((seq, place): readonly StoryRow[] => {
      const event = trace[seq];
      if (event === undefined) return [];
      const before = trace[kept[place - 1]?.seq ?? -1];
      return [
        {
          seq,
          at: event.at,
          sentence: sentenceOf(event, telling),
          isNow: seq === now,
          isSelected: seq === picked,
          repeatsTime: before?.at === event.at,
          again: kept[place]?.again ?? null,
        },
      ];
    });
  const standing = now === null ? standingOf(frame, telling) : null;
  return { rows, earlier: start, standing, due: dueNext(frame, telling) };
}

interface Kept {
  readonly seq: number;
  readonly again: StoryRow['again'];
}

/** Refusals this near to the last one of their kind are the same try, made again. */
const AGAIN_MS = 1_500;

function withoutRepeats(
  seqs: readonly number[],
  always: readonly (number | null)[],
  telling: Telling,
): readonly Kept[] {
  const kept: Kept[] = [];
  const latest = new Map<string, { readonly place: number; readonly at: number }>();
  for (const seq of seqs) {
    const event = telling.trace[seq];
    const kind = event === undefined ? undefined : refusalKind(event, telling);
    const known = kind === undefined ? undefined : latest.get(kind);
    const row = known === undefined ? undefined : kept[known.place];
    const isAgain = known !== undefined && event !== undefined && event.at - known.at <= AGAIN_MS;
    if (kind !== undefined && event !== undefined)
      latest.set(kind, { place: isAgain ? known.place : kept.length, at: event.at });
    if (!isAgain || row === undefined || always.includes(seq)) kept.push({ seq, again: null });
    else kept[known.place] = { ...row, again: { times: (row.again?.times ?? 0) + 1, until: event.at } };
  }
  return kept;
}

function refusalKind({ what }: TraceEvent, telling: Telling): string | undefined {
  if (what.type !== 'ReplySent' || what.errorCode === 0 || telling.depth === 'implementer') return undefined;
  return `${what.message.client} ${what.response.apiKey} ${what.errorCode}`;
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
