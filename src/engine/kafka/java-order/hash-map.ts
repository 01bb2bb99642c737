/**
 * java.util.HashMap and HashSet as far as their iteration order goes, because the order of a hash table
 * decides
 * many of Kafka's answers. Follows OpenJDK 17 (HashMap#putVal, #computeIfAbsent, #resize, #putMapEntries,
 * HashSet#HashSet(Collection)); buckets never become trees, only the early doubling of a long bucket is kept.
 */
import { assert } from '../../kernel/assert.ts';
import { spread, stringHash } from './hash-code.ts';

/** Texts and whole numbers know their Java hash; any other key must bring `hash` and `equals`. */
export interface HashMapOptions<K> {
  readonly hash?: (key: K) => number;
  readonly equals?: (one: K, other: K) => boolean;
  /** Rounded up to a power of two; 16 if absent, as in `new HashMap<>()`. */
  readonly capacity?: number;
}

/** How keys hash and compare: what a table of composite keys is made with. */
export type Keying<K> = Pick<HashMapOptions<K>, 'hash' | 'equals'>;

interface Node<K, V> {
  readonly key: K;
  readonly hash: number;
  value: V;
  next: Node<K, V> | undefined;
}

type Table<K, V> = (Node<K, V> | undefined)[];

const DEFAULT_CAPACITY = 16;
const LOAD_FACTOR = 0.75;
const LONG_BUCKET = 8;
const TREES_FROM_CAPACITY = 64;

export class JavaHashMap<K, V> {
  readonly #hash: (key: K) => number;
  readonly #equals: (one: K, other: K) => boolean;
  #table: Table<K, V>;
  #size = 0;

  constructor(options: HashMapOptions<K> = {}) {
    this.#hash = options.hash ?? javaHash;
    this.#equals = options.equals ?? isSame;
    this.#table = emptyTable(tableSizeFor(options.capacity ?? DEFAULT_CAPACITY));
  }

  /** `new HashMap<>(capacity)`. */
  static ofCapacity<K, V>(capacity: number, keying: Keying<K> = {}): JavaHashMap<K, V> {
    return new JavaHashMap<K, V>({ ...keying, capacity });
  }

  /** `new HashMap<>(map)`, and `putAll` into a map that never held anything (made without a capacity). */
  static copyOf<K, V>(
    source: { readonly size: number; entries(): Iterable<readonly [K, V]> },
    keying: Keying<K> = {},
  ): JavaHashMap<K, V> {
    const capacity = Math.floor(source.size / LOAD_FACTOR + 1);
    const map = new JavaHashMap<K, V>({ ...keying, capacity });
    for (const [key, value] of source.entries()) map.put(key, value);
    return map;
  }

  /** `AssignorHelpers.newHashMap(expected)` of the group coordinator. */
  static ofExpected<K, V>(expected: number, keying: Keying<K> = {}): JavaHashMap<K, V> {
    return new JavaHashMap<K, V>({ ...keying, capacity: expectedCapacity(expected) });
  }

  get size(): number {
    return this.#size;
  }

  /** The number of buckets. */
  get capacity(): number {
    return this.#table.length;
  }

  get(key: K): V | undefined {
    return this.#find(key, spread(this.#hash(key)))?.value;
  }

  has(key: K): boolean {
    return this.#find(key, spread(this.#hash(key))) !== undefined;
  }

