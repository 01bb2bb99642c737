/**
 * Does the group get rid of a member that died, froze or is stuck, when it should? A silent one within its session
 * after the last sign of life, a stuck one within max.poll.interval.ms by its own client (IV-I10).
 */
import type { Instant } from '../kernel/time.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { reloaded, silent, stuck, withSession, type Doomed } from './doomed.ts';
import { defineInvariant, found, inSeconds } from './invariant.ts';
import { extendOwed, NOTHING_OWED, type Owed } from './owed-answers.ts';
import type { Sight } from './sight.ts';

/** The heartbeat thread looks around every retry.backoff.ms (100 ms); no timer of ours is later than that. */
const EPSILON_MS = 1_000;

interface Doom {
  readonly owed: Owed;
  /** The broker that last said something of the group, while it is there. */
  readonly coordinator: NodeId | null;
  /** By member id. */
  readonly doomed: ReadonlyMap<string, Doomed>;
  /** The same, of which a coordinator that has just loaded the group has not said whether they were in the log. */
  readonly unconfirmed: ReadonlyMap<string, Doomed>;
  readonly over: readonly Finding[];
}

export const deadMemberGoes = defineInvariant<Doom>({
  id: 'IV-I10',
  title: 'A dead or stuck member goes',
  kind: 'assertion',
  threshold:
    'still a member 1 s after session.timeout.ms since its last sign of life; a stuck dynamic one, after max.poll.interval.ms',
  initial: { owed: NOTHING_OWED, coordinator: null, doomed: new Map(), unconfirmed: new Map(), over: [] },
  extend(state, event, sight) {
    const owed = extendOwed(state.owed, event);
    const known = owed === state.owed ? state : { ...state, owed };
    return extendDoom(known, event, sight);
  },
  report(state, at) {
    const late = [...state.doomed].filter(([, doomed]) => isLate(state, doomed, at));
    return [...state.over, ...late.map(([, doomed]) => toFinding(doomed, { to: null, at }))];
  },
});

function extendDoom(state: Doom, event: TraceEvent, sight: Sight): Doom {
  const { what, node } = event;
  switch (what.type) {
    case 'NodeDown':
      if (node === state.coordinator) return { ...state, coordinator: null };
      return doom(state, event, { sight, why: 'silent' });
    case 'NodePaused':
      return doom(state, event, { sight, why: what.threads === 'application' ? 'stuck' : 'silent' });
    case 'TimerArmed':
      return what.name === 'processing' ? withWork(state, event, what.due, sight) : state;
    case 'CoordinatorMoved':
      return { ...state, coordinator: null };
    case 'StateEntered':
      return withState(state, event, what);
    default:
      return state.doomed.size === 0 ? state : extendDoomed(state, event);
  }
}

type Entered = Extract<TraceEvent['what'], { type: 'StateEntered' }>;

/** A group that a broker builds anew has the members that stand in its log, and their sessions begin again. */
function withState(
  state: Doom,
  { at, node }: TraceEvent,
  { machine, entity, state: entered, previous }: Entered,
): Doom {
  if (machine === 'group' && entered !== 'Dead') {
    const known = node === state.coordinator ? state : { ...state, coordinator: node };
    if (previous !== null || known.doomed.size === 0) return known;
    return { ...known, doomed: new Map(), unconfirmed: new Map([...known.unconfirmed, ...known.doomed]) };
  }
  const found = machine === 'member-session' ? state.unconfirmed.get(entity) : undefined;
  if (found === undefined) return state;
  const unconfirmed = new Map(state.unconfirmed);
  unconfirmed.delete(entity);
  const again = reloaded(found, at);
  return { ...state, unconfirmed, doomed: new Map(state.doomed).set(entity, again) };
}

