/** Carries a plan out, step by step: steps the charts, arms and cancels their timers, answers, and tells. */
import { unreachable } from '../../../kernel/assert.ts';
import { assert } from '../../../kernel/assert.ts';
import type { RuleId } from '../../../kafka/process.ts';
import { startChart, stepChart, topState } from '../group-coordinator/chart.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { groupMachine, type GroupChartEvent } from './group.machine.ts';
import {
  groupOwner,
  pendingOwner,
  sessionOwner,
  syncDeadlineOwner,
  type ClassicGroupObject,
} from './group-object.ts';
import type { ClassicGroup } from './group.ts';
import { memberSessionMachine, type SessionEvent } from './member-session.machine.ts';
import { pendingMemberMachine, type PendingEvent } from './pending-member.machine.ts';
import type { Plan, PlanStep } from './plan.ts';
import { syncDeadlineMachine, type SyncDeadlineEvent } from './sync-deadline.machine.ts';

/** A group that has just been made, with its charts. */
export function startGroup(turn: Turn, group: ClassicGroup, ruleId: RuleId): ClassicGroupObject {
  const chart = startChart(groupMachine, { owner: groupOwner(group.groupId), input: undefined, ruleId });
  const deadline = startChart(syncDeadlineMachine, {
    owner: syncDeadlineOwner(group.groupId),
    input: undefined,
    ruleId,
  });
  turn.effects.push(...chart.effects);
  return {
    type: 'classic',
    group,
    chart: chart.chart,
    syncDeadline: deadline.chart,
    sessions: new Map(),
    pending: new Map(),
  };
}

/** The group becomes what the plan says; its chart must agree at the end. */
export function carryOut(turn: Turn, object: ClassicGroupObject, plan: Plan): ClassicGroupObject {
  let next: ClassicGroupObject = { ...object, group: plan.group };
  for (const step of plan.steps) next = carryOutStep(turn, next, step);
  const state = topState(next.chart.snapshot);
  assert(
    state === plan.group.state,
    `chart of ${plan.group.groupId} is in ${state}, not ${plan.group.state}`,
  );
  return next;
}

function carryOutStep(turn: Turn, object: ClassicGroupObject, step: PlanStep): ClassicGroupObject {
  const { ruleId } = step;
  switch (step.type) {
    case 'group':
      return stepGroup(turn, object, step.event, ruleId);
    case 'syncDeadline':
      return stepSyncDeadline(turn, object, step.event, ruleId);
    case 'session':
      return stepSession(turn, object, step);
    case 'sessionForgotten':
      return { ...object, sessions: without(object.sessions, step.memberId) };
    case 'pendingStarted':
      return startPending(turn, object, step);
    case 'pending':
      return stepPending(turn, object, step);
    case 'pendingForgotten':
      return { ...object, pending: without(object.pending, step.memberId) };
    case 'answerJoin':
      turn.answerOpen(step.requestId, { apiKey: 'JoinGroup', body: step.response }, ruleId);
      return object;
    case 'answerSync':
      turn.answerOpen(step.requestId, { apiKey: 'SyncGroup', body: step.response }, ruleId);
      return object;
    case 'observe':
      turn.observe(step.observation, ruleId);
      return object;
    default:
      return unreachable(step);
  }
}

function stepGroup(
  turn: Turn,
  object: ClassicGroupObject,
  event: GroupChartEvent,
  ruleId: RuleId,
): ClassicGroupObject {
  const owner = groupOwner(object.group.groupId);
  const { chart, effects } = stepChart(groupMachine, object.chart, { owner, event, ruleId });
  turn.effects.push(...effects);
  return { ...object, chart };
}

function stepSyncDeadline(
  turn: Turn,
  object: ClassicGroupObject,
  event: SyncDeadlineEvent,
  ruleId: RuleId,
): ClassicGroupObject {
  const owner = syncDeadlineOwner(object.group.groupId);
  const run = stepChart(syncDeadlineMachine, object.syncDeadline, { owner, event, ruleId });
  turn.effects.push(...run.effects.filter((effect) => effect.type !== 'observe'));
  return { ...object, syncDeadline: run.chart };
}

interface SessionStep {
  readonly memberId: string;
  readonly event: SessionEvent;
  readonly ruleId: RuleId;
}

function stepSession(
  turn: Turn,
  object: ClassicGroupObject,
  { memberId, event, ruleId }: SessionStep,
): ClassicGroupObject {
  const owner = sessionOwner(object.group.groupId, memberId);
  const known = object.sessions.get(memberId);
  if (known === undefined && event.type === 'removed') {
    // A member that is gone already may have left a timer behind.
    turn.effects.push({ type: 'cancelTimer', key: owner.timerKey, ruleId });
    return object;
  }
  const before = known ?? startChart(memberSessionMachine, { owner, input: undefined, ruleId }).chart;
  const { chart, effects } = stepChart(memberSessionMachine, before, { owner, event, ruleId });
  turn.effects.push(...effects);
  if (event.type === 'removed') return { ...object, sessions: without(object.sessions, memberId) };
  return chart === known ? object : { ...object, sessions: new Map(object.sessions).set(memberId, chart) };
}

function startPending(
  turn: Turn,
  object: ClassicGroupObject,
  { memberId, sessionTimeoutMs, ruleId }: Extract<PlanStep, { type: 'pendingStarted' }>,
): ClassicGroupObject {
  const owner = pendingOwner(object.group.groupId, memberId);
  const { chart, effects } = startChart(pendingMemberMachine, { owner, input: { sessionTimeoutMs }, ruleId });
  turn.effects.push(...effects);
  return { ...object, pending: new Map(object.pending).set(memberId, chart) };
}

/** Joined, removed or lapsed: whatever happens to a given-out id, it is no longer pending. */
function stepPending(
  turn: Turn,
  object: ClassicGroupObject,
  step: { readonly memberId: string; readonly event: PendingEvent; readonly ruleId: RuleId },
): ClassicGroupObject {
  const { memberId, event, ruleId } = step;
  const chart = object.pending.get(memberId);
  if (chart === undefined) return object;
  const owner = pendingOwner(object.group.groupId, memberId);
  turn.effects.push(...stepChart(pendingMemberMachine, chart, { owner, event, ruleId }).effects);
  return { ...object, pending: without(object.pending, memberId) };
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}
