/**
 * One object for each partition named in a round, so that partitions can be compared and looked up by
 * identity.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';

export class PartitionPool {
  readonly #byTopic = new Map<string, Map<number, TopicPartition>>();

  of(topic: string, partition: number): TopicPartition {
    const numbers = this.#byTopic.get(topic) ?? new Map<number, TopicPartition>();
    if (numbers.size === 0) this.#byTopic.set(topic, numbers);
    const known = numbers.get(partition) ?? { topic, partition };
    numbers.set(partition, known);
    return known;
  }

  /** The topic's partitions from 0 on. */
  allOf(topic: string, count: number): TopicPartition[] {
    return Array.from({ length: count }, (_, partition) => this.of(topic, partition));
  }
}