/** Events that matter only to members that should go. */
function extendDoomed(state: Doom, { what, at, node }: TraceEvent): Doom {
  switch (what.type) {
    case 'MemberRemoved':
      return spared(state, at, ([memberId]) => memberId === what.memberId);
    case 'NodeResumed':
      return spared(state, at, ([, doomed]) => doomed.node === node && !doomed.isGhost);
    case 'TimerFired':
      if (what.name !== 'processing') return state;
      return spared(state, at, ([, doomed]) => doomed.node === node && doomed.why === 'stuck');
    case 'NodeStarted':
      return changed(state, (doomed) => (doomed.node === node ? { ...doomed, isGhost: true } : doomed));
    case 'RequestDelivered':
      return renewed(state, at, (doomed) => doomed.node === what.message.client && !doomed.isGhost);
    case 'RequestSent':
      // A stuck member has said goodbye: the rest is the way to the coordinator.
      if (what.request.apiKey !== 'LeaveGroup') return state;
      return spared(state, at, ([, doomed]) => doomed.node === node && doomed.why === 'stuck');
    case 'ReplySent': {
      const { apiKey } = what.response;
      if (apiKey !== 'JoinGroup' && apiKey !== 'SyncGroup') return state;
      return renewed(state, at, (doomed) => doomed.node === what.message.client);
    }
    case 'GenerationFormed':
      return renewed(state, at, () => true);
    default:
      return state;
  }
}

function doom(
  state: Doom,
  { at, seq, node }: TraceEvent,
  { sight, why }: { readonly sight: Sight; readonly why: Doomed['why'] },
): Doom {
  const life = node === null ? undefined : sight.lives.get(node);
  const memberId = node === null ? undefined : sight.members.get(node);
  if (node === null || life === undefined || memberId === undefined) return state;
  const beginning = { node, since: at, seq };
  const doomed =
    why === 'silent' ? silent(beginning, life) : stuck(beginning, life, state.coordinator !== null);
  return { ...state, doomed: new Map(state.doomed).set(memberId, doomed) };
}

/** The application will be at work for longer than it may stay away from poll(), or no longer will. */
function withWork(state: Doom, event: TraceEvent, due: Instant, sight: Sight): Doom {
  const { at, node } = event;
  const life = node === null ? undefined : sight.lives.get(node);
  if (life !== undefined && life.paused === null && due - at > life.maxPollIntervalMs)
    return doom(state, event, { sight, why: 'stuck' });
  if (state.doomed.size === 0) return state;
  return spared(state, at, ([, doomed]) => doomed.node === node && doomed.why === 'stuck');
}

function changed(state: Doom, change: (doomed: Doomed) => Doomed): Doom {
  const entries = [...state.doomed].map(([id, doomed]) => [id, change(doomed)] as const);
  if (entries.every(([id, doomed]) => state.doomed.get(id) === doomed)) return state;
  return { ...state, doomed: new Map(entries) };
}

function renewed(state: Doom, at: Instant, concerns: (doomed: Doomed) => boolean): Doom {
  return changed(state, (doomed) => (concerns(doomed) ? withSession(doomed, at) : doomed));
}

/** These need not go any more: they are gone, or alive. Whoever was late is written down. */
function spared(state: Doom, at: Instant, concerns: (entry: readonly [string, Doomed]) => boolean): Doom {
  const gone = [...state.doomed].filter(concerns);
  if (gone.length === 0) return state;
  const doomed = new Map(state.doomed);
  for (const [memberId] of gone) doomed.delete(memberId);
  const late = gone.filter(([, one]) => isLate(state, one, at));
  return {
    ...state,
    doomed,
    over: [...state.over, ...late.map(([, one]) => toFinding(one, { to: at, at }))],
  };
}

/** While the coordinator owes it an answer, or is not there, nobody's time runs. */
function isLate({ owed, coordinator }: Doom, doomed: Doomed, at: Instant): boolean {
  const { node, due, isGhost } = doomed;
  const excused = coordinator === null || (owed.has(node) && !isGhost);
  return !excused && at - due > EPSILON_MS;
}

function toFinding(
  { node, why, since, seq, due }: Doomed,
  { to, at }: { readonly to: Instant | null; readonly at: Instant },
): Finding {
  const sentence = `${node} has been ${why} for ${inSeconds(at - since)} and is a member ${inSeconds(at - due)} after its time.`;
  return found(deadMemberGoes, { sentence, from: since, to, seq, subjects: [node] });
}
