/** How often a group had to start over, and how long it took the last time until it was Stable. */
import type { Fold } from '../kernel/fold.ts';
import type { Instant } from '../kernel/time.ts';
import type { TraceEvent } from '../world/trace.ts';

export interface RebalancesState {
  readonly count: number;
  readonly leftAt: Instant | null;
  readonly stableAt: Instant | null;
}

export interface RebalancesReport {
  readonly rebalances: number;
  readonly timeToStableMs: number | null;
}

export const rebalancesFold: Fold<RebalancesState, TraceEvent, RebalancesReport> = {
  initial: { count: 0, leftAt: null, stableAt: null },
  extend(state, { at, what }) {
    if (what.type !== 'StateEntered' || what.machine !== 'group') return state;
    const { previous } = what;
    if (what.state === 'PreparingRebalance' && (previous === 'Stable' || previous === 'Empty'))
      return { count: state.count + 1, leftAt: at, stableAt: null };
    // A group that a broker loads is Stable without having been anything else: nothing was waited for.
    if (what.state === 'Stable' && state.stableAt === null && state.leftAt !== null)
      return { ...state, stableAt: at };
    return state;
  },
  report({ count, leftAt, stableAt }) {
    const timeToStableMs = leftAt === null || stableAt === null ? null : stableAt - leftAt;
    return { rebalances: count, timeToStableMs };
  },
};
