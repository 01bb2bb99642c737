/**
 * Leaving the group, said or unsaid (CC-LV-01…LV-04).
 * Follows AbstractCoordinator#maybeLeaveGroup and ConsumerCoordinator#onLeavePrepare.
 */
import type { RuleId } from '../../kafka/process.ts';
import { requestRejoin, resetState } from './membership.ts';
import { assign, namesOf } from './partitions.ts';
import { API_VERSIONS, leaveGroupRequest } from './requests.ts';
import type { JavaConsumerState } from './state.ts';
import type { Turn } from './turn.ts';

interface Leaving {
  readonly isCoordinatorKnown: boolean;
  readonly isUnjoined: boolean;
}

/** Static members keep their place: their leaving is not said. */
export function planLeave(
  { generation, settings }: Pick<JavaConsumerState, 'generation' | 'settings'>,
  { isCoordinatorKnown, isUnjoined }: Leaving,
): 'send' | 'leaveUnsaid' {
  const isMember = isCoordinatorKnown && !isUnjoined && generation.memberId !== '';
  return isMember && settings.groupInstanceId === null ? 'send' : 'leaveUnsaid';
}

export function maybeLeaveGroup(
  turn: Turn,
  { reason, ruleId }: { readonly reason: string; readonly ruleId: RuleId },
): void {
  const isCoordinatorKnown = turn.isIn('discovery', 'Known');
  const isUnjoined = turn.isIn('coordinator', 'UNJOINED');
  if (planLeave(turn.state, { isCoordinatorKnown, isUnjoined }) === 'send') {
    const request = leaveGroupRequest(turn.state, reason);
    turn.send({ connection: 'coordinator', apiVersion: API_VERSIONS.LeaveGroup, request, ruleId });
  }
  resetState(turn, 'dropped', 'CC-LV-01');
  requestRejoin(turn, 'consumer pro-actively leaving the group');
  turn.change({ needsJoinPrepare: true });
}

/** What the listener is told when the consumer gives all up: revoked while it is a member in peace, else lost. */
export function planLeavePrepare(
  { generation }: Pick<JavaConsumerState, 'generation'>,
  coordinatorState: string,
): 'revoked' | 'lost' {
  const isRebalancing =
    coordinatorState === 'PREPARING_REBALANCE' || coordinatorState === 'COMPLETING_REBALANCE';
  const isMember = generation.generationId !== -1 && generation.memberId !== '';
  return isMember && !isRebalancing ? 'revoked' : 'lost';
}

export function leavePrepare(turn: Turn): void {
  const partitions = namesOf(turn.state.owned);
  if (partitions.length === 0) return;
  const plan = planLeavePrepare(turn.state, turn.chartState('coordinator'));
  const type = plan === 'revoked' ? 'PartitionsRevoked' : 'PartitionsLost';
  turn.observe({ type, partitions }, 'CC-LV-04');
  turn.change({ owned: assign(turn.state.owned, []) });
}
