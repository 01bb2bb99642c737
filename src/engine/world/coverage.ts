/** Who reads which partition, folded from the trace: the same fold serves the frame, the measures and the invariants. */
import type { Instant } from '../kernel/time.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import type { NodeId, TraceEvent } from './trace.ts';

export interface PartitionCoverage extends TopicPartition {
  /** Consumers that own it by their own lights, run and are not paused. */
  readonly readers: readonly NodeId[];
  readonly lastReader: NodeId | null;
  readonly unreadSince: Instant | null;
  /** The event that ended the reading. */
  readonly unreadSeq: number;
  readonly everRead: boolean;
}

export interface Coverage {
  readonly partitions: ReadonlyMap<string, PartitionCoverage>;
  readonly owned: ReadonlyMap<NodeId, ReadonlySet<string>>;
  /** Nodes that own but do not read: paused, or gone. */
  readonly silent: ReadonlySet<NodeId>;
}

export const NO_COVERAGE: Coverage = { partitions: new Map(), owned: new Map(), silent: new Set() };

export function partitionKey({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** The coverage after one more event; the same object when the event does not concern it. */
export function extendCoverage(coverage: Coverage, event: TraceEvent): Coverage {
  const { what, node } = event;
  switch (what.type) {
    case 'TopicsChanged':
      return withTopics(coverage, event, what.topics);
    case 'PartitionsAssigned':
      return node === null ? coverage : owns(coverage, event, { node, gains: what.partitions, loses: [] });
    case 'PartitionsRevoked':
    case 'PartitionsLost':
      return node === null ? coverage : owns(coverage, event, { node, gains: [], loses: what.partitions });
    case 'NodeStarted':
      return node === null ? coverage : speaks(withoutOwned(coverage, event, node), event, node);
    case 'NodeDown':
      return node === null ? coverage : withoutOwned(coverage, event, node);
    case 'NodePaused':
      return node === null || what.threads === 'library' ? coverage : falls(coverage, event, node);
    case 'NodeResumed':
      return node === null ? coverage : speaks(coverage, event, node);
    default:
      return coverage;
  }
}

function withTopics(
  coverage: Coverage,
  event: TraceEvent,
  topics: readonly { readonly name: string; readonly partitions: number }[],
): Coverage {
  const partitions = new Map(coverage.partitions);
  for (const { name: topic, partitions: count } of topics)
    for (let partition = 0; partition < count; partition++) {
      const key = partitionKey({ topic, partition });
      if (partitions.has(key)) continue;
      const nobody = { readers: [], lastReader: null, everRead: false };
      partitions.set(key, { topic, partition, unreadSince: event.at, unreadSeq: event.seq, ...nobody });
    }
  return { ...coverage, partitions };
}

interface Ownership {
  readonly node: NodeId;
  readonly gains: readonly TopicPartition[];
  readonly loses: readonly TopicPartition[];
}

function owns(coverage: Coverage, event: TraceEvent, { node, gains, loses }: Ownership): Coverage {
  const mine = new Set(coverage.owned.get(node));
  for (const partition of loses) mine.delete(partitionKey(partition));
  for (const partition of gains) mine.add(partitionKey(partition));
  const owned = new Map(coverage.owned).set(node, mine);
  return recounted({ ...coverage, owned }, event, [...gains, ...loses].map(partitionKey));
}

function withoutOwned(coverage: Coverage, event: TraceEvent, node: NodeId): Coverage {
  const mine = coverage.owned.get(node);
  if (mine === undefined || mine.size === 0) return coverage;
  const owned = new Map(coverage.owned);
  owned.delete(node);
  return recounted({ ...coverage, owned }, event, [...mine]);
}

function falls(coverage: Coverage, event: TraceEvent, node: NodeId): Coverage {
  const silent = new Set(coverage.silent).add(node);
  return recounted({ ...coverage, silent }, event, [...(coverage.owned.get(node) ?? [])]);
}

function speaks(coverage: Coverage, event: TraceEvent, node: NodeId): Coverage {
  if (!coverage.silent.has(node)) return coverage;
  const silent = new Set(coverage.silent);
  silent.delete(node);
  return recounted({ ...coverage, silent }, event, [...(coverage.owned.get(node) ?? [])]);
}

function recounted(coverage: Coverage, event: TraceEvent, keys: readonly string[]): Coverage {
  const partitions = new Map(coverage.partitions);
  for (const key of keys) {
    const before = partitions.get(key);
    if (before !== undefined) partitions.set(key, withReaders(before, readersOf(coverage, key), event));
  }
  return { ...coverage, partitions };
}

function readersOf(coverage: Coverage, key: string): readonly NodeId[] {
  const readers: NodeId[] = [];
  for (const [node, mine] of coverage.owned)
    if (mine.has(key) && !coverage.silent.has(node)) readers.push(node);
  return readers;
}

function withReaders(
  before: PartitionCoverage,
  readers: readonly NodeId[],
  event: TraceEvent,
): PartitionCoverage {
  const [first] = readers;
  if (first !== undefined)
    return { ...before, readers, lastReader: first, unreadSince: null, everRead: true };
  if (before.readers.length === 0) return before;
  return { ...before, readers, unreadSince: event.at, unreadSeq: event.seq };
}
