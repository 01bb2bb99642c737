/** The operations on offsets: find or make the group, ask the rules, say what is written. (CG-C-02, CG-C-08, CG-T-04, CG-OD-02…CG-OD-04) */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import type { OffsetCommitRequest } from '../../../kafka/messages/offset-commit.ts';
import type { OffsetDeleteRequest } from '../../../kafka/messages/offset-delete.ts';
import type { TxnOffsetCommitRequest } from '../../../kafka/messages/txn-offset-commit.ts';
import type { ClassicGroup } from '../classic-group/group.ts';
import { planHeard } from '../classic-group/heartbeat.ts';
import { applyPlan, createClassicGroup } from '../classic-group/operations.ts';
import type { Outcome } from '../group-coordinator/operation.ts';
import { findGroup, type FoundGroup } from '../group-coordinator/shard.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { offsetTombstone, planCommit, whyNotCommit } from './commit.ts';
import { getOffset, type OffsetPlace } from './offset-tables.ts';

interface CommitRequest<Body> {
  readonly apiVersion: number;
  readonly body: Body;
}

export function commitOperation(
  turn: Turn,
  { apiVersion, body }: CommitRequest<OffsetCommitRequest>,
): Outcome {
  const sinceGroupIdNotFound = apiVersion >= 9;
  const found = groupToCommitTo(turn, body, { sinceGroupIdNotFound, ruleId: 'CG-C-02' });
  if ('type' in found) return found;
  const { group } = found.object;
  const against = whyNotCommit(group, body, 'plain');
  if (against !== null) return { type: 'refused', errorCode: ERROR_CODES[against[0]], ruleId: against[1] };
  if (group.state === 'Stable' || group.state === 'PreparingRebalance')
    applyPlan(turn, found, planHeard(group, body.memberId, 'CG-C-08'));
  const { offsetMetadataMaxSize } = turn.state.config;
  const { records, topics } = planCommit(body, { nowMs: turn.nowMs, offsetMetadataMaxSize });
  const ruleId = 'CG-C-09';
  const response = { apiKey: 'OffsetCommit', body: { topics } } as const;
  return {
    type: 'done',
    answer: { type: 'whole', response, ruleId },
    records,
    replays: true,
    continuation: null,
    ruleId,
  };
}

export function transactionalCommitOperation(
  turn: Turn,
  { apiVersion, body }: CommitRequest<TxnOffsetCommitRequest>,
): Outcome {
  const sinceGroupIdNotFound = apiVersion >= 6;
  const found = groupToCommitTo(turn, body, { sinceGroupIdNotFound, ruleId: 'CG-T-04' });
  if ('type' in found) return found;
  const against = whyNotCommit(found.object.group, body, 'transactional');
  if (against !== null) return { type: 'refused', errorCode: ERROR_CODES[against[0]], ruleId: against[1] };
  const { groupId, topics: asked, producerId, producerEpoch } = body;
  const { offsetMetadataMaxSize } = turn.state.config;
  const { records, topics } = planCommit(
    { groupId, topics: asked, retentionTimeMs: -1 },
    { nowMs: turn.nowMs, offsetMetadataMaxSize },
  );
  const ruleId = 'CG-T-06';
  return {
    type: 'done',
    answer: { type: 'whole', response: { apiKey: 'TxnOffsetCommit', body: { topics } }, ruleId },
    records,
    replays: true,
    continuation: null,
    producer: { producerId, producerEpoch },
    ruleId,
  };
}

interface Committing {
  readonly groupId: string;
  readonly generationIdOrMemberEpoch: number;
}

/** CG-C-02, CG-T-04: without a generation, an unknown group is made for the sake of its offsets. */
function groupToCommitTo(
  turn: Turn,
  { groupId, generationIdOrMemberEpoch }: Committing,
  { sinceGroupIdNotFound, ruleId }: { readonly sinceGroupIdNotFound: boolean; readonly ruleId: string },
): FoundGroup | Outcome {
  const known = findGroup(turn.shard, groupId);
  if (known !== undefined) return known;
  if (generationIdOrMemberEpoch < 0) return createClassicGroup(turn, groupId, ruleId);
  const errorCode = sinceGroupIdNotFound ? ERROR_CODES.GROUP_ID_NOT_FOUND : ERROR_CODES.ILLEGAL_GENERATION;
  return { type: 'refused', errorCode, ruleId };
}

export function deleteOffsetsOperation(turn: Turn, body: OffsetDeleteRequest): Outcome {
  const group = findGroup(turn.shard, body.groupId)?.object.group;
  const against = whyNotDeleteOffsets(group);
  if (group === undefined || against !== null)
    return { type: 'refused', errorCode: ERROR_CODES[against ?? 'GROUP_ID_NOT_FOUND'], ruleId: 'CG-OD-02' };
  const records: GroupLogRecord[] = [];
  const topics = body.topics.map(({ name, partitions }) => {
    const isSubscribed = isSubscribedToTopic(group, name);
    if (!isSubscribed)
      for (const { partitionIndex: partition } of partitions)
        if (hasOffset(turn, { group: body.groupId, topic: name, partition }))
          records.push(offsetTombstone(body.groupId, name, partition));
    const errorCode = isSubscribed ? ERROR_CODES.GROUP_SUBSCRIBED_TO_TOPIC : ERROR_CODES.NONE;
    return { name, partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })) };
  });
  const ruleId = 'CG-OD-04';
  return {
    type: 'done',
    answer: { type: 'whole', response: { apiKey: 'OffsetDelete', body: { errorCode: 0, topics } }, ruleId },
    records,
    replays: true,
    continuation: null,
    ruleId,
  };
}

/** CG-OD-02; null: nothing against it. */
export function whyNotDeleteOffsets(
  group: ClassicGroup | undefined,
): 'GROUP_ID_NOT_FOUND' | 'NON_EMPTY_GROUP' | null {
  if (group === undefined || group.state === 'Dead') return 'GROUP_ID_NOT_FOUND';
  return group.state !== 'Empty' && group.protocolType !== 'consumer' ? 'NON_EMPTY_GROUP' : null;
}

/** CG-OD-03: where it is not known what a consumer group reads, it may read everything. */
export function isSubscribedToTopic(group: ClassicGroup, topic: string): boolean {
  return group.subscribedTopics?.has(topic) ?? group.protocolType === 'consumer';
}

function hasOffset(turn: Turn, place: OffsetPlace): boolean {
  const { store, offsets } = turn.shard;
  return (
    getOffset(store, offsets.committed, place) !== undefined ||
    getOffset(store, offsets.open, place) !== undefined
  );
}
