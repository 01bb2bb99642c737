/**
 * The requests that this client writes (CC-RQ-01…RQ-07): Kafka's fields, filled from what the consumer knows.
 * Follows AbstractCoordinator and ConsumerCoordinator, `send…Request` and `metadata`.
 */
import type { AnyRequest } from '../../kafka/api.ts';
import type { CommitOffset } from '../../kafka/client.ts';
import type { TopicPartition } from '../../kafka/topic-partition.ts';
import { ZERO_UUID } from '../../kafka/shape.ts';
import { encodeSubscription } from './consumer-protocol.ts';
import { byTopic, namesOf } from './partitions.ts';
import type { JavaConsumerState } from './state.ts';

export const PROTOCOL_TYPE = 'consumer';
const REASON_LENGTH_MAX = 255;

export const API_VERSIONS = {
  FindCoordinator: 6,
  JoinGroup: 9,
  SyncGroup: 5,
  Heartbeat: 4,
  LeaveGroup: 5,
  OffsetCommit: 9,
  OffsetFetch: 9,
} as const;

export function findCoordinatorRequest({ settings }: JavaConsumerState): AnyRequest {
  const body = { key: '', keyType: 0, coordinatorKeys: [settings.groupId] };
  return { apiKey: 'FindCoordinator', body };
}

export function joinGroupRequest(state: JavaConsumerState): AnyRequest {
  const { settings, generation, subscription, owned, lastAssignment, rejoinReason } = state;
  const protocols = settings.assignors.map((assignor) => ({
    name: assignor.name,
    metadata: encodeSubscription({
      topics: subscription,
      userData: assignor.userData(lastAssignment),
      ownedPartitions: namesOf(owned),
      generationId: generation.generationId,
      rackId: settings.rackId,
    }),
  }));
  return {
    apiKey: 'JoinGroup',
    body: {
      groupId: settings.groupId,
      sessionTimeoutMs: settings.sessionTimeoutMs,
      rebalanceTimeoutMs: settings.maxPollIntervalMs,
      memberId: generation.memberId,
      groupInstanceId: settings.groupInstanceId,
      protocolType: PROTOCOL_TYPE,
      protocols,
      reason: rejoinReason.slice(0, REASON_LENGTH_MAX),
    },
  };
}

/** The broker answers a join when all have joined: it may take the whole rebalance timeout (CC-RQ-01). */
export function joinGroupTimeoutMs({ settings }: JavaConsumerState): number {
  return Math.max(settings.requestTimeoutMs, settings.maxPollIntervalMs + 5_000);
}

export function syncGroupRequest(
  { settings, generation }: JavaConsumerState,
  assignments: readonly { readonly memberId: string; readonly assignment: string }[],
): AnyRequest {
  return {
    apiKey: 'SyncGroup',
    body: {
      groupId: settings.groupId,
      generationId: generation.generationId,
      memberId: generation.memberId,
      groupInstanceId: settings.groupInstanceId,
      protocolType: PROTOCOL_TYPE,
      protocolName: generation.protocolName,
      assignments,
    },
  };
}

export function heartbeatRequest({ settings, generation }: JavaConsumerState): AnyRequest {
  const { groupId, groupInstanceId } = settings;
  const { generationId, memberId } = generation;
  return { apiKey: 'Heartbeat', body: { groupId, generationId, memberId, groupInstanceId } };
}

/** Without the instance id, also for static members (CC-RQ-04). */
export function leaveGroupRequest({ settings, generation }: JavaConsumerState, reason: string): AnyRequest {
  const member = { memberId: generation.memberId, groupInstanceId: null, reason };
  return { apiKey: 'LeaveGroup', body: { groupId: settings.groupId, memberId: '', members: [member] } };
}

export function offsetCommitRequest(
  { settings, generation }: JavaConsumerState,
  offsets: readonly CommitOffset[],
): AnyRequest {
  const topics = [...byTopic(offsets)].map(([name, ofTopic]) => ({
    name,
    topicId: ZERO_UUID,
    partitions: ofTopic.map(({ partition, offset }) => ({
      partitionIndex: partition,
      committedOffset: offset,
      committedLeaderEpoch: -1,
      committedMetadata: '',
    })),
  }));
  const { groupId, groupInstanceId } = settings;
  const { generationId: generationIdOrMemberEpoch, memberId } = generation;
  const member = { groupId, generationIdOrMemberEpoch, memberId, groupInstanceId };
  return { apiKey: 'OffsetCommit', body: { ...member, retentionTimeMs: -1, topics } };
}

export function offsetFetchRequest(
  { settings }: JavaConsumerState,
  partitions: readonly TopicPartition[],
): AnyRequest {
  const topics = [...byTopic(partitions)].map(([name, ofTopic]) => ({
    name,
    topicId: ZERO_UUID,
    partitionIndexes: ofTopic.map(({ partition }) => partition),
  }));
  const group = { groupId: settings.groupId, memberId: null, memberEpoch: -1, topics };
  return { apiKey: 'OffsetFetch', body: { groupId: '', topics: [], groups: [group], requireStable: true } };
}
