/**
 * What was moved from whom to whom, so that a topic's partitions are not swapped back and forth (AS-80,
 * AS-81).
 * Follows AbstractStickyAssignor.PartitionMovements, kafka-clients 4.4.0.
 */
import { topicPartitionHash } from '../kafka/java-order/hash-code.ts';
import { JavaHashSet } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { required } from '../kernel/assert.ts';

export interface Movement {
  readonly from: string;
  readonly to: string;
}

export class PartitionMovements {
  readonly #movements = new Map<TopicPartition, Movement>();
  readonly #moved = new Map<string, JavaHashSet<TopicPartition>>();

  /** A partition that moves again keeps its first owner; back at that owner it never moved. */
  record(partition: TopicPartition, { from, to }: Movement): void {
    const former = this.#movements.get(partition);
    if (former !== undefined) this.#remove(partition, former);
    const origin = former?.from ?? from;
    if (origin !== to) this.#add(partition, { from: origin, to });
  }

  /** If another partition of the topic went the opposite way, that one goes back in this one's place. */
  actualPartition(partition: TopicPartition, { from, to }: Movement): TopicPartition {
    const origin = this.#movements.get(partition)?.from ?? from;
    const [opposite] = this.#moved.get(keyOf(partition, { from: to, to: origin })) ?? [];
    return opposite ?? partition;
  }

  // An emptied set is dropped: the next one starts small again, which shows in its order.
  #remove(partition: TopicPartition, movement: Movement): void {
    const key = keyOf(partition, movement);
    const moved = required(this.#moved.get(key), 'the set of a recorded movement');
    moved.delete(partition);
    if (moved.size === 0) this.#moved.delete(key);
    this.#movements.delete(partition);
  }

  #add(partition: TopicPartition, movement: Movement): void {
    this.#movements.set(partition, movement);
    const key = keyOf(partition, movement);
    const moved = this.#moved.get(key) ?? new JavaHashSet<TopicPartition>(byTopicAndNumber);
    this.#moved.set(key, moved);
    moved.add(partition);
  }
}

// Partitions of a round are one object each, so identity is equality.
const byTopicAndNumber = {
  hash: ({ topic, partition }: TopicPartition): number => topicPartitionHash(topic, partition),
};

function keyOf({ topic }: TopicPartition, { from, to }: Movement): string {
  return JSON.stringify([topic, from, to]);
}
