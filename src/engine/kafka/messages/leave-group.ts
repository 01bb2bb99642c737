/** LeaveGroup: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

export interface LeaveGroupRequestMemberIdentity {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly reason: string | null;
}

/** LeaveGroupRequest, api key 13, versions 0-5; bytes are base64 text. */
export interface LeaveGroupRequest {
  readonly groupId: string;
  readonly memberId: string;
  readonly members: readonly LeaveGroupRequestMemberIdentity[];
}

export const leaveGroupRequestShape = {
  groupId: '',
  memberId: '',
  members: listOf({ memberId: '', groupInstanceId: null, reason: null }),
} as const satisfies Shape;

export interface LeaveGroupResponseMemberResponse {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly errorCode: number;
}

/** LeaveGroupResponse, api key 13, versions 0-5; bytes are base64 text. */
export interface LeaveGroupResponse {
  readonly errorCode: number;
  readonly members: readonly LeaveGroupResponseMemberResponse[];
}

export const leaveGroupResponseShape = {
  errorCode: 0,
  members: listOf({ memberId: '', groupInstanceId: '', errorCode: 0 }),
} as const satisfies Shape;
