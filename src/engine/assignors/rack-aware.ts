/**
 * Racks: whose consumer is near which replica, and whether that may matter at all (AS-10…AS-12).
 * Follows AbstractPartitionAssignor#useRackAwareAssignment and AbstractStickyAssignor.RackInfo, kafka-clients
 * 4.4.0.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { partitionsOf, type LeaderView } from './leader-view.ts';

export type PartitionRacks = ReadonlyMap<TopicPartition, ReadonlySet<string>>;

/** The racks of all members that name one. */
export function consumerRacksOf(view: LeaderView): Map<string, string> {
  const racks = new Map<string, string>();
  for (const { memberId, rackId } of view.subscriptions.values())
    if (rackId !== null && rackId !== '') racks.set(memberId, rackId);
  return racks;
}

export function partitionRacksOf(view: LeaderView, topics: Iterable<string>): PartitionRacks {
  const racks = new Map<TopicPartition, ReadonlySet<string>>();
  for (const name of topics) {
    const replicaRacks = view.topics.get(name)?.racks;
    for (const partition of partitionsOf(view, name))
      racks.set(partition, new Set(replicaRacks?.[partition.partition]));
  }
  return racks;
}

/** Racks decide something if the two sides share one, and some partition is not everywhere. */
export function mayUseRacks(consumerRacks: Iterable<string>, partitionRacks: PartitionRacks): boolean {
  const everywhere = new Set<string>();
  for (const racks of partitionRacks.values()) for (const rack of racks) everywhere.add(rack);
  if (![...consumerRacks].some((rack) => everywhere.has(rack))) return false;
  return ![...partitionRacks.values()].every((racks) => racks.size === everywhere.size);
}

/** RackInfo: what the sticky assignors know of racks; nothing, if racks decide nothing. */
export class RackInfo {
  readonly #consumerRacks: ReadonlyMap<string, string> = new Map();
  readonly #partitionRacks: PartitionRacks = new Map();

  constructor(view: LeaderView) {
    const consumerRacks = consumerRacksOf(view);
    const partitionRacks = partitionRacksOf(view, view.topics.keys());
    if (!mayUseRacks(consumerRacks.values(), partitionRacks)) return;
    this.#consumerRacks = consumerRacks;
    this.#partitionRacks = partitionRacks;
  }

  get isUsed(): boolean {
    return this.#consumerRacks.size > 0;
  }

  /** A consumer without a rack suits every partition. */
  isMismatch(consumer: string, partition: TopicPartition): boolean {
    const rack = this.#consumerRacks.get(consumer);
    return rack !== undefined && this.#partitionRacks.get(partition)?.has(rack) !== true;
  }

  /** Both name a rack, and it is the same. */
  isMatch(consumer: string, partition: TopicPartition): boolean {
    const rack = this.#consumerRacks.get(consumer);
    return rack !== undefined && this.#partitionRacks.get(partition)?.has(rack) === true;
  }

  /** The place of the next consumer near the partition, going round from `from`; -1 if there is none. */
  nextMatch(partition: TopicPartition, consumers: readonly string[], from: number): number {
    for (let step = 0; step < consumers.length; step++) {
      const index = (from + step) % consumers.length;
      const consumer = consumers[index];
      if (consumer !== undefined && this.isMatch(consumer, partition)) return index;
    }
    return -1;
  }

  /** Partitions that few consumers are near come first; else the order stays. */
  sorted(partitions: readonly TopicPartition[]): TopicPartition[] {
    const perRack = new Map<string, number>();
    for (const rack of this.#consumerRacks.values()) perRack.set(rack, (perRack.get(rack) ?? 0) + 1);
    const near = (partition: TopicPartition): number =>
      [...(this.#partitionRacks.get(partition) ?? [])].reduce(
        (sum, rack) => sum + (perRack.get(rack) ?? 0),
        0,
      );
    const counts = new Map(partitions.map((partition) => [partition, near(partition)]));
    return [...partitions].sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
  }
}
