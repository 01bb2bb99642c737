/** ConsumerGroupHeartbeat: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, recordOf, listOf, type Shape } from '../shape.ts';

export interface ConsumerGroupHeartbeatRequestTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** ConsumerGroupHeartbeatRequest, api key 68, versions 0-1; bytes are base64 text. */
export interface ConsumerGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly subscribedTopicNames: readonly string[] | null;
  readonly subscribedTopicRegex: string | null;
  readonly serverAssignor: string | null;
  readonly topicPartitions: readonly ConsumerGroupHeartbeatRequestTopicPartitions[] | null;
}

export const consumerGroupHeartbeatRequestShape = {
  groupId: '',
  memberId: '',
  memberEpoch: 0,
  instanceId: null,
  rackId: null,
  rebalanceTimeoutMs: -1,
  subscribedTopicNames: null,
  subscribedTopicRegex: null,
  serverAssignor: null,
  topicPartitions: listOf({ topicId: ZERO_UUID, partitions: [] }, null),
} as const satisfies Shape;

export interface ConsumerGroupHeartbeatResponseTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

export interface ConsumerGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartitions[];
}

/** ConsumerGroupHeartbeatResponse, api key 68, versions 0-1; bytes are base64 text. */
export interface ConsumerGroupHeartbeatResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly assignment: ConsumerGroupHeartbeatResponseAssignment | null;
}

export const consumerGroupHeartbeatResponseShape = {
  errorCode: 0,
  errorMessage: null,
  memberId: null,
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  assignment: recordOf({ topicPartitions: listOf({ topicId: ZERO_UUID, partitions: [] }) }, null),
} as const satisfies Shape;
