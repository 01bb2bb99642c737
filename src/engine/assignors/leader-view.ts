/**
 * The frame that all client assignors share: what the leader hands over, and what it makes of the answer
 * (AS-01…AS-06).
 * Follows AbstractPartitionAssignor#assign and ConsumerCoordinator#onLeaderElected, kafka-clients 4.4.0.
 */
import { JavaHashMap, JavaHashSet } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { required } from '../kernel/assert.ts';
import type { Assignment, AssignorRound, AssignorTopic, MemberSubscription } from './assignor.ts';
import { PartitionPool } from './partition-pool.ts';

export interface LeaderView {
  /** In the iteration order of the leader's map. */
  readonly subscriptions: ReadonlyMap<string, MemberSubscription>;
  /** `partitionsPerTopic`: subscribed topics with metadata, in its iteration order. */
  readonly topics: ReadonlyMap<string, AssignorTopic>;
  readonly partitions: PartitionPool;
}

export function leaderView(round: AssignorRound): LeaderView {
  const subscriptions = subscriptionsOf(round);
  return { subscriptions, topics: partitionsPerTopic(round, subscriptions), partitions: new PartitionPool() };
}

/** An empty list for every member: the map that range and round robin fill. */
export function emptyAssignment(view: LeaderView): JavaHashMap<string, TopicPartition[]> {
  const assignment = new JavaHashMap<string, TopicPartition[]>();
  for (const memberId of view.subscriptions.keys()) assignment.put(memberId, []);
  return assignment;
}

/** The raw map is copied into two more HashMaps before it becomes the SyncGroup request (AS-05). */
export function groupAssignment(raw: JavaHashMap<string, readonly TopicPartition[]>): Assignment {
  return new Map(rebuilt(rebuilt(raw)));
}

export function partitionsOf(view: LeaderView, topic: string): TopicPartition[] {
  return view.partitions.allOf(topic, required(view.topics.get(topic), topic).partitions);
}

function rebuilt<V>(source: JavaHashMap<string, V>): JavaHashMap<string, V> {
  const copy = new JavaHashMap<string, V>();
  for (const [key, value] of source) copy.put(key, value);
  return copy;
}

function subscriptionsOf({ members, keepsGivenOrder }: AssignorRound): Map<string, MemberSubscription> {
  if (keepsGivenOrder === true) return new Map(members.map((member) => [member.memberId, member]));
  const map = new JavaHashMap<string, MemberSubscription>();
  for (const member of members) map.put(member.memberId, member);
  return new Map(map);
}

function partitionsPerTopic(
  { topics }: AssignorRound,
  subscriptions: ReadonlyMap<string, MemberSubscription>,
): Map<string, AssignorTopic> {
  const metadata = new Map(topics.map((topic) => [topic.name, topic]));
  const subscribed = new JavaHashSet<string>();
  for (const member of subscriptions.values()) for (const topic of member.topics) subscribed.add(topic);
  const found = new JavaHashMap<string, AssignorTopic>();
  for (const name of subscribed) {
    const topic = metadata.get(name);
    if (topic !== undefined && topic.partitions > 0) found.put(name, topic);
  }
  return new Map(found);
}
