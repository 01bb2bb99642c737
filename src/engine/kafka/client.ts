/** The client side of the seam: a consumer, a process on a node of its own, with two threads that pause apart. */
import type { AnyRequest, AnyResponse } from './api.ts';
import type { ArmTimer, CancelTimer, Process, RuleId, StateEntered, ThreadName } from './process.ts';
import type { TopicMetadata } from './server-role.ts';
import type { TopicPartition } from './topic-partition.ts';

/** A client's connections by purpose: Kafka's Java consumer keeps the coordinator's apart from the bootstrap one. */
export type ConnectionName = 'bootstrap' | 'coordinator';

/** Records of one partition: offsets from…to, `to` not included. */
export interface RecordRange extends TopicPartition {
  readonly from: number;
  readonly to: number;
}

export type ClientInput =
  | { readonly type: 'timer'; readonly key: string }
  | { readonly type: 'response'; readonly correlationId: number; readonly response: AnyResponse }
  /** The connection is gone; answers still to come on it never will. */
  | { readonly type: 'disconnected'; readonly connection: ConnectionName }
  | { readonly type: 'topicsChanged'; readonly topics: readonly TopicMetadata[] }
  | { readonly type: 'fetched'; readonly fetchId: number; readonly ranges: readonly RecordRange[] }
  /** The latest (end) or earliest offsets of partitions without a committed offset. */
  | {
      readonly type: 'offsetsListed';
      readonly offsets: readonly (TopicPartition & { readonly offset: number })[];
    }
  /** The application calls close(). */
  | { readonly type: 'close' }
  | { readonly type: 'changeProcessing'; readonly msPerRecord: number; readonly stuckMs: number }
  | { readonly type: 'changeSubscription'; readonly topics: readonly string[] };

export type ClientObservation =
  | StateEntered
  | { readonly type: 'PartitionsAssigned'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'PartitionsRevoked'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'PartitionsLost'; readonly partitions: readonly TopicPartition[] }
  /** poll() gave these records to the application. */
  | { readonly type: 'RecordsDelivered'; readonly ranges: readonly RecordRange[] }
  | { readonly type: 'RecordsProcessed'; readonly ranges: readonly RecordRange[] }
  /** As elected leader it worked out who gets what. */
  | {
      readonly type: 'AssignmentComputed';
      readonly assignor: string;
      readonly generationId: number;
      readonly assignment: Readonly<Record<string, readonly TopicPartition[]>>;
    }
  | { readonly type: 'CommitSettled'; readonly errorCode: number; readonly offsets: readonly CommitOffset[] }
  /** A commit that is not stored, and is not tried again: the application hears it, or the log does (auto-commit). */
  | {
      readonly type: 'CommitRefused';
      readonly exception: string;
      readonly message: string;
      readonly offsets: readonly CommitOffset[];
    }
  | { readonly type: 'ConsumerClosed' }
  /** poll(), commit or close threw this Java exception into the application. */
  | { readonly type: 'ExceptionThrown'; readonly exception: string; readonly message: string };

export interface CommitOffset extends TopicPartition {
  readonly offset: number;
}

export type ClientEffect =
  | ArmTimer
  | CancelTimer
  | {
      readonly type: 'send';
      readonly connection: ConnectionName;
      readonly correlationId: number;
      readonly apiVersion: number;
      readonly request: AnyRequest;
      readonly ruleId: RuleId;
    }
  /** Opens (or opens anew) a connection to a broker; sends on it wait until it stands. */
  | {
      readonly type: 'connect';
      readonly connection: ConnectionName;
      readonly host: string;
      readonly ruleId: RuleId;
    }
  | { readonly type: 'disconnect'; readonly connection: ConnectionName; readonly ruleId: RuleId }
  /** Asks for records from these positions on; answered by `fetched`, at the latest after `maxWaitMs`. */
  | {
      readonly type: 'fetch';
      readonly fetchId: number;
      readonly positions: readonly CommitOffset[];
      readonly maxRecords: number;
      readonly maxWaitMs: number;
      readonly ruleId: RuleId;
    }
  | {
      readonly type: 'listOffsets';
      readonly partitions: readonly TopicPartition[];
      readonly at: 'latest' | 'earliest';
      readonly ruleId: RuleId;
    }
  /** The process ends of itself (after close, or an exception that the application does not catch). */
  | { readonly type: 'exit'; readonly ruleId: RuleId }
  | { readonly type: 'observe'; readonly observation: ClientObservation; readonly ruleId: RuleId };

/** Consumer settings by Kafka's own names, as text; what is not there has its default. */
export interface ClientConfig {
  readonly clientId: string;
  readonly host: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly subscription: readonly string[];
  readonly processing: { readonly msPerRecord: number };
  readonly topics: readonly TopicMetadata[];
}

/** Where a consumer stands in one partition it owns. */
export interface PositionFrame extends TopicPartition {
  /** Next offset that poll() would hand out; null until it is known. */
  readonly position: number | null;
  /** Next offset the application has not finished. */
  readonly processed: number | null;
  /** What the last successful commit of this consumer stored. */
  readonly committed: number | null;
  /** Fetched, but given up for a rebalance: no records are handed out. */
  readonly pendingRevocation: boolean;
}

/** A consumer as the page shows it. States are the client's own names (UNJOINED, STABLE …). */
export interface ClientFrame {
  readonly state: string;
  readonly memberId: string;
  readonly generationId: number;
  readonly groupId: string;
  readonly groupInstanceId: string | null;
  readonly rebalanceProtocol: 'EAGER' | 'COOPERATIVE';
  readonly isLeader: boolean;
  readonly owned: readonly TopicPartition[];
  readonly positions: readonly PositionFrame[];
  readonly rejoinNeeded: boolean;
  readonly rejoinReason: string;
  readonly coordinator: string | null;
  readonly coordinatorState: string;
  readonly heartbeatState: string;
  /** What the application thread does: polling, processing, in a callback, closed … */
  readonly application: string;
  readonly closed: boolean;
}

export interface Client<State> extends Process<State, ClientInput, ClientEffect, ClientConfig> {
  readonly name: 'java-consumer';
  frame(state: State): ClientFrame;
  /** Which thread an input belongs to: it waits while that thread is paused. */
  threadOf(input: ClientInput): ThreadName;
}
