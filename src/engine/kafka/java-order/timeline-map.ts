/**
 * Kafka's TimelineHashMap: a hash table that can be read as it stood at a snapshot and taken back to one. Its order of
 * iteration decides the order of groups and offsets in answers and records (spec/classic §25). Immutable: every change
 * returns a new map. Follows BaseHashTable, SnapshottableHashTable and its HistoricalIterator of server-common 4.4.0.
 */
import { stringHash } from './hash-code.ts';

/** Epochs of the snapshots that exist: a change is kept for the newest, what is older than the oldest is forgotten. */
export interface SnapshotEpochs {
  readonly oldest: number;
  readonly newest: number;
}

/** Reads what is there now, snapshots or not. */
export const LATEST = Infinity;

export type TimelineKey = string | number;

interface Element<V> {
  readonly key: TimelineKey;
  /** The upper half of hashCode × 0x9E3779B97F4A7C15: its top bits are the slot. */
  readonly scattered: number;
  readonly value: V;
  readonly startEpoch: number;
}

type Slots<V> = readonly (readonly Element<V>[] | undefined)[];

/** BaseHashTable: slots of elements in order of insertion. */
interface Table<V> {
  readonly slots: Slots<V>;
  readonly size: number;
}

/** What a snapshot still has to remember because it was replaced or removed since. */
interface Delta<V> {
  readonly epoch: number;
  readonly table: Table<V>;
}

export class TimelineMap<V> {
  readonly #table: Table<V>;
  readonly #deltas: readonly Delta<V>[];

  private constructor(table: Table<V>, deltas: readonly Delta<V>[]) {
    this.#table = table;
    this.#deltas = deltas;
  }

  static empty<V>(): TimelineMap<V> {
    return new TimelineMap<V>(EMPTY_TABLE, []);
  }

  get size(): number {
    return this.#table.size;
  }

  get(key: TimelineKey, epoch: number = LATEST): V | undefined {
    const scattered = scatter(key);
    for (const table of this.#tablesFor(epoch)) {
      const found = find(table, key, scattered);
      if (found !== undefined && found.startEpoch <= epoch) return found.value;
    }
    return undefined;
  }

