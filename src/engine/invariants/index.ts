/** Every invariant that is evaluated, in one fold. */
import type { Fold } from '../kernel/fold.ts';
import { instant } from '../kernel/time.ts';
import type { TraceEvent } from '../world/trace.ts';
import { boundedDuplicates } from './bounded-duplicates.ts';
import { deadMemberGoes } from './dead-member-goes.ts';
import { everyPartitionIsRead } from './every-partition-is-read.ts';
import { exclusiveOwnership } from './exclusive-ownership.ts';
import type { Finding } from './finding.ts';
import { healthyMemberStays } from './healthy-member-stays.ts';
import type { Invariant } from './invariant.ts';
import { legalTransitions } from './legal-transitions.ts';
import { extendSight, NOTHING_SEEN, type Sight } from './sight.ts';

export const ALL_INVARIANTS: readonly Invariant<unknown>[] = [
  exclusiveOwnership,
  everyPartitionIsRead,
  boundedDuplicates,
  healthyMemberStays,
  deadMemberGoes,
  legalTransitions,
];

/** How many invariants are evaluated. */
export const INVARIANTS = ALL_INVARIANTS.length;

export interface FindingsState {
  readonly sight: Sight;
  /** One state an invariant, in the order of ALL_INVARIANTS. */
  readonly states: readonly unknown[];
}

export const findingsFold: Fold<FindingsState, TraceEvent, readonly Finding[]> = {
  initial: { sight: NOTHING_SEEN, states: ALL_INVARIANTS.map(({ initial }) => initial) },
  extend(before, event) {
    const sight = extendSight(before.sight, event);
    const states = extended(before.states, event, sight);
    return states === before.states && sight === before.sight ? before : { sight, states };
  },
  report({ sight, states }, at) {
    return ALL_INVARIANTS.flatMap((invariant, index) =>
      invariant.report(states[index], instant(at), sight),
    ).sort((one, other) => one.seq - other.seq);
  },
};

/** A copy only when some invariant has learnt something: most events concern none. */
function extended(states: readonly unknown[], event: TraceEvent, sight: Sight): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, invariant] of ALL_INVARIANTS.entries()) {
    const before = states[index];
    const after = invariant.extend(before, event, sight);
    if (after === before) continue;
    copy ??= [...states];
    copy[index] = after;
  }
  return copy ?? states;
}
