/** TxnOffsetCommit: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, listOf, type Shape } from '../shape.ts';

export interface TxnOffsetCommitRequestPartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch: number;
  readonly committedMetadata: string | null;
}

export interface TxnOffsetCommitRequestTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly TxnOffsetCommitRequestPartition[];
}

/** TxnOffsetCommitRequest, api key 28, versions 0-6; bytes are base64 text. */
export interface TxnOffsetCommitRequest {
  readonly transactionalId: string;
  readonly groupId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly generationIdOrMemberEpoch: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly topics: readonly TxnOffsetCommitRequestTopic[];
}

export const txnOffsetCommitRequestShape = {
  transactionalId: '',
  groupId: '',
  producerId: 0,
  producerEpoch: 0,
  generationIdOrMemberEpoch: -1,
  memberId: '',
  groupInstanceId: null,
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

export interface TxnOffsetCommitResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

export interface TxnOffsetCommitResponseTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly TxnOffsetCommitResponsePartition[];
}

/** TxnOffsetCommitResponse, api key 28, versions 0-6; bytes are base64 text. */
export interface TxnOffsetCommitResponse {
  readonly topics: readonly TxnOffsetCommitResponseTopic[];
}

export const txnOffsetCommitResponseShape = {
  topics: listOf({ name: '', topicId: ZERO_UUID, partitions: listOf({ partitionIndex: 0, errorCode: 0 }) }),
} as const satisfies Shape;
