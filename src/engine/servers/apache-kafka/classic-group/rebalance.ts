/**
 * How a rebalance begins, waits and ends: the procedures that joins, leaves, syncs and timeouts share.
 * (CG-P-01…CG-P-05, CG-P-09…CG-P-11; GroupMetadataManager#prepareRebalance, #maybeCompleteJoinElseSchedule,
 * #tryCompleteInitialRebalanceElseSchedule, #completeClassicGroupJoin, #maybePrepareRebalanceOrCompleteJoin)
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { RuleId } from '../../../kafka/process.ts';
import { joinAccepted, syncRefused } from './answers.ts';
import {
  canRebalance,
  hasAllMembersJoined,
  rebalanceTimeoutOf,
  type ClassicGroup,
  type ClassicMember,
  type ClassicState,
} from './group.ts';
import { removeMember, withMembers } from './membership.ts';
import { andThen, plan, withWrite, type Circumstances, type Plan, type PlanStep } from './plan.ts';
import { computeSubscribedTopics, selectProtocol } from './protocol-vote.ts';
import { groupMetadataRecord } from './records.ts';

/** Why a rebalance starts, for the story: a short reason, and whose doing it is. */
export interface Reason {
  readonly because: string;
  readonly memberId: string;
}

/** CG-P-01: everybody must rejoin. */
export function planPrepareRebalance(group: ClassicGroup, reason: Reason, at: Circumstances): Plan {
  const told =
    group.state === 'CompletingRebalance'
      ? planAssignmentFailed(group, { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS, ruleId: 'CG-P-01' })
      : plan(group);
  const fromEmpty = group.state === 'Empty';
  const delayMs = at.groupInitialRebalanceDelayMs;
  const remainingMs = Math.max(rebalanceTimeoutOf(group) - delayMs, 0);
  const preparing: ClassicGroup = {
    ...transition(told.group, 'PreparingRebalance', at),
    pendingSyncMembers: new Set(),
    initialRebalance: fromEmpty ? { delayMs, remainingMs } : null,
  };
  const prepared: Plan = {
    group: preparing,
    steps: [
      ...told.steps,
      { type: 'syncDeadline', event: { type: 'closed' }, ruleId: 'CG-P-01' },
      {
        type: 'observe',
        observation: { type: 'RebalanceStarted', groupId: group.groupId, ...reason },
        ruleId: 'CG-P-01',
      },
      {
        type: 'group',
        event: fromEmpty ? { type: 'initialRebalanceStarted', delayMs } : { type: 'rebalanceStarted' },
        ruleId: 'CG-P-01',
      },
    ],
    write: null,
  };
  return fromEmpty ? prepared : andThen(prepared, (next) => planCompleteJoinOrAwait(next, at));
}

/** CG-P-02: all are back already, or there is a deadline by which they must be. */
function planCompleteJoinOrAwait(group: ClassicGroup, at: Circumstances): Plan {
  return hasAllMembersJoined(group) ? planCompleteJoin(group, at) : planAwaitMembers(group, 'CG-P-02');
}

function planAwaitMembers(group: ClassicGroup, ruleId: string): Plan {
  return plan(group, {
    type: 'group',
    event: { type: 'membersAwaited', delayMs: rebalanceTimeoutOf(group) },
    ruleId,
  });
}

/** CG-P-03: the initial delay is over; somebody new came meanwhile, so it may be prolonged. */
export function planInitialDelayElapsed(group: ClassicGroup, at: Circumstances): Plan {
  const { delayMs, remainingMs } = group.initialRebalance ?? { delayMs: 0, remainingMs: 0 };
  if (!group.newMemberAdded || remainingMs === 0) return planCompleteJoin(group, at);
  const next = {
    delayMs: Math.min(at.groupInitialRebalanceDelayMs, remainingMs),
    remainingMs: Math.max(remainingMs - delayMs, 0),
  };
  return plan(
    { ...group, newMemberAdded: false, initialRebalance: next },
    {
      type: 'group',
      event: { type: 'initialRebalanceProlonged', delayMs: next.delayMs },
      ruleId: 'CG-P-03',
    },
  );
}

