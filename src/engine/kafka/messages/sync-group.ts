/** SyncGroup: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

export interface SyncGroupRequestAssignment {
  readonly memberId: string;
  readonly assignment: string;
}

/** SyncGroupRequest, api key 14, versions 0-5; bytes are base64 text. */
export interface SyncGroupRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly assignments: readonly SyncGroupRequestAssignment[];
}

export const syncGroupRequestShape = {
  groupId: '',
  generationId: 0,
  memberId: '',
  groupInstanceId: null,
  protocolType: null,
  protocolName: null,
  assignments: listOf({ memberId: '', assignment: '' }),
} as const satisfies Shape;

/** SyncGroupResponse, api key 14, versions 0-5; bytes are base64 text. */
export interface SyncGroupResponse {
  readonly errorCode: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly assignment: string;
}

export const syncGroupResponseShape = {
  errorCode: 0,
  protocolType: null,
  protocolName: null,
  assignment: '',
} as const satisfies Shape;
