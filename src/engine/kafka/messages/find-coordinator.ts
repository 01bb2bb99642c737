/** FindCoordinator: what is asked and what is answered. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { listOf, type Shape } from '../shape.ts';

/** FindCoordinatorRequest, api key 10, versions 0-6; bytes are base64 text. */
export interface FindCoordinatorRequest {
  readonly key: string;
  readonly keyType: number;
  readonly coordinatorKeys: readonly string[];
}

export const findCoordinatorRequestShape = {
  key: '',
  keyType: 0,
  coordinatorKeys: [],
} as const satisfies Shape;

export interface FindCoordinatorResponseCoordinator {
  readonly key: string;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** FindCoordinatorResponse, api key 10, versions 0-6; bytes are base64 text. */
export interface FindCoordinatorResponse {
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly coordinators: readonly FindCoordinatorResponseCoordinator[];
}

export const findCoordinatorResponseShape = {
  errorCode: 0,
  errorMessage: '',
  nodeId: 0,
  host: '',
  port: 0,
  coordinators: listOf({ key: '', nodeId: 0, host: '', port: 0, errorCode: 0, errorMessage: '' }),
} as const satisfies Shape;
