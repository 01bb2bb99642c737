/**
 * What the coordinator did with the group, as phases without a gap: it waited for members to join (the barrier), for
 * the leader's assignment, or for nobody. Each says who let the time pass and which setting bounds it.
 */
import { unreachable } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import type { TraceEvent } from '../world/trace.ts';
import { extendRollCall, NOBODY_CALLED, nodeOf, whoIsMissing, type RollCall } from './roll-call.ts';

export interface GroupPhase {
  readonly name: 'barrier' | 'assignment' | 'quiet';
  readonly from: Instant;
  readonly to: Instant | null;
  readonly setting: string | null;
  readonly owner: string;
}

export interface GroupPhases {
  /** In order, without a gap; the last one runs. */
  readonly phases: readonly GroupPhase[];
  readonly rollCall: RollCall;
  /** The barrier that runs follows group.initial.rebalance.delay.ms. */
  readonly isInitial: boolean;
}

export const NO_PHASES: GroupPhases = { phases: [], rollCall: NOBODY_CALLED, isInitial: false };

/** The phases after one more event; the same object when it does not concern them. */
export function extendPhases(state: GroupPhases, event: TraceEvent): GroupPhases {
  const { what, at } = event;
  const rollCall = extendRollCall(state.rollCall, event);
  const known = rollCall === state.rollCall ? state : { ...state, rollCall };
  if (what.type !== 'StateEntered' || what.machine !== 'group') return known;
  const name = phaseOf(what.state);
  const last = known.phases.at(-1);
  if (last?.name === name) return known;
  const closed = last === undefined ? [] : [{ ...ownedPhase(known, last), to: at }];
  const opened: GroupPhase = { name, from: at, to: null, setting: null, owner: 'coordinator' };
  const isInitial = name === 'barrier' && what.previous === 'Empty';
  return { ...known, phases: [...known.phases.slice(0, -1), ...closed, opened], isInitial };
}

/** The phases as of now: the last one with whom it waits for. */
export function phasesSoFar(state: GroupPhases): readonly GroupPhase[] {
  const last = state.phases.at(-1);
  return last === undefined ? [] : [...state.phases.slice(0, -1), ownedPhase(state, last)];
}

function phaseOf(state: string): GroupPhase['name'] {
  if (state === 'PreparingRebalance') return 'barrier';
  return state === 'CompletingRebalance' ? 'assignment' : 'quiet';
}

function ownedPhase({ rollCall, isInitial }: GroupPhases, phase: GroupPhase): GroupPhase {
  switch (phase.name) {
    case 'quiet':
      return phase;
    case 'assignment':
      return { ...phase, owner: nodeOf(rollCall, rollCall.leader) };
    case 'barrier': {
      if (isInitial) return { ...phase, setting: 'group.initial.rebalance.delay.ms' };
      const owner = whoIsMissing(rollCall, phase.from) ?? rollCall.last?.node ?? 'coordinator';
      return { ...phase, owner, setting: rollCall.last?.setting ?? 'max.poll.interval.ms' };
    }
    default:
      return unreachable(phase.name);
  }
}
