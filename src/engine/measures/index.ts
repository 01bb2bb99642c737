/** What a run cost: all measures in one fold. */
import type { Fold } from '../kernel/fold.ts';
import type { TraceEvent } from '../world/trace.ts';
import { duplicatesFold, type DuplicatesState } from './duplicates.ts';
import type { Measures } from './measures.ts';
import { outagesFold, type OutagesState } from './outages.ts';
import { rebalancesFold, type RebalancesState } from './rebalances.ts';

export interface MeasuresState {
  readonly outages: OutagesState;
  readonly duplicates: DuplicatesState;
  readonly rebalances: RebalancesState;
}

export const measuresFold: Fold<MeasuresState, TraceEvent, Measures> = {
  initial: {
    outages: outagesFold.initial,
    duplicates: duplicatesFold.initial,
    rebalances: rebalancesFold.initial,
  },
  extend(state, event) {
    const outages = outagesFold.extend(state.outages, event);
    const duplicates = duplicatesFold.extend(state.duplicates, event);
    const rebalances = rebalancesFold.extend(state.rebalances, event);
    const isSame =
      outages === state.outages && duplicates === state.duplicates && rebalances === state.rebalances;
    return isSame ? state : { outages, duplicates, rebalances };
  },
  report: (state, at) => ({
    outages: outagesFold.report(state.outages, at),
    duplicates: duplicatesFold.report(state.duplicates, at),
    ...rebalancesFold.report(state.rebalances, at),
  }),
};
