/**
 * Why an event happened: its cause in the trace, or, where a person would name another reason than the last message,
 * that reason. A heartbeat is refused *because* a rebalance is on; a session runs out *because* its owner was killed.
 */
import { errorName } from '../../../engine/kafka/error-code.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { lengthText } from '../../draw/time-words.ts';
import { lastUpTo } from '../../draw/trace-index.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { nodeOfMember } from '../../draw/who.ts';
import { armedBy } from './sentences-timer.ts';
import type { Of, Telling } from './telling.ts';
import { amount, say, word, type Sentence } from './token.ts';

export type Reason =
  /** Another event; `by` is the last impulse, told in between when it says something. */
  | { readonly type: 'event'; readonly seq: number; readonly by?: number }
  /** A length that somebody set: there is nothing before it. */
  | { readonly type: 'setting'; readonly sentence: Sentence }
  | { readonly type: 'start' };

export function reasonOf(event: TraceEvent, telling: Telling): Reason {
  return becauseOf(event, telling) ?? causeOf(event);
}

function causeOf({ cause }: TraceEvent): Reason {
  return cause === null ? { type: 'start' } : { type: 'event', seq: cause };
}

function becauseOf(event: TraceEvent, telling: Telling): Reason | undefined {
  const { what } = event;
  if (what.type === 'TimerFired') return reasonOfTimer(event, what, telling);
  if (what.type === 'ReplySent') return reasonOfRefusal(event, what, telling);
  if (what.type === 'PartitionsAssigned') return last('AssignmentComputed', event, telling);
  if (what.type === 'AssignmentComputed') return last('GenerationFormed', event, telling);
  if (what.type === 'GenerationFormed') return last('RebalanceStarted', event, telling);
  if (what.type === 'PartitionsRevoked') return toldToRejoin(event, telling);
  if (what.type === 'RequestSent' && what.request.apiKey === 'JoinGroup') return toldToRejoin(event, telling);
  if (what.type === 'PartitionsLost') return outOfGroup(event, telling);
  if (what.type === 'CommitRefused')
    return what.exception === 'CommitFailedException'
      ? outOfGroup(event, telling)
      : last('RebalanceStarted', event, telling);
  return undefined;
}

/** What it does without being a member any more goes back to what took it out of the group. */
function outOfGroup(event: TraceEvent, telling: Telling): Reason | undefined {
  const seq = lastRemoval(event.node ?? '', event.seq, telling);
  if (seq === undefined) return undefined;
  return event.cause === null || event.cause <= seq
    ? { type: 'event', seq }
    : { type: 'event', seq, by: event.cause };
}

function lastRemoval(node: string, before: number, telling: Telling): number | undefined {
  return lastWhere('MemberRemoved', before, telling, (seq) => {
    const what = telling.trace[seq]?.what;
    return what?.type === 'MemberRemoved' && nodeOfMember(what.memberId, telling.index.members) === node;
  });
}

/** The last event of a kind before this one; the direct cause stays as the impulse. */
function last(type: string, event: TraceEvent, { index }: Telling): Reason | undefined {
  const seq = lastUpTo(index.byType.get(type), event.seq - 1);
  if (seq === undefined) return undefined;
  return event.cause === null || event.cause <= seq
    ? { type: 'event', seq }
    : { type: 'event', seq, by: event.cause };
}

function reasonOfRefusal(
  event: TraceEvent,
  { errorCode, message }: Of<'ReplySent'>,
  telling: Telling,
): Reason | undefined {
  const found = (seq: number | undefined): Reason | undefined =>
    seq === undefined ? undefined : { type: 'event', seq };
  const { index, trace } = telling;
  switch (errorName(errorCode)) {
    case 'REBALANCE_IN_PROGRESS':
      return found(lastUpTo(index.byType.get('RebalanceStarted'), event.seq));
    case 'ILLEGAL_GENERATION':
      return found(lastUpTo(index.byType.get('GenerationFormed'), event.seq));
    case 'NOT_COORDINATOR':
    case 'COORDINATOR_LOAD_IN_PROGRESS':
      return found(lastWhere('CommandApplied', event.seq, telling, (seq) => movesCoordinator(trace[seq])));
    case 'UNKNOWN_MEMBER_ID':
      return found(lastRemoval(message.client, event.seq, telling));
    default:
      return undefined;
  }
}

