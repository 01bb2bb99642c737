/** The server side of the seam: a role such as the group coordinator, a process on a broker. */
import type { AnyRequest, AnyResponse } from './api.ts';
import type { GroupLogBatch } from './group-log.ts';
import type { ArmTimer, CancelTimer, Process, RuleId, StateEntered } from './process.ts';

/** A request as the broker reads it from a connection; `requestId` is unique in the run. */
export type ArrivedRequest = AnyRequest & {
  readonly requestId: number;
  readonly apiVersion: number;
  readonly client: { readonly id: string; readonly host: string };
};

export interface TopicMetadata {
  readonly name: string;
  /** Url-safe base64 of 16 bytes. */
  readonly id: string;
  readonly partitions: number;
}

export type RoleInput =
  | { readonly type: 'request'; readonly request: ArrivedRequest }
  | { readonly type: 'timer'; readonly key: string }
  /**
   * An append of this role was committed, and all before it with it; or it failed with an error code of the log.
   * Always after the append.
   */
  | { readonly type: 'appendCommitted'; readonly appendId: number }
  | { readonly type: 'appendFailed'; readonly appendId: number; readonly errorCode: number }
  /** The metadata image is now this; `deleted` lists topics that this change took away. */
  | {
      readonly type: 'topicsChanged';
      readonly topics: readonly TopicMetadata[];
      readonly deleted: readonly TopicMetadata[];
    }
  | { readonly type: 'unload' }
  /** The partition comes (back) to this broker with this log; replaying takes `delayMs`, and may fail. */
  | {
      readonly type: 'load';
      readonly delayMs: number;
      readonly fails: boolean;
      readonly log: readonly GroupLogBatch[];
    }
  | {
      readonly type: 'endTransaction';
      readonly producerId: number | string;
      readonly producerEpoch: number;
      readonly commit: boolean;
    };

/** What the story and the timeline are told, beside states: facts of the group, in the past tense. */
export type RoleObservation =
  | StateEntered
  | {
      readonly type: 'GenerationFormed';
      readonly groupId: string;
      readonly generationId: number;
      readonly protocolName: string;
      readonly leader: string;
      readonly memberIds: readonly string[];
    }
  | {
      readonly type: 'RebalanceStarted';
      readonly groupId: string;
      readonly because: string;
      readonly memberId: string;
    }
  | {
      readonly type: 'MemberAdded';
      readonly groupId: string;
      readonly memberId: string;
      readonly clientId: string;
    }
  | {
      readonly type: 'MemberRemoved';
      readonly groupId: string;
      readonly memberId: string;
      readonly because: 'sessionTimeout' | 'left' | 'notRejoined' | 'notSynced' | 'replaced' | 'groupFull';
    }
  | { readonly type: 'LeaderElected'; readonly groupId: string; readonly memberId: string }
  | { readonly type: 'GroupRemoved'; readonly groupId: string };

export type RoleEffect =
  | ArmTimer
  | CancelTimer
  | {
      readonly type: 'reply';
      readonly requestId: number;
      readonly response: AnyResponse;
      readonly ruleId: RuleId;
    }
  | {
      readonly type: 'append';
      readonly appendId: number;
      readonly batch: GroupLogBatch;
      readonly ruleId: RuleId;
    }
  | { readonly type: 'observe'; readonly observation: RoleObservation; readonly ruleId: RuleId };

/** Broker settings by Kafka's own names, as text; what is not there has its default. */
export interface RoleConfig {
  readonly settings: Readonly<Record<string, string>>;
  /** What the broker's clock shows at virtual time 0, in ms since 1970. */
  readonly epochMs: number;
  readonly topics: readonly TopicMetadata[];
}

/** A group as the page shows it: names are the server's own, carried as text. */
export interface GroupFrame {
  readonly groupId: string;
  readonly type: 'classic';
  readonly state: string;
  readonly previousState: string | null;
  readonly generationId: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leader: string | null;
  readonly members: readonly GroupMemberFrame[];
  /** Ids that were given out (MEMBER_ID_REQUIRED) and have not come back. */
  readonly pendingJoin: readonly string[];
  readonly pendingSync: readonly string[];
}

export interface GroupMemberFrame {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly awaitingJoin: boolean;
  readonly awaitingSync: boolean;
  /** The state of the member's session chart, as text. */
  readonly session: string;
  readonly assignmentBytes: number;
}

export interface CommittedOffset {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface ServerRole<State> extends Process<State, RoleInput, RoleEffect, RoleConfig> {
  readonly name: 'group-coordinator';
  /** active, loading, or not here: what a client is answered depends on it. */
  availability(state: State): 'active' | 'loading' | 'unloaded';
  groups(state: State): readonly GroupFrame[];
  committedOffsets(state: State): readonly CommittedOffset[];
}
