/**
 * The partitions a consumer owns and where it stands in each; never changed in place.
 * Follows SubscriptionState (assignFromSubscribed, allConsumed, markPendingRevocation).
 */
import { byTopicThenPartition } from '../../assignors/text-order.ts';
import type { CommitOffset, RecordRange } from '../../kafka/client.ts';
import type { TopicPartition } from '../../kafka/topic-partition.ts';

/** FetchStates of SubscriptionState, as far as they matter here. */
export type FetchState = 'INITIALIZING' | 'AWAIT_RESET' | 'FETCHING';

export interface OwnedPartition extends TopicPartition {
  readonly fetchState: FetchState;
  readonly position: number | null;
  readonly processed: number | null;
  readonly committed: number | null;
  readonly pendingRevocation: boolean;
}

/** By topic and partition. */
export type Owned = readonly OwnedPartition[];

export function isSamePartition(one: TopicPartition, other: TopicPartition): boolean {
  return one.partition === other.partition && one.topic === other.topic;
}

export function namesOf(partitions: readonly TopicPartition[]): readonly TopicPartition[] {
  return partitions.map(({ topic, partition }) => ({ topic, partition }));
}

/** Grouped by topic, in the order in which topics first appear. */
export function byTopic<T extends TopicPartition>(
  partitions: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const topics = new Map<string, T[]>();
  for (const one of partitions) {
    const known = topics.get(one.topic);
    if (known === undefined) topics.set(one.topic, [one]);
    else known.push(one);
  }
  return topics;
}

/** Those of the first list that are not in the second, sorted. */
export function without(
  partitions: readonly TopicPartition[],
  others: readonly TopicPartition[],
): readonly TopicPartition[] {
  const taken = new Set(others.map(keyOf));
  return namesOf(partitions.filter((one) => !taken.has(keyOf(one)))).toSorted(byTopicThenPartition);
}

/** The new assignment: what was owned keeps its place, what is new has none yet (CC-OF-06). */
export function assign(owned: Owned, partitions: readonly TopicPartition[]): Owned {
  const before = new Map(owned.map((one) => [keyOf(one), one]));
  return partitions.map((one) => before.get(keyOf(one)) ?? newlyAssigned(one)).toSorted(byTopicThenPartition);
}

export function isFetchable({ fetchState, pendingRevocation }: OwnedPartition): boolean {
  return fetchState === 'FETCHING' && !pendingRevocation;
}

/** What an auto-commit stores: the next offset poll() would hand out, of every partition that has one (CC-OF-03). */
export function allConsumed(owned: Owned): readonly CommitOffset[] {
  return owned.flatMap(({ topic, partition, fetchState, position }) =>
    fetchState === 'FETCHING' && position !== null ? [{ topic, partition, offset: position }] : [],
  );
}

/** Owned partitions with changes by partition; those that no change names stay the same objects. */
export function update<T extends TopicPartition>(
  owned: Owned,
  changes: readonly T[],
  change: (one: OwnedPartition, by: T) => OwnedPartition,
): Owned {
  const byKey = new Map(changes.map((by) => [keyOf(by), by]));
  return owned.map((one) => {
    const by = byKey.get(keyOf(one));
    return by === undefined ? one : change(one, by);
  });
}

/** Ranges that continue at the position of a partition that may be read; the rest was fetched for nobody. */
export function deliverable(owned: Owned, ranges: readonly RecordRange[]): readonly RecordRange[] {
  return ranges.filter(({ topic, partition, from, to }) =>
    owned.some(
      (one) =>
        one.topic === topic &&
        one.partition === partition &&
        one.position === from &&
        from < to &&
        isFetchable(one),
    ),
  );
}

function newlyAssigned({ topic, partition }: TopicPartition): OwnedPartition {
  return {
    topic,
    partition,
    fetchState: 'INITIALIZING',
    position: null,
    processed: null,
    committed: null,
    pendingRevocation: false,
  };
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
