/** OffsetDelete: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

export interface OffsetDeleteRequestPartition {
  readonly partitionIndex: number;
}

export interface OffsetDeleteRequestTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteRequestPartition[];
}

/** OffsetDeleteRequest, api key 47, versions 0; bytes are base64 text. */
export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly topics: readonly OffsetDeleteRequestTopic[];
}

export const offsetDeleteRequestShape = {
  groupId: '',
  topics: listOf({ name: '', partitions: listOf({ partitionIndex: 0 }) }),
} as const satisfies Shape;

export interface OffsetDeleteResponsePartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
}

export interface OffsetDeleteResponseTopic {
  readonly name: string;
  readonly partitions: readonly OffsetDeleteResponsePartition[];
}

/** OffsetDeleteResponse, api key 47, versions 0; bytes are base64 text. */
export interface OffsetDeleteResponse {
  readonly errorCode: number;
  readonly topics: readonly OffsetDeleteResponseTopic[];
}

export const offsetDeleteResponseShape = {
  errorCode: 0,
  topics: listOf({ name: '', partitions: listOf({ partitionIndex: 0, errorCode: 0 }) }),
} as const satisfies Shape;
