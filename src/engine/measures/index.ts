/** What a run cost: all measures in one fold. */
import type { Fold } from '../kernel/fold.ts';
import type { TraceEvent } from '../world/trace.ts';
import type { Measures } from './measures.ts';

export interface MeasuresState {
  readonly events: number;
}

export const measuresFold: Fold<MeasuresState, TraceEvent, Measures> = {
  initial: { events: 0 },
  extend: (state) => state,
  report: () => ({ outages: [], duplicates: 0, rebalances: 0, timeToStableMs: null }),
};
