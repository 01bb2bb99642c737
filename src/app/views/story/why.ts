/**
 * Why?: the chain of reasons from an event back to a command, a setting or the start of the run, as numbered steps
 * that a person can follow. What only carries something (delivered, armed, connected) is not a step of its own.
 */
import type { RuleText } from '../../../contract/reference.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { reasonOf } from './reason.ts';
import { WITH_GIVEN_ID } from './sentences-message.ts';
import { sentenceOf } from './sentences.ts';
import type { Telling } from './telling.ts';
import { say, type Sentence } from './token.ts';

export interface WhyStep {
  readonly kind: 'step' | 'command' | 'setting' | 'start';
  readonly sentence: Sentence;
  /** The event it tells; null: a length that somebody set, or something that stands. */
  readonly seq: number | null;
  readonly at: number | null;
  readonly ruleId: string | null;
  readonly rule: RuleText | null;
  /** The setting behind the length of a timer, by Kafka's name. */
  readonly setting: string | null;
}

export type Rules = ReadonlyMap<string, RuleText>;

/** A chain longer than this explains nothing. */
const STEPS_AT_MOST = 9;
const HOPS_AT_MOST = 400;

export function explain(from: number, telling: Telling, rules: Rules): readonly WhyStep[] {
  const steps: WhyStep[] = [];
  const told = new Set<number>();
  const tell = (event: TraceEvent): void => {
    if (told.has(event.seq)) return;
    told.add(event.seq);
    steps.push(stepOf(event, telling, rules));
  };
  let event = telling.trace[from];
  for (let hops = 0; event !== undefined && hops < HOPS_AT_MOST; hops += 1) {
    if (event.seq === from || isTelling(event, telling)) tell(event);
    if (event.what.type === 'CommandApplied' || steps.length >= STEPS_AT_MOST) return steps;
    const reason = reasonOf(event, telling);
    if (reason.type === 'setting') return [...steps, plain('setting', reason.sentence, event)];
    if (reason.type === 'start') return [...steps, plain('start', say`The run begins.`, telling.trace[0])];
    const impulse = reason.by === undefined ? undefined : impulseOf(reason.by, reason.seq, telling);
    if (impulse !== undefined) tell(impulse);
    event = telling.trace[reason.seq];
  }
  return steps;
}

/** The nearest telling event behind a last impulse, if it lies after the reason proper. */
function impulseOf(seq: number, after: number, telling: Telling): TraceEvent | undefined {
  let event = telling.trace[seq];
  for (let hops = 0; event !== undefined && event.seq > after && hops < HOPS_AT_MOST; hops += 1) {
    if (isTelling(event, telling) && event.what.type !== 'StateEntered') return event;
    const { cause }: TraceEvent = event;
    event = cause === null ? undefined : telling.trace[cause];
  }
  return undefined;
}

/** Whether an event deserves a step of its own. */
function isTelling({ what, node }: TraceEvent, telling: Telling): boolean {
  switch (what.type) {
    case 'RequestDelivered':
    case 'ReplyDelivered':
    case 'TimerArmed':
    case 'TimerCancelled':
    case 'ConnectionOpened':
    case 'ConnectionClosed':
    case 'RecordsCommitted':
    case 'NodeStarted':
    case 'StateEntered':
    case 'RecordsDelivered':
    case 'RecordsProcessed':
    case 'MemberAdded':
    case 'RequestParked':
      return false;
    case 'RequestSent':
      return !isApproach(what);
    case 'RecordsAppended':
      return telling.depth === 'implementer';
    case 'ReplySent':
      return what.errorCode !== 0;
    case 'TimerFired':
      return what.name === 'processing' || !timerFacts(what.name).quiet;
    // The command that ended or stopped it says the same in the second person.
    case 'NodeDown':
      return what.because === 'exception' && node !== null;
    case 'NodePaused':
      return false;
    default:
      return true;
  }
}

/** On the way to a first join: who coordinates, which id; the answer to it tells enough. */
function isApproach({ request }: Extract<TraceEvent['what'], { type: 'RequestSent' }>): boolean {
  if (request.apiKey === 'FindCoordinator') return true;
  if (request.apiKey !== 'JoinGroup') return false;
  return request.body.memberId === '' || request.body.reason?.startsWith(WITH_GIVEN_ID) === true;
}

function stepOf(event: TraceEvent, telling: Telling, rules: Rules): WhyStep {
  const { what, seq, at, ruleId } = event;
  const isCommand = what.type === 'CommandApplied';
  const facts = what.type === 'TimerFired' ? timerFacts(what.name) : null;
  return {
    kind: isCommand ? 'command' : 'step',
    sentence: sentenceOf(event, telling),
    seq,
    at,
    ruleId: firingRule(event, telling) ?? ruleId,
    rule: rules.get(firingRule(event, telling) ?? ruleId) ?? null,
    setting: facts?.setting ?? null,
  };
}

/** That a timer fires says little: the rule of what it led to first says more. */
function firingRule({ what, seq }: TraceEvent, { trace }: Telling): string | null {
  const next = trace[seq + 1];
  return what.type === 'TimerFired' && next?.cause === seq ? next.ruleId : null;
}

function plain(kind: 'setting' | 'start', sentence: Sentence, event: TraceEvent | undefined): WhyStep {
  const at = kind === 'start' ? (event?.at ?? null) : null;
  return { kind, sentence, seq: null, at, ruleId: null, rule: null, setting: null };
}