/** CG-P-04: the join phase is over. Who is here forms the next generation. */
export function planCompleteJoin(group: ClassicGroup, at: Circumstances): Plan {
  if (group.state === 'Dead') return plan(group);
  const present = planDropAbsent(group);
  const leader = leaderAmongJoined(present.group);
  if (leader === null && present.group.members.size > 0)
    return andThen(present, (next) => planAwaitMembers(next, 'CG-P-04'));
  return andThen(electing(present, leader), (next) =>
    next.members.size === 0 ? planEmptyGeneration(next, at) : planGeneration(next, at),
  );
}

/** CG-P-04 (2): dynamic members that did not rejoin are out, static ones may come later. */
function planDropAbsent(group: ClassicGroup): Plan {
  const absent = [...group.members.values()].filter(
    (member) => member.awaitingJoin === null && member.groupInstanceId === null,
  );
  return absent.reduce<Plan>(
    (sofar, { memberId }) => ({
      ...sofar,
      group: removeMember(sofar.group, memberId),
      steps: [
        ...sofar.steps,
        { type: 'session', memberId, event: { type: 'removed' }, ruleId: 'CG-P-04' },
        {
          type: 'observe',
          observation: { type: 'MemberRemoved', groupId: group.groupId, memberId, because: 'notRejoined' },
          ruleId: 'CG-P-04',
        },
      ],
    }),
    plan(group),
  );
}

/** CG-P-04 (4): the leader if it rejoined, else the first that did. */
function leaderAmongJoined(group: ClassicGroup): string | null {
  if (group.leaderId === null) return null;
  if ((group.members.get(group.leaderId)?.awaitingJoin ?? null) !== null) return group.leaderId;
  for (const member of group.members.values()) if (member.awaitingJoin !== null) return member.memberId;
  return null;
}

function electing(present: Plan, leader: string | null): Plan {
  if (leader === null || leader === present.group.leaderId) return present;
  const observation = { type: 'LeaderElected', groupId: present.group.groupId, memberId: leader } as const;
  return {
    ...present,
    group: { ...present.group, leaderId: leader },
    steps: [...present.steps, { type: 'observe', observation, ruleId: 'CG-P-04' }],
  };
}

/** CG-P-04 (5), (6): nobody is left; only this is written at once. */
function planEmptyGeneration(group: ClassicGroup, at: Circumstances): Plan {
  const next: ClassicGroup = { ...group, generationId: group.generationId + 1, protocolName: null };
  const emptied: ClassicGroup = {
    ...transition(next, 'Empty', at),
    subscribedTopics: computeSubscribedTopics(next),
    pendingSyncMembers: new Set(),
    initialRebalance: null,
  };
  const step: PlanStep = { type: 'group', event: { type: 'groupEmptied' }, ruleId: 'CG-P-04' };
  return withWrite(plan(emptied, step), {
    records: [groupMetadataRecord(emptied, () => '')],
    continuation: { type: 'emptiedGroupWritten' },
    ruleId: 'CG-P-04',
  });
}

/** CG-P-04 (5), (7): everyone who waits is told, and every member must sync. */
function planGeneration(group: ClassicGroup, at: Circumstances): Plan {
  const protocolName = selectProtocol(group);
  if (protocolName === null) return planBrokenVote(group);
  const voted: ClassicGroup = { ...group, generationId: group.generationId + 1, protocolName };
  const formed: ClassicGroup = {
    ...transition(voted, 'CompletingRebalance', at),
    subscribedTopics: computeSubscribedTopics(voted),
    initialRebalance: null,
    pendingSyncMembers: new Set(voted.members.keys()),
  };
  const members = [...formed.members.values()];
  return {
    group: withMembers(
      formed,
      members.map((member) => ({ ...member, awaitingJoin: null, isNew: false })),
    ),
    steps: [
      { type: 'group', event: { type: 'generationFormed' }, ruleId: 'CG-P-04' },
      { type: 'observe', observation: generationOf(formed), ruleId: 'CG-P-04' },
      ...members.flatMap((member) => stepsOfJoined(formed, member)),
      {
        type: 'syncDeadline',
        event: { type: 'opened', delayMs: rebalanceTimeoutOf(formed) },
        ruleId: 'CG-P-04',
      },
    ],
    write: null,
  };
}

