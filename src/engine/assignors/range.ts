/**
 * Range: of every topic each subscriber gets one run of partitions; with racks, first what is near
 * (AS-20…AS-25).
 * Follows RangeAssignor#assignPartitions, kafka-clients 4.4.0.
 */
import type { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import type { AssignorOutcome, AssignorRound, ClientAssignor } from './assignor.ts';
import { answerOf, dereference } from './java-exception.ts';
import { emptyAssignment, groupAssignment, leaderView } from './leader-view.ts';
import { consumerRacksOf } from './rack-aware.ts';
import { RangeTopic } from './range-topic.ts';
import { byTopicThenPartition } from './text-order.ts';

export const rangeAssignor: ClientAssignor = {
  name: 'range',
  supportedProtocols: ['EAGER'],
  userData: () => null,
  assign: (round) => answerOf(() => assignRange(round)),
};

type Lists = JavaHashMap<string, TopicPartition[]>;

function assignRange(round: AssignorRound): AssignorOutcome {
  const view = leaderView(round);
  const racks = consumerRacksOf(view);
  const topics = [...view.topics.keys()].map((name) => new RangeTopic(view, name, racks));
  const lists = emptyAssignment(view);
  const useRacks = topics.some((topic) => topic.needsRackAwareAssignment);
  if (useRacks) assignWithRackMatching(topics, lists);
  for (const topic of topics) assignRanges(topic, lists, () => true);
  if (useRacks) for (const list of lists.values()) list.sort(byTopicThenPartition);
  return { assignment: groupAssignment(lists), memory: round.memory };
}

/** The order of the groups shows nowhere: each has topics of its own, and the lists are sorted afterwards. */
function assignWithRackMatching(topics: readonly RangeTopic[], lists: Lists): void {
  const groups = new Map<string, RangeTopic[]>();
  for (const topic of topics) {
    const group = groups.get(topic.coPartitionKey);
    if (group === undefined) groups.set(topic.coPartitionKey, [topic]);
    else group.push(topic);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    if (group.length > 1) assignCoPartitioned(group, first, lists);
    else if (first.needsRackAwareAssignment)
      assignRanges(first, lists, (consumer, partition) => first.racksMatch(consumer, partition));
  }
}

/**
 * Partition n of all topics goes to the first consumer that is near each of them and may take each of them.
 */
function assignCoPartitioned(topics: readonly RangeTopic[], first: RangeTopic, lists: Lists): void {
  const remaining = new Set(first.consumers);
  for (let number = 0; number < first.partitionsWithRacks && remaining.size > 0; number++) {
    const suits = (consumer: string, topic: RangeTopic): boolean =>
      topic.racksMatch(consumer, topic.partitionAt(number)) && topic.maxAssignable(consumer) > 0;
    const match = [...remaining].find((consumer) => topics.every((topic) => suits(consumer, topic)));
    if (match === undefined) continue;
    for (const topic of topics) assign(match, [topic.partitionAt(number)], topic, lists);
    if (topics.every((topic) => topic.maxAssignable(match) === 0)) remaining.delete(match);
  }
}

/** How much a consumer may take is read before its partitions are counted (AS-21). */
function assignRanges(
  topic: RangeTopic,
  lists: Lists,
  mayAssign: (consumer: string, partition: TopicPartition) => boolean,
): void {
  for (const consumer of topic.consumers) {
    const suitable = topic.unassigned.filter((partition) => mayAssign(consumer, partition));
    const taken = suitable.slice(0, topic.maxAssignable(consumer));
    if (taken.length > 0) assign(consumer, taken, topic, lists);
  }
}

function assign(
  consumer: string,
  partitions: readonly TopicPartition[],
  topic: RangeTopic,
  lists: Lists,
): void {
  dereference(lists.get(consumer)).push(...partitions);
  topic.markAssigned(consumer, partitions);
}
