/**
 * What a client's partition assignor is given by the group's leader and what it answers.
 * Follows ConsumerPartitionAssignor and ConsumerCoordinator.onLeaderElected of kafka-clients 4.4.0.
 */
import type { Result } from '../kernel/result.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';

export interface AssignorTopic {
  readonly name: string;
  readonly partitions: number;
  /** The replicas' racks, by partition. */
  readonly racks?: readonly (readonly string[])[];
}

/** What the leader reads from a member's JoinGroup metadata. */
export interface MemberSubscription {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly rackId: string | null;
  readonly topics: readonly string[];
  readonly ownedPartitions: readonly TopicPartition[];
  /** Absent below version 2 of the subscription, and where the wire says -1. */
  readonly generationId: number | undefined;
  /** Base64. */
  readonly userData: string | null;
}

/** What one assignor object keeps between rounds. */
export interface AssignorMemory {
  readonly maxGeneration: number;
}

/** A generation that is not known: AbstractStickyAssignor#DEFAULT_GENERATION. */
export const NO_GENERATION = -1;

/** A newly made assignor object. */
export const NO_MEMORY: AssignorMemory = { maxGeneration: NO_GENERATION };

export interface AssignorRound {
  readonly topics: readonly AssignorTopic[];
  /** In the order of the JoinGroup response, in which the leader puts them into its HashMap. */
  readonly members: readonly MemberSubscription[];
  /** The members came in a map that keeps the given order; a real leader uses a HashMap. */
  readonly keepsGivenOrder?: boolean;
  readonly memory: AssignorMemory;
}

export type Assignment = ReadonlyMap<string, readonly TopicPartition[]>;

export interface AssignorOutcome {
  /** In the order of SyncGroup's entries. */
  readonly assignment: Assignment;
  readonly memory: AssignorMemory;
}

/** What a consumer was last assigned, as it read it from the SyncGroup response. */
export interface LastAssignment {
  readonly assignment: readonly TopicPartition[];
  readonly generationId: number;
}

export interface ClientAssignor {
  readonly name: 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky';
  readonly supportedProtocols: readonly ('EAGER' | 'COOPERATIVE')[];
  /** What the consumer puts into its JoinGroup metadata, in base64; `undefined`: nothing was assigned yet. */
  userData(last: LastAssignment | undefined): string | null;
  assign(round: AssignorRound): Result<AssignorOutcome, { readonly exception: string }>;
}
