/**
 * The sticky algorithm for members that all subscribe to the same topics (AS-50…AS-58).
 * Follows AbstractStickyAssignor.ConstrainedAssignmentBuilder, kafka-clients 4.4.0.
 */
import { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { dereference, JavaException } from './java-exception.ts';
import { partitionsOf, type LeaderView } from './leader-view.ts';
import { removeFirst, type Ownership } from './ownership.ts';
import type { RackInfo } from './rack-aware.ts';
import { byPartitionThenTopic, byTopicThenPartition, compareTexts } from './text-order.ts';
import { unassignedPartitions } from './unassigned-partitions.ts';

export interface ConstrainedAssignment {
  readonly assignment: JavaHashMap<string, TopicPartition[]>;
  readonly transferring: ReadonlyMap<TopicPartition, string>;
}

export function assignConstrained(
  view: LeaderView,
  racks: RackInfo,
  ownership: Ownership,
): ConstrainedAssignment {
  return new ConstrainedBuilder(view, racks, ownership).build();
}

class ConstrainedBuilder {
  readonly #racks: RackInfo;
  readonly #ownership: Ownership;
  readonly #all: readonly TopicPartition[];
  readonly #minQuota: number;
  readonly #maxQuota: number;
  /** How many members end up with more than the minimum, and how many have so far. */
  readonly #expectedOverMin: number;
  #overMin = 0;
  readonly #assignment: JavaHashMap<string, TopicPartition[]>;
  readonly #assigned: TopicPartition[] = [];
  readonly #maybeRevoked = new Map<TopicPartition, string>();
  readonly #transferring = new Map<TopicPartition, string>();
  #underMin: string[] = [];
  #exactlyMin: string[] = [];

  constructor(view: LeaderView, racks: RackInfo, ownership: Ownership) {
    const consumers = ownership.owned.size;
    // The remainder of a division by no members, in whole numbers.
    if (consumers === 0) throw new JavaException('ArithmeticException');
    this.#racks = racks;
    this.#ownership = ownership;
    this.#all = [...view.topics.keys()].sort(compareTexts).flatMap((topic) => partitionsOf(view, topic));
    this.#minQuota = Math.floor(this.#all.length / consumers);
    this.#maxQuota = Math.ceil(this.#all.length / consumers);
    this.#expectedOverMin = this.#all.length % consumers;
    this.#assignment = emptyLists(ownership.owned);
  }

  build(): ConstrainedAssignment {
    this.#assignOwned();
    const unassigned = unassignedPartitions(this.#all, [...this.#assigned].sort(byTopicThenPartition));
    this.#underMin.sort(compareTexts);
    this.#exactlyMin.sort(compareTexts);
    this.#assignRoundRobin(this.#assignNearby(this.#racks.sorted(unassigned)));
    this.#verifyUnfilled();
    return { assignment: this.#assignment, transferring: this.#transferring };
  }

  #assignOwned(): void {
    for (const [consumer, owned] of this.#ownership.owned) {
      const suitable = this.#stillSuitable(consumer, owned);
      const kept = suitable.slice(0, this.#quotaFor(consumer, suitable.length));
      dereference(this.#assignment.get(consumer)).push(...kept);
      this.#assigned.push(...kept);
      for (const partition of suitable.slice(kept.length)) this.#maybeRevoked.set(partition, consumer);
    }
  }

  #stillSuitable(consumer: string, owned: readonly TopicPartition[]): TopicPartition[] {
    const suitable: TopicPartition[] = [];
    for (const partition of owned) {
      if (this.#racks.isMismatch(consumer, partition)) this.#maybeRevoked.set(partition, consumer);
      else suitable.push(partition);
    }
    suitable.sort(byPartitionThenTopic);
    for (const partition of this.#ownership.multiplyClaimed) removeFirst(suitable, partition);
    return suitable;
  }

  /** How many of its partitions a member keeps; it also enters the list of those that may get more. */
  #quotaFor(consumer: string, count: number): number {
    if (count < this.#minQuota) {
      this.#underMin.push(consumer);
      return count;
    }
    if (count >= this.#maxQuota && this.#overMin < this.#expectedOverMin) {
      this.#countOverMin();
      return this.#maxQuota;
    }
    if (this.#overMin < this.#expectedOverMin) this.#exactlyMin.push(consumer);
    return this.#minQuota;
  }

  #countOverMin(): void {
    this.#overMin++;
    if (this.#overMin === this.#expectedOverMin) this.#exactlyMin = [];
  }

  /** Partitions that a member in the same rack may take; those left over are returned. */
  #assignNearby(partitions: readonly TopicPartition[]): TopicPartition[] {
    let turn = 0;
    return partitions.filter((partition) => {
      const under = this.#racks.nextMatch(partition, this.#underMin, turn);
      if (under >= 0) {
        turn = this.#giveToUnderMin(partition, under);
        return false;
      }
      return !this.#giveToExactlyMin(partition);
    });
  }

  /** The turn that follows. */
  #giveToUnderMin(partition: TopicPartition, index: number): number {
    const consumer = dereference(this.#underMin[index]);
    let turn = index;
    if (this.#give(partition, consumer) >= this.#minQuota) {
      this.#underMin.splice(index, 1);
      if (this.#minQuota < this.#maxQuota && this.#overMin < this.#expectedOverMin)
        this.#exactlyMin.push(consumer);
    } else turn++;
    return this.#underMin.length === 0 ? 0 : turn % this.#underMin.length;
  }

  #giveToExactlyMin(partition: TopicPartition): boolean {
    const index = this.#racks.nextMatch(partition, this.#exactlyMin, 0);
    if (index < 0) return false;
    if (this.#give(partition, dereference(this.#exactlyMin[index])) === this.#maxQuota) {
      this.#exactlyMin.splice(index, 1);
      this.#countOverMin();
    }
    return true;
  }

  /** Members under the minimum in turn; when they all have it, one more for those that have exactly that. */
  #assignRoundRobin(partitions: readonly TopicPartition[]): void {
    let turn = 0;
    for (const partition of partitions) {
      if (turn >= this.#underMin.length) turn = 0;
      const consumer = this.#underMin[turn] ?? this.#exactlyMin.shift();
      if (consumer === undefined) throw new JavaException('IllegalStateException');
      const count = this.#give(partition, consumer);
      if (count === this.#minQuota) {
        this.#underMin.splice(turn, 1);
        this.#exactlyMin.push(consumer);
      } else {
        turn++;
        if (count === this.#maxQuota) this.#overMin++;
      }
    }
  }

  /** How many the consumer has then. */
  #give(partition: TopicPartition, consumer: string): number {
    const list = dereference(this.#assignment.get(consumer));
    list.push(partition);
    const revokedFrom = this.#maybeRevoked.get(partition);
    if (
      (revokedFrom !== undefined && revokedFrom !== consumer) ||
      this.#ownership.multiplyClaimed.has(partition)
    )
      this.#transferring.set(partition, consumer);
    return list.length;
  }

  #verifyUnfilled(): void {
    const isShort = (consumer: string): boolean =>
      dereference(this.#assignment.get(consumer)).length < this.#minQuota;
    if (
      this.#underMin.length > 0 &&
      (this.#overMin !== this.#expectedOverMin || this.#underMin.some(isShort))
    )
      throw new JavaException('IllegalStateException');
  }
}

/** `new HashMap<>(Collectors.toMap(…))`: the copy's capacity decides the order. */
function emptyLists(
  owned: JavaHashMap<string, readonly TopicPartition[]>,
): JavaHashMap<string, TopicPartition[]> {
  const collected = new JavaHashMap<string, TopicPartition[]>();
  for (const consumer of owned.keys()) collected.put(consumer, []);
  return JavaHashMap.copyOf(collected);
}
