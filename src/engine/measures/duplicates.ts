/** How many records were processed more than once, by whomever: counted per partition, record by record. */
import type { Fold } from '../kernel/fold.ts';
import type { TraceEvent } from '../world/trace.ts';
import { NOTHING_PROCESSED, withProcessed, type ProcessedRecords } from './processed-records.ts';
import { lengthOf } from './ranges.ts';

export interface DuplicatesState {
  readonly processed: ProcessedRecords;
  readonly count: number;
}

export const duplicatesFold: Fold<DuplicatesState, TraceEvent, number> = {
  initial: { processed: NOTHING_PROCESSED, count: 0 },
  extend(state, { what }) {
    if (what.type !== 'RecordsProcessed' || what.ranges.length === 0) return state;
    let { processed, count } = state;
    for (const range of what.ranges) {
      const step = withProcessed(processed, range);
      ({ processed } = step);
      count += lengthOf(step.again);
    }
    return { processed, count };
  },
  report: ({ count }) => count,
};
