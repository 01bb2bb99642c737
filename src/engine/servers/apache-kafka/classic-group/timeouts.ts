/**
 * What time alone does to members: a session, the first join, a given-out id or the sync deadline runs out.
 * (CG-P-07…CG-P-09; GroupMetadataManager#expireClassicGroupMemberHeartbeat, #expirePendingSync)
 */
import { joinError } from './answers.ts';
import {
  hasAllMembersJoined,
  hasSatisfiedHeartbeat,
  type ClassicGroup,
  type ClassicMember,
} from './group.ts';
import { removeMember } from './membership.ts';
import { andThen, plan, type Circumstances, type Plan, type PlanStep } from './plan.ts';
import { computeSubscribedTopics } from './protocol-vote.ts';
import { planCompleteJoin, planPrepareRebalance } from './rebalance.ts';

/** CG-P-08 */
export function planMemberTimedOut(group: ClassicGroup, memberId: string, at: Circumstances): Plan {
  if (group.state === 'Dead') return plan(group);
  if (group.pendingJoinMembers.has(memberId))
    return andThen(planPendingTimedOut(group, memberId), (next) => planIfNowComplete(next, at));
  const member = group.members.get(memberId);
  if (member === undefined || hasSatisfiedHeartbeat(member)) return plan(group);
  return andThen(planRemoveSilent(group, member), (next) => planAfterTimeout(next, memberId, at));
}

function planPendingTimedOut(group: ClassicGroup, memberId: string): Plan {
  const step: PlanStep = { type: 'pending', memberId, event: { type: 'removed' }, ruleId: 'CG-P-08' };
  return plan(removeMember(group, memberId), step);
}

function planRemoveSilent(group: ClassicGroup, { memberId, awaitingJoin }: ClassicMember): Plan {
  const ruleId = 'CG-P-08';
  const steps: PlanStep[] = [{ type: 'session', memberId, event: { type: 'removed' }, ruleId }];
  if (awaitingJoin !== null) {
    const response = joinError('UNKNOWN_MEMBER_ID', '');
    steps.push({ type: 'answerJoin', requestId: awaitingJoin, response, ruleId });
  }
  const observation = {
    type: 'MemberRemoved',
    groupId: group.groupId,
    memberId,
    because: 'sessionTimeout',
  } as const;
  steps.push({ type: 'observe', observation, ruleId });
  return plan(removeMember(group, memberId), ...steps);
}

/** CG-P-08: unlike a leave, a removal may complete even an initial rebalance early. */
function planAfterTimeout(group: ClassicGroup, memberId: string, at: Circumstances): Plan {
  switch (group.state) {
    case 'Stable':
    case 'CompletingRebalance':
      return planPrepareRebalance(group, { because: 'session of a member ran out', memberId }, at);
    case 'PreparingRebalance':
      return planIfNowComplete(group, at);
    case 'Empty':
    case 'Dead':
      return plan(group);
  }
}

/** CG-P-09 */
function planIfNowComplete(group: ClassicGroup, at: Circumstances): Plan {
  const complete = group.state === 'PreparingRebalance' && hasAllMembersJoined(group);
  return complete ? planCompleteJoin(group, at) : plan(group);
}

/** CG-P-07 */
export function planSyncTimedOut(group: ClassicGroup, at: Circumstances): Plan {
  const counts = group.state === 'CompletingRebalance' || group.state === 'Stable';
  const missing = [...group.pendingSyncMembers];
  const first = missing[0];
  if (!counts || first === undefined) return plan(group);
  const removed = missing.reduce<Plan>(
    (sofar, memberId) => andThen(sofar, (next) => planRemoveUnsynced(next, memberId)),
    plan(group),
  );
  const reason = { because: 'member did not sync in time', memberId: first };
  return andThen(removed, (next) => planPrepareRebalance(next, reason, at));
}

function planRemoveUnsynced(group: ClassicGroup, memberId: string): Plan {
  const ruleId = 'CG-P-07';
  const steps: PlanStep[] = [{ type: 'session', memberId, event: { type: 'removed' }, ruleId }];
  const observation = {
    type: 'MemberRemoved',
    groupId: group.groupId,
    memberId,
    because: 'notSynced',
  } as const;
  if (group.members.has(memberId)) steps.push({ type: 'observe', observation, ruleId });
  return plan(removeMember(group, memberId), ...steps);
}

/**
 * CG-P-04b: the timer of a vanished group meets the one that was made anew under its name. Kafka's code counts the
 * generation up and then breaks, because an empty group cannot become empty.
 */
export function planStrayJoinTimer(group: ClassicGroup): Plan {
  if (group.state !== 'Empty') return plan(group);
  const generationId = group.generationId + 1;
  const counted = { ...group, generationId, protocolName: null };
  return plan({ ...counted, subscribedTopics: computeSubscribedTopics(counted) });
}
