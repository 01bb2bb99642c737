/**
 * Which partitions nobody holds yet (AS-54).
 * Follows getUnassignedPartitions of both assignment builders of AbstractStickyAssignor, kafka-clients 4.4.0.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';

/**
 * Both lists are in one order and are walked side by side. Beware: a partition that is held but no longer
 * exists
 * stops the walk, and whatever comes after it counts as unassigned although it is held.
 */
export function unassignedPartitions(
  all: readonly TopicPartition[],
  assigned: readonly TopicPartition[],
): TopicPartition[] {
  let next = 0;
  return all.filter((partition) => {
    if (assigned[next] !== partition) return true;
    next++;
    return false;
  });
}
