/** What offset records and transaction markers do to the tables of offsets. (CG-T-06…CG-T-08; OffsetMetadataManager#replay, #replayEndTransactionMarker) */
import type { GroupLogBatch, GroupLogRecord } from '../../../kafka/group-log.ts';
import type { RecordPlace } from '../group-coordinator/behaviour.ts';
import {
  newTable,
  putInto,
  removeFrom,
  tableOf,
  type TimelineStore,
} from '../group-coordinator/timeline-store.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import {
  getOffset,
  offsetsOfGroup,
  putOffset,
  removeOffset,
  type ByGroup,
  type OffsetPlace,
  type OffsetTables,
  type StoredOffset,
} from './offset-tables.ts';

type OffsetRecord = Extract<GroupLogRecord, { type: 'OffsetCommit' }>;

export function replayOffset(
  turn: Turn,
  { key, value }: OffsetRecord,
  { recordOffset, producer }: RecordPlace,
): void {
  const { store, offsets } = turn.shard;
  if (value === null) turn.changeShard({ store: withoutOffset(store, offsets, key) });
  else if (producer === undefined)
    turn.changeShard({
      store: putOffset(store, offsets.committed, { place: key, value: { ...value, recordOffset } }),
    });
  else
    turn.changeShard({
      store: withPending(store, offsets, {
        place: key,
        value: { ...value, recordOffset },
        producerId: Number(producer.producerId),
      }),
    });
}

/** CG-T-06 */
function withPending(
  store: TimelineStore,
  { pending, open }: OffsetTables,
  {
    place,
    value,
    producerId,
  }: { readonly place: OffsetPlace; readonly value: StoredOffset; readonly producerId: number },
): TimelineStore {
  const known = tableOf(store, pending).get(producerId);
  let next = store;
  let ofProducer = known;
  if (ofProducer === undefined) {
    const made: { readonly store: TimelineStore; readonly ref: ByGroup<StoredOffset> } = newTable(store);
    ofProducer = made.ref;
    next = putInto(made.store, pending, { key: producerId, value: ofProducer });
  }
  next = putOffset(next, ofProducer, { place, value });
  return withOpenTransaction(next, open, place, producerId);
}

function withOpenTransaction(
  store: TimelineStore,
  open: OffsetTables['open'],
  place: OffsetPlace,
  producerId: number,
): TimelineStore {
  const known = getOffset(store, open, place);
  if (known !== undefined) return putInto(store, known, { key: producerId, value: true });
  const made: { readonly store: TimelineStore; readonly ref: { readonly table: number } } =
    newTable<true>(store);
  const held = putOffset(made.store, open, { place, value: made.ref });
  return putInto(held, made.ref, { key: producerId, value: true });
}

/** CG-T-08 */
function withoutOffset(store: TimelineStore, offsets: OffsetTables, place: OffsetPlace): TimelineStore {
  let next = removeOffset(store, offsets.committed, place);
  const producers = getOffset(next, offsets.open, place);
  if (producers === undefined) return next;
  for (const [producerId] of tableOf(next, producers).entries()) {
    const ofProducer = tableOf(next, offsets.pending).get(producerId);
    if (ofProducer !== undefined) next = removeOffset(next, ofProducer, place);
  }
  return removeOffset(next, offsets.open, place);
}

/** CG-T-07 */
export function endTransactionOn(
  turn: Turn,
  marker: Extract<GroupLogBatch, { type: 'endTransaction' }>,
): void {
  const { offsets } = turn.shard;
  const producerId = Number(marker.producerId);
  const ofProducer = tableOf(turn.shard.store, offsets.pending).get(producerId);
  if (ofProducer === undefined) return;
  let store = removeFrom(turn.shard.store, offsets.pending, producerId);
  for (const [group] of tableOf(store, ofProducer).entries())
    for (const { topic, partitions } of offsetsOfGroup(store, ofProducer, String(group)))
      for (const [partition, value] of partitions) {
        const place = { group: String(group), topic, partition };
        store = closeTransaction(store, offsets, { place, producerId });
        if (marker.commit) store = committed(store, offsets, { place, value });
      }
  turn.changeShard({ store });
}

function closeTransaction(
  store: TimelineStore,
  { open }: OffsetTables,
  { place, producerId }: { readonly place: OffsetPlace; readonly producerId: number },
): TimelineStore {
  const producers = getOffset(store, open, place);
  if (producers === undefined) return store;
  const next = removeFrom(store, producers, producerId);
  return tableOf(next, producers).size === 0 ? removeOffset(next, open, place) : next;
}

function committed(
  store: TimelineStore,
  offsets: OffsetTables,
  { place, value }: { readonly place: OffsetPlace; readonly value: StoredOffset },
): TimelineStore {
  const stored = getOffset(store, offsets.committed, place);
  if (stored !== undefined && stored.recordOffset >= value.recordOffset) return store;
  return putOffset(store, offsets.committed, { place, value });
}
