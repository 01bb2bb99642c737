/** Reads new events into the timeline's index: which of them become marks, and which instants must stand apart. */
import { isNotable } from '../../draw/notability.ts';
import { nodeOfMember } from '../../draw/who.ts';
import type { Finding } from '../../../engine/invariants/finding.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { learnMessage } from './index-messages.ts';
import { learnOwnership } from './index-owners.ts';
import { IndexDraft } from './index-draft.ts';
import { EMPTY_INDEX, type LifePoint, type TimelineIndex } from './timeline-index.ts';

/** The index of everything up to and including these events, which follow the index's last. */
export function extendIndex(index: TimelineIndex, newEvents: readonly TraceEvent[]): TimelineIndex {
  const last = newEvents.at(-1);
  if (last === undefined) return index;
  const draft = new IndexDraft(index);
  for (const event of newEvents) {
    learnMessage(draft, event);
    learnOwnership(draft, event);
    learnGroup(draft, event);
    learnTimer(draft, event);
    learnLife(draft, event);
  }
  return draft.done(index.length + newEvents.length, last);
}

/** The index of a whole trace: goes on from one that was learnt of its beginning, else starts anew. */
export function indexOfTrace(known: TimelineIndex, trace: readonly TraceEvent[]): TimelineIndex {
  const goesOn = known.length > 0 && trace[known.length - 1] === known.last;
  if (!goesOn) return extendIndex(EMPTY_INDEX, trace);
  return known.length === trace.length ? known : extendIndex(known, trace.slice(known.length));
}

/** Keeps the index of each branch that was looked at, so that going back to it costs nothing. */
export class IndexKeeper {
  readonly #known = new Map<string, TimelineIndex>();

  get known(): ReadonlyMap<string, TimelineIndex> {
    return this.#known;
  }

  of(branch: string, trace: readonly TraceEvent[]): TimelineIndex {
    const index = indexOfTrace(this.#known.get(branch) ?? EMPTY_INDEX, trace);
    this.#known.set(branch, index);
    return index;
  }
}

/** Instants of findings, also of those that lie right of a cursor that was set back: the axis stays as it is. */
export class FindingKeeper {
  readonly #known = new Map<string, readonly number[]>();

  of(branch: string, findings: readonly Finding[]): readonly number[] {
    const before = this.#known.get(branch) ?? [];
    const fresh = findings.map(({ from }) => from).filter((at) => !before.includes(at));
    if (fresh.length === 0) return before;
    const all = [...new Set([...before, ...fresh])].sort((a, b) => a - b);
    this.#known.set(branch, all);
    return all;
  }
}

/** Messages have their own rule: an ordinary heartbeat stands nowhere. */
const IS_MESSAGE: ReadonlySet<string> = new Set([
  'RequestSent',
  'RequestDelivered',
  'ReplySent',
  'ReplyDelivered',
  'CommitSettled',
]);

function learnGroup(draft: IndexDraft, event: TraceEvent): void {
  const { at, seq, what } = event;
  if (!IS_MESSAGE.has(what.type) && isNotable(event, 'engineer')) draft.addNotable(at);
  if (what.type === 'CommandApplied') {
    draft.list('pins').push({ at, seq, index: what.index, command: what.command });
    if (what.command.type === 'addConsumer') draft.lane(what.command.consumer.name);
  } else if (what.type === 'StateEntered' && what.machine === 'group') {
    const phases = draft.list('phases');
    if (phases.at(-1)?.at === at) phases.pop();
    phases.push({ at, seq, state: what.state.split('.')[0] ?? what.state });
    draft.addNotable(at);
  } else if (what.type === 'GenerationFormed') {
    draft.list('generations').push({ at, seq, generationId: what.generationId });
  } else if (what.type === 'MemberAdded') {
    draft.open.memberNodes.set(what.memberId, what.clientId);
  }
}

const SESSIONS: ReadonlySet<string> = new Set(['sessionTimeout', 'newMemberJoinTimeout']);
const GROUP_WAITS: ReadonlySet<string> = new Set([
  'initialRebalanceDelay',
  'rebalanceTimeout',
  'syncTimeout',
]);

function learnTimer(draft: IndexDraft, { at, seq, what }: TraceEvent): void {
  if (what.type !== 'TimerArmed' && what.type !== 'TimerFired' && what.type !== 'TimerCancelled') return;
  if (GROUP_WAITS.has(what.name)) {
    const waits = draft.list('waits');
    const running = waits.findLastIndex(({ key, to }) => key === what.key && to === null);
    const wait = waits[running];
    if (wait !== undefined) waits[running] = { ...wait, to: at };
    if (what.type === 'TimerArmed') waits.push({ key: what.key, name: what.name, from: at, to: null });
    if (what.type === 'TimerFired') draft.addNotable(at);
  }
  if (!SESSIONS.has(what.name)) return;
  const node = nodeOfMember(what.subject, draft.open.memberNodes);
  if (!draft.hasLane(node)) return;
  const { session } = draft.lane(node);
  if (what.type === 'TimerArmed') {
    draft.open.sessions.set(what.key, node);
    session.push({ at, seq, type: 'armed', due: what.due });
    return;
  }
  if (what.type === 'TimerFired') draft.addNotable(at);
  draft.open.sessions.delete(what.key);
  session.push({ at, seq, type: what.type === 'TimerFired' ? 'ranOut' : 'ended', due: at });
}

function learnLife(draft: IndexDraft, { at, seq, node, what }: TraceEvent): void {
  const add = (whose: string, type: LifePoint['type'], because = ''): void => {
    draft.lane(whose).life.push({ at, seq, type, because });
    draft.addNotable(at);
  };
  if (what.type === 'MemberRemoved') {
    const member = nodeOfMember(what.memberId, draft.open.memberNodes);
    if (draft.hasLane(member)) add(member, 'removed', what.because);
  }
  if (!draft.hasLane(node)) return;
  switch (what.type) {
    case 'NodeStarted':
      return add(node, 'started');
    case 'NodeDown':
      return add(node, what.because);
    case 'NodePaused':
      return add(node, 'paused', what.threads);
    case 'NodeResumed':
      return add(node, 'resumed', what.threads);
    default:
  }
}
