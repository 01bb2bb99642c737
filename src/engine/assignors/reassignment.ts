/**
 * Moving partitions from the more to the less loaded until nothing can be moved (AS-77…AS-79).
 * Follows AbstractStickyAssignor.GeneralAssignmentBuilder#performReassignments, #reassignPartition and
 * #isBalanced.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { assert } from '../kernel/assert.ts';
import type { GeneralState } from './general-state.ts';
import { dereference, JavaException } from './java-exception.ts';

/** The member that held a partition in an older generation. */
export type FormerOwners = ReadonlyMap<TopicPartition, string>;

// Kafka knows no limit here; every pass moves something, and no group is seen to need more than a few.
const MOST_PASSES = 10_000;

/** Whether anything moved. */
export function performReassignments(
  state: GeneralState,
  partitions: readonly TopicPartition[],
  formerOwners: FormerOwners,
): boolean {
  for (let passes = 0; ; passes++) {
    assert(passes < MOST_PASSES, 'the sticky assignor moves partitions without end');
    let isModified = false;
    for (const partition of partitions) {
      if (isBalanced(state)) break;
      if (mayReassign(state, partition, formerOwners)) isModified = true;
    }
    if (!isModified) return passes > 0;
  }
}

function mayReassign(state: GeneralState, partition: TopicPartition, formerOwners: FormerOwners): boolean {
  const load = state.loadOf(dereference(state.consumerOf.get(partition)));
  const former = formerOwners.get(partition);
  if (former !== undefined && load > state.loadOf(former) + 1) {
    reassign(state, partition, former);
    return true;
  }
  if (!hasLessLoadedConsumer(state, partition)) return false;
  // The least loaded subscriber gets it, which need not be the one found, nor in its rack (AS-78).
  reassign(state, partition, dereference(state.leastLoadedSubscriber(partition)));
  return true;
}

/**
 * Kafka looks within the rack first, then among all. Both lead to the same move, so that looking among all is
 * enough
 * to decide.
 */
function hasLessLoadedConsumer(state: GeneralState, partition: TopicPartition): boolean {
  const load = state.loadOf(dereference(state.consumerOf.get(partition)));
  return state.consumersOf(partition.topic).some((other) => load > state.loadOf(other) + 1);
}

function reassign(state: GeneralState, partition: TopicPartition, to: string): void {
  const from = dereference(state.consumerOf.get(partition));
  state.move(state.movements.actualPartition(partition, { from, to }), to);
}

/** No member could get a partition from another that has at least two more. */
function isBalanced(state: GeneralState): boolean {
  const { first, last } = state.byLoad;
  if (first === undefined || last === undefined) throw new JavaException('NoSuchElementException');
  if (state.loadOf(first) >= state.loadOf(last) - 1) return true;
  const holders = new Map<TopicPartition, string>();
  for (const [consumer, partitions] of state.assignment)
    for (const partition of partitions) holders.set(partition, consumer);
  for (const consumer of state.byLoad) if (couldGetMore(state, consumer, holders)) return false;
  return true;
}

function couldGetMore(
  state: GeneralState,
  consumer: string,
  holders: ReadonlyMap<TopicPartition, string>,
): boolean {
  const own = state.listOf(consumer);
  if (own.length === state.maxAssignmentSize(consumer)) return false;
  for (const topic of state.topicsOf(consumer)) {
    const count = dereference(state.view.topics.get(topic)).partitions;
    for (let number = 0; number < count; number++) {
      const partition = state.view.partitions.of(topic, number);
      const holder = holders.get(partition);
      if (holder === consumer || own.includes(partition)) continue;
      if (own.length + 1 < state.loadOf(dereference(holder))) return true;
    }
  }
  return false;
}
