/** Every invariant that is evaluated, in one fold. */
import type { Fold } from '../kernel/fold.ts';
import type { TraceEvent } from '../world/trace.ts';
import type { Finding } from './finding.ts';

export interface FindingsState {
  readonly findings: readonly Finding[];
}

export const findingsFold: Fold<FindingsState, TraceEvent, readonly Finding[]> = {
  initial: { findings: [] },
  extend: (state) => state,
  report: (state) => state.findings,
};

/** How many invariants are evaluated. */
export const INVARIANTS = 0;
