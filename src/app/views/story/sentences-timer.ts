/** Timers: armed, run out, cancelled; each told with the length it had and the setting that gave it. */
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { instantText, lengthText } from '../../draw/time-words.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { unreachable } from '../../draw/unreachable.ts';
import { nodeOfMember } from '../../draw/who.ts';
import type { Of, Telling } from './telling.ts';
import { amount, member, say, word, type Sentence } from './token.ts';

type TimerEvent = Of<'TimerArmed'> | Of<'TimerFired'> | Of<'TimerCancelled'>;

export function timerSentence(event: TraceEvent, what: TimerEvent, telling: Telling): Sentence {
  switch (what.type) {
    case 'TimerArmed':
      return say`${timerName(what, telling)} starts: ${amount(lengthText(what.due - event.at))}.`;
    case 'TimerFired':
      return fired(event, what, telling);
    case 'TimerCancelled':
      return say`${timerName(what, telling)} is stopped.`;
    default:
      return unreachable(what);
  }
}

/** `The session of consumer-2`, `The join barrier of orders` */
export function timerName(
  timer: { readonly name: string; readonly subject: string },
  telling: Telling,
): Sentence {
  const { word: name, enforcer } = timerFacts(timer.name);
  const node = nodeOfMember(timer.subject, telling.index.members);
  const isMember = telling.index.members.has(timer.subject) || node !== timer.subject;
  if (timer.subject === '__consumer_offsets' || timer.subject === '') return say`The ${name}`;
  if (isMember || enforcer !== 'coordinator') return say`The ${name} of ${member(node)}`;
  return say`The ${name} of group ${word(timer.subject)}`;
}

/** The event that armed a timer is the cause of its firing. */
export function armedBy(event: TraceEvent, { trace }: Telling): TraceEvent | undefined {
  const armed = event.cause === null ? undefined : trace[event.cause];
  return armed?.what.type === 'TimerArmed' ? armed : undefined;
}

function fired(event: TraceEvent, what: Of<'TimerFired'>, telling: Telling): Sentence {
  const armed = armedBy(event, telling);
  const length = armed === undefined ? '' : lengthText(event.at - armed.at);
  const node = nodeOfMember(what.subject, telling.index.members);
  switch (what.name) {
    case 'sessionTimeout':
      if (armed === undefined) break;
      return say`The session of ${member(node)} runs out: ${amount(length)} after ${amount(instantText(armed.at))}, when it was last heard.`;
    case 'heartbeat':
      return say`${member(node)} is due to beat: ${amount(length)} have passed.`;
    case 'pollInterval':
      return say`${member(node)} has not called poll() for ${amount(length)}.`;
    case 'processing':
      return say`The application of ${member(node)} is done with its records, after ${amount(length)}.`;
    case 'initialRebalanceDelay':
      return say`The coordinator’s initial delay of ${amount(length)} is over.`;
    case 'rebalanceTimeout':
      return say`The join barrier has stood for ${amount(length)}: it waits no longer.`;
    case 'autoCommit':
      return say`${member(node)} is due to commit: ${amount(length)} have passed.`;
    case 'requestTimeout':
      return say`${member(node)} has had no answer for ${amount(length)}.`;
    default:
      break;
  }
  return length === ''
    ? say`${timerName(what, telling)} runs out.`
    : say`${timerName(what, telling)} runs out, after ${amount(length)}.`;
}