  has(key: TimelineKey): boolean {
    return find(this.#table, key, scatter(key)) !== undefined;
  }

  put(key: TimelineKey, value: V, epochs: SnapshotEpochs): TimelineMap<V> {
    const scattered = scatter(key);
    const former = find(this.#table, key, scattered);
    const table = addOrReplace(this.#table, { key, scattered, value, startEpoch: epochs.newest + 1 });
    return new TimelineMap(table, this.#remember(former, epochs));
  }

  remove(key: TimelineKey, epochs: SnapshotEpochs): TimelineMap<V> {
    const scattered = scatter(key);
    const former = find(this.#table, key, scattered);
    if (former === undefined) return this;
    return new TimelineMap(without(this.#table, former), this.#remember(former, epochs));
  }

  /** Slots in order; within a slot the last inserted comes first. At a past epoch the deltas' elements follow. */
  *entries(epoch: number = LATEST): IterableIterator<readonly [TimelineKey, V]> {
    const { slots } = this.#table;
    const newer = this.#deltas.filter((delta) => delta.epoch >= epoch);
    for (let slot = 0; slot < slots.length; slot++) {
      const ready = (slots[slot] ?? []).filter((element) => element.startEpoch <= epoch);
      for (const { table } of newer) ready.push(...elementsOfSlot(table, { slot, of: slots.length, epoch }));
      for (const { key, value } of ready.reverse()) yield [key, value];
    }
  }

  /** As it stood at the newest snapshot. What was taken away since comes back at the end of its slot. */
  revertTo(epoch: number): TimelineMap<V> {
    let table = keepUntil(this.#table, epoch);
    const delta = this.#deltas.find((candidate) => candidate.epoch === epoch);
    for (const slot of delta?.table.slots ?? [])
      for (const element of slot ?? []) table = addOrReplace(table, element);
    return new TimelineMap(
      table,
      this.#deltas.filter((candidate) => candidate.epoch <= epoch),
    );
  }

  #tablesFor(epoch: number): readonly Table<V>[] {
    if (epoch === LATEST) return [this.#table];
    const deltas = this.#deltas.filter((delta) => delta.epoch >= epoch);
    return [this.#table, ...deltas.map((delta) => delta.table)];
  }

  #remember(former: Element<V> | undefined, { oldest, newest }: SnapshotEpochs): readonly Delta<V>[] {
    const kept = this.#deltas.filter((delta) => delta.epoch >= oldest);
    if (former === undefined || former.startEpoch > newest) return kept;
    const known = kept.find((delta) => delta.epoch === newest)?.table ?? EMPTY_TABLE;
    return [
      ...kept.filter((delta) => delta.epoch !== newest),
      { epoch: newest, table: addOrReplace(known, former) },
    ];
  }
}

const EMPTY_TABLE: Table<never> = { slots: [undefined, undefined], size: 0 };
const MAX_LOAD_FACTOR = 0.75;

function addOrReplace<V>(table: Table<V>, element: Element<V>): Table<V> {
  const roomy = (table.size + 1) * MAX_LOAD_FACTOR > table.slots.length ? doubled(table) : table;
  const slots = [...roomy.slots];
  const slot = slotOf(element.scattered, slots.length);
  const known = slots[slot] ?? [];
  const at = known.findIndex((candidate) => candidate.key === element.key);
  slots[slot] = at < 0 ? [...known, element] : known.with(at, element);
  return { slots, size: roomy.size + (at < 0 ? 1 : 0) };
}

function without<V>(table: Table<V>, element: Element<V>): Table<V> {
  const slots = [...table.slots];
  const slot = slotOf(element.scattered, slots.length);
  slots[slot] = (slots[slot] ?? []).filter((candidate) => candidate.key !== element.key);
  return { slots, size: table.size - 1 };
}

function doubled<V>(table: Table<V>): Table<V> {
  const slots: Element<V>[][] = Array.from({ length: table.slots.length * 2 }, () => []);
  for (const former of table.slots)
    for (const element of former ?? []) slots[slotOf(element.scattered, slots.length)]?.push(element);
  return { slots, size: table.size };
}

function keepUntil<V>(table: Table<V>, epoch: number): Table<V> {
  const slots = table.slots.map((slot) => slot?.filter((element) => element.startEpoch <= epoch));
  return { slots, size: slots.reduce((sum, slot) => sum + (slot?.length ?? 0), 0) };
}

function find<V>(table: Table<V>, key: TimelineKey, scattered: number): Element<V> | undefined {
  return table.slots[slotOf(scattered, table.slots.length)]?.find((element) => element.key === key);
}

/** A delta's elements that belong into this slot of the top table, which may be larger or smaller. */
function elementsOfSlot<V>(
  { slots }: Table<V>,
  { slot, of, epoch }: { readonly slot: number; readonly of: number; readonly epoch: number },
): readonly Element<V>[] {
  const shift = Math.clz32(slots.length) - Math.clz32(of);
  const there = slots[slot >>> shift] ?? [];
  return there.filter((element) => element.startEpoch <= epoch && slotOf(element.scattered, of) === slot);
}

function slotOf(scattered: number, length: number): number {
  return scattered >>> (1 + Math.clz32(length));
}

const GOLDEN_HIGH = 0x9e3779b9;
const GOLDEN_LOW = 0x7f4a7c15;

/** The upper 32 of the lower 64 bits of hashCode (sign-extended) × 0x9E3779B97F4A7C15. */
function scatter(key: TimelineKey): number {
  const hash = typeof key === 'string' ? stringHash(key) : numberHash(key);
  const low = hash >>> 0;
  const upper = hash < 0 ? -GOLDEN_LOW : 0;
  return (highOfProduct(low, GOLDEN_LOW) + Math.imul(low, GOLDEN_HIGH) + upper) >>> 0;
}

/** Integer#hashCode, and Long#hashCode for what needs more than 32 bits. */
function numberHash(key: number): number {
  if (key < 0) return key | 0;
  return (key ^ Math.floor(key / 2 ** 32)) | 0;
}

function highOfProduct(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const [cross, crossed] = [aHigh * bLow, aLow * bHigh];
  const middle = ((aLow * bLow) >>> 16) + (cross & 0xffff) + (crossed & 0xffff);
  return aHigh * bHigh + (cross >>> 16) + (crossed >>> 16) + (middle >>> 16);
}