function movesCoordinator(event: TraceEvent | undefined): boolean {
  if (event?.what.type !== 'CommandApplied') return false;
  return ['moveCoordinator', 'restartCoordinator'].includes(event.what.command.type);
}

/** A member that joins again was told to, by an answer given since the rebalance began. */
function toldToRejoin(event: TraceEvent, telling: Telling): Reason | undefined {
  const began = lastUpTo(telling.index.byType.get('RebalanceStarted'), event.seq);
  if (began === undefined || event.node === null) return undefined;
  const told = lastWhere('ReplySent', event.seq, telling, (seq) => {
    const what = telling.trace[seq]?.what;
    if (what?.type !== 'ReplySent' || what.message.client !== event.node) return false;
    return errorName(what.errorCode) === 'REBALANCE_IN_PROGRESS';
  });
  if (told === undefined || told < began) return undefined;
  return event.cause === null || event.cause <= told
    ? { type: 'event', seq: told }
    : { type: 'event', seq: told, by: event.cause };
}

const LOOKED_BACK_AT_MOST = 2_000;

function lastWhere(
  type: string,
  before: number,
  { index }: Telling,
  is: (seq: number) => boolean,
): number | undefined {
  const all = index.byType.get(type) ?? [];
  let place = all.indexOf(lastUpTo(all, before) ?? -1);
  for (let looked = 0; place >= 0 && looked < LOOKED_BACK_AT_MOST; place -= 1, looked += 1) {
    const seq = all[place];
    if (seq !== undefined && is(seq)) return seq;
  }
  return undefined;
}

function reasonOfTimer(event: TraceEvent, what: Of<'TimerFired'>, telling: Telling): Reason | undefined {
  const facts = timerFacts(what.name);
  if (facts.quiet && what.name !== 'processing') return armedCause(event, telling);
  const node = nodeOfMember(what.subject, telling.index.members);
  if (facts.renewed || what.name === 'processing') {
    const silenced = whatStopped(node, event, what.name, telling);
    if (silenced !== undefined) return { type: 'event', seq: silenced };
    return { type: 'setting', sentence: settingSentence(event, what.name, telling) };
  }
  return armedCause(event, telling);
}

/** A timer that ran its course goes back to what armed it. */
function armedCause(event: TraceEvent, telling: Telling): Reason {
  const armed = armedBy(event, telling);
  return armed?.cause === undefined || armed.cause === null
    ? { type: 'start' }
    : { type: 'event', seq: armed.cause };
}

/** What kept a node from renewing the timer: its end, its freezing, or work that it was given. */
function whatStopped(node: string, fired: TraceEvent, name: string, telling: Telling): number | undefined {
  const { trace } = telling;
  const stops = (seq: number): boolean => {
    const event = trace[seq];
    if (event === undefined || event.node !== node) return false;
    return event.what.type === 'NodeDown' || event.what.type === 'NodePaused';
  };
  if (name === 'heartbeat') return undefined;
  const work = (seq: number): boolean => {
    const what = trace[seq]?.what;
    if (what?.type !== 'CommandApplied') return false;
    return what.command.type === 'changeProcessing' && what.command.node === node;
  };
  const byItself = ['processing', 'pollInterval'].includes(name)
    ? lastWhere('CommandApplied', fired.seq, telling, work)
    : undefined;
  const armedAt = armedBy(fired, telling)?.at ?? 0;
  const stopped = (['NodeDown', 'NodePaused'] as const)
    .map((type) => lastWhere(type, fired.seq, telling, stops))
    .filter((seq) => seq !== undefined && (trace[seq]?.at ?? 0) >= armedAt)
    .reduce<number | undefined>((best, seq) => Math.max(best ?? -1, seq ?? -1), undefined);
  return stopped ?? byItself;
}

function settingSentence(event: TraceEvent, name: string, telling: Telling): Sentence {
  const armed = armedBy(event, telling);
  const length = armed === undefined ? '' : lengthText(event.at - armed.at);
  const { setting } = timerFacts(name);
  if (setting === null)
    return say`That is how long its application works on what poll() gave it: ${amount(length)}.`;
  return say`${word(setting)} sets this length: ${amount(length)}.`;
}
