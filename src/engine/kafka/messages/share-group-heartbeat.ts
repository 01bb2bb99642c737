/** ShareGroupHeartbeat: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, recordOf, listOf, type Shape } from '../shape.ts';

/** ShareGroupHeartbeatRequest, api key 76, versions 1; bytes are base64 text. */
export interface ShareGroupHeartbeatRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly rackId: string | null;
  readonly subscribedTopicNames: readonly string[] | null;
}

export const shareGroupHeartbeatRequestShape = {
  groupId: '',
  memberId: '',
  memberEpoch: 0,
  rackId: null,
  subscribedTopicNames: null,
} as const satisfies Shape;

export interface ShareGroupHeartbeatResponseTopicPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

export interface ShareGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitions[];
}

/** ShareGroupHeartbeatResponse, api key 76, versions 1; bytes are base64 text. */
export interface ShareGroupHeartbeatResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  readonly assignment: ShareGroupHeartbeatResponseAssignment | null;
}

export const shareGroupHeartbeatResponseShape = {
  errorCode: 0,
  errorMessage: null,
  memberId: null,
  memberEpoch: 0,
  heartbeatIntervalMs: 0,
  assignment: recordOf({ topicPartitions: listOf({ topicId: ZERO_UUID, partitions: [] }) }, null),
} as const satisfies Shape;
