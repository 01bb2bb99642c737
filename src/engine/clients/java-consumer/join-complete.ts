/**
 * Taking over what the group's leader assigned (CC-JC-01…JC-05).
 * Follows ConsumerCoordinator#onJoinComplete.
 */
import type { TopicPartition } from '../../kafka/topic-partition.ts';
import { awaitAutoCommit } from './commit.ts';
import { decodeAssignment } from './consumer-protocol.ts';
import type { JavaException } from './exceptions.ts';
import { requestRejoin } from './membership.ts';
import { assign, without } from './partitions.ts';
import type { JavaConsumerState } from './state.ts';
import type { Turn } from './turn.ts';

export type JoinCompletePlan =
  | { readonly type: 'unexpectedTopic' }
  | {
      readonly type: 'take';
      readonly revoked: readonly TopicPartition[];
      readonly added: readonly TopicPartition[];
    };

/** EAGER has given all back before it joined; only COOPERATIVE finds something to revoke here. */
export function planJoinComplete(
  { owned, subscription, settings }: Pick<JavaConsumerState, 'owned' | 'subscription' | 'settings'>,
  assigned: readonly TopicPartition[],
): JoinCompletePlan {
  if (assigned.some(({ topic }) => !subscription.includes(topic))) return { type: 'unexpectedTopic' };
  const revoked = settings.rebalanceProtocol === 'COOPERATIVE' ? without(owned, assigned) : [];
  return { type: 'take', revoked, added: without(assigned, owned) };
}

export function joinComplete(turn: Turn, assignment: string): JavaException | undefined {
  if (!turn.state.isLeader) turn.change({ assignmentSnapshot: null });
  const assigned = decodeAssignment(assignment);
  if (!assigned.ok) return tooShort(assigned.error);
  const plan = planJoinComplete(turn.state, assigned.value);
  if (plan.type === 'unexpectedTopic') {
    requestRejoin(turn, 'received assignment does not match the current subscription');
    return undefined;
  }
  if (plan.revoked.length > 0) {
    turn.observe({ type: 'PartitionsRevoked', partitions: plan.revoked }, 'CC-JC-04');
    requestRejoin(turn, 'need to revoke partitions and re-join');
  }
  const { settings, owned, generation } = turn.state;
  turn.change({
    lastAssignment: { assignment: assigned.value, generationId: generation.generationId },
    owned: assign(owned, assigned.value),
    offsetFetch: { state: 'none' },
    offsetFetchAttempts: 0,
  });
  awaitAutoCommit(turn, settings.autoCommitIntervalMs);
  turn.observe({ type: 'PartitionsAssigned', partitions: plan.added }, 'CC-JC-05');
  return undefined;
}

function tooShort({ exception, byteSize }: { exception: string; byteSize: number }): JavaException {
  const message =
    exception === 'IllegalStateException'
      ? 'There are insufficient bytes available to read assignment from the sync-group response (actual byte size ' +
        `${byteSize}) , this is not expected; it is possible that the leader's assign function is buggy and did not ` +
        'return any assignment for this member, or because static member is configured and the protocol is buggy ' +
        'hence did not get the assignment for this member'
      : 'Buffer underflow while parsing consumer protocol';
  return { exception, message, isRetriable: false };
}
