/** A timer of a classic group fires: the chart that armed it says what ran out, the rules say what follows. (CG-P-03, CG-P-04, CG-P-07, CG-P-08) */
import { stepChart } from '../group-coordinator/chart.ts';
import { doneQuietly, type Outcome } from '../group-coordinator/operation.ts';
import { allGroups, type FoundGroup } from '../group-coordinator/shard.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { groupMachine } from './group.machine.ts';
import {
  groupOwner,
  heartbeatTimerKey,
  joinTimerKey,
  pendingOwner,
  sessionOwner,
  syncDeadlineOwner,
  syncTimerKey,
  type ClassicGroupObject,
} from './group-object.ts';
import { memberSessionMachine } from './member-session.machine.ts';
import { applyPlan } from './operations.ts';
import { pendingMemberMachine } from './pending-member.machine.ts';
import type { Plan } from './plan.ts';
import { planCompleteJoin, planInitialDelayElapsed } from './rebalance.ts';
import { syncDeadlineMachine } from './sync-deadline.machine.ts';
import { planMemberTimedOut, planStrayJoinTimer, planSyncTimedOut } from './timeouts.ts';

/** What a timer's key is about. */
export type ClassicTimer = FoundGroup &
  ({ readonly about: 'join' | 'sync' } | { readonly about: 'heartbeat'; readonly memberId: string });

/** undefined: no group of the map has to do with it (any more). */
export function classicTimerOf(turn: Turn, key: string): ClassicTimer | undefined {
  for (const found of allGroups(turn.shard)) {
    const { groupId } = found.object.group;
    if (key === joinTimerKey(groupId)) return { ...found, about: 'join' };
    if (key === syncTimerKey(groupId)) return { ...found, about: 'sync' };
    const prefix = heartbeatTimerKey(groupId, '');
    const memberId = key.slice(prefix.length);
    const knows = found.object.sessions.has(memberId) || found.object.pending.has(memberId);
    if (key.startsWith(prefix) && knows) return { ...found, about: 'heartbeat', memberId };
  }
  return undefined;
}

export function timerOperation(turn: Turn, timer: ClassicTimer): Outcome {
  const { object, handle } = timer;
  switch (timer.about) {
    case 'join':
      return elapsed(turn, { handle, object }, fireGroup(turn, object));
    case 'sync':
      return elapsed(turn, { handle, object }, fireSyncDeadline(turn, object));
    case 'heartbeat':
      return elapsed(turn, { handle, object }, fireMember(turn, object, timer.memberId));
  }
}

interface Fired {
  readonly object: ClassicGroupObject;
  readonly decide: (() => Plan) | null;
}

function elapsed(turn: Turn, found: FoundGroup, { object, decide }: Fired): Outcome {
  if (decide === null) return doneQuietly('CG-R-03');
  return applyPlan(turn, { handle: found.handle, object }, decide());
}

function fireGroup(turn: Turn, object: ClassicGroupObject): Fired {
  const { group } = object;
  if (object.chart.fires === null) return { object, decide: () => planStrayJoinTimer(group) };
  const owner = groupOwner(group.groupId);
  const run = stepChart(groupMachine, object.chart, { owner, event: object.chart.fires, ruleId: 'CG-P-03' });
  turn.effects.push(...run.effects);
  const at = turn.circumstances();
  const initial = run.emitted.includes('initialDelayElapsed');
  return {
    object: { ...object, chart: run.chart },
    decide: () => (initial ? planInitialDelayElapsed(group, at) : planCompleteJoin(group, at)),
  };
}

function fireSyncDeadline(turn: Turn, object: ClassicGroupObject): Fired {
  const { group, syncDeadline } = object;
  if (syncDeadline.fires === null) return { object, decide: null };
  const owner = syncDeadlineOwner(group.groupId);
  const run = stepChart(syncDeadlineMachine, syncDeadline, {
    owner,
    event: syncDeadline.fires,
    ruleId: 'CG-P-07',
  });
  return {
    object: { ...object, syncDeadline: run.chart },
    decide: () => planSyncTimedOut(group, turn.circumstances()),
  };
}

/** CG-P-08 looks at the member as it is now; whether it was pending or in a session when the timer was armed is one. */
function fireMember(turn: Turn, object: ClassicGroupObject, memberId: string): Fired {
  const { groupId } = object.group;
  const session = object.sessions.get(memberId);
  const pending = object.pending.get(memberId);
  const decide = (): Plan => planMemberTimedOut(object.group, memberId, turn.circumstances());
  if (session !== undefined && session.fires !== null) {
    const owner = sessionOwner(groupId, memberId);
    const run = stepChart(memberSessionMachine, session, { owner, event: session.fires, ruleId: 'CG-P-08' });
    turn.effects.push(...run.effects);
    return { object: { ...object, sessions: new Map(object.sessions).set(memberId, run.chart) }, decide };
  }
  if (pending !== undefined && pending.fires !== null) {
    const owner = pendingOwner(groupId, memberId);
    const run = stepChart(pendingMemberMachine, pending, { owner, event: pending.fires, ruleId: 'CG-P-08' });
    turn.effects.push(...run.effects);
    return { object: { ...object, pending: new Map(object.pending).set(memberId, run.chart) }, decide };
  }
  return { object, decide: null };
}
