/** ShareGroupDescribe: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, recordOf, listOf, type Shape } from '../shape.ts';

/** ShareGroupDescribeRequest, api key 77, versions 1; bytes are base64 text. */
export interface ShareGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

export const shareGroupDescribeRequestShape = {
  groupIds: [],
  includeAuthorizedOperations: false,
} as const satisfies Shape;

export interface ShareGroupDescribeResponseTopicPartitions {
  readonly topicId: string;
  readonly topicName: string;
  readonly partitions: readonly number[];
}

export interface ShareGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[];
}

export interface ShareGroupDescribeResponseMember {
  readonly memberId: string;
  readonly rackId: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly assignment: ShareGroupDescribeResponseAssignment;
}

export interface ShareGroupDescribeResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignorName: string;
  readonly members: readonly ShareGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
}

/** ShareGroupDescribeResponse, api key 77, versions 1; bytes are base64 text. */
export interface ShareGroupDescribeResponse {
  readonly groups: readonly ShareGroupDescribeResponseDescribedGroup[];
}

export const shareGroupDescribeResponseShape = {
  groups: listOf({
    errorCode: 0,
    errorMessage: null,
    groupId: '',
    groupState: '',
    groupEpoch: 0,
    assignmentEpoch: 0,
    assignorName: '',
    members: listOf({
      memberId: '',
      rackId: null,
      memberEpoch: 0,
      clientId: '',
      clientHost: '',
      subscribedTopicNames: [],
      assignment: recordOf({
        topicPartitions: listOf({ topicId: ZERO_UUID, topicName: '', partitions: [] }),
      }),
    }),
    authorizedOperations: -2147483648,
  }),
} as const satisfies Shape;
