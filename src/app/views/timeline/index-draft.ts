/** An index while it is being extended: lists are copied when they are first written to, and never twice. */
import {
  EMPTY_INDEX,
  type Exchange,
  type Lane,
  type LifePoint,
  type OpenEnds,
  type OwnerSpan,
  type PartitionLine,
  type SessionPoint,
  type TimelineIndex,
} from './timeline-index.ts';

type ListName = 'notable' | 'heartbeats' | 'commits' | 'pins' | 'phases' | 'generations' | 'waits' | 'harm';
type Element<K extends ListName> = TimelineIndex[K][number];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenDraft = {
  -readonly [K in keyof OpenEnds]: OpenEnds[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : OpenEnds[K] extends ReadonlySet<infer A>
      ? Set<A>
      : never;
};

interface LaneDraft {
  readonly node: string;
  exchanges: Exchange[];
  session: SessionPoint[];
  life: LifePoint[];
}

export class IndexDraft {
  readonly #index: Mutable<TimelineIndex>;
  readonly #lists: { [K in ListName]?: Element<K>[] } = {};
  #ownPartitions: Map<string, PartitionLine> | undefined;
  readonly #lanes = new Map<string, LaneDraft>();
  readonly open: OpenDraft;

  constructor(index: TimelineIndex = EMPTY_INDEX) {
    this.#index = { ...index };
    const { exchanges, sessions, owned, frozen, memberNodes, harmed, requestIds } = index.open;
    this.open = {
      exchanges: new Map(exchanges),
      sessions: new Map(sessions),
      owned: new Map(owned),
      frozen: new Set(frozen),
      memberNodes: new Map(memberNodes),
      harmed: new Set(harmed),
      requestIds: new Map(requestIds),
    };
  }

  get index(): TimelineIndex {
    return this.#index;
  }

  /** The list, for writing. */
  list<K extends ListName>(name: K): Element<K>[] {
    const own = this.#lists[name];
    if (own !== undefined) return own;
    const copy = [...this.#index[name]] as Element<K>[];
    Object.assign(this.#lists, { [name]: copy });
    Object.assign(this.#index, { [name]: copy });
    return copy;
  }

  lane(node: string): LaneDraft {
    const drafted = this.#lanes.get(node);
    if (drafted !== undefined) return drafted;
    const lane = this.#index.lanes.get(node);
    const fresh: LaneDraft = {
      node,
      exchanges: [...(lane?.exchanges ?? [])],
      session: [...(lane?.session ?? [])],
      life: [...(lane?.life ?? [])],
    };
    this.#lanes.set(node, fresh);
    return fresh;
  }

  hasLane(node: string | null): node is string {
    return node !== null && (this.#lanes.has(node) || this.#index.lanes.has(node));
  }

  addPartition(topic: string, partition: number, span: OwnerSpan): void {
    const key = `${topic}-${partition}`;
    if (this.#index.partitions.has(key)) return;
    this.#partitions().set(key, { topic, partition, spans: [span] });
  }

  lastSpan(key: string): OwnerSpan | undefined {
    return this.#index.partitions.get(key)?.spans.at(-1);
  }

  /** Another span begins; one that lasted for no time at all is forgotten. */
  addSpan(key: string, span: OwnerSpan): void {
    const line = this.#index.partitions.get(key);
    if (line === undefined) return;
    const keep = line.spans.at(-1)?.at === span.at ? line.spans.slice(0, -1) : line.spans;
    this.#partitions().set(key, { ...line, spans: [...keep, span] });
  }

  /** Marks instants that must stand apart; some are known to be so only when an answer comes. */
  addNotable(...instants: readonly (number | null)[]): void {
    const notable = this.list('notable');
    for (const at of instants) {
      if (at === null) continue;
      let place = notable.length;
      while (place > 0 && (notable[place - 1] ?? 0) > at) place -= 1;
      if (notable[place - 1] !== at) notable.splice(place, 0, at);
    }
  }

  done(length: number, last: TimelineIndex['last']): TimelineIndex {
    const lanes = new Map<string, Lane>(this.#index.lanes);
    for (const [node, lane] of this.#lanes) lanes.set(node, lane);
    return { ...this.#index, lanes, open: this.open, length, last };
  }

  #partitions(): Map<string, PartitionLine> {
    const own = this.#ownPartitions ?? new Map(this.#index.partitions);
    this.#ownPartitions = own;
    this.#index.partitions = own;
    return own;
  }
}
