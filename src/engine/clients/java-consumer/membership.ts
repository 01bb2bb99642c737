/**
 * Asking to join again, and forgetting generation and member id (CC-JN-07, CC-JN-08).
 * Follows AbstractCoordinator#requestRejoin, #resetStateAndGeneration, #resetStateAndRejoin.
 */
import type { ErrorName } from '../../kafka/error-code.ts';
import type { RuleId } from '../../kafka/process.ts';
import { NO_GENERATION, type Generation, type JavaConsumerState } from './state.ts';
import type { Turn } from './turn.ts';

export function requestRejoin(turn: Turn, reason: string): void {
  turn.change({ rejoinNeeded: true, rejoinReason: reason });
}

/** Whether to keep the member id: only ILLEGAL_GENERATION says that the coordinator still knows it. */
export type MemberIdFate = 'kept' | 'dropped';

export function resetGeneration(generation: Generation, memberId: MemberIdFate): Generation {
  return memberId === 'kept' ? { ...NO_GENERATION, memberId: generation.memberId } : NO_GENERATION;
}

export function resetState(turn: Turn, memberId: MemberIdFate, ruleId: RuleId): void {
  turn.change({ generation: resetGeneration(turn.state.generation, memberId) });
  turn.step('coordinator', { type: 'stateReset' }, ruleId);
  turn.step('heartbeat', { type: 'disabled' }, 'CC-HB-03');
}

export function resetStateAndRejoin(
  turn: Turn,
  {
    reason,
    memberId,
    ruleId,
  }: { readonly reason: string; readonly memberId: MemberIdFate; readonly ruleId: RuleId },
): void {
  resetState(turn, memberId, ruleId);
  requestRejoin(turn, reason);
  turn.change({ needsJoinPrepare: true });
}

/** `encountered UNKNOWN_MEMBER_ID from HEARTBEAT response`. */
export function resetOnError(
  turn: Turn,
  {
    api,
    error,
    memberId,
  }: { readonly api: string; readonly error: ErrorName; readonly memberId: MemberIdFate },
): void {
  const reason = `encountered ${error} from ${api} response`;
  resetStateAndRejoin(turn, { reason, memberId, ruleId: 'CC-JN-07' });
}

/** The generation that a request carried is still the consumer's. */
export function isUnchanged(sent: Generation, { generation }: JavaConsumerState): boolean {
  return (
    sent.generationId === generation.generationId &&
    sent.memberId === generation.memberId &&
    sent.protocolName === generation.protocolName
  );
}

export function hasReset({ generationId, protocolName }: Generation): boolean {
  return generationId === -1 && protocolName === null;
}

export function generationText({ generationId, memberId, protocolName }: Generation): string {
  return `Generation{generationId=${generationId}, memberId='${memberId}', protocol='${protocolName ?? 'null'}'}`;
}
