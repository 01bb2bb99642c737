/**
 * A static member comes back without its member id: it gets a new one and takes the old one's place, if it can without a
 * rebalance. (CG-J-30…CG-J-34, CG-A-02)
 * Follows GroupMetadataManager#updateStaticMemberThenRebalanceOrCompleteJoin, apache/kafka 4.4.0.
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import { joinAccepted, joinError, joinRefused, membersForLeader, syncRefused } from './answers.ts';
import type { ClassicGroup, ClassicMember } from './group.ts';
import type { Join } from './join-group.ts';
import { replaceStaticMember, updateMember, withMember } from './membership.ts';
import {
  andThen,
  plan,
  withWrite,
  type Circumstances,
  type ClassicContinuation,
  type Plan,
  type PlanStep,
} from './plan.ts';
import { selectProtocol } from './protocol-vote.ts';
import { planCompleteJoinPhase, planPrepareRebalance, planRebalanceOrCompleteJoin } from './rebalance.ts';
import { groupMetadataRecord } from './records.ts';

type Returning = Join & {
  readonly newMemberId: string;
  readonly oldMemberId: string;
  readonly groupInstanceId: string;
};
type StaticMemberWritten = Extract<ClassicContinuation, { type: 'staticMemberWritten' }>;

/** In EMPTY and DEAD Kafka's code throws (CG-J-34); a static member cannot be known there. */
export function planReplaceStaticMember(group: ClassicGroup, join: Returning, at: Circumstances): Plan {
  const old = group.members.get(join.oldMemberId);
  if (old === undefined) return plan(group);
  return andThen(planReplacement(group, join, old), (next) => planAfterReplacement(next, { join, old }, at));
}

/** CG-J-30, CG-J-31 */
function planReplacement(group: ClassicGroup, join: Returning, old: ClassicMember): Plan {
  const { newMemberId, oldMemberId, body } = join;
  const replaced = updateMember(replaceStaticMember(group, join), newMemberId, {
    supportedProtocols: body.protocols,
    rebalanceTimeoutMs: body.rebalanceTimeoutMs,
    sessionTimeoutMs: body.sessionTimeoutMs,
    awaitingJoin: join.requestId,
  });
  const { groupId } = group;
  return plan(
    replaced,
    ...stepsOfFenced(old),
    { type: 'sessionForgotten', memberId: oldMemberId, ruleId: 'CG-J-30' },
    {
      type: 'observe',
      observation: { type: 'MemberRemoved', groupId, memberId: oldMemberId, because: 'replaced' },
      ruleId: 'CG-J-30',
    },
    {
      type: 'observe',
      observation: { type: 'MemberAdded', groupId, memberId: newMemberId, clientId: old.clientId },
      ruleId: 'CG-J-30',
    },
    {
      type: 'session',
      memberId: newMemberId,
      event: { type: 'heard', sessionTimeoutMs: old.sessionTimeoutMs },
      ruleId: 'CG-J-31',
    },
  );
}

/** Whoever still waits under the old id is fenced. */
function stepsOfFenced({ memberId, awaitingJoin, awaitingSync }: ClassicMember): readonly PlanStep[] {
  const steps: PlanStep[] = [];
  const ruleId = 'CG-J-30';
  if (awaitingJoin !== null) {
    const response = joinError('FENCED_INSTANCE_ID', memberId);
    steps.push({ type: 'answerJoin', requestId: awaitingJoin, response, ruleId });
  }
  if (awaitingSync !== null) {
    const response = syncRefused(ERROR_CODES.FENCED_INSTANCE_ID);
    steps.push({ type: 'answerSync', requestId: awaitingSync, response, ruleId });
  }
  return steps;
}

function planAfterReplacement(
  group: ClassicGroup,
  { join, old }: { readonly join: Returning; readonly old: ClassicMember },
  at: Circumstances,
): Plan {
  const reason = { because: 'static member came back', memberId: join.newMemberId };
  switch (group.state) {
    case 'Stable':
      if (selectProtocol(group) !== (group.protocolName ?? ''))
        return planRebalanceOrCompleteJoin(group, reason, at);
      return planShortcut(group, join, old);
    case 'CompletingRebalance':
      return planPrepareRebalance(group, reason, at);
    case 'PreparingRebalance':
      return planCompleteJoinPhase(group, at);
    case 'Empty':
    case 'Dead':
      return plan(group);
  }
}

/** CG-J-32: the vote stands, so nobody else is disturbed; only the new id is written. */
function planShortcut(group: ClassicGroup, join: Returning, old: ClassicMember): Plan {
  const { requestId, apiVersion, groupInstanceId, oldMemberId, newMemberId } = join;
  const formerLeader = group.leaderId === newMemberId ? oldMemberId : group.leaderId;
  const { supportedProtocols, rebalanceTimeoutMs, sessionTimeoutMs } = old;
  return withWrite(plan(group), {
    records: [groupMetadataRecord(group, (memberId) => group.members.get(memberId)?.assignment ?? '')],
    continuation: {
      type: 'staticMemberWritten',
      requestId,
      apiVersion,
      groupInstanceId,
      oldMemberId,
      newMemberId,
      formerLeader,
      former: { supportedProtocols, rebalanceTimeoutMs, sessionTimeoutMs },
    },
    ruleId: 'CG-J-32',
  });
}

/** CG-J-32: the new id is committed; the join is answered. */
export function planStaticMemberCommitted(group: ClassicGroup, written: StaticMemberWritten): Plan {
  const { newMemberId, apiVersion, formerLeader } = written;
  const member = group.members.get(newMemberId);
  const waiting = member?.awaitingJoin ?? null;
  if (member === undefined || waiting === null) return plan(group);
  const accepted = joinAccepted(group, newMemberId);
  const isLeader = group.leaderId === newMemberId;
  // Kafka's code throws where it would list the members: the join goes on waiting, now for the rebalance under way.
  const cannotList = group.state === 'PreparingRebalance' || group.state === 'Dead';
  if (apiVersion >= 9 && isLeader && cannotList) return plan(group);
  const response =
    apiVersion >= 9
      ? { ...accepted, members: isLeader ? membersForLeader(group) : [], skipAssignment: isLeader }
      : { ...accepted, members: [], leader: formerLeader ?? '' };
  return plan(withMember(group, { ...member, awaitingJoin: null }), {
    type: 'answerJoin',
    requestId: waiting,
    response,
    ruleId: 'CG-J-32',
  });
}

/** CG-A-02: the new id could not be written, so the old one is back. */
export function planStaticMemberFailed(
  group: ClassicGroup,
  written: StaticMemberWritten,
  errorCode: number,
): Plan {
  const { newMemberId, oldMemberId, former, requestId } = written;
  if (!group.members.has(newMemberId)) return plan(group);
  const detached = updateMember(group, newMemberId, { ...former, awaitingJoin: null });
  const restored = replaceStaticMember(detached, {
    groupInstanceId: written.groupInstanceId,
    oldMemberId: newMemberId,
    newMemberId: oldMemberId,
  });
  const ruleId = 'CG-A-02';
  const response = {
    ...joinRefused(errorCode, ''),
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: written.formerLeader ?? '',
  };
  return plan(
    restored,
    { type: 'sessionForgotten', memberId: newMemberId, ruleId },
    {
      type: 'session',
      memberId: oldMemberId,
      event: { type: 'heard', sessionTimeoutMs: former.sessionTimeoutMs },
      ruleId,
    },
    { type: 'answerJoin', requestId, response, ruleId },
  );
}
