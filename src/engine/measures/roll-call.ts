/** Who belongs to the group, who has asked to join it and when, and whom the join phase waited for last. */
import type { Instant } from '../kernel/time.ts';
import type { MessageName, NodeId, TraceEvent } from '../world/trace.ts';

/** What the join phase needed to go on: a member that joined, or one that was waited for no longer. */
interface LastWaited {
  readonly node: NodeId;
  /** The setting that let it go on; null: the member joined. */
  readonly setting: string | null;
}

export interface RollCall {
  /** Member id → its consumer; ids stay when members go. */
  readonly names: ReadonlyMap<string, NodeId>;
  /** Member ids that the coordinator counts, in the order in which it took them in. */
  readonly present: ReadonlySet<string>;
  /** JoinGroup requests on their way: message → consumer. */
  readonly asking: ReadonlyMap<string, NodeId>;
  /** When the coordinator last read a JoinGroup of a consumer. */
  readonly joinedAt: ReadonlyMap<NodeId, Instant>;
  readonly last: LastWaited | null;
  readonly leader: string | null;
}

export const NOBODY_CALLED: RollCall = {
  names: new Map(),
  present: new Set(),
  asking: new Map(),
  joinedAt: new Map(),
  last: null,
  leader: null,
};

export function extendRollCall(call: RollCall, event: TraceEvent): RollCall {
  const { what } = event;
  switch (what.type) {
    case 'RequestSent':
      if (what.request.apiKey !== 'JoinGroup') return call;
      return { ...call, asking: new Map(call.asking).set(keyOf(what.message), what.message.client) };
    case 'RequestDelivered':
      return call.asking.size === 0 ? call : withDelivered(call, keyOf(what.message), event.at);
    case 'MessageLost':
      return call.asking.size === 0 ? call : withoutAsking(call, keyOf(what.message));
    case 'MemberAdded': {
      const { memberId, clientId } = what;
      const names = new Map(call.names).set(memberId, clientId);
      return { ...call, names, present: new Set(call.present).add(memberId) };
    }
    case 'MemberRemoved': {
      const present = new Set(call.present);
      present.delete(what.memberId);
      const node = call.names.get(what.memberId);
      const last = node === undefined ? call.last : { node, setting: SETTINGS[what.because] };
      return { ...call, present, last };
    }
    case 'GenerationFormed':
      return { ...call, leader: what.leader };
    case 'StateEntered':
      return withState(call, what);
    case 'GroupRemoved':
      return { ...call, present: new Set(), leader: null };
    default:
      return call;
  }
}

function withState(
  call: RollCall,
  { machine, entity, state, previous }: Extract<TraceEvent['what'], { type: 'StateEntered' }>,
): RollCall {
  switch (machine) {
    case 'group':
      // Built anew, from the log or from nothing: members that were only in memory are gone.
      if (previous === null) return { ...call, present: new Set() };
      // A removal that opens the join phase did not end it.
      if (state !== 'PreparingRebalance' || call.last === null) return call;
      return { ...call, last: { ...call.last, setting: null } };
    case 'member-session':
      if (state !== 'Alive' || call.present.has(entity) || !call.names.has(entity)) return call;
      return { ...call, present: new Set(call.present).add(entity) };
    default:
      return call;
  }
}

/** Which setting let the coordinator go on without a member. */
const SETTINGS = {
  sessionTimeout: 'session.timeout.ms',
  notRejoined: 'max.poll.interval.ms',
  notSynced: 'max.poll.interval.ms',
  left: null,
  replaced: null,
  groupFull: null,
} as const;

/** The consumer of a member id; `coordinator` when nobody knows it. */
export function nodeOf(call: RollCall, memberId: string | null): string {
  return (memberId === null ? undefined : call.names.get(memberId)) ?? 'coordinator';
}

/** The first member that has not asked to join since an instant; null: all have. */
export function whoIsMissing(call: RollCall, since: Instant): NodeId | null {
  for (const memberId of call.present) {
    const node = call.names.get(memberId);
    if (node !== undefined && (call.joinedAt.get(node) ?? -1) < since) return node;
  }
  return null;
}

function withDelivered(call: RollCall, key: string, at: Instant): RollCall {
  const node = call.asking.get(key);
  if (node === undefined) return call;
  const joinedAt = new Map(call.joinedAt).set(node, at);
  return { ...withoutAsking(call, key), joinedAt, last: { node, setting: null } };
}

function withoutAsking(call: RollCall, key: string): RollCall {
  if (!call.asking.has(key)) return call;
  const asking = new Map(call.asking);
  asking.delete(key);
  return { ...call, asking };
}

function keyOf({ client, connection, epoch, correlationId }: MessageName): string {
  return `${client} ${connection} ${epoch} ${correlationId}`;
}
