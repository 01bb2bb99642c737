/**
 * The sticky algorithm for members that subscribe to different topics (AS-70…AS-76, AS-82).
 * Follows AbstractStickyAssignor.GeneralAssignmentBuilder#build and #balance, kafka-clients 4.4.0.
 */
import { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { NO_GENERATION } from './assignor.ts';
import { GeneralState, type GeneralInput } from './general-state.ts';
import { dereference } from './java-exception.ts';
import { performReassignments, type FormerOwners } from './reassignment.ts';
import { unassignedPartitions } from './unassigned-partitions.ts';

type Lists = JavaHashMap<string, TopicPartition[]>;

export function assignGeneral(input: GeneralInput): Lists {
  const state = new GeneralState(input);
  const formerOwners = formerOwnersOf(input);
  const { kept, isRevocationRequired } = keepOwned(state);
  const sorted = state.sortedPartitions();
  const inOrder = (one: TopicPartition, other: TopicPartition): number =>
    state.compareTopics(one.topic, other.topic) || one.partition - other.partition;
  const unassigned = unassignedPartitions(sorted, kept.sort(inOrder));
  for (const consumer of state.assignment.keys()) state.byLoad.add(consumer);
  balance(state, { sorted, unassigned, formerOwners, isRevocationRequired });
  return state.assignment;
}

/** `prevAssignment`: who claims a partition from an older generation; of several the newest. */
function formerOwnersOf({ view, ownership, readClaims }: GeneralInput): FormerOwners {
  const claims = new Map<TopicPartition, { consumer: string; generationId: number }>();
  for (const [consumer, subscription] of view.subscriptions) {
    const { partitions, generationId = NO_GENERATION } = readClaims(subscription);
    if (generationId >= ownership.maxGeneration) continue;
    for (const { topic, partition: number } of partitions) {
      const partition = view.partitions.of(topic, number);
      const newest = claims.get(partition);
      if (newest === undefined || generationId > newest.generationId)
        claims.set(partition, { consumer, generationId });
    }
  }
  return new Map([...claims].map(([partition, { consumer }]) => [partition, consumer]));
}

interface Kept {
  readonly kept: TopicPartition[];
  readonly isRevocationRequired: boolean;
}

/** Members keep what they own, but for topics they left and racks that do not match. */
function keepOwned(state: GeneralState): Kept {
  const kept: TopicPartition[] = [];
  let isRevocationRequired = false;
  for (const [consumer, owned] of state.assignment) {
    const subscription = dereference(state.view.subscriptions.get(consumer));
    const suitable = owned.filter(
      (partition) =>
        subscription.topics.includes(partition.topic) && !state.racks.isMismatch(consumer, partition),
    );
    if (suitable.length < owned.length) isRevocationRequired = true;
    state.assignment.put(consumer, suitable);
    kept.push(...suitable);
  }
  return { kept, isRevocationRequired };
}

interface BalanceInput {
  readonly sorted: readonly TopicPartition[];
  readonly unassigned: readonly TopicPartition[];
  readonly formerOwners: FormerOwners;
  readonly isRevocationRequired: boolean;
}

function balance(state: GeneralState, input: BalanceInput): void {
  const { sorted, unassigned, formerOwners, isRevocationRequired } = input;
  const isInitializing = state.loadOf(dereference(state.byLoad.last)) === 0;
  assignUnassigned(state, unassigned);
  const isMovable = ({ topic }: TopicPartition): boolean => state.consumersOf(topic).length >= 2;
  const fixed = takeOutFixed(state, isMovable);
  const before = copyOf(state.assignment, new JavaHashMap());
  if (!isRevocationRequired) performReassignments(state, unassigned.filter(isMovable), formerOwners);
  const isPerformed = performReassignments(state, sorted.filter(isMovable), formerOwners);
  if (!isInitializing && isPerformed && balanceScore(state.assignment) >= balanceScore(before)) {
    state.assignment.clear();
    copyOf(before, state.assignment);
  }
  for (const [consumer, partitions] of fixed) state.assignment.put(consumer, partitions);
}

/** With racks two passes: first only to members near the partition, then the rest to anyone. */
function assignUnassigned(state: GeneralState, unassigned: readonly TopicPartition[]): void {
  const { racks } = state;
  const giveTo = (partition: TopicPartition, consumer: string | undefined): boolean => {
    if (consumer !== undefined) state.give(partition, consumer);
    return consumer !== undefined;
  };
  const remaining = racks.isUsed
    ? unassigned.filter((partition) => {
        const isNear = (consumer: string): boolean => !racks.isMismatch(consumer, partition);
        return !giveTo(partition, state.leastLoadedSubscriber(partition, isNear));
      })
    : unassigned;
  for (const partition of remaining) giveTo(partition, state.leastLoadedSubscriber(partition));
}

/** Members that hold all they can get, of topics that nobody else wants, take no part in the balancing. */
function takeOutFixed(state: GeneralState, isMovable: (partition: TopicPartition) => boolean): Lists {
  const fixed: Lists = new JavaHashMap();
  for (const consumer of state.consumerTopics.keys()) {
    const partitions = state.listOf(consumer);
    if (partitions.length < state.maxAssignmentSize(consumer) || partitions.some(isMovable)) continue;
    state.byLoad.remove(consumer);
    state.assignment.delete(consumer);
    fixed.put(consumer, partitions);
  }
  return fixed;
}

function copyOf(source: Lists, target: Lists): Lists {
  for (const [consumer, partitions] of source) target.put(consumer, [...partitions]);
  return target;
}

/** The differences in load of all pairs of members, summed. */
function balanceScore(lists: Lists): number {
  const loads = [...lists.values()].map((list) => list.length);
  let score = 0;
  loads.forEach((load, index) => {
    for (const other of loads.slice(index + 1)) score += Math.abs(load - other);
  });
  return score;
}
