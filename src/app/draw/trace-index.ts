/**
 * What views look up in a trace, learnt once and carried on as it grows: who a member id is, which request a reply
 * answers, where a chart stood, which events are told. A trace of 100,000 events is read once, not at every frame.
 */
import type { MessageName, TraceEvent } from '../../engine/world/trace.ts';
import type { Depth } from '../store/selection.ts';
import { isNotable } from './notability.ts';

export interface TraceIndex {
  /** Events learnt so far. */
  readonly length: number;
  readonly last: TraceEvent | null;
  /** Member id → client id, which is the node's name. */
  readonly members: ReadonlyMap<string, string>;
  /** `messageKey` → event of the request's sending. */
  readonly requests: ReadonlyMap<string, number>;
  readonly replies: ReadonlyMap<string, number>;
  /** Request id → event of its delivery. */
  readonly delivered: ReadonlyMap<number, number>;
  /** `chartKey` → StateEntered events, in order. */
  readonly states: ReadonlyMap<string, readonly number[]>;
  readonly told: Readonly<Record<Depth, readonly number[]>>;
  /** Events that change what a node owns, by node, in order. */
  readonly ownership: ReadonlyMap<string, readonly number[]>;
  /** Events by type, in order, where reasons are looked up by kind. */
  readonly byType: ReadonlyMap<string, readonly number[]>;
}

/** The same index, still open: only this file writes to it. */
interface Draft {
  readonly members: Map<string, string>;
  readonly requests: Map<string, number>;
  readonly replies: Map<string, number>;
  readonly delivered: Map<number, number>;
  readonly states: Map<string, number[]>;
  readonly told: Record<Depth, number[]>;
  readonly ownership: Map<string, number[]>;
  readonly byType: Map<string, number[]>;
}

const DEPTHS: readonly Depth[] = ['learner', 'engineer', 'implementer'];

/** Kinds that a reason is looked up by. */
const KEPT_BY_TYPE: ReadonlySet<string> = new Set([
  'AssignmentComputed',
  'CommandApplied',
  'CoordinatorMoved',
  'GenerationFormed',
  'MemberRemoved',
  'NodeDown',
  'NodePaused',
  'RebalanceStarted',
  'ReplySent',
]);

const CHANGES_OWNERSHIP: ReadonlySet<string> = new Set([
  'PartitionsAssigned',
  'PartitionsRevoked',
  'PartitionsLost',
  'NodeDown',
]);

export function messageKey({ client, connection, epoch, correlationId }: MessageName): string {
  return `${client} ${connection} ${epoch} ${correlationId}`;
}

export function chartKey(chart: {
  readonly node: string | null;
  readonly machine: string;
  readonly entity: string;
}): string {
  return `${chart.node ?? ''} ${chart.machine} ${chart.entity}`;
}

function emptyDraft(): Draft {
  return {
    members: new Map(),
    requests: new Map(),
    replies: new Map(),
    delivered: new Map(),
    states: new Map(),
    told: { learner: [], engineer: [], implementer: [] },
    ownership: new Map(),
    byType: new Map(),
  };
}

let latest: { readonly draft: Draft; length: number; first: TraceEvent | null; last: TraceEvent | null } = {
  draft: emptyDraft(),
  length: 0,
  first: null,
  last: null,
};
let given: TraceIndex | null = null;

/**
 * The index of this trace. One is kept: while a trace only grows, it is extended; another branch starts anew. Readers
 * bound what they read by the cursor, so that what was learnt of later events does no harm.
 */
export function indexOf(trace: readonly TraceEvent[]): TraceIndex {
  const same = latest.length > 0 && trace[0] === latest.first && trace[latest.length - 1] === latest.last;
  if (!same) {
    latest = { draft: emptyDraft(), length: 0, first: trace[0] ?? null, last: null };
    given = null;
  }
  if (given !== null && trace.length === latest.length) return given;
  for (const event of trace.slice(latest.length)) learn(latest.draft, event);
  latest.length = trace.length;
  latest.last = trace.at(-1) ?? null;
  given = { ...latest.draft, length: latest.length, last: latest.last };
  return given;
}

function learn(draft: Draft, event: TraceEvent): void {
  const { seq, node, what } = event;
  for (const depth of DEPTHS) if (isNotable(event, depth)) draft.told[depth].push(seq);
  if (KEPT_BY_TYPE.has(what.type)) append(draft.byType, what.type, seq);
  if (node !== null && CHANGES_OWNERSHIP.has(what.type)) append(draft.ownership, node, seq);
  if (what.type === 'MemberAdded') draft.members.set(what.memberId, what.clientId);
  else if (what.type === 'RequestSent') draft.requests.set(messageKey(what.message), seq);
  else if (what.type === 'RequestDelivered') draft.delivered.set(what.requestId, seq);
  else if (what.type === 'ReplySent') draft.replies.set(messageKey(what.message), seq);
  else if (what.type === 'StateEntered')
    append(draft.states, chartKey({ node, machine: what.machine, entity: what.entity }), seq);
}

function append(map: Map<string, number[]>, key: string, seq: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [seq]);
  else list.push(seq);
}

/** How many of these ascending numbers are at most `limit`. */
export function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of these ascending numbers that is at most `limit`. */
export function lastUpTo(ascending: readonly number[] | undefined, limit: number): number | undefined {
  return ascending === undefined ? undefined : ascending[countUpTo(ascending, limit) - 1];
}
