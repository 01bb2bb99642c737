/** Records of __consumer_offsets for classic groups. Field names, nullability and defaults of Kafka 4.4.0's message schemas. */
import { ZERO_UUID, listOf, type Shape } from '../shape.ts';

/** GroupMetadataKey, api key 2, versions 0; bytes are base64 text. */
export interface GroupMetadataKey {
  readonly group: string;
}

export const groupMetadataKeyShape = { group: '' } as const satisfies Shape;

export interface GroupMetadataValueMemberMetadata {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeout: number;
  readonly sessionTimeout: number;
  readonly subscription: string;
  readonly assignment: string;
}

/** GroupMetadataValue, api key 2, versions 0-4; bytes are base64 text. */
export interface GroupMetadataValue {
  readonly protocolType: string;
  readonly generation: number;
  readonly protocol: string | null;
  readonly leader: string | null;
  readonly currentStateTimestamp: number;
  readonly members: readonly GroupMetadataValueMemberMetadata[];
}

export const groupMetadataValueShape = {
  protocolType: '',
  generation: 0,
  protocol: '',
  leader: '',
  currentStateTimestamp: -1,
  members: listOf({
    memberId: '',
    groupInstanceId: null,
    clientId: '',
    clientHost: '',
    rebalanceTimeout: -1,
    sessionTimeout: 0,
    subscription: '',
    assignment: '',
  }),
} as const satisfies Shape;

/** OffsetCommitKey, api key 1, versions 0; bytes are base64 text. */
export interface OffsetCommitKey {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

export const offsetCommitKeyShape = { group: '', topic: '', partition: 0 } as const satisfies Shape;

/** OffsetCommitValue, api key 1, versions 0-4; bytes are base64 text. */
export interface OffsetCommitValue {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestamp: number;
  readonly expireTimestamp: number;
  readonly topicId: string;
}

export const offsetCommitValueShape = {
  offset: 0,
  leaderEpoch: -1,
  metadata: '',
  commitTimestamp: 0,
  expireTimestamp: -1,
  topicId: ZERO_UUID,
} as const satisfies Shape;
