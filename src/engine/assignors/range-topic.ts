/**
 * One topic while the range assignor hands out its partitions: who may still take how many (AS-20, AS-21).
 * Follows RangeAssignor.TopicAssignmentState, kafka-clients 4.4.0.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { required } from '../kernel/assert.ts';
import type { LeaderView } from './leader-view.ts';
import { partitionsOf } from './leader-view.ts';
import { mayUseRacks, partitionRacksOf, type PartitionRacks } from './rack-aware.ts';
import { compareMembers } from './text-order.ts';

export class RangeTopic {
  /** The topic's subscribers, sorted. */
  readonly consumers: readonly string[];
  readonly needsRackAwareAssignment: boolean;
  readonly #partitions: readonly TopicPartition[];
  readonly #unassigned: Set<TopicPartition>;
  readonly #assigned = new Map<string, number>();
  readonly #perConsumer: number;
  #consumersWithExtra: number;
  readonly #consumerRacks: ReadonlyMap<string, string>;
  readonly #partitionRacks: PartitionRacks;

  constructor(view: LeaderView, topic: string, allConsumerRacks: ReadonlyMap<string, string>) {
    const members = [...view.subscriptions.values()].filter((member) => member.topics.includes(topic));
    this.consumers = members.sort(compareMembers).map((member) => member.memberId);
    this.#partitions = partitionsOf(view, topic);
    this.#unassigned = new Set(this.#partitions);
    this.#perConsumer = Math.floor(this.#partitions.length / this.consumers.length);
    this.#consumersWithExtra = this.#partitions.length % this.consumers.length;
    const own = new Set(this.consumers);
    this.#consumerRacks = new Map([...allConsumerRacks].filter(([consumer]) => own.has(consumer)));
    this.#partitionRacks = this.#consumerRacks.size > 0 ? partitionRacksOf(view, [topic]) : new Map();
    this.needsRackAwareAssignment = mayUseRacks(this.#consumerRacks.values(), this.#partitionRacks);
  }

  /**
   * Topics of one group of subscribers and one number of partitions (0: no subscriber has a rack) go
   * together.
   */
  get coPartitionKey(): string {
    const consumers = this.consumers.map((consumer) => [consumer, this.#consumerRacks.get(consumer) ?? null]);
    return JSON.stringify([this.partitionsWithRacks, consumers]);
  }

  get partitionsWithRacks(): number {
    return this.#partitionRacks.size;
  }

  get unassigned(): readonly TopicPartition[] {
    return [...this.#unassigned];
  }

  partitionAt(partition: number): TopicPartition {
    return required(this.#partitions[partition], `partition ${partition}`);
  }

  /** A consumer without a rack suits every partition. */
  racksMatch(consumer: string, partition: TopicPartition): boolean {
    const rack = this.#consumerRacks.get(consumer);
    return rack === undefined || this.#partitionRacks.get(partition)?.has(rack) === true;
  }

  maxAssignable(consumer: string): number {
    const quota = this.#perConsumer + (this.#consumersWithExtra > 0 ? 1 : 0);
    return Math.max(0, quota - (this.#assigned.get(consumer) ?? 0));
  }

  markAssigned(consumer: string, partitions: readonly TopicPartition[]): void {
    const count = (this.#assigned.get(consumer) ?? 0) + partitions.length;
    this.#assigned.set(consumer, count);
    if (count > this.#perConsumer) this.#consumersWithExtra--;
    for (const partition of partitions) this.#unassigned.delete(partition);
  }
}
