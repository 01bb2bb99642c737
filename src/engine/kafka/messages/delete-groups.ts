/** DeleteGroups: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

/** DeleteGroupsRequest, api key 42, versions 0-3; bytes are base64 text. */
export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[];
}

export const deleteGroupsRequestShape = { groupsNames: [] } as const satisfies Shape;

export interface DeleteGroupsResponseDeletableGroupResult {
  readonly groupId: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** DeleteGroupsResponse, api key 42, versions 0-3; bytes are base64 text. */
export interface DeleteGroupsResponse {
  readonly results: readonly DeleteGroupsResponseDeletableGroupResult[];
}

export const deleteGroupsResponseShape = {
  results: listOf({ groupId: '', errorCode: 0, errorMessage: null }),
} as const satisfies Shape;
