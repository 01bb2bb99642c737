/**
 * JoinGroup: may this consumer take part, and does its coming start a rebalance? (CG-J-08…CG-J-29)
 * Follows GroupMetadataManager#classicGroupJoinToClassicGroup, #classicGroupJoinNewMember and
 * #classicGroupJoinExistingMember, apache/kafka 4.4.0.
 */
import type { ErrorName } from '../../../kafka/error-code.ts';
import type { JoinGroupRequest } from '../../../kafka/messages/join-group.ts';
import type { RuleId } from '../../../kafka/process.ts';
import { joinAccepted, joinError } from './answers.ts';
import { matchesProtocols, supportsProtocols, type ClassicGroup, type ClassicMember } from './group.ts';
import { removeMember, updateMember, addMember } from './membership.ts';
import { andThen, plan, type Circumstances, type Plan, type PlanStep } from './plan.ts';
import { planPrepareRebalance, planRebalanceOrCompleteJoin, type Reason } from './rebalance.ts';
import { planReplaceStaticMember } from './static-member.ts';
import { whyNotMember } from './validate-member.ts';

/** A join with the number and version under which it is answered, and who sent it. */
export interface Join {
  readonly requestId: number;
  readonly apiVersion: number;
  readonly client: { readonly id: string; readonly host: string };
  readonly body: JoinGroupRequest;
}

/** CG-J-08: is there room? Whoever is turned away is forgotten, even if it was a member. */
export function planJoinIfFull(group: ClassicGroup, join: Join, at: Circumstances): Plan | null {
  const { memberId } = join.body;
  if (hasRoomFor(group, memberId, at.groupMaxSize)) return null;
  const forgotten: PlanStep[] = [];
  if (group.pendingJoinMembers.has(memberId))
    forgotten.push({ type: 'pendingForgotten', memberId, ruleId: 'CG-J-08' });
  if (group.members.has(memberId)) {
    const observation = {
      type: 'MemberRemoved',
      groupId: group.groupId,
      memberId,
      because: 'groupFull',
    } as const;
    forgotten.push({ type: 'sessionForgotten', memberId, ruleId: 'CG-J-08' });
    forgotten.push({ type: 'observe', observation, ruleId: 'CG-J-08' });
  }
  const response = joinError('GROUP_MAX_SIZE_REACHED', '');
  return plan(removeMember(group, memberId), ...forgotten, {
    type: 'answerJoin',
    requestId: join.requestId,
    response,
    ruleId: 'CG-J-08',
  });
}

function hasRoomFor(group: ClassicGroup, memberId: string, maxSize: number): boolean {
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true;
    case 'PreparingRebalance':
      return (
        (group.members.get(memberId)?.awaitingJoin ?? null) !== null ||
        group.numMembersAwaitingJoinResponse < maxSize
      );
    case 'CompletingRebalance':
    case 'Stable':
      return group.members.has(memberId) || group.members.size < maxSize;
  }
}

/** CG-J-10, CG-J-11, CG-J-16, CG-J-17: what is looked at before the member itself. null: nothing against it. */
export function planJoinIfUnsuited(group: ClassicGroup, join: Join): Plan | null {
  const known = join.body.memberId !== '';
  if (group.state === 'Dead')
    return refused(group, join, ['COORDINATOR_NOT_AVAILABLE', known ? 'CG-J-16' : 'CG-J-10']);
  if (supportsProtocols(group, join.body)) return null;
  return refused(group, join, ['INCONSISTENT_GROUP_PROTOCOL', known ? 'CG-J-17' : 'CG-J-11']);
}

/** A consumer without a member id, which has just been given this one. */
export function planJoinNewMember(
  group: ClassicGroup,
  join: Join & { readonly newMemberId: string },
  at: Circumstances,
): Plan {
  const { newMemberId: memberId, requestId, body, apiVersion } = join;
  if (body.groupInstanceId !== null) {
    const oldMemberId = group.staticMembers.get(body.groupInstanceId);
    if (oldMemberId === undefined) return planAddMember(group, { ...join, memberId, ruleId: 'CG-J-13' }, at);
    return planReplaceStaticMember(
      group,
      { ...join, oldMemberId, groupInstanceId: body.groupInstanceId },
      at,
    );
  }
  if (apiVersion < 4) return planAddMember(group, { ...join, memberId, ruleId: 'CG-J-15' }, at);
  const pending = { ...group, pendingJoinMembers: new Set(group.pendingJoinMembers).add(memberId) };
  const ruleId = 'CG-J-14';
  const { sessionTimeoutMs } = body;
  return plan(
    pending,
    { type: 'pendingStarted', memberId, sessionTimeoutMs, ruleId },
    { type: 'answerJoin', requestId, response: joinError('MEMBER_ID_REQUIRED', memberId), ruleId },
  );
}

