/** What a sentence may look up beside its event: the run so far, and how deep the reader looks. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import type { Happening, MessageName, TraceEvent } from '../../../engine/world/trace.ts';
import { messageKey, type TraceIndex } from '../../draw/trace-index.ts';
import { nodeOfMember } from '../../draw/who.ts';
import type { Depth } from '../../store/selection.ts';
import { member, say, word, type Sentence, type Token } from './token.ts';

export interface Telling {
  readonly trace: readonly TraceEvent[];
  readonly index: TraceIndex;
  readonly depth: Depth;
  /** Commands that the scenario brought along: nobody here gave them. */
  readonly given: number;
}

/** The event's payload, narrowed to the kinds that one theme tells. */
export type Of<Type extends Happening['type']> = Extract<Happening, { type: Type }>;

export type RequestSent = Of<'RequestSent'>;
export type ReplySent = Of<'ReplySent'>;

export function requestOf(message: MessageName, { trace, index }: Telling): RequestSent | undefined {
  const seq = index.requests.get(messageKey(message));
  const what = seq === undefined ? undefined : trace[seq]?.what;
  return what?.type === 'RequestSent' ? what : undefined;
}

export function replyOf(message: MessageName, { trace, index }: Telling): ReplySent | undefined {
  const seq = index.replies.get(messageKey(message));
  const what = seq === undefined ? undefined : trace[seq]?.what;
  return what?.type === 'ReplySent' ? what : undefined;
}

/** The request that the broker knows by this id. */
export function requestById(requestId: number, telling: Telling): RequestSent | undefined {
  const seq = telling.index.delivered.get(requestId);
  const what = seq === undefined ? undefined : telling.trace[seq]?.what;
  return what?.type === 'RequestDelivered' ? requestOf(what.message, telling) : undefined;
}

/** A member by its id: the consumer people know; at implementer depth the id itself follows. */
export function memberById(memberId: string, { index, depth }: Telling): Sentence {
  if (memberId === '') return say`a member without an id`;
  const named: Token = member(nodeOfMember(memberId, index.members));
  return depth === 'implementer' ? say`${named} (${word(memberId)})` : [named];
}

/** An error by its name, its number as suffix; a learner reads the name only. */
export function errorWord(code: number, depth: Depth): Sentence {
  const name = word(errorName(code));
  return depth === 'learner' ? [name] : say`${name} (${String(code)})`;
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** `three members`, `one member`, `40 members` */
export function counted(count: number, thing: string): string {
  return `${COUNTS[count] ?? count} ${thing}${count === 1 ? '' : 's'}`;
}
