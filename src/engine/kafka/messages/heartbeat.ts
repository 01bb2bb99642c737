/** Heartbeat: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { type Shape } from '../shape.ts';

/** HeartbeatRequest, api key 12, versions 0-4; bytes are base64 text. */
export interface HeartbeatRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}

export const heartbeatRequestShape = {
  groupId: '',
  generationId: 0,
  memberId: '',
  groupInstanceId: null,
} as const satisfies Shape;

/** HeartbeatResponse, api key 12, versions 0-4; bytes are base64 text. */
export interface HeartbeatResponse {
  readonly errorCode: number;
}

export const heartbeatResponseShape = { errorCode: 0 } as const satisfies Shape;
