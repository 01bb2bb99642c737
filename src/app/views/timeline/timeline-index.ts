/**
 * What the timeline draws, learnt once from the trace and carried on as it grows: a pure fold. An index is never
 * changed; extending one copies what the new events touch, so that a frame costs what is new, not what was.
 */
import type { Command } from '../../../engine/world/command.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';

/** A request and its answer, as both ends saw them. */
export interface Exchange {
  /** The event of the request's sending. */
  readonly seq: number;
  readonly client: string;
  readonly apiKey: string;
  readonly sentAt: number;
  /** null: it never arrives. */
  readonly arrivesAt: number | null;
  /** Read by the broker; null: not yet. */
  readonly deliveredAt: number | null;
  readonly parked: boolean;
  readonly replyAt: number | null;
  readonly replySeq: number;
  readonly replyArrivesAt: number | null;
  readonly errorCode: number;
  readonly doneAt: number | null;
  readonly lost: { readonly at: number; readonly direction: 'request' | 'reply' } | null;
}

/** Who reads a partition from this instant on. */
export interface OwnerSpan {
  readonly at: number;
  readonly seq: number;
  readonly readers: readonly string[];
  /** Own it by their own lights; one that is frozen owns and does not read. */
  readonly owners: readonly string[];
  /** Worked out for somebody else, not given up yet. */
  readonly isLeaving: boolean;
  /** Somebody had read it before: to be unread is harm. */
  readonly everRead: boolean;
}

export interface PartitionLine {
  readonly topic: string;
  readonly partition: number;
  readonly spans: readonly OwnerSpan[];
}

/** The session that the coordinator keeps for a consumer: armed anew, ended, or run out. */
export interface SessionPoint {
  readonly at: number;
  readonly seq: number;
  readonly type: 'armed' | 'ended' | 'ranOut';
  /** armed: when it runs out. */
  readonly due: number;
}

export interface LifePoint {
  readonly at: number;
  readonly seq: number;
  readonly type: 'started' | 'killed' | 'closed' | 'exception' | 'paused' | 'resumed' | 'removed';
  /** removed: why the coordinator did so. */
  readonly because: string;
}

export interface Lane {
  readonly node: string;
  readonly exchanges: readonly Exchange[];
  readonly session: readonly SessionPoint[];
  readonly life: readonly LifePoint[];
}

export interface Pin {
  readonly at: number;
  readonly seq: number;
  readonly index: number;
  readonly command: Command;
}

export interface Phase {
  readonly at: number;
  readonly seq: number;
  readonly state: string;
}

export interface Generation {
  readonly at: number;
  readonly seq: number;
  readonly generationId: number;
}

/** A timer of the coordinator on the whole group; to: null while it runs. */
export interface GroupWait {
  readonly key: string;
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
}

/** From when to when some partition that had been read was read by nobody. */
export interface HarmSpan {
  readonly from: number;
  readonly to: number | null;
}

export interface TimelineIndex {
  readonly length: number;
  readonly last: TraceEvent | null;
  /** Instants that stand apart on the axis and are never folded, ascending. */
  readonly notable: readonly number[];
  /** Sent, and answered as always: what a fold may hold, ascending. */
  readonly heartbeats: readonly number[];
  readonly commits: readonly number[];
  readonly pins: readonly Pin[];
  readonly phases: readonly Phase[];
  readonly generations: readonly Generation[];
  readonly waits: readonly GroupWait[];
  readonly harm: readonly HarmSpan[];
  /** By `topic-partition`, in the order of first sight. */
  readonly partitions: ReadonlyMap<string, PartitionLine>;
  /** By node, in the order of first sight. */
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Bookkeeping of the fold, of no use to views. */
  readonly open: OpenEnds;
}

export interface OpenEnds {
  /** Exchanges without an end, by message: client and place in its lane. */
  readonly exchanges: ReadonlyMap<string, { readonly client: string; readonly place: number }>;
  /** Session timers that run: key of the timer → node. */
  readonly sessions: ReadonlyMap<string, string>;
  /** What each node owns, by its own lights. */
  readonly owned: ReadonlyMap<string, ReadonlySet<string>>;
  readonly frozen: ReadonlySet<string>;
  readonly memberNodes: ReadonlyMap<string, string>;
  readonly harmed: ReadonlySet<string>;
  /** Requests that the broker has read and not answered. */
  readonly requestIds: ReadonlyMap<number, string>;
}

export const EMPTY_INDEX: TimelineIndex = {
  length: 0,
  last: null,
  notable: [],
  heartbeats: [],
  commits: [],
  pins: [],
  phases: [],
  generations: [],
  waits: [],
  harm: [],
  partitions: new Map(),
  lanes: new Map(),
  open: {
    exchanges: new Map(),
    sessions: new Map(),
    owned: new Map(),
    frozen: new Set(),
    memberNodes: new Map(),
    harmed: new Set(),
    requestIds: new Map(),
  },
};

/** Answered as always: drawn as a thin spike, and folded away in quiet time. */
export function isRoutine({ apiKey, errorCode, lost }: Exchange): boolean {
  return isRoutineApi(apiKey) && errorCode === 0 && lost === null;
}

export function isRoutineApi(apiKey: string): boolean {
  return apiKey === 'Heartbeat' || apiKey === 'OffsetCommit';
}
