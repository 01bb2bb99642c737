/**
 * All timeline tables of one coordinator partition and the snapshots they share: what an append that fails takes back,
 * and what reads see as of the last commit (CG-R-07, CG-R-10). Tables refer to one another by reference, as Kafka's
 * objects do. Follows SnapshotRegistry and SnapshottableCoordinator of apache/kafka 4.4.0.
 */
import { assert } from '../../../kernel/assert.ts';
import { LATEST, TimelineMap, type TimelineKey } from '../../../kafka/java-order/timeline-map.ts';

/** Names a table of this store; `V` is what its entries hold. */
export interface TableRef<V> {
  readonly table: number;
  /** Never there: it only carries the type. */
  readonly holds?: V;
}

export interface TimelineStore {
  /** Offsets at which a snapshot stands, ascending; the first is the last committed offset. */
  readonly snapshots: readonly number[];
  readonly tables: readonly TimelineMap<unknown>[];
}

export const EMPTY_STORE: TimelineStore = { snapshots: [0], tables: [] };

export function newTable<V>(store: TimelineStore): {
  readonly store: TimelineStore;
  readonly ref: TableRef<V>;
} {
  const tables = [...store.tables, TimelineMap.empty<unknown>()];
  return { store: { ...store, tables }, ref: { table: tables.length - 1 } };
}

export function tableOf<V>(store: TimelineStore, ref: TableRef<V>): TimelineMap<V> {
  const table = store.tables[ref.table];
  assert(table !== undefined, `no table ${ref.table}`);
  return table as TimelineMap<V>;
}

export function putInto<V>(
  store: TimelineStore,
  ref: TableRef<V>,
  { key, value }: { readonly key: TimelineKey; readonly value: V },
): TimelineStore {
  return withTable(store, ref, tableOf(store, ref).put(key, value, epochsOf(store)));
}

export function removeFrom<V>(store: TimelineStore, ref: TableRef<V>, key: TimelineKey): TimelineStore {
  return withTable(store, ref, tableOf(store, ref).remove(key, epochsOf(store)));
}

/** A snapshot at the offset up to which records are written now. */
export function takeSnapshot(store: TimelineStore, offset: number): TimelineStore {
  if (store.snapshots.includes(offset)) return store;
  return { ...store, snapshots: [...store.snapshots, offset] };
}

export function forgetSnapshotsBefore(store: TimelineStore, offset: number): TimelineStore {
  return { ...store, snapshots: store.snapshots.filter((snapshot) => snapshot >= offset) };
}

/** Everything as it stood when this offset was reached. */
export function revertTo(store: TimelineStore, offset: number): TimelineStore {
  const snapshots = store.snapshots.filter((snapshot) => snapshot <= offset);
  return { snapshots, tables: store.tables.map((table) => table.revertTo(offset)) };
}

export function committedEpoch(store: TimelineStore): number {
  return store.snapshots[0] ?? LATEST;
}

function epochsOf({ snapshots }: TimelineStore): { readonly oldest: number; readonly newest: number } {
  return { oldest: snapshots[0] ?? 0, newest: snapshots.at(-1) ?? 0 };
}

function withTable<V>(store: TimelineStore, ref: TableRef<V>, table: TimelineMap<V>): TimelineStore {
  return { ...store, tables: store.tables.with(ref.table, table as TimelineMap<unknown>) };
}
