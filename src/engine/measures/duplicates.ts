/** How many records were processed more than once, by whomever: counted per partition, record by record. */
import type { Fold } from '../kernel/fold.ts';
import type { RecordRange } from '../kafka/client.ts';
import { partitionKey } from '../world/coverage.ts';
import type { TraceEvent } from '../world/trace.ts';
import { addRange, lengthOf, type Ranges } from './ranges.ts';

export interface DuplicatesState {
  /** By partition (`orders-2`). */
  readonly processed: ReadonlyMap<string, Ranges>;
  readonly count: number;
}

export const duplicatesFold: Fold<DuplicatesState, TraceEvent, number> = {
  initial: { processed: new Map(), count: 0 },
  extend(state, { what }) {
    if (what.type !== 'RecordsProcessed' || what.ranges.length === 0) return state;
    return withProcessed(state, what.ranges);
  },
  report: ({ count }) => count,
};

function withProcessed(state: DuplicatesState, added: readonly RecordRange[]): DuplicatesState {
  const processed = new Map(state.processed);
  let { count } = state;
  for (const range of added) {
    const key = partitionKey(range);
    const { ranges, again } = addRange(processed.get(key) ?? [], { from: range.from, to: range.to });
    processed.set(key, ranges);
    count += lengthOf(again);
  }
  return { processed, count };
}
