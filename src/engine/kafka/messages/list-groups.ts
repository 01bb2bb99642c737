/** ListGroups: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

/** ListGroupsRequest, api key 16, versions 0-5; bytes are base64 text. */
export interface ListGroupsRequest {
  readonly statesFilter: readonly string[];
  readonly typesFilter: readonly string[];
}

export const listGroupsRequestShape = { statesFilter: [], typesFilter: [] } as const satisfies Shape;

export interface ListGroupsResponseListedGroup {
  readonly groupId: string;
  readonly protocolType: string;
  readonly groupState: string;
  readonly groupType: string;
}

/** ListGroupsResponse, api key 16, versions 0-5; bytes are base64 text. */
export interface ListGroupsResponse {
  readonly errorCode: number;
  readonly groups: readonly ListGroupsResponseListedGroup[];
}

export const listGroupsResponseShape = {
  errorCode: 0,
  groups: listOf({ groupId: '', protocolType: '', groupState: '', groupType: '' }),
} as const satisfies Shape;