/** CG-P-05: nobody can vote. The generation has been counted up already, and nobody waits for a timer any more. */
function planBrokenVote(group: ClassicGroup): Plan {
  const ruleId = 'CG-P-05';
  const counted = { ...group, generationId: group.generationId + 1 };
  return { ...plan(counted, { type: 'group', event: { type: 'votingFailed' }, ruleId }), breaks: ruleId };
}

function stepsOfJoined(
  group: ClassicGroup,
  { memberId, awaitingJoin, sessionTimeoutMs }: ClassicMember,
): readonly PlanStep[] {
  const heard: PlanStep = {
    type: 'session',
    memberId,
    event: { type: 'heard', sessionTimeoutMs },
    ruleId: 'CG-P-04',
  };
  if (awaitingJoin === null) return [heard];
  const response = joinAccepted(group, memberId);
  return [{ type: 'answerJoin', requestId: awaitingJoin, response, ruleId: 'CG-J-29' }, heard];
}

function generationOf(group: ClassicGroup) {
  return {
    type: 'GenerationFormed',
    groupId: group.groupId,
    generationId: group.generationId,
    protocolName: group.protocolName ?? '',
    leader: group.leaderId ?? '',
    memberIds: [...group.members.keys()],
  } as const;
}

/** CG-P-10 */
export function planRebalanceOrCompleteJoin(group: ClassicGroup, reason: Reason, at: Circumstances): Plan {
  return canRebalance(group) ? planPrepareRebalance(group, reason, at) : planCompleteJoinPhase(group, at);
}

/** CG-P-11: in an initial rebalance the delay decides, not who is there. */
export function planCompleteJoinPhase(group: ClassicGroup, at: Circumstances): Plan {
  const may = group.state === 'PreparingRebalance' && group.previousState !== 'Empty';
  return may && hasAllMembersJoined(group) ? planCompleteJoin(group, at) : plan(group);
}

/** CG-P-01 (1), CG-A-03: every assignment is void, and whoever waits for one is told so and has its session renewed. */
export function planAssignmentFailed(
  group: ClassicGroup,
  failure: { readonly errorCode: number; readonly ruleId: RuleId },
): Plan {
  const members = [...group.members.values()];
  return {
    group: withMembers(
      group,
      members.map((member) => ({ ...member, assignment: '', awaitingSync: null })),
    ),
    steps: members.flatMap((member) => stepsOfSyncRefused(member, failure)),
    write: null,
  };
}

function stepsOfSyncRefused(
  { memberId, awaitingSync, sessionTimeoutMs }: ClassicMember,
  { errorCode, ruleId }: { readonly errorCode: number; readonly ruleId: RuleId },
): readonly PlanStep[] {
  if (awaitingSync === null) return [];
  return [
    { type: 'answerSync', requestId: awaitingSync, response: syncRefused(errorCode), ruleId },
    { type: 'session', memberId, event: { type: 'heard', sessionTimeoutMs }, ruleId },
  ];
}

/** The group is in another state from now on, on the broker's clock. */
export function transition(
  group: ClassicGroup,
  state: ClassicState,
  { nowMs }: { readonly nowMs: number },
): ClassicGroup {
  return { ...group, state, previousState: group.state, currentStateTimestamp: nowMs };
}
