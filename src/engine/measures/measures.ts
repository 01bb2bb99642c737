/** What a run cost its users, measured from the trace. */
import type { Instant } from '../kernel/time.ts';
import type { NodeId } from '../world/trace.ts';

/** One part of an outage: who let the time pass, and which setting sets its length. */
export interface OutagePart {
  readonly name: 'detection' | 'barrier' | 'assignment' | 'start';
  readonly from: Instant;
  /** null: it is still running. */
  readonly to: Instant | null;
  /** The setting that decides how long it takes, by Kafka's name; null: none does. */
  readonly setting: string | null;
  /** Who enforces or delays it: `coordinator`, or a node. */
  readonly owner: string;
}

/** A time in which nobody read a partition that had been read before. */
export interface Outage {
  readonly topic: string;
  readonly partition: number;
  readonly lastReader: NodeId | null;
  readonly from: Instant;
  readonly to: Instant | null;
  /** The trace event that ended the reading. */
  readonly seq: number;
  /** Without a gap from `from` to `to`: their lengths add up to the outage. A part may come more than once. */
  readonly parts: readonly OutagePart[];
}

export interface Measures {
  /** In the order in which they ended; those that still run come last. */
  readonly outages: readonly Outage[];
  /** Records that an application processed although one had processed them before. */
  readonly duplicates: number;
  /** How often the group left Stable, or Empty. */
  readonly rebalances: number;
  /** From the last leaving of Stable (or Empty) to Stable again; null while it is not. */
  readonly timeToStableMs: number | null;
}
