/** OffsetFetch: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, listOf, type Shape } from '../shape.ts';

export interface OffsetFetchRequestTopic {
  readonly name: string;
  readonly partitionIndexes: readonly number[];
}

export interface OffsetFetchRequestTopics {
  readonly name: string;
  readonly topicId: string;
  readonly partitionIndexes: readonly number[];
}

export interface OffsetFetchRequestGroup {
  readonly groupId: string;
  readonly memberId: string | null;
  readonly memberEpoch: number;
  readonly topics: readonly OffsetFetchRequestTopics[] | null;
}

/** OffsetFetchRequest, api key 9, versions 1-10; bytes are base64 text. */
export interface OffsetFetchRequest {
  readonly groupId: string;
  readonly topics: readonly OffsetFetchRequestTopic[] | null;
  readonly groups: readonly OffsetFetchRequestGroup[];
  readonly requireStable: boolean;
}

export const offsetFetchRequestShape = {
  groupId: '',
  topics: listOf({ name: '', partitionIndexes: [] }),
  groups: listOf({
    groupId: '',
    memberId: null,
    memberEpoch: -1,
    topics: listOf({ name: '', topicId: ZERO_UUID, partitionIndexes: [] }),
  }),
  requireStable: false,
} as const satisfies Shape;

export interface OffsetFetchResponsePartition {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch: number;
  readonly metadata: string | null;
  readonly errorCode: number;
}

export interface OffsetFetchResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetFetchResponsePartition[];
}

export interface OffsetFetchResponsePartitions {
  readonly partitionIndex: number;
  readonly committedOffset: number;
  readonly committedLeaderEpoch: number;
  readonly metadata: string | null;
  readonly errorCode: number;
}

export interface OffsetFetchResponseTopics {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly OffsetFetchResponsePartitions[];
}

export interface OffsetFetchResponseGroup {
  readonly groupId: string;
  readonly topics: readonly OffsetFetchResponseTopics[];
  readonly errorCode: number;
}

/** OffsetFetchResponse, api key 9, versions 1-10; bytes are base64 text. */
export interface OffsetFetchResponse {
  readonly topics: readonly OffsetFetchResponseTopic[];
  readonly errorCode: number;
  readonly groups: readonly OffsetFetchResponseGroup[];
}

export const offsetFetchResponseShape = {
  topics: listOf({
    name: '',
    partitions: listOf({
      partitionIndex: 0,
      committedOffset: 0,
      committedLeaderEpoch: -1,
      metadata: '',
      errorCode: 0,
    }),
  }),
  errorCode: 0,
  groups: listOf({
    groupId: '',
    topics: listOf({
      name: '',
      topicId: ZERO_UUID,
      partitions: listOf({
        partitionIndex: 0,
        committedOffset: 0,
        committedLeaderEpoch: -1,
        metadata: '',
        errorCode: 0,
      }),
    }),
    errorCode: 0,
  }),
} as const satisfies Shape;
