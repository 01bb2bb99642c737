/** Java's String#compareTo and the orders built on it; JavaScript's `<` compares UTF-16 units too. */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import type { MemberSubscription } from './assignor.ts';

export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export function byTopicThenPartition(one: TopicPartition, other: TopicPartition): number {
  return compareTexts(one.topic, other.topic) || one.partition - other.partition;
}

export function byPartitionThenTopic(one: TopicPartition, other: TopicPartition): number {
  return one.partition - other.partition || compareTexts(one.topic, other.topic);
}

/**
 * Static members first, by instance id; then the others by member id.
 * (AbstractPartitionAssignor.MemberInfo#compareTo)
 */
export function compareMembers(one: MemberSubscription, other: MemberSubscription): number {
  if (one.groupInstanceId !== null && other.groupInstanceId !== null)
    return compareTexts(one.groupInstanceId, other.groupInstanceId);
  if (one.groupInstanceId !== null) return -1;
  if (other.groupInstanceId !== null) return 1;
  return compareTexts(one.memberId, other.memberId);
}
