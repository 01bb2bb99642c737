/** What several invariants look at, folded once for all: who reads what, which member is whose, how processes are. */
import type { Instant } from '../kernel/time.ts';
import type { ThreadName } from '../kafka/process.ts';
import { extendCoverage, NO_COVERAGE, type Coverage } from '../world/coverage.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';

/** A consumer's process, and what it told the coordinator when it asked to join. */
export interface Life {
  readonly startedAt: Instant;
  readonly isUp: boolean;
  readonly paused: 'all' | ThreadName | null;
  /** When it last went on after a pause; null: never paused in this life. */
  readonly resumedAt: Instant | null;
  readonly sessionTimeoutMs: number;
  readonly maxPollIntervalMs: number;
  readonly isStatic: boolean;
  /** Where its own chart of the group stands. */
  readonly clientState: string;
}

export interface Sight {
  readonly coverage: Coverage;
  /** Member id → consumer; ids stay when members go. */
  readonly names: ReadonlyMap<string, NodeId>;
  /** Consumer → the member id that it was taken in under last. */
  readonly latest: ReadonlyMap<NodeId, string>;
  /** Consumer → the member id under which the coordinator counts it. */
  readonly members: ReadonlyMap<NodeId, string>;
  readonly lives: ReadonlyMap<NodeId, Life>;
  /** The longest heartbeat.interval.ms that any consumer has used. */
  readonly heartbeatIntervalMs: number;
}

export const NOTHING_SEEN: Sight = {
  coverage: NO_COVERAGE,
  names: new Map(),
  latest: new Map(),
  members: new Map(),
  lives: new Map(),
  heartbeatIntervalMs: 0,
};

export function extendSight(sight: Sight, event: TraceEvent): Sight {
  const coverage = extendCoverage(sight.coverage, event);
  const seen = coverage === sight.coverage ? sight : { ...sight, coverage };
  const { what, at, node } = event;
  switch (what.type) {
    case 'MemberAdded': {
      const { memberId, clientId } = what;
      const names = new Map(sight.names).set(memberId, clientId);
      const latest = new Map(sight.latest).set(clientId, memberId);
      return { ...seen, names, latest, members: new Map(sight.members).set(clientId, memberId) };
    }
    case 'MemberRemoved':
      return withoutMember(seen, what.memberId);
    case 'NodeStarted':
      return node === null ? seen : withLife(seen, node, { ...NEWBORN, startedAt: at });
    case 'NodeDown':
      return changedLife(seen, node, { isUp: false, paused: null });
    case 'NodePaused':
      return changedLife(seen, node, { paused: what.threads });
    case 'NodeResumed':
      return changedLife(seen, node, { paused: null, resumedAt: at });
    case 'StateEntered':
      return withState(seen, event, what);
    case 'RequestSent':
      return withTimeouts(seen, event.node, what.request);
    case 'TimerArmed':
      return what.name === 'heartbeat' && what.due - at > sight.heartbeatIntervalMs
        ? { ...seen, heartbeatIntervalMs: what.due - at }
        : seen;
    default:
      return seen;
  }
}

type Entered = Extract<TraceEvent['what'], { type: 'StateEntered' }>;

function withState(sight: Sight, { node }: TraceEvent, { machine, entity, state, previous }: Entered): Sight {
  switch (machine) {
    case 'consumer coordinator':
      return changedLife(sight, node, { clientState: state });
    case 'group':
      // Built anew, from the log or from nothing: members that were only in memory are gone.
      return previous === null ? { ...sight, members: new Map() } : sight;
    case 'member-session': {
      const owner = state === 'Alive' ? sight.names.get(entity) : undefined;
      if (owner === undefined || sight.members.get(owner) === entity) return sight;
      // The rest of an earlier start of the process does not count while there is a newer one.
      if (sight.members.has(owner) && sight.latest.get(owner) !== entity) return sight;
      return { ...sight, members: new Map(sight.members).set(owner, entity) };
    }
    default:
      return sight;
  }
}

/** Kafka's defaults, until the consumer asks to join. */
const NEWBORN = {
  isUp: true,
  paused: null,
  resumedAt: null,
  sessionTimeoutMs: 45_000,
  maxPollIntervalMs: 300_000,
  isStatic: false,
  clientState: 'UNJOINED',
} as const;

function withLife(sight: Sight, node: NodeId, life: Life): Sight {
  return { ...sight, lives: new Map(sight.lives).set(node, life) };
}

function changedLife(sight: Sight, node: NodeId | null, change: Partial<Life>): Sight {
  const life = node === null ? undefined : sight.lives.get(node);
  return life === undefined || node === null ? sight : withLife(sight, node, { ...life, ...change });
}

type Request = Extract<TraceEvent['what'], { type: 'RequestSent' }>['request'];

function withTimeouts(sight: Sight, node: NodeId | null, request: Request): Sight {
  if (request.apiKey !== 'JoinGroup') return sight;
  const { sessionTimeoutMs, rebalanceTimeoutMs: maxPollIntervalMs, groupInstanceId } = request.body;
  return changedLife(sight, node, {
    sessionTimeoutMs,
    maxPollIntervalMs,
    isStatic: groupInstanceId !== null,
  });
}

function withoutMember(sight: Sight, memberId: string): Sight {
  const node = sight.names.get(memberId);
  // A consumer that is back under a new id is not touched by the end of its old one.
  if (node === undefined || sight.members.get(node) !== memberId) return sight;
  const members = new Map(sight.members);
  members.delete(node);
  return { ...sight, members };
}
