/** ConsumerGroupDescribe: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, recordOf, listOf, type Shape } from '../shape.ts';

/** ConsumerGroupDescribeRequest, api key 69, versions 0-1; bytes are base64 text. */
export interface ConsumerGroupDescribeRequest {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

export const consumerGroupDescribeRequestShape = {
  groupIds: [],
  includeAuthorizedOperations: false,
} as const satisfies Shape;

export interface ConsumerGroupDescribeResponseTopicPartitions {
  readonly topicId: string;
  readonly topicName: string;
  readonly partitions: readonly number[];
}

export interface ConsumerGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartitions[];
}

export interface ConsumerGroupDescribeResponseMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly memberEpoch: number;
  readonly clientId: string;
  readonly clientHost: string;
  readonly subscribedTopicNames: readonly string[];
  readonly subscribedTopicRegex: string | null;
  readonly assignment: ConsumerGroupDescribeResponseAssignment;
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignment;
  readonly memberType: number;
}

export interface ConsumerGroupDescribeResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly assignorName: string;
  readonly members: readonly ConsumerGroupDescribeResponseMember[];
  readonly authorizedOperations: number;
}

/** ConsumerGroupDescribeResponse, api key 69, versions 0-1; bytes are base64 text. */
export interface ConsumerGroupDescribeResponse {
  readonly groups: readonly ConsumerGroupDescribeResponseDescribedGroup[];
}

export const consumerGroupDescribeResponseShape = {
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
      instanceId: null,
      rackId: null,
      memberEpoch: 0,
      clientId: '',
      clientHost: '',
      subscribedTopicNames: [],
      subscribedTopicRegex: null,
      assignment: recordOf({
        topicPartitions: listOf({ topicId: ZERO_UUID, topicName: '', partitions: [] }),
      }),
      targetAssignment: recordOf({
        topicPartitions: listOf({ topicId: ZERO_UUID, topicName: '', partitions: [] }),
      }),
      memberType: -1,
    }),
    authorizedOperations: -2147483648,
  }),
} as const satisfies Shape;
