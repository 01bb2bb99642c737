/**
 * All that a consumer remembers: one immutable value, shared between checkpoints as far as it stays the same.
 * Follows the fields of AbstractCoordinator, ConsumerCoordinator, Heartbeat and SubscriptionState.
 */
import type { AssignorMemory, LastAssignment } from '../../assignors/index.ts';
import type { Instant } from '../../kernel/time.ts';
import type { AnyResponse, ApiKey } from '../../kafka/api.ts';
import type { CommitOffset, ConnectionName, RecordRange } from '../../kafka/client.ts';
import type { TopicMetadata } from '../../kafka/server-role.ts';
import type { Snapshots } from './charts.ts';
import type { JavaException } from './exceptions.ts';
import type { MetadataSnapshot } from './metadata.ts';
import type { Owned } from './partitions.ts';
import type { Settings } from './settings.ts';

/** AbstractCoordinator.Generation. */
export interface Generation {
  readonly generationId: number;
  readonly memberId: string;
  readonly protocolName: string | null;
}

export const NO_GENERATION: Generation = { generationId: -1, memberId: '', protocolName: null };

/** The join under way, from JoinGroup sent until JC is done with its outcome. */
export type JoinFuture =
  | { readonly state: 'pending' }
  /** SyncGroup's assignment, base64. */
  | { readonly state: 'succeeded'; readonly assignment: string }
  | { readonly state: 'failed'; readonly failure: JavaException };

/** What became of a commit that somebody waits for. */
export type CommitOutcome = 'pending' | 'succeeded' | JavaException;

export type CommitPurpose = 'auto' | 'joinPrepare' | 'sync' | 'close';

/** A call of commitSync() that has not returned (CC-OF-02). */
export interface CommitSync {
  readonly offsets: readonly CommitOffset[];
  /** How it went so far; null: to be sent, or sent again. */
  readonly outcome: CommitOutcome | null;
  readonly attempts: number;
  /** Until then it sleeps before it tries again. */
  readonly sleepsUntil: Instant;
}

/** A request whose answer is still to come, with what its handler must compare. */
export interface InFlight {
  readonly correlationId: number;
  readonly connection: ConnectionName;
  readonly apiKey: ApiKey;
  readonly generation: Generation;
  /** OffsetCommit: what it stores, and for whom. */
  readonly commit?: { readonly offsets: readonly CommitOffset[]; readonly purpose: CommitPurpose };
}

/** An answer that lies in the socket until a thread polls the network (CC-N-02). */
export interface Unread {
  readonly request: InFlight;
  readonly response: AnyResponse;
}

/** Heartbeat's three timers as deadlines, and how often it failed in a row. */
export interface HeartbeatTimers {
  readonly heartbeatAt: Instant;
  readonly sessionAt: Instant;
  readonly pollAt: Instant;
  readonly attempts: number;
  /** What ended the thread: the next poll() throws it (CC-HB-06). */
  readonly failure: JavaException | null;
}

/** A broker whose connection was just lost is not connected again before this (CC-FD-05, CC-FD-06). */
export interface Reconnection {
  readonly at: Instant;
  readonly failures: number;
}

export interface Connections {
  readonly coordinator: string | null;
  readonly reconnect: (Reconnection & { readonly host: string }) | null;
  readonly bootstrapReconnect: Reconnection | null;
  /** FindCoordinator attempts in a row. */
  readonly findAttempts: number;
  readonly findFailure: JavaException | null;
}

export interface JoinPrepare {
  readonly expiresAt: Instant;
  readonly commit: CommitOutcome | null;
}

/** One request for committed offsets at a time; the answer of an earlier assignment's is not looked at. */
export type OffsetFetch =
  { readonly state: 'none' | 'backingOff' } | { readonly state: 'inFlight'; readonly correlationId: number };

export interface JavaConsumerState {
  readonly settings: Settings;
  readonly charts: Snapshots;
  readonly subscription: readonly string[];

  readonly generation: Generation;
  readonly rejoinNeeded: boolean;
  readonly rejoinReason: string;
  readonly needsJoinPrepare: boolean;
  readonly joinPrepare: JoinPrepare | null;
  readonly joinFuture: JoinFuture | null;
  readonly joinedSubscription: readonly string[] | null;
  readonly isLeader: boolean;
  readonly assignorMemory: Readonly<Record<string, AssignorMemory>>;
  readonly lastAssignment: LastAssignment | undefined;

  readonly topics: readonly TopicMetadata[];
  readonly metadataVersion: number;
  /** A subscription to a topic not asked about before: its metadata comes with the next answer (CC-K-11). */
  readonly metadataAsked: boolean;
  readonly groupSubscription: readonly string[];
  readonly metadataSnapshot: MetadataSnapshot;
  readonly assignmentSnapshot: MetadataSnapshot | null;

  readonly connections: Connections;
  readonly heartbeat: HeartbeatTimers;
  readonly inFlight: readonly InFlight[];
  readonly unread: readonly Unread[];
  readonly nextCorrelationId: number;

  readonly owned: Owned;
  readonly offsetFetch: OffsetFetch;
  readonly offsetFetchAttempts: number;
  /** Why no position can be had: the next pass of poll() throws it. */
  readonly offsetsFailure: JavaException | null;
  readonly fetch: { readonly fetchId: number; readonly positions: readonly CommitOffset[] } | null;
  readonly nextFetchId: number;
  /** Fetched while poll() looks for the coordinator: handed out when that is over (CC-K-14). */
  readonly held: readonly RecordRange[];
  readonly autoCommitAt: Instant;
  readonly fencedCommit: JavaException | null;
  readonly commitSync: CommitSync | null;
  readonly closeCommit: CommitOutcome | null;
  readonly closeCommitAttempts: number;

  /** When poll(), commitSync() or close() goes on by itself (`fetchWait`); null: when something comes. */
  readonly wakeAt: Instant | null;
  readonly msPerRecord: number;
  /** How much longer the next record takes, once. */
  readonly stuckMs: number;
  readonly inHand: readonly RecordRange[];
  readonly workEndsAt: Instant;
}
