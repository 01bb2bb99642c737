/**
 * Committed offsets, offsets of transactions that are still open, and which partitions those transactions touch: tables
 * of tables, all timeline state. (spec/classic §12, §13; OffsetMetadataManager.Offsets and .OpenTransactions)
 */
import {
  newTable,
  putInto,
  removeFrom,
  tableOf,
  type TableRef,
  type TimelineStore,
} from '../group-coordinator/timeline-store.ts';

/** An integer that may be too large for a JavaScript number stands as text. */
export type Offset = number | string;

export interface StoredOffset {
  readonly offset: Offset;
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestamp: number;
  /** -1: it has none. */
  readonly expireTimestamp: number;
  readonly topicId: string;
  /** Where in the log it stands: which of two is newer. */
  readonly recordOffset: number;
}

type ByPartition<V> = TableRef<V>;
type ByTopic<V> = TableRef<ByPartition<V>>;
export type ByGroup<V> = TableRef<ByTopic<V>>;

export interface OffsetTables {
  readonly committed: ByGroup<StoredOffset>;
  /** By producer. */
  readonly pending: TableRef<ByGroup<StoredOffset>>;
  /** Producers with an open transaction, by partition. */
  readonly open: ByGroup<TableRef<true>>;
}

/** A partition of a group's offsets. */
export interface OffsetPlace {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

export function newOffsetTables(store: TimelineStore): {
  readonly store: TimelineStore;
  readonly tables: OffsetTables;
} {
  const committed = newTable<ByTopic<StoredOffset>>(store);
  const pending = newTable<ByGroup<StoredOffset>>(committed.store);
  const open = newTable<ByTopic<TableRef<true>>>(pending.store);
  return { store: open.store, tables: { committed: committed.ref, pending: pending.ref, open: open.ref } };
}

export function getOffset<V>(
  store: TimelineStore,
  root: ByGroup<V>,
  place: OffsetPlace,
  epoch?: number,
): V | undefined {
  const byTopic = tableOf(store, root).get(place.group, epoch);
  const byPartition = byTopic && tableOf(store, byTopic).get(place.topic, epoch);
  return byPartition && tableOf(store, byPartition).get(place.partition, epoch);
}

export function putOffset<V>(
  store: TimelineStore,
  root: ByGroup<V>,
  { place, value }: { readonly place: OffsetPlace; readonly value: V },
): TimelineStore {
  const byTopic = childOf(store, root, place.group);
  const byPartition = childOf(byTopic.store, byTopic.ref, place.topic);
  return putInto(byPartition.store, byPartition.ref, { key: place.partition, value });
}

/** Tables that become empty go with it. */
export function removeOffset<V>(
  store: TimelineStore,
  root: ByGroup<V>,
  { group, topic, partition }: OffsetPlace,
): TimelineStore {
  const byTopic = tableOf(store, root).get(group);
  const byPartition = byTopic && tableOf(store, byTopic).get(topic);
  if (byTopic === undefined || byPartition === undefined) return store;
  let next = removeFrom(store, byPartition, partition);
  if (tableOf(next, byPartition).size === 0) next = removeFrom(next, byTopic, topic);
  if (tableOf(next, byTopic).size === 0) next = removeFrom(next, root, group);
  return next;
}

/** All of a group, in the order of Kafka's tables: topics, and their partitions. */
export function offsetsOfGroup<V>(
  store: TimelineStore,
  root: ByGroup<V>,
  group: string,
  epoch?: number,
): readonly { readonly topic: string; readonly partitions: readonly (readonly [number, V])[] }[] {
  const byTopic = tableOf(store, root).get(group, epoch);
  if (byTopic === undefined) return [];
  return [...tableOf(store, byTopic).entries(epoch)].map(([topic, byPartition]) => ({
    topic: String(topic),
    partitions: [...tableOf(store, byPartition).entries(epoch)].map(
      ([partition, value]) => [Number(partition), value] as const,
    ),
  }));
}

/** The table under a key; a new one if there is none. */
export function childOf<V>(
  store: TimelineStore,
  parent: TableRef<TableRef<V>>,
  key: string | number,
): { readonly store: TimelineStore; readonly ref: TableRef<V> } {
  const known = tableOf(store, parent).get(key);
  if (known !== undefined) return { store, ref: known };
  const made = newTable<V>(store);
  return { store: putInto(made.store, parent, { key, value: made.ref }), ref: made.ref };
}
