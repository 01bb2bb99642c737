/**
 * Who owns what as the sticky assignors begin: the members' claims, weighed by their generations
 * (AS-40…AS-45).
 * Follows AbstractStickyAssignor#allSubscriptionsEqual, kafka-clients 4.4.0.
 */
import { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { NO_GENERATION, type AssignorMemory, type MemberSubscription } from './assignor.ts';
import { dereference } from './java-exception.ts';
import type { LeaderView } from './leader-view.ts';
import type { MemberClaims } from './user-data.ts';

/** How an assignor finds a member's claims in its subscription. */
export type ClaimsReader = (subscription: MemberSubscription) => MemberClaims;

export interface Ownership {
  readonly areSubscriptionsEqual: boolean;
  /** `consumerToOwnedPartitions`. */
  readonly owned: JavaHashMap<string, TopicPartition[]>;
  /** Claimed twice in one generation: owned by nobody. */
  readonly multiplyClaimed: ReadonlySet<TopicPartition>;
  readonly maxGeneration: number;
}

export function readOwnership(view: LeaderView, readClaims: ClaimsReader, memory: AssignorMemory): Ownership {
  const weighing = new Weighing(view);
  let maxGeneration = memory.maxGeneration;
  for (const [consumer, subscription] of view.subscriptions) {
    const { partitions, generationId = NO_GENERATION } = readClaims(subscription);
    maxGeneration = Math.max(maxGeneration, generationId);
    weighing.owned.put(consumer, []);
    for (const { topic, partition } of partitions)
      if (view.topics.has(topic))
        weighing.claim(view.partitions.of(topic, partition), { consumer, generationId });
  }
  const { owned, multiplyClaimed } = weighing;
  return { areSubscriptionsEqual: areSubscriptionsEqual(view), owned, multiplyClaimed, maxGeneration };
}

/**
 * The first topic list that is not empty is what all others are held against, as a set, but by their length.
 */
function areSubscriptionsEqual(view: LeaderView): boolean {
  let reference = new Set<string>();
  for (const { topics } of view.subscriptions.values()) {
    if (reference.size === 0) reference = new Set(topics);
    else if (topics.length !== reference.size || !topics.every((topic) => reference.has(topic))) return false;
  }
  return true;
}

interface Claimant {
  readonly consumer: string;
  readonly generationId: number;
}

class Weighing {
  readonly owned = new JavaHashMap<string, TopicPartition[]>();
  readonly multiplyClaimed = new Set<TopicPartition>();
  readonly #view: LeaderView;
  readonly #claimedBy = new Map<TopicPartition, string>();

  constructor(view: LeaderView) {
    this.#view = view;
  }

  claim(partition: TopicPartition, { consumer, generationId }: Claimant): void {
    const other = this.#claimedBy.get(partition);
    const otherGeneration = other === undefined ? undefined : this.#subscribedGeneration(other);
    if (otherGeneration !== undefined && generationId < otherGeneration) return;
    if (otherGeneration === generationId) this.multiplyClaimed.add(partition);
    else dereference(this.owned.get(consumer)).push(partition);
    if (other !== undefined) removeFirst(dereference(this.owned.get(other)), partition);
    this.#claimedBy.set(partition, consumer);
  }

  // Not the generation of the other's claims: the two differ where an old client wrote user data (AS-44).
  #subscribedGeneration(consumer: string): number {
    return dereference(this.#view.subscriptions.get(consumer)).generationId ?? NO_GENERATION;
  }
}

/** List#remove(Object). */
export function removeFirst<T>(list: T[], element: T): void {
  const index = list.indexOf(element);
  if (index >= 0) list.splice(index, 1);
}
