/** What comes out of our coordinator, in the words of the recordings. */
import { SHAPES, type AnyResponse } from '../../engine/kafka/api.ts';
import type { GroupLogBatch, GroupLogRecord } from '../../engine/kafka/group-log.ts';
import {
  groupMetadataKeyShape,
  groupMetadataValueShape,
  offsetCommitKeyShape,
  offsetCommitValueShape,
} from '../../engine/kafka/messages/offsets-log.ts';
import type { GroupFrame, GroupMemberFrame } from '../../engine/kafka/server-role.ts';
import { withoutDefaults, type Shape } from '../../engine/kafka/shape.ts';
import type { Json, JsonObject } from './classic-recording.ts';

export function answerOut(n: number, { apiKey, body }: AnyResponse): JsonObject {
  return { n, body: short(SHAPES[apiKey].response, body) };
}

export function logOut(batch: GroupLogBatch): JsonObject {
  if (batch.type === 'endTransaction') {
    const { producerId, producerEpoch, commit } = batch;
    return {
      log: [{ type: 'EndTransaction', result: commit ? 'COMMIT' : 'ABORT' }],
      producerId,
      producerEpoch,
    };
  }
  const log = batch.records.map(recordOut);
  return batch.producer === undefined ? { log } : { log, ...batch.producer };
}

function recordOut(record: GroupLogRecord): JsonObject {
  const [keyShape, valueShape] =
    record.type === 'GroupMetadata'
      ? [groupMetadataKeyShape, groupMetadataValueShape]
      : [offsetCommitKeyShape, offsetCommitValueShape];
  const value = record.value === null ? null : short(valueShape, record.value);
  return { type: record.type, key: short(keyShape, record.key), value };
}

/** Every group, in the order of its id: order means nothing here. */
export function statesOf(groups: readonly GroupFrame[]): ReadonlyMap<string, JsonObject> {
  const byId = [...groups].sort((one, other) => (one.groupId < other.groupId ? -1 : 1));
  return new Map(byId.map((group) => [group.groupId, groupState(group)]));
}

function groupState(group: GroupFrame): JsonObject {
  const { protocolType, protocolName, leader, pendingJoin, pendingSync, members } = group;
  return {
    type: group.type,
    state: group.state,
    generation: group.generationId,
    ...(protocolType === null ? {} : { protocolType }),
    ...(protocolName === null ? {} : { protocol: protocolName }),
    ...(leader === null ? {} : { leader }),
    ...(pendingJoin.length === 0 ? {} : { pendingJoin: pendingJoin.length }),
    ...(pendingSync.length === 0 ? {} : { pendingSync: [...pendingSync].sort() }),
    members: [...members].sort((one, other) => (one.memberId < other.memberId ? -1 : 1)).map(memberState),
  };
}

function memberState(member: GroupMemberFrame): JsonObject {
  const { memberId: id, groupInstanceId, awaitingJoin, awaitingSync, assignmentBytes } = member;
  return {
    id,
    ...(groupInstanceId === null ? {} : { instance: groupInstanceId }),
    ...(awaitingJoin ? { awaitingJoin } : {}),
    ...(awaitingSync ? { awaitingSync } : {}),
    ...(assignmentBytes === 0 ? {} : { assignmentBytes }),
  };
}

/** Bodies hold nothing but what JSON can say. */
function short(shape: Shape, body: object): Json {
  return withoutDefaults(shape, body) as Json;
}
