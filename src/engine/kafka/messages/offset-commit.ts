/** OffsetCommit: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, listOf, type Shape } from '../shape.ts';

export interface OffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch: number;
  readonly committedMetadata: string | null;
}

export interface OffsetCommitRequestTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly OffsetCommitRequestPartition[];
}

/** OffsetCommitRequest, api key 8, versions 2-10; bytes are base64 text. */
export interface OffsetCommitRequest {
  readonly groupId: string;
  readonly generationIdOrMemberEpoch: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly retentionTimeMs: number;
  readonly topics: readonly OffsetCommitRequestTopic[];
}

export const offsetCommitRequestShape = {
  groupId: '',
  generationIdOrMemberEpoch: -1,
  memberId: '',
  groupInstanceId: null,
  retentionTimeMs: -1,
  topics: listOf({
    name: '',
    topicId: ZERO_UUID,
    partitions: listOf({
      partitionIndex: 0,
      committedOffset: 0,
      committedLeaderEpoch: -1,
      committedMetadata: '',
    }),
  }),
} as const satisfies Shape;

export interface OffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

export interface OffsetCommitResponseTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly OffsetCommitResponsePartition[];
}

/** OffsetCommitResponse, api key 8, versions 2-10; bytes are base64 text. */
export interface OffsetCommitResponse {
  readonly topics: readonly OffsetCommitResponseTopic[];
}

export const offsetCommitResponseShape = {
  topics: listOf({ name: '', topicId: ZERO_UUID, partitions: listOf({ partitionIndex: 0, errorCode: 0 }) }),
} as const satisfies Shape;
