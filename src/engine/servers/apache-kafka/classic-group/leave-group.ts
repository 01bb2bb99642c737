/**
 * LeaveGroup: members say goodbye, or an administrator removes them. (CG-L-04…CG-L-07)
 * Follows GroupMetadataManager#classicGroupLeaveToClassicGroup, apache/kafka 4.4.0.
 */
import { ERROR_CODES, type ErrorName } from '../../../kafka/error-code.ts';
import type {
  LeaveGroupRequestMemberIdentity,
  LeaveGroupResponseMemberResponse,
} from '../../../kafka/messages/leave-group.ts';
import { joinError } from './answers.ts';
import type { ClassicGroup, ClassicMember } from './group.ts';
import { removeMember } from './membership.ts';
import { andThen, plan, type Circumstances, type Plan, type PlanStep } from './plan.ts';
import { planCompleteJoinPhase, planPrepareRebalance } from './rebalance.ts';
import { whyNotMember } from './validate-member.ts';

type Leaving = LeaveGroupRequestMemberIdentity;

export interface LeavePlan {
  readonly plan: Plan;
  readonly members: readonly LeaveGroupResponseMemberResponse[];
}

interface Departure {
  readonly plan: Plan;
  readonly error: ErrorName;
}

export function planLeave(group: ClassicGroup, leaving: readonly Leaving[], at: Circumstances): LeavePlan {
  let all = plan(group);
  const members: LeaveGroupResponseMemberResponse[] = [];
  for (const identity of leaving) {
    const { memberId, groupInstanceId } = identity;
    const departure = planDeparture(all.group, identity);
    all = andThen(all, () => departure.plan);
    members.push({ memberId, groupInstanceId, errorCode: ERROR_CODES[departure.error] });
  }
  const gone = members.find(({ errorCode }) => errorCode === 0);
  if (gone === undefined) return { plan: all, members };
  const reason = { because: 'member left', memberId: gone.memberId };
  return { plan: andThen(all, (next) => planAfterDepartures(next, reason, at)), members };
}

/** CG-L-04 */
function planDeparture(group: ClassicGroup, { memberId, groupInstanceId }: Leaving): Departure {
  if (memberId === '') {
    const holder = groupInstanceId === null ? undefined : group.staticMembers.get(groupInstanceId);
    const member = holder === undefined ? undefined : group.members.get(holder);
    if (member === undefined) return { plan: plan(group), error: 'UNKNOWN_MEMBER_ID' };
    return { plan: planMemberLeft(group, member), error: 'NONE' };
  }
  if (group.pendingJoinMembers.has(memberId))
    return { plan: planPendingLeft(group, memberId), error: 'NONE' };
  const against = whyNotMember(group, { memberId, groupInstanceId });
  const member = group.members.get(memberId);
  if (against !== null || member === undefined)
    return { plan: plan(group), error: against ?? 'UNKNOWN_MEMBER_ID' };
  return { plan: planMemberLeft(group, member), error: 'NONE' };
}

function planPendingLeft(group: ClassicGroup, memberId: string): Plan {
  const step: PlanStep = { type: 'pending', memberId, event: { type: 'removed' }, ruleId: 'CG-L-04' };
  return plan(removeMember(group, memberId), step);
}

/** CG-L-05: a join of it that waits is answered, a sync is not. */
function planMemberLeft(group: ClassicGroup, { memberId, awaitingJoin }: ClassicMember): Plan {
  const ruleId = 'CG-L-05';
  const steps: PlanStep[] = [{ type: 'session', memberId, event: { type: 'removed' }, ruleId }];
  if (awaitingJoin !== null) {
    const response = joinError('UNKNOWN_MEMBER_ID', '');
    steps.push({ type: 'answerJoin', requestId: awaitingJoin, response, ruleId });
  }
  const observation = { type: 'MemberRemoved', groupId: group.groupId, memberId, because: 'left' } as const;
  steps.push({ type: 'observe', observation, ruleId });
  return plan(removeMember(group, memberId), ...steps);
}

/** CG-L-06: once for all that went. */
function planAfterDepartures(
  group: ClassicGroup,
  reason: { readonly because: string; readonly memberId: string },
  at: Circumstances,
): Plan {
  switch (group.state) {
    case 'Stable':
    case 'CompletingRebalance':
      return planPrepareRebalance(group, reason, at);
    case 'PreparingRebalance':
      return planCompleteJoinPhase(group, at);
    case 'Empty':
    case 'Dead':
      return plan(group);
  }
}
