/**
 * All that the group coordinator knows, as one immutable value: cheap to keep as a checkpoint, because whatever an
 * input leaves alone is shared. (spec/classic §3; CoordinatorRuntime.CoordinatorContext of apache/kafka 4.4.0)
 */
import type { AnyResponse } from '../../../kafka/api.ts';
import type { GroupLogBatch } from '../../../kafka/group-log.ts';
import type { OffsetFetchResponseGroup } from '../../../kafka/messages/offset-fetch.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { ArrivedRequest, TopicMetadata } from '../../../kafka/server-role.ts';
import type { ClassicContinuation } from '../classic-group/plan.ts';
import type { Chart } from './chart.ts';
import type { CoordinatorConfig } from './config.ts';
import type { coordinatorMachine } from './coordinator.machine.ts';
import type { Shard } from './shard.ts';

/** An answer that is ready and waits for the log, whole or one group of several. */
export type ReadyAnswer =
  | { readonly type: 'whole'; readonly response: AnyResponse; readonly ruleId: RuleId }
  | {
      readonly type: 'fetchedGroup';
      readonly index: number;
      readonly group: OffsetFetchResponseGroup;
      readonly ruleId: RuleId;
    };

/** Who asked for an operation: a request (or one group of it), or nobody outside. */
export interface Origin {
  readonly request: ArrivedRequest | null;
  /** Which group of an OffsetFetch. */
  readonly groupIndex?: number;
  /** A DeleteGroups looks for share groups first, in an operation of its own; this says which of the two it is. */
  readonly deletes?: 'share groups' | 'groups';
  /** The check for expired offsets comes back after an interval even if it failed. */
  readonly retriesExpiration?: boolean;
}

/** What a group still has to do once its records are committed or lost. */
export interface Continuation {
  readonly handle: number;
  readonly classic: ClassicContinuation;
}

/** An operation that is done and waits until the log is committed up to `offset`. (CG-R-03) */
export interface DeferredEvent {
  readonly eventId: number;
  readonly offset: number;
  readonly origin: Origin;
  readonly answer: ReadyAnswer | null;
  readonly continuation: Continuation | null;
}

export interface GroupCoordinatorState {
  readonly config: CoordinatorConfig;
  readonly epochMs: number;
  readonly topics: readonly TopicMetadata[];
  readonly coordinator: Chart<typeof coordinatorMachine>;
  /** What is being read while LOADING. */
  readonly loading: { readonly log: readonly GroupLogBatch[]; readonly fails: boolean } | null;
  readonly shard: Shard;
  readonly lastWrittenOffset: number;
  readonly lastCommittedOffset: number;
  readonly deferred: readonly DeferredEvent[];
  readonly nextEventId: number;
  readonly nextAppendId: number;
  /** The offset that each append ends at, until it is committed. */
  readonly appends: ReadonlyMap<number, number>;
  /** Joins and syncs that nobody has answered: whoever comes first does (CG-R-13). */
  readonly open: ReadonlyMap<number, ArrivedRequest>;
  /** OffsetFetch requests of which some groups are still waited for. */
  readonly fetching: ReadonlyMap<number, readonly (OffsetFetchResponseGroup | null)[]>;
}
