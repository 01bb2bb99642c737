/**
 * Heartbeat: is this member still in this generation, and must it rejoin? (CG-H-03…CG-H-06)
 * Follows GroupMetadataManager#classicGroupHeartbeatToClassicGroup, apache/kafka 4.4.0.
 */
import { ERROR_CODES, type ErrorName } from '../../../kafka/error-code.ts';
import type { HeartbeatRequest } from '../../../kafka/messages/heartbeat.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { ClassicGroup } from './group.ts';
import { plan, type Plan } from './plan.ts';
import { whyNotMember } from './validate-member.ts';

export interface HeartbeatPlan {
  readonly plan: Plan;
  readonly errorCode: number;
  readonly ruleId: RuleId;
}

export function planHeartbeat(group: ClassicGroup, body: HeartbeatRequest): HeartbeatPlan {
  const refuse = (error: ErrorName, ruleId: RuleId): HeartbeatPlan => ({
    plan: plan(group),
    errorCode: ERROR_CODES[error],
    ruleId,
  });
  if (group.state === 'Dead') return refuse('COORDINATOR_NOT_AVAILABLE', 'CG-H-03');
  const against = whyNotMember(group, body);
  if (against !== null) return refuse(against, 'CG-H-03');
  if (body.generationId !== group.generationId) return refuse('ILLEGAL_GENERATION', 'CG-H-03');
  if (group.state === 'Empty') return refuse('UNKNOWN_MEMBER_ID', 'CG-H-04');
  // Alive, even if it must rejoin: the session is renewed so that it has time to.
  return {
    plan: planHeard(group, body.memberId, 'CG-H-04'),
    errorCode: group.state === 'PreparingRebalance' ? ERROR_CODES.REBALANCE_IN_PROGRESS : ERROR_CODES.NONE,
    ruleId: 'CG-H-04',
  };
}

/** A sign of life: the member's session starts anew. */
export function planHeard(group: ClassicGroup, memberId: string, ruleId: RuleId): Plan {
  const sessionTimeoutMs = group.members.get(memberId)?.sessionTimeoutMs;
  if (sessionTimeoutMs === undefined) return plan(group);
  return plan(group, { type: 'session', memberId, event: { type: 'heard', sessionTimeoutMs }, ruleId });
}
