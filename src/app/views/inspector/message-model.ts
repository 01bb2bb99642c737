/** One exchange: the request, its answer, when each was sent and came, and what differs from the one before. */
import type { ApiKey } from '../../../engine/kafka/api.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import type { Happening, MessageName, TraceEvent } from '../../../engine/world/trace.ts';
import { messageKey, type TraceIndex } from '../../draw/trace-index.ts';
import type { Depth } from '../../store/selection.ts';
import { flatten, type FieldRow } from './flatten.ts';

export interface DiffRow extends FieldRow {
  /** What it was in the one before; undefined: the same, or there is none. */
  readonly before: string | undefined;
}

export interface MessageModel {
  readonly message: MessageName;
  readonly apiKey: ApiKey;
  readonly apiVersion: number;
  readonly request: readonly DiffRow[];
  /** When the request it is compared with was sent; null: it is the first of its kind. */
  readonly comparedAt: number | null;
  /** null: not answered yet at the cursor. */
  readonly reply: { readonly errorCode: number; readonly rows: readonly DiffRow[] } | null;
  readonly instants: readonly {
    readonly name: string;
    readonly at: number | null;
    readonly seq: number | null;
  }[];
  readonly ruleId: string | null;
  readonly replyRuleId: string | null;
}

export interface MessageQuestion {
  readonly seq: number;
  readonly frame: Frame;
  readonly trace: readonly TraceEvent[];
  readonly index: TraceIndex;
  readonly depth: Depth;
}

type Sent = Extract<Happening, { type: 'RequestSent' }>;
type Replied = Extract<Happening, { type: 'ReplySent' }>;

export function messageOf(question: MessageQuestion): MessageModel | null {
  const { seq, trace, index, frame, depth } = question;
  const picked = trace[seq]?.what;
  if (picked?.type !== 'RequestSent' && picked?.type !== 'ReplySent') return null;
  const requestSeq = index.requests.get(messageKey(picked.message));
  const request = requestSeq === undefined ? undefined : trace[requestSeq];
  if (request?.what.type !== 'RequestSent') return null;
  const sent = request.what;
  const replySeq = index.replies.get(messageKey(picked.message));
  const replyEvent = replySeq === undefined || replySeq > frame.seq ? undefined : trace[replySeq];
  const replied = replyEvent?.what.type === 'ReplySent' ? replyEvent.what : null;
  const former = formerOf(request, sent, trace);
  const formerReply = former === undefined ? null : replyTo(former.what.message, question);
  const options = { withBytes: depth === 'implementer' };
  const rows = flatten(sent.request.body, options);
  const before = former === undefined ? [] : flatten(former.what.request.body, options);
  return {
    message: picked.message,
    apiKey: sent.request.apiKey,
    apiVersion: sent.apiVersion,
    request: compared(rows, before),
    comparedAt: former?.at ?? null,
    reply:
      replied === null
        ? null
        : {
            errorCode: replied.errorCode,
            rows: compared(
              flatten(replied.response.body, options),
              formerReply === null ? [] : flatten(formerReply.response.body, options),
            ),
          },
    instants: instantsOf(request, sent, replyEvent, question),
    ruleId: request.ruleId,
    replyRuleId: replyEvent?.ruleId ?? null,
  };
}

/** The last request of the same api by the same client before this one. */
function formerOf(
  request: TraceEvent,
  sent: Sent,
  trace: readonly TraceEvent[],
): (TraceEvent & { readonly what: Sent }) | undefined {
  for (let seq = request.seq - 1; seq >= 0; seq -= 1) {
    const event = trace[seq];
    const what = event?.what;
    if (event === undefined || what?.type !== 'RequestSent') continue;
    if (what.message.client === sent.message.client && what.request.apiKey === sent.request.apiKey)
      return { ...event, what };
  }
  return undefined;
}

function replyTo(message: MessageName, { trace, index }: MessageQuestion): Replied | null {
  const seq = index.replies.get(messageKey(message));
  const what = seq === undefined ? undefined : trace[seq]?.what;
  return what?.type === 'ReplySent' ? what : null;
}

function compared(rows: readonly FieldRow[], before: readonly FieldRow[]): readonly DiffRow[] {
  const former = new Map(before.map((row) => [row.path, row.value]));
  return rows.map((row) => {
    const was = before.length === 0 ? undefined : (former.get(row.path) ?? 'absent');
    return { ...row, before: was === row.value ? undefined : was };
  });
}

function instantsOf(
  request: TraceEvent,
  sent: Sent,
  reply: TraceEvent | undefined,
  { trace, frame }: MessageQuestion,
): MessageModel['instants'] {
  const read = deliveryOf(request, 'RequestDelivered', trace, frame);
  const came = reply === undefined ? undefined : deliveryOf(reply, 'ReplyDelivered', trace, frame);
  const named = (name: string, event: TraceEvent | undefined, due: number | null) => ({
    name,
    at: event?.at ?? due,
    seq: event?.seq ?? null,
  });
  const what = reply?.what.type === 'ReplySent' ? reply.what : undefined;
  return [
    named('sent', request, null),
    named('read by the broker', read, read === undefined ? sent.arrivesAt : null),
    ...(reply === undefined ? [] : [named('answered', reply, null)]),
    ...(what === undefined ? [] : [named('answer arrives', came, what.arrivesAt)]),
  ];
}

/** Deliveries follow soon: what lies further away was lost. */
const LOOKED_ON_AT_MOST = 20_000;

function deliveryOf(
  sent: TraceEvent,
  type: 'RequestDelivered' | 'ReplyDelivered',
  trace: readonly TraceEvent[],
  frame: Frame,
): TraceEvent | undefined {
  const end = Math.min(frame.seq, sent.seq + LOOKED_ON_AT_MOST);
  for (let seq = sent.seq + 1; seq <= end; seq += 1) {
    const event = trace[seq];
    if (event?.what.type === type && event.cause === sent.seq) return event;
  }
  return undefined;
}
