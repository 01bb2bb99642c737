/**
 * What a rule decides: the group as it is afterwards, and what must happen, in order. Rules return plans and nothing
 * else; `carry-out.ts` steps the charts, arms timers and answers. (house style §8)
 */
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { RoleObservation } from '../../../kafka/server-role.ts';
import type { JoinGroupResponse } from '../../../kafka/messages/join-group.ts';
import type { SyncGroupResponse } from '../../../kafka/messages/sync-group.ts';
import type { GroupChartEvent } from './group.machine.ts';
import type { ClassicGroup } from './group.ts';
import type { SessionEvent } from './member-session.machine.ts';
import type { PendingEvent } from './pending-member.machine.ts';
import type { SyncDeadlineEvent } from './sync-deadline.machine.ts';

/** What a rule may know beside the group and the message: the broker's clock and the settings, as plain numbers. */
export interface Circumstances {
  /** Milliseconds since 1970 on the broker's clock. */
  readonly nowMs: number;
  readonly groupInitialRebalanceDelayMs: number;
  readonly groupMaxSize: number;
  readonly newMemberJoinTimeoutMs: number;
}

type Does =
  | { readonly type: 'group'; readonly event: GroupChartEvent }
  | { readonly type: 'session'; readonly memberId: string; readonly event: SessionEvent }
  /** The member is gone and its timer is not cancelled: it will find nothing. */
  | { readonly type: 'sessionForgotten'; readonly memberId: string }
  | { readonly type: 'pendingStarted'; readonly memberId: string; readonly sessionTimeoutMs: number }
  | { readonly type: 'pending'; readonly memberId: string; readonly event: PendingEvent }
  | { readonly type: 'pendingForgotten'; readonly memberId: string }
  | { readonly type: 'syncDeadline'; readonly event: SyncDeadlineEvent }
  | { readonly type: 'answerJoin'; readonly requestId: number; readonly response: JoinGroupResponse }
  | { readonly type: 'answerSync'; readonly requestId: number; readonly response: SyncGroupResponse }
  | { readonly type: 'observe'; readonly observation: RoleObservation };

export type PlanStep = Does & { readonly ruleId: RuleId };

/** What happens once the records are committed, or could not be: as data, because it may be held for long. */
export type ClassicContinuation =
  | { readonly type: 'newGroupWritten'; readonly requestId: number }
  | {
      readonly type: 'assignmentWritten';
      readonly memberId: string;
      readonly generationId: number;
      readonly assignments: ReadonlyMap<string, string>;
    }
  | {
      readonly type: 'staticMemberWritten';
      readonly requestId: number;
      readonly apiVersion: number;
      readonly groupInstanceId: string;
      readonly oldMemberId: string;
      readonly newMemberId: string;
      readonly formerLeader: string | null;
      readonly former: {
        readonly supportedProtocols: ClassicMemberProtocols;
        readonly rebalanceTimeoutMs: number;
        readonly sessionTimeoutMs: number;
      };
    }
  | { readonly type: 'emptiedGroupWritten' };

type ClassicMemberProtocols = readonly { readonly name: string; readonly metadata: string }[];

export interface Write {
  readonly records: readonly GroupLogRecord[];
  readonly continuation: ClassicContinuation;
  readonly ruleId: RuleId;
}

export interface Plan {
  readonly group: ClassicGroup;
  readonly steps: readonly PlanStep[];
  readonly write: Write | null;
  /** Kafka's code throws here: what was done stays, what would follow does not come, and the operation fails. */
  readonly breaks?: RuleId;
}

export function plan(group: ClassicGroup, ...steps: readonly PlanStep[]): Plan {
  return { group, steps, write: null };
}

/** First this, then what the next rule makes of the group. */
export function andThen(first: Plan, next: (group: ClassicGroup) => Plan): Plan {
  if (first.breaks !== undefined) return first;
  const second = next(first.group);
  return {
    ...second,
    steps: [...first.steps, ...second.steps],
    write: second.write ?? first.write,
  };
}

export function withWrite(decided: Plan, write: Write): Plan {
  return { ...decided, write };
}