  /**
   * A new key goes to the tail of its bucket; the table doubles after the insertion. Returns the former
   * value.
   */
  put(key: K, value: V): V | undefined {
    const hash = spread(this.#hash(key));
    const index = hash & (this.#table.length - 1);
    let last: Node<K, V> | undefined;
    let length = 0;
    for (let node = this.#table[index]; node !== undefined; node = node.next) {
      if (node.hash === hash && this.#equals(node.key, key)) {
        const former = node.value;
        node.value = value;
        return former;
      }
      last = node;
      length++;
    }
    const added = { key, hash, value, next: undefined };
    if (last === undefined) this.#table[index] = added;
    else last.next = added;
    if (length >= LONG_BUCKET) this.#relieveLongBucket();
    this.#size++;
    if (this.#size > this.#threshold) this.#double();
    return undefined;
  }

  /**
   * A new key goes to the HEAD of its bucket; the table doubles before the insertion, even for a known key.
   */
  computeIfAbsent(key: K, make: (key: K) => V): V {
    if (this.#size > this.#threshold) this.#double();
    const hash = spread(this.#hash(key));
    const found = this.#find(key, hash);
    if (found !== undefined) return found.value;
    const index = hash & (this.#table.length - 1);
    const value = make(key);
    let length = 0;
    for (let node = this.#table[index]; node !== undefined; node = node.next) length++;
    this.#table[index] = { key, hash, value, next: this.#table[index] };
    if (length >= LONG_BUCKET - 1) this.#relieveLongBucket();
    this.#size++;
    return value;
  }

  /** Whether the key was there. The table never shrinks. */
  delete(key: K): boolean {
    const hash = spread(this.#hash(key));
    const index = hash & (this.#table.length - 1);
    let last: Node<K, V> | undefined;
    for (let node = this.#table[index]; node !== undefined; node = node.next) {
      if (node.hash === hash && this.#equals(node.key, key)) {
        if (last === undefined) this.#table[index] = node.next;
        else last.next = node.next;
        this.#size--;
        return true;
      }
      last = node;
    }
    return false;
  }

  /** Removes everything; the number of buckets stays. */
  clear(): void {
    this.#table = emptyTable(this.#table.length);
    this.#size = 0;
  }

  *keys(): IterableIterator<K> {
    for (const node of this.#nodes()) yield node.key;
  }

  *values(): IterableIterator<V> {
    for (const node of this.#nodes()) yield node.value;
  }

  *entries(): IterableIterator<[K, V]> {
    for (const node of this.#nodes()) yield [node.key, node.value];
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries();
  }

  /** The same buckets in the same order. (Java's own `clone` makes a table of another size: see `copyOf`.) */
  clone(): JavaHashMap<K, V> {
    const copy = new JavaHashMap<K, V>({ hash: this.#hash, equals: this.#equals });
    copy.#table = this.#table.map(copyOfBucket);
    copy.#size = this.#size;
    return copy;
  }

  get #threshold(): number {
    return Math.floor(this.#table.length * LOAD_FACTOR);
  }

  #find(key: K, hash: number): Node<K, V> | undefined {
    let node = this.#table[hash & (this.#table.length - 1)];
    while (node !== undefined && !(node.hash === hash && this.#equals(node.key, key))) node = node.next;
    return node;
  }

  // The next node is read before the current one is handed out, so that the current one may be deleted.
  *#nodes(): IterableIterator<Node<K, V>> {
    for (const head of this.#table) {
      let node = head;
      while (node !== undefined) {
        const next: Node<K, V> | undefined = node.next;
        yield node;
        node = next;
      }
    }
  }

  #relieveLongBucket(): void {
    if (this.#table.length < TREES_FROM_CAPACITY) this.#double();
  }

  // Chains are split in their order, which is what Java's resize does.
  #double(): void {
    const former = this.#table;
    const table: Table<K, V> = emptyTable(former.length * 2);
    const tails: Table<K, V> = emptyTable(table.length);
    for (const head of former) {
      let node = head;
      while (node !== undefined) {
        const next: Node<K, V> | undefined = node.next;
        const index = node.hash & (table.length - 1);
        const tail = tails[index];
        if (tail === undefined) table[index] = node;
        else tail.next = node;
        tails[index] = node;
        node.next = undefined;
        node = next;
      }
    }
    this.#table = table;
  }
}

/** java.util.HashSet: the keys of a HashMap. */
export class JavaHashSet<K> {
  #map: JavaHashMap<K, true>;

  constructor(options: HashMapOptions<K> = {}) {
    this.#map = new JavaHashMap<K, true>(options);
  }

  /** `new HashSet<>(capacity)`. */
  static ofCapacity<K>(capacity: number, keying: Keying<K> = {}): JavaHashSet<K> {
    return new JavaHashSet<K>({ ...keying, capacity });
  }

  /** `new HashSet<>(collection)`; JDK 17 (later JDKs differ at sizes of 12, 24, 48…). */
  static copyOf<K>(
    source: { readonly size: number; values(): Iterable<K> } | readonly K[],
    keying: Keying<K> = {},
  ): JavaHashSet<K> {
    const size = 'size' in source ? source.size : source.length;
    const capacity = Math.max(Math.floor(size / LOAD_FACTOR) + 1, DEFAULT_CAPACITY);
    const set = new JavaHashSet<K>({ ...keying, capacity });
    for (const key of source.values()) set.add(key);
    return set;
  }

  /** `AssignorHelpers.newHashSet(expected)` of the group coordinator. */
  static ofExpected<K>(expected: number, keying: Keying<K> = {}): JavaHashSet<K> {
    return new JavaHashSet<K>({ ...keying, capacity: expectedCapacity(expected) });
  }

  get size(): number {
    return this.#map.size;
  }

  get capacity(): number {
    return this.#map.capacity;
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  /** Whether the key is new. */
  add(key: K): boolean {
    return this.#map.put(key, true) === undefined;
  }

  delete(key: K): boolean {
    return this.#map.delete(key);
  }

  clear(): void {
    this.#map.clear();
  }

  values(): IterableIterator<K> {
    return this.#map.keys();
  }

  [Symbol.iterator](): IterableIterator<K> {
    return this.#map.keys();
  }

  /** The same buckets in the same order. */
  clone(): JavaHashSet<K> {
    const copy = new JavaHashSet<K>();
    copy.#map = this.#map.clone();
    return copy;
  }
}

function javaHash(key: unknown): number {
  if (typeof key === 'string') return stringHash(key);
  assert(typeof key === 'number' && Number.isInteger(key), 'a key of this kind needs its own hash');
  return key | 0;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other;
}

function emptyTable<K, V>(capacity: number): Table<K, V> {
  return Array.from<Node<K, V> | undefined>({ length: capacity });
}

function copyOfBucket<K, V>(head: Node<K, V> | undefined): Node<K, V> | undefined {
  let copy: Node<K, V> | undefined;
  let tail: Node<K, V> | undefined;
  for (let node = head; node !== undefined; node = node.next) {
    const copied: Node<K, V> = { ...node, next: undefined };
    if (tail === undefined) copy = copied;
    else tail.next = copied;
    tail = copied;
  }
  return copy;
}

function expectedCapacity(expected: number): number {
  return Math.floor((expected + 1) / LOAD_FACTOR + 1);
}

/** HashMap#tableSizeFor: the next power of two, at least 1. */
function tableSizeFor(capacity: number): number {
  let size = 1;
  while (size < capacity) size *= 2;
  return size;
}
