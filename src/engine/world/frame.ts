/** What is, at one instant: the world as plain data, for the page and for invariants. */
import type { ClientFrame } from '../kafka/client.ts';
import type { ThreadName } from '../kafka/process.ts';
import type { GroupFrame } from '../kafka/server-role.ts';
import type { Instant } from '../kernel/time.ts';
import type { ConsumerSpec } from './command.ts';
import type { MessageName, NodeId } from './trace.ts';

export interface TimerFrame {
  /** Who enforces it. */
  readonly node: NodeId;
  readonly key: string;
  readonly name: string;
  readonly subject: string;
  readonly armedAt: Instant;
  readonly due: Instant;
  /** Its thread is paused: it will fire when the thread goes on. */
  readonly held: boolean;
}

export interface PartitionFrame {
  readonly topic: string;
  readonly partition: number;
  readonly logEndOffset: number;
  /** What the coordinator has for the group; null: nothing committed yet. */
  readonly committedOffset: number | null;
  /** Consumers that own it by their own lights and run; more than one is harm. */
  readonly readers: readonly NodeId[];
  /** Position of the reader, or where the last reader stood. */
  readonly position: number | null;
  /** Since when nobody reads it; null: somebody does. */
  readonly unreadSince: Instant | null;
  /** False until a consumer owned it for the first time: before that, unread is no harm. */
  readonly everRead: boolean;
}

export interface ConsumerFrame {
  readonly node: NodeId;
  readonly spec: ConsumerSpec;
  /** The member's place in the colours, from 1. */
  readonly ordinal: number;
  readonly process: 'running' | 'crashed' | 'closed' | 'failed';
  readonly processSince: Instant;
  readonly paused: 'all' | ThreadName | null;
  /** The client's own state; after a crash, what it was when it died. */
  readonly client: ClientFrame;
  readonly effectiveSettings: Readonly<Record<string, string>>;
  readonly msPerRecord: number;
}

export interface BrokerFrame {
  readonly node: NodeId;
  readonly coordinates: boolean;
  readonly availability: 'active' | 'loading' | 'unloaded';
}

/** A request or reply on its way, or a request that the coordinator holds. */
export interface MessageFrame {
  readonly message: MessageName;
  readonly direction: 'request' | 'reply';
  readonly apiKey: string;
  readonly errorCode: number;
  readonly place: 'travelling' | 'unread' | 'parked';
  readonly sentAt: Instant;
  /** When it arrives, or arrived; null: never. */
  readonly arrivesAt: Instant | null;
  readonly sentSeq: number;
}

export interface Frame {
  readonly at: Instant;
  /** The last event that has happened; -1 before the first. */
  readonly seq: number;
  readonly brokers: readonly BrokerFrame[];
  readonly groups: readonly GroupFrame[];
  readonly partitions: readonly PartitionFrame[];
  readonly consumers: readonly ConsumerFrame[];
  readonly messages: readonly MessageFrame[];
  readonly timers: readonly TimerFrame[];
  readonly brokerSettings: Readonly<Record<string, string>>;
  readonly consumerSettings: Readonly<Record<string, string>>;
  readonly recordsPerSecond: Readonly<Record<string, number>>;
}
