/**
 * The sticky algorithm that both sticky assignors run: constrained if all subscribe to the same, else
 * general.
 * Follows AbstractStickyAssignor#assignPartitions, kafka-clients 4.4.0.
 */
import type { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import type { AssignorMemory } from './assignor.ts';
import { assignConstrained } from './constrained-sticky.ts';
import { assignGeneral } from './general-sticky.ts';
import type { LeaderView } from './leader-view.ts';
import { readOwnership, type ClaimsReader } from './ownership.ts';
import { RackInfo } from './rack-aware.ts';

export interface StickyAssignment {
  readonly assignment: JavaHashMap<string, TopicPartition[]>;
  /** Partitions that change hands, with their new owner; the general algorithm keeps no such record. */
  readonly transferring: ReadonlyMap<TopicPartition, string> | undefined;
  readonly memory: AssignorMemory;
}

export function assignSticky(
  view: LeaderView,
  readClaims: ClaimsReader,
  memoryBefore: AssignorMemory,
): StickyAssignment {
  const racks = new RackInfo(view);
  const ownership = readOwnership(view, readClaims, memoryBefore);
  const memory = { maxGeneration: ownership.maxGeneration };
  if (ownership.areSubscriptionsEqual) return { ...assignConstrained(view, racks, ownership), memory };
  const assignment = assignGeneral({ view, racks, ownership, readClaims });
  return { assignment, transferring: undefined, memory };
}
