/** JoinGroup: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

export interface JoinGroupRequestProtocol {
  readonly name: string;
  readonly metadata: string;
}

/** JoinGroupRequest, api key 11, versions 0-9; bytes are base64 text. */
export interface JoinGroupRequest {
  readonly groupId: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupRequestProtocol[];
  readonly reason: string | null;
}

export const joinGroupRequestShape = {
  groupId: '',
  sessionTimeoutMs: 0,
  rebalanceTimeoutMs: -1,
  memberId: '',
  groupInstanceId: null,
  protocolType: '',
  protocols: listOf({ name: '', metadata: '' }),
  reason: null,
} as const satisfies Shape;

export interface JoinGroupResponseMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly metadata: string;
}

/** JoinGroupResponse, api key 11, versions 0-9; bytes are base64 text. */
export interface JoinGroupResponse {
  readonly errorCode: number;
  readonly generationId: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leader: string;
  readonly skipAssignment: boolean;
  readonly memberId: string;
  readonly members: readonly JoinGroupResponseMember[];
}

export const joinGroupResponseShape = {
  errorCode: 0,
  generationId: -1,
  protocolType: null,
  protocolName: '',
  leader: '',
  skipAssignment: false,
  memberId: '',
  members: listOf({ memberId: '', groupInstanceId: null, metadata: '' }),
} as const satisfies Shape;
