/**
 * Old offsets and groups that nobody needs are removed, at intervals. (CG-X-01…CG-X-06)
 * Follows GroupCoordinatorShard#cleanupGroupMetadata, OffsetMetadataManager#cleanupExpiredOffsets and #onTopicsDeleted,
 * ClassicGroup#offsetExpirationCondition, apache/kafka 4.4.0.
 */
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { TopicMetadata } from '../../../kafka/server-role.ts';
import { ZERO_UUID } from '../../../kafka/shape.ts';
import type { ClassicGroup } from '../classic-group/group.ts';
import { groupTombstone } from '../classic-group/records.ts';
import { doneQuietly, runWrite, type Outcome } from '../group-coordinator/operation.ts';
import { allGroups, type Shard } from '../group-coordinator/shard.ts';
import { tableOf } from '../group-coordinator/timeline-store.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { offsetTombstone } from '../offsets/commit.ts';
import { getOffset, offsetsOfGroup, type ByGroup, type StoredOffset } from '../offsets/offset-tables.ts';
import { isSubscribedToTopic } from '../offsets/operations.ts';

export const EXPIRATION_TIMER = 'expire-group-metadata';

/** CG-X-01: the next run is one interval away. */
export function scheduleExpiration(turn: Turn, ruleId: RuleId): void {
  turn.effects.push({
    type: 'armTimer',
    key: EXPIRATION_TIMER,
    name: 'offsetsRetentionCheck',
    subject: 'all groups',
    delayMs: turn.state.config.offsetsRetentionCheckIntervalMs,
    ruleId,
  });
}

export function runExpiration(turn: Turn): void {
  runWrite(turn, { request: null, retriesExpiration: true }, () => {
    const records = expiredRecords(turn.shard, {
      nowMs: turn.nowMs,
      retentionMs: turn.state.config.offsetsRetentionMs,
    });
    scheduleExpiration(turn, 'CG-X-01');
    return removing(records, 'CG-X-01');
  });
}

/** CG-X-06: offsets of a topic that was deleted go with it. */
export function runTopicsDeleted(turn: Turn, deleted: readonly TopicMetadata[]): void {
  if (deleted.length === 0) return;
  runWrite(turn, { request: null }, () => {
    const { offsets, store } = turn.shard;
    const pending = [...tableOf(store, offsets.pending).entries()].map(([, ofProducer]) => ofProducer);
    const records = [offsets.committed, ...pending].flatMap((root) =>
      recordsOfDeleted(turn.shard, root, deleted),
    );
    return removing(records, 'CG-X-06');
  });
}

function removing(records: readonly GroupLogRecord[], ruleId: RuleId): Outcome {
  return { ...doneQuietly(ruleId), records, replays: true };
}

function recordsOfDeleted(
  { store }: Shard,
  root: ByGroup<StoredOffset>,
  deleted: readonly TopicMetadata[],
): readonly GroupLogRecord[] {
  const records: GroupLogRecord[] = [];
  for (const [group] of tableOf(store, root).entries()) {
    const byTopic = new Map(
      offsetsOfGroup(store, root, String(group)).map((entry) => [entry.topic, entry.partitions]),
    );
    for (const { name, id } of deleted)
      for (const [partition, { topicId }] of byTopic.get(name) ?? [])
        if (topicId === ZERO_UUID || topicId === id)
          records.push(offsetTombstone(String(group), name, partition));
  }
  return records;
}

interface Clock {
  readonly nowMs: number;
  readonly retentionMs: number;
}

/** CG-X-01, CG-X-05 */
export function expiredRecords(shard: Shard, clock: Clock): readonly GroupLogRecord[] {
  const records: GroupLogRecord[] = [];
  for (const { object } of allGroups(shard)) {
    const { group } = object;
    const expired = expiredOffsets(shard, group, clock);
    records.push(...expired.records);
    if (expired.all && group.state === 'Empty') records.push(groupTombstone(group.groupId));
  }
  return records;
}

interface Expired {
  readonly records: readonly GroupLogRecord[];
  /** Nothing is left, stored or in a transaction. */
  readonly all: boolean;
}

/** CG-X-02 */
function expiredOffsets(shard: Shard, group: ClassicGroup, clock: Clock): Expired {
  const { store, offsets } = shard;
  const { groupId } = group;
  const hasOpenTransaction = tableOf(store, offsets.open).has(groupId);
  if (!tableOf(store, offsets.committed).has(groupId)) return { records: [], all: !hasOpenTransaction };
  const baseOf = expirationBase(group);
  if (baseOf === null) return { records: [], all: false };
  const records: GroupLogRecord[] = [];
  let all = !hasOpenTransaction;
  for (const { topic, partitions } of offsetsOfGroup(store, offsets.committed, groupId))
    for (const [partition, stored] of partitions) {
      const place = { group: groupId, topic, partition };
      const isKept =
        isSubscribedToTopic(group, topic) ||
        !isExpired(stored, baseOf(stored), clock) ||
        getOffset(store, offsets.open, place) !== undefined;
      if (isKept) all = false;
      else records.push(offsetTombstone(groupId, topic, partition));
    }
  return { records, all };
}

/** CG-X-03: from when an offset of this group ages; null: not at all now. */
export function expirationBase(group: ClassicGroup): ((stored: StoredOffset) => number) | null {
  const sinceCommit = (stored: StoredOffset): number => stored.commitTimestamp;
  if (group.protocolType === null) return sinceCommit;
  if (group.state === 'Empty') return (stored) => group.currentStateTimestamp ?? stored.commitTimestamp;
  const isKnownConsumer = group.protocolType === 'consumer' && group.subscribedTopics !== null;
  return isKnownConsumer && group.state === 'Stable' ? sinceCommit : null;
}

/** CG-X-04 */
function isExpired({ expireTimestamp }: StoredOffset, base: number, { nowMs, retentionMs }: Clock): boolean {
  return expireTimestamp === -1 ? nowMs - base >= retentionMs : nowMs >= expireTimestamp;
}
