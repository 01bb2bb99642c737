/** What the trace knows and a frame does not: who moved on lately, who was heard when, how the last exchange ended. */
import type { Frame } from '../../../engine/world/frame.ts';
import type { NodeId, TraceEvent } from '../../../engine/world/trace.ts';
import type { Instant } from '../../../engine/kernel/time.ts';

export interface LastExchange {
  readonly apiKey: string;
  readonly errorCode: number;
  readonly at: Instant;
  readonly lost: 'connectionClosed' | 'nodeDown' | null;
}

export interface RecentFacts {
  /** `consumer-1 orders-2`: records of it were handed out or finished within the window. */
  readonly advanced: ReadonlySet<string>;
  /** When a broker last read a request of this client on its coordinator connection. */
  readonly heard: ReadonlyMap<NodeId, Instant>;
  readonly exchanges: ReadonlyMap<NodeId, LastExchange>;
}

/** A partition of which no record was handed out or finished for so long does not advance. */
export const ADVANCE_WINDOW_MS = 2000;
/** How far back it is looked: beyond that a frame's own times must do. */
const EVENTS_AT_MOST = 4000;

export function recentFacts(frame: Frame, trace: readonly TraceEvent[]): RecentFacts {
  const advanced = new Set<string>();
  const heard = new Map<NodeId, Instant>();
  const exchanges = new Map<NodeId, LastExchange>();
  const delivered = new Map<number, { node: NodeId; at: Instant }>();
  const last = Math.min(frame.seq, trace.length - 1);
  for (let i = last; i >= 0 && i > last - EVENTS_AT_MOST; i -= 1) {
    const event = trace[i];
    if (event === undefined) break;
    if (frame.at - event.at <= ADVANCE_WINDOW_MS) noteAdvance(event, advanced);
    noteExchange(event, { heard, exchanges, delivered });
  }
  return { advanced, heard, exchanges };
}

export function advanceKey(node: NodeId, topic: string, partition: number): string {
  return `${node} ${topic}-${partition}`;
}

function noteAdvance({ node, what }: TraceEvent, advanced: Set<string>): void {
  if (node === null || (what.type !== 'RecordsDelivered' && what.type !== 'RecordsProcessed')) return;
  for (const { topic, partition } of what.ranges) advanced.add(advanceKey(node, topic, partition));
}

interface Collected {
  readonly heard: Map<NodeId, Instant>;
  readonly exchanges: Map<NodeId, LastExchange>;
  /** Replies whose delivery was passed, and whose sending (with the verdict) lies further back. */
  readonly delivered: Map<number, { node: NodeId; at: Instant }>;
}

function noteExchange({ what, at }: TraceEvent, { heard, exchanges, delivered }: Collected): void {
  switch (what.type) {
    case 'RequestDelivered': {
      const { client, connection } = what.message;
      if (connection === 'coordinator' && !heard.has(client)) heard.set(client, at);
      return;
    }
    case 'ReplyDelivered': {
      const { client } = what.message;
      const sought = [...delivered.values()].some(({ node }) => node === client);
      if (!exchanges.has(client) && !sought) delivered.set(what.requestId, { node: client, at });
      return;
    }
    case 'ReplySent': {
      const found = delivered.get(what.requestId);
      if (found === undefined || exchanges.has(found.node)) return;
      const { errorCode, response } = what;
      exchanges.set(found.node, { apiKey: response.apiKey, errorCode, at: found.at, lost: null });
      return;
    }
    default:
  }
}

/** What was true of a process when it ended. */
export interface LastWords {
  readonly lastSent: { readonly apiKey: string; readonly at: Instant } | null;
  /** When its next heartbeat would have been due. */
  readonly heartbeatDue: Instant | null;
  readonly exception: string | null;
}

export function lastWords(node: NodeId, downSince: Instant, trace: readonly TraceEvent[]): LastWords {
  let lastSent: LastWords['lastSent'] = null;
  let heartbeatDue: Instant | null = null;
  let settled = false;
  let exception: string | null = null;
  const start = lastIndexAt(trace, downSince);
  for (let i = start; i >= 0 && i > start - EVENTS_AT_MOST; i -= 1) {
    const event = trace[i];
    if (event === undefined || (lastSent !== null && settled)) break;
    if (event.node !== node) continue;
    const { what } = event;
    if (what.type === 'NodeStarted') break;
    if (what.type === 'RequestSent' && lastSent === null)
      lastSent = { apiKey: what.request.apiKey, at: event.at };
    if (what.type === 'ExceptionThrown' && exception === null && event.at === downSince)
      exception = what.exception;
    if (!settled && 'name' in what && what.name === 'heartbeat') {
      settled = true;
      heartbeatDue = what.type === 'TimerArmed' ? what.due : null;
    }
  }
  return { lastSent, heartbeatDue, exception };
}

/** The last event that lies at an instant or before it. */
function lastIndexAt(trace: readonly TraceEvent[], at: Instant): number {
  let low = 0;
  let high = trace.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((trace[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
