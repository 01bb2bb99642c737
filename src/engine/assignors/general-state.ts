/**
 * What the general sticky algorithm works on: who may hold what, who holds what, and how loaded each member
 * is.
 * Follows the fields of AbstractStickyAssignor.GeneralAssignmentBuilder, kafka-clients 4.4.0.
 */
import { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { dereference } from './java-exception.ts';
import { partitionsOf, type LeaderView } from './leader-view.ts';
import { MembersByLoad } from './members-by-load.ts';
import { removeFirst, type ClaimsReader, type Ownership } from './ownership.ts';
import { PartitionMovements } from './partition-movements.ts';
import type { RackInfo } from './rack-aware.ts';
import { compareTexts } from './text-order.ts';

export interface GeneralInput {
  readonly view: LeaderView;
  readonly racks: RackInfo;
  readonly ownership: Ownership;
  readonly readClaims: ClaimsReader;
}

export class GeneralState {
  readonly view: LeaderView;
  readonly racks: RackInfo;
  /** `currentAssignment`: the very map that is answered in the end, so its capacity and chains count. */
  readonly assignment: JavaHashMap<string, TopicPartition[]>;
  /** `topic2AllPotentialConsumers`: lists in the order of the subscriptions. */
  readonly topicConsumers: ReadonlyMap<string, readonly string[]>;
  /** `consumer2AllPotentialTopics`. */
  readonly consumerTopics: JavaHashMap<string, readonly string[]>;
  /** `currentPartitionConsumer`. */
  readonly consumerOf = new Map<TopicPartition, string>();
  readonly movements = new PartitionMovements();
  readonly byLoad = new MembersByLoad((consumer) => this.loadOf(consumer));
  readonly #partitionCount: number;

  constructor({ view, racks, ownership }: GeneralInput) {
    this.view = view;
    this.racks = racks;
    this.assignment = ownership.owned;
    this.topicConsumers = topicConsumersOf(view);
    this.consumerTopics = consumerTopicsOf(view);
    this.#partitionCount = this.#countPartitions(view.topics.keys());
    for (const [consumer, partitions] of this.assignment)
      for (const partition of partitions) this.consumerOf.set(partition, consumer);
  }

  listOf(consumer: string): TopicPartition[] {
    return dereference(this.assignment.get(consumer));
  }

  loadOf(consumer: string): number {
    return this.listOf(consumer).length;
  }

  topicsOf(consumer: string): readonly string[] {
    return dereference(this.consumerTopics.get(consumer));
  }

  consumersOf(topic: string): readonly string[] {
    return dereference(this.topicConsumers.get(topic));
  }

  /** Topics with few potential consumers first, then by name; partitions ascending. */
  sortedPartitions(): TopicPartition[] {
    const topics = [...this.topicConsumers.keys()].sort((one, other) => this.compareTopics(one, other));
    return topics.flatMap((topic) => partitionsOf(this.view, topic));
  }

  compareTopics(one: string, other: string): number {
    return this.consumersOf(one).length - this.consumersOf(other).length || compareTexts(one, other);
  }

  /** Counted as Kafka does: a list as long as there are topics stands for all of them. */
  maxAssignmentSize(consumer: string): number {
    const topics = this.topicsOf(consumer);
    return topics.length === this.view.topics.size ? this.#partitionCount : this.#countPartitions(topics);
  }

  /** The least loaded subscriber of the partition's topic for which the condition holds. */
  leastLoadedSubscriber(
    { topic }: TopicPartition,
    suits: (consumer: string) => boolean = () => true,
  ): string | undefined {
    for (const consumer of this.byLoad)
      if (this.topicsOf(consumer).includes(topic) && suits(consumer)) return consumer;
    return undefined;
  }

  give(partition: TopicPartition, consumer: string): void {
    this.byLoad.remove(consumer);
    this.listOf(consumer).push(partition);
    this.consumerOf.set(partition, consumer);
    this.byLoad.add(consumer);
  }

  move(partition: TopicPartition, to: string): void {
    const from = dereference(this.consumerOf.get(partition));
    this.byLoad.remove(from);
    this.byLoad.remove(to);
    this.movements.record(partition, { from, to });
    removeFirst(this.listOf(from), partition);
    this.listOf(to).push(partition);
    this.consumerOf.set(partition, to);
    this.byLoad.add(to);
    this.byLoad.add(from);
  }

  #countPartitions(topics: Iterable<string>): number {
    let count = 0;
    for (const topic of topics) count += dereference(this.view.topics.get(topic)).partitions;
    return count;
  }
}

function topicConsumersOf(view: LeaderView): Map<string, string[]> {
  const consumers = new Map([...view.topics.keys()].map((topic): [string, string[]] => [topic, []]));
  for (const { memberId, topics } of view.subscriptions.values())
    for (const topic of topics) consumers.get(topic)?.push(memberId);
  return consumers;
}

function consumerTopicsOf(view: LeaderView): JavaHashMap<string, readonly string[]> {
  const topics = JavaHashMap.ofCapacity<string, readonly string[]>(view.subscriptions.size);
  for (const subscription of view.subscriptions.values())
    topics.put(
      subscription.memberId,
      subscription.topics.filter((topic) => view.topics.has(topic)),
    );
  return topics;
}