/** A consumer that names its member id. `null`: Kafka's code throws an IllegalStateException (CG-J-18). */
export function planJoinKnownMember(group: ClassicGroup, join: Join, at: Circumstances): Plan | null {
  const { memberId, groupInstanceId } = join.body;
  if (group.pendingJoinMembers.has(memberId)) {
    if (groupInstanceId !== null) return null;
    const ruleId = 'CG-J-18';
    const joined: PlanStep = { type: 'pending', memberId, event: { type: 'joined' }, ruleId };
    return andThen(plan(group, joined), (next) => planAddMember(next, { ...join, memberId, ruleId }, at));
  }
  const against = whyNotMember(group, join.body);
  if (against !== null) return refused(group, join, [against, 'CG-J-19']);
  const member = group.members.get(memberId);
  return member === undefined ? null : planRejoin(group, { join, member }, at);
}

function planRejoin(
  group: ClassicGroup,
  { join, member }: { readonly join: Join; readonly member: ClassicMember },
  at: Circumstances,
): Plan {
  const { memberId } = member;
  const isLeader = group.leaderId === memberId;
  const same = matchesProtocols(member, join.body.protocols);
  switch (group.state) {
    case 'PreparingRebalance':
      return planRebalanceOrCompleteJoin(
        rejoining(group, join),
        { because: 'member rejoined', memberId },
        at,
      );
    case 'CompletingRebalance':
      if (same) return accepted(group, join, 'CG-J-22');
      return planPrepareRebalance(
        rejoining(group, join),
        { because: 'metadata of a member changed', memberId },
        at,
      );
    case 'Stable':
      if (isLeader)
        return planPrepareRebalance(rejoining(group, join), { because: 'leader rejoined', memberId }, at);
      if (same) return accepted(group, join, 'CG-J-25');
      return planPrepareRebalance(
        rejoining(group, join),
        { because: 'metadata of a member changed', memberId },
        at,
      );
    case 'Empty':
    case 'Dead':
      return refused(group, join, ['UNKNOWN_MEMBER_ID', 'CG-J-26']);
  }
}

/** CG-J-20, CG-J-27: the member's lists are those of this request, and this request is the one that waits. */
function rejoining(group: ClassicGroup, { requestId, body }: Join): ClassicGroup {
  return updateMember(group, body.memberId, {
    supportedProtocols: body.protocols,
    rebalanceTimeoutMs: body.rebalanceTimeoutMs,
    sessionTimeoutMs: body.sessionTimeoutMs,
    awaitingJoin: requestId,
  });
}

/** CG-P-06: a member is added; it has five minutes for its first join, and the group rebalances. */
function planAddMember(
  group: ClassicGroup,
  added: Join & { readonly memberId: string; readonly ruleId: RuleId },
  at: Circumstances,
): Plan {
  const { memberId, client, ruleId } = added;
  const prolongs = group.state === 'PreparingRebalance' && group.previousState === 'Empty';
  const withFlag = prolongs ? { ...group, newMemberAdded: true } : group;
  const { newMemberJoinTimeoutMs } = at;
  const reason: Reason = { because: 'member joined', memberId };
  return andThen(
    plan(
      addMember(withFlag, newMember(added)),
      {
        type: 'observe',
        observation: { type: 'MemberAdded', groupId: group.groupId, memberId, clientId: client.id },
        ruleId,
      },
      { type: 'session', memberId, event: { type: 'added', newMemberJoinTimeoutMs }, ruleId: 'CG-P-06' },
    ),
    (next) => planRebalanceOrCompleteJoin(next, reason, at),
  );
}

function newMember({
  memberId,
  requestId,
  client,
  body,
}: Join & { readonly memberId: string }): ClassicMember {
  return {
    memberId,
    groupInstanceId: body.groupInstanceId,
    clientId: client.id,
    clientHost: client.host,
    rebalanceTimeoutMs: body.rebalanceTimeoutMs,
    sessionTimeoutMs: body.sessionTimeoutMs,
    protocolType: body.protocolType,
    supportedProtocols: body.protocols,
    assignment: '',
    awaitingJoin: requestId,
    awaitingSync: null,
    isNew: true,
  };
}

function accepted(group: ClassicGroup, { requestId, body }: Join, ruleId: RuleId): Plan {
  return plan(group, { type: 'answerJoin', requestId, response: joinAccepted(group, body.memberId), ruleId });
}

function refused(
  group: ClassicGroup,
  { requestId, body }: Join,
  [error, ruleId]: readonly [ErrorName, RuleId],
): Plan {
  return plan(group, { type: 'answerJoin', requestId, response: joinError(error, body.memberId), ruleId });
}
