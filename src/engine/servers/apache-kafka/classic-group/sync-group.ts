/**
 * SyncGroup: the leader hands in the assignment, everyone takes its part of it. (CG-S-04…CG-S-10, CG-A-03)
 * Follows GroupMetadataManager#classicGroupSyncToClassicGroup, apache/kafka 4.4.0.
 */
import { ERROR_CODES, errorName, type ErrorName } from '../../../kafka/error-code.ts';
import type { SyncGroupRequest } from '../../../kafka/messages/sync-group.ts';
import type { RuleId } from '../../../kafka/process.ts';
import { syncAnswered, syncRefused } from './answers.ts';
import type { ClassicGroup, ClassicMember } from './group.ts';
import { withMember, withMembers, withoutValue } from './membership.ts';
import {
  andThen,
  plan,
  withWrite,
  type Circumstances,
  type ClassicContinuation,
  type Plan,
  type PlanStep,
} from './plan.ts';
import { planAssignmentFailed, planRebalanceOrCompleteJoin, transition } from './rebalance.ts';
import { groupMetadataRecord } from './records.ts';
import { whyNotMember } from './validate-member.ts';

export interface Sync {
  readonly requestId: number;
  readonly body: SyncGroupRequest;
}
type AssignmentWritten = Extract<ClassicContinuation, { type: 'assignmentWritten' }>;

export function planSync(group: ClassicGroup, sync: Sync): Plan {
  const { body } = sync;
  const against = whyNotSync(group, body);
  const member = group.members.get(body.memberId);
  if (against !== null) return refused(group, sync, [against, 'CG-S-04']);
  if (member === undefined) return refused(group, sync, ['UNKNOWN_MEMBER_ID', 'CG-S-04']);
  switch (group.state) {
    case 'PreparingRebalance':
      return refused(group, sync, ['REBALANCE_IN_PROGRESS', 'CG-S-05']);
    case 'CompletingRebalance':
      return group.leaderId === body.memberId
        ? planLeaderSync(group, sync, member)
        : planAwaitAssignment(group, { sync, member, ruleId: 'CG-S-06' });
    case 'Stable':
      return planTakeAssignment(group, sync, member);
    case 'Empty':
    case 'Dead':
      return refused(group, sync, ['UNKNOWN_MEMBER_ID', 'CG-S-03']);
  }
}

/** CG-S-04 */
function whyNotSync(group: ClassicGroup, body: SyncGroupRequest): ErrorName | null {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE';
  const against = whyNotMember(group, body);
  if (against !== null) return against;
  if (body.generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  const differs =
    differ(body.protocolType, group.protocolType) || differ(body.protocolName, group.protocolName);
  return differs ? 'INCONSISTENT_GROUP_PROTOCOL' : null;
}

function differ(asked: string | null, current: string | null): boolean {
  return asked !== null && current !== null && asked !== current;
}

/** CG-S-06: an earlier sync of this member that still waits is never answered. */
function planAwaitAssignment(
  group: ClassicGroup,
  { sync, member, ruleId }: { readonly sync: Sync; readonly member: ClassicMember; readonly ruleId: RuleId },
): Plan {
  const waiting = withMember(group, { ...member, awaitingSync: sync.requestId });
  return planSyncReceived(waiting, member.memberId, ruleId);
}

/** CG-S-06: the last one that was missed closes the deadline. */
function planSyncReceived(group: ClassicGroup, memberId: string, ruleId: RuleId): Plan {
  const pendingSyncMembers = withoutValue(group.pendingSyncMembers, memberId);
  const received = { ...group, pendingSyncMembers };
  if (pendingSyncMembers.size > 0) return plan(received);
  return plan(received, { type: 'syncDeadline', event: { type: 'closed' }, ruleId });
}

/** CG-S-07: the assignment is written before anybody learns of it. */
function planLeaderSync(group: ClassicGroup, sync: Sync, member: ClassicMember): Plan {
  const assignments = new Map(
    sync.body.assignments.map(({ memberId, assignment }) => [memberId, assignment]),
  );
  const waiting = planAwaitAssignment(group, { sync, member, ruleId: 'CG-S-07' });
  return withWrite(waiting, {
    records: [groupMetadataRecord(waiting.group, (memberId) => assignments.get(memberId) ?? '')],
    continuation: {
      type: 'assignmentWritten',
      memberId: member.memberId,
      generationId: sync.body.generationId,
      assignments,
    },
    ruleId: 'CG-S-07',
  });
}

/** CG-S-08: the generation stands; a latecomer gets its part. */
function planTakeAssignment(group: ClassicGroup, { requestId }: Sync, member: ClassicMember): Plan {
  const received = planSyncReceived(group, member.memberId, 'CG-S-08');
  const response = syncAnswered(group, member.assignment);
  return andThen(received, (next) =>
    plan(next, { type: 'answerSync', requestId, response, ruleId: 'CG-S-08' }),
  );
}

/** CG-S-07, CG-A-03: the assignment is committed, or lost. If the group moved on meanwhile, neither matters. */
export function planAssignmentSettled(
  group: ClassicGroup,
  { written, errorCode }: { readonly written: AssignmentWritten; readonly errorCode: number },
  at: Circumstances,
): Plan {
  if (group.state !== 'CompletingRebalance' || group.generationId !== written.generationId)
    return plan(group);
  return errorCode === 0
    ? planAssignmentCommitted(group, written, at)
    : planAssignmentLost(group, { written, errorCode }, at);
}

function planAssignmentCommitted(group: ClassicGroup, written: AssignmentWritten, at: Circumstances): Plan {
  const assigned = [...group.members.values()].map((member) => ({
    ...member,
    assignment: written.assignments.get(member.memberId) ?? '',
  }));
  const told = withMembers(
    group,
    assigned.map((member) => ({ ...member, awaitingSync: null })),
  );
  return {
    group: transition(told, 'Stable', at),
    steps: [
      ...assigned.flatMap((member) => stepsOfAssigned(group, member)),
      { type: 'group', event: { type: 'assignmentStored' }, ruleId: 'CG-S-07' },
    ],
    write: null,
  };
}

function stepsOfAssigned(group: ClassicGroup, member: ClassicMember): readonly PlanStep[] {
  const { memberId, awaitingSync, assignment, sessionTimeoutMs } = member;
  if (awaitingSync === null) return [];
  const ruleId = 'CG-S-07';
  return [
    { type: 'answerSync', requestId: awaitingSync, response: syncAnswered(group, assignment), ruleId },
    { type: 'session', memberId, event: { type: 'heard', sessionTimeoutMs }, ruleId },
  ];
}

function planAssignmentLost(
  group: ClassicGroup,
  { written, errorCode }: { readonly written: AssignmentWritten; readonly errorCode: number },
  at: Circumstances,
): Plan {
  const reason = {
    because: `assignment could not be stored: ${errorName(errorCode)}`,
    memberId: written.memberId,
  };
  const failed = planAssignmentFailed(group, { errorCode, ruleId: 'CG-A-03' });
  // What the nested rebalance would write is dropped: the operation is over (CG-A-03).
  return { ...andThen(failed, (next) => planRebalanceOrCompleteJoin(next, reason, at)), write: null };
}

function refused(
  group: ClassicGroup,
  { requestId }: Sync,
  [error, ruleId]: readonly [ErrorName, RuleId],
): Plan {
  return plan(group, { type: 'answerSync', requestId, response: syncRefused(ERROR_CODES[error]), ruleId });
}
