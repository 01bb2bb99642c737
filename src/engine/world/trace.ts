/** What happened, event by event: each with its instant, its cause and the rule that decided it. */
import type { AnyRequest, AnyResponse } from '../kafka/api.ts';
import type { ClientObservation, ConnectionName } from '../kafka/client.ts';
import type { GroupLogBatch } from '../kafka/group-log.ts';
import type { RuleId, ThreadName } from '../kafka/process.ts';
import type { RoleObservation, TopicMetadata } from '../kafka/server-role.ts';
import type { Instant } from '../kernel/time.ts';
import type { Command } from './command.ts';

/** `broker-1`, `consumer-2`: a process of the fleet. */
export type NodeId = string;

/** A message on a connection: requests and replies pair by (client, connection, epoch, correlationId). */
export interface MessageName {
  readonly client: NodeId;
  readonly broker: NodeId;
  readonly connection: ConnectionName;
  /** Counts the connections that this client opened under this name. */
  readonly epoch: number;
  readonly correlationId: number;
}

export type Happening =
  | {
      readonly type: 'CommandApplied';
      /** The command's place in the scenario. */
      readonly index: number;
      readonly command: Command;
    }
  | {
      readonly type: 'RequestSent';
      readonly message: MessageName;
      readonly request: AnyRequest;
      readonly apiVersion: number;
      /** null: it will never arrive (the connection dies first, or the broker is gone). */
      readonly arrivesAt: Instant | null;
    }
  | { readonly type: 'RequestDelivered'; readonly message: MessageName; readonly requestId: number }
  /** The broker has read it and does not answer yet: what it waits for, in a few words. */
  | { readonly type: 'RequestParked'; readonly requestId: number; readonly waitsFor: string }
  | {
      readonly type: 'ReplySent';
      readonly message: MessageName;
      readonly requestId: number;
      readonly response: AnyResponse;
      /** The worst code anywhere in the body; 0 when all is well. */
      readonly errorCode: number;
      readonly arrivesAt: Instant | null;
    }
  | { readonly type: 'ReplyDelivered'; readonly message: MessageName; readonly requestId: number }
  | {
      readonly type: 'MessageLost';
      readonly message: MessageName;
      readonly direction: 'request' | 'reply';
      readonly because: 'connectionClosed' | 'nodeDown';
    }
  | {
      readonly type: 'ConnectionOpened';
      readonly client: NodeId;
      readonly broker: NodeId;
      readonly connection: ConnectionName;
    }
  | {
      readonly type: 'ConnectionClosed';
      readonly client: NodeId;
      readonly broker: NodeId;
      readonly connection: ConnectionName;
      readonly by: 'client' | 'broker';
    }
  | {
      readonly type: 'TimerArmed';
      readonly key: string;
      readonly name: string;
      readonly subject: string;
      readonly due: Instant;
    }
  | { readonly type: 'TimerFired'; readonly key: string; readonly name: string; readonly subject: string }
  | { readonly type: 'TimerCancelled'; readonly key: string; readonly name: string; readonly subject: string }
  | { readonly type: 'RecordsAppended'; readonly offset: number; readonly batch: GroupLogBatch }
  | { readonly type: 'RecordsCommitted'; readonly offset: number }
  | { readonly type: 'AppendFailed'; readonly errorCode: number; readonly batch: GroupLogBatch }
  | { readonly type: 'NodeStarted' }
  | { readonly type: 'NodeDown'; readonly because: 'killed' | 'closed' | 'exception' }
  | { readonly type: 'NodePaused'; readonly threads: 'all' | ThreadName }
  | { readonly type: 'NodeResumed'; readonly threads: 'all' | ThreadName }
  | { readonly type: 'TopicsChanged'; readonly topics: readonly TopicMetadata[] }
  | { readonly type: 'CoordinatorMoved'; readonly from: NodeId; readonly to: NodeId }
  | RoleObservation
  | ClientObservation;

export interface TraceEvent {
  readonly seq: number;
  readonly at: Instant;
  /** Where it happened; null: outside (a command). */
  readonly node: NodeId | null;
  /** The event that led to this one; null: a command, or the start of the run. */
  readonly cause: number | null;
  /** The rule that decided it: a line of a chapter's SPEC.md. */
  readonly ruleId: RuleId;
  readonly what: Happening;
}

/** Takes an event and gives it its sequence number, so that it can be named as a cause. */
export interface TraceSink {
  add(event: Omit<TraceEvent, 'seq'>): number;
}
