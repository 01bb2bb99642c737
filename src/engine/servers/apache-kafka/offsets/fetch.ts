/**
 * OffsetFetch: where should the group go on reading? (CG-F-03…CG-F-06; OffsetMetadataManager#fetchOffsets,
 * #fetchAllOffsets)
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type {
  OffsetFetchRequestGroup,
  OffsetFetchRequestTopics,
  OffsetFetchResponseGroup,
  OffsetFetchResponsePartitions,
  OffsetFetchResponseTopics,
} from '../../../kafka/messages/offset-fetch.ts';
import { ZERO_UUID } from '../../../kafka/shape.ts';
import { findGroup, type Shard } from '../group-coordinator/shard.ts';
import { NO_OFFSET } from './fetch-response.ts';
import { getOffset, offsetsOfGroup, type OffsetPlace, type StoredOffset } from './offset-tables.ts';

/** `epoch`: as of which offset of the log; undefined: everything written, and only what no open transaction may change. */
export function fetchOffsets(
  shard: Shard,
  asked: OffsetFetchRequestGroup,
  epoch: number | undefined,
): OffsetFetchResponseGroup {
  const { groupId } = asked;
  const group = findGroup(shard, groupId, epoch)?.object.group;
  const isKnown = group !== undefined && group.state !== 'Dead';
  if (asked.topics === null)
    return { groupId, errorCode: 0, topics: isKnown ? allTopics(shard, groupId, epoch) : [] };
  const topics = asked.topics.map((topic) => askedTopic(shard, { groupId, topic, epoch, isKnown }));
  return { groupId, errorCode: 0, topics };
}

interface TopicAsked {
  readonly groupId: string;
  readonly topic: OffsetFetchRequestTopics;
  readonly epoch: number | undefined;
  readonly isKnown: boolean;
}

/** CG-F-04, CG-F-05 */
function askedTopic(shard: Shard, { groupId, topic, epoch, isKnown }: TopicAsked): OffsetFetchResponseTopics {
  const { name, topicId, partitionIndexes } = topic;
  const { store, offsets } = shard;
  const partitions = partitionIndexes.map((partitionIndex): OffsetFetchResponsePartitions => {
    const place = { group: groupId, topic: name, partition: partitionIndex };
    if (isUnstable(shard, place, epoch)) return unstable(partitionIndex);
    const stored = isKnown ? getOffset(store, offsets.committed, place, epoch) : undefined;
    return stored === undefined || isOtherTopic(stored.topicId, topicId)
      ? { ...NO_OFFSET, partitionIndex, errorCode: 0 }
      : found(partitionIndex, stored);
  });
  return { name, topicId, partitions };
}

/** CG-F-06 */
function allTopics(
  shard: Shard,
  groupId: string,
  epoch: number | undefined,
): readonly OffsetFetchResponseTopics[] {
  return offsetsOfGroup(shard.store, shard.offsets.committed, groupId, epoch).map(
    ({ topic, partitions }) => ({
      name: topic,
      topicId: ZERO_UUID,
      partitions: partitions.map(([partition, stored]) =>
        isUnstable(shard, { group: groupId, topic, partition }, epoch)
          ? unstable(partition)
          : found(partition, stored),
      ),
    }),
  );
}

function isUnstable({ store, offsets }: Shard, place: OffsetPlace, epoch: number | undefined): boolean {
  return epoch === undefined && getOffset(store, offsets.open, place) !== undefined;
}

function isOtherTopic(stored: string, asked: string): boolean {
  return stored !== ZERO_UUID && asked !== ZERO_UUID && stored !== asked;
}

function unstable(partitionIndex: number): OffsetFetchResponsePartitions {
  return { ...NO_OFFSET, partitionIndex, errorCode: ERROR_CODES.UNSTABLE_OFFSET_COMMIT };
}

function found(
  partitionIndex: number,
  { offset, leaderEpoch, metadata }: StoredOffset,
): OffsetFetchResponsePartitions {
  // Offsets beyond what a JavaScript number holds are carried as text by recordings.
  return {
    partitionIndex,
    committedOffset: offset as number,
    committedLeaderEpoch: leaderEpoch,
    metadata,
    errorCode: 0,
  };
}
