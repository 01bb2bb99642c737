/** DescribeGroups: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

/** DescribeGroupsRequest, api key 15, versions 0-6; bytes are base64 text. */
export interface DescribeGroupsRequest {
  readonly groups: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

export const describeGroupsRequestShape = {
  groups: [],
  includeAuthorizedOperations: false,
} as const satisfies Shape;

export interface DescribeGroupsResponseDescribedGroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly memberMetadata: string;
  readonly memberAssignment: string;
}

export interface DescribeGroupsResponseDescribedGroup {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly protocolType: string;
  readonly protocolData: string;
  readonly members: readonly DescribeGroupsResponseDescribedGroupMember[];
  readonly authorizedOperations: number;
}

/** DescribeGroupsResponse, api key 15, versions 0-6; bytes are base64 text. */
export interface DescribeGroupsResponse {
  readonly groups: readonly DescribeGroupsResponseDescribedGroup[];
}

export const describeGroupsResponseShape = {
  groups: listOf({
    errorCode: 0,
    errorMessage: null,
    groupId: '',
    groupState: '',
    protocolType: '',
    protocolData: '',
    members: listOf({
      memberId: '',
      groupInstanceId: null,
      clientId: '',
      clientHost: '',
      memberMetadata: '',
      memberAssignment: '',
    }),
    authorizedOperations: -2147483648,
  }),
} as const satisfies Shape;
