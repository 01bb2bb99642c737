/** Pairs the four events of a message: sent, read, answered, heard; or lost on the way. */
import type { MessageName, TraceEvent } from '../../../engine/world/trace.ts';
import type { IndexDraft } from './index-draft.ts';
import { isRoutineApi, type Exchange } from './timeline-index.ts';

export function learnMessage(draft: IndexDraft, { at, seq, what }: TraceEvent): void {
  switch (what.type) {
    case 'RequestSent':
      return send(draft, {
        ...NOTHING_YET,
        key: keyOf(what.message),
        seq,
        client: what.message.client,
        apiKey: what.request.apiKey,
        sentAt: at,
        arrivesAt: what.arrivesAt,
      });
    case 'RequestDelivered':
      draft.open.requestIds.set(what.requestId, keyOf(what.message));
      return change(draft, keyOf(what.message), (known) => {
        if (!isRoutineApi(known.apiKey)) draft.addNotable(at);
        return { ...known, deliveredAt: at };
      });
    case 'RequestParked': {
      const key = draft.open.requestIds.get(what.requestId);
      return key === undefined ? undefined : change(draft, key, (known) => ({ ...known, parked: true }));
    }
    case 'ReplySent': {
      draft.open.requestIds.delete(what.requestId);
      const { errorCode } = what;
      return change(draft, keyOf(what.message), (known) => {
        const told = { ...known, replyAt: at, replySeq: seq, replyArrivesAt: what.arrivesAt, errorCode };
        if (!isRoutineApi(known.apiKey)) draft.addNotable(at);
        else if (errorCode !== 0) draft.addNotable(known.sentAt, known.deliveredAt, at);
        else draft.list(known.apiKey === 'Heartbeat' ? 'heartbeats' : 'commits').push(known.sentAt);
        return told;
      });
    }
    case 'ReplyDelivered':
      return finish(draft, keyOf(what.message), (known) => {
        if (!isRoutineApi(known.apiKey) || known.errorCode !== 0) draft.addNotable(at);
        return { ...known, doneAt: at };
      });
    case 'MessageLost':
      return finish(draft, keyOf(what.message), (known) => {
        draft.addNotable(known.sentAt, at);
        return { ...known, lost: { at, direction: what.direction } };
      });
    default:
  }
}

const NOTHING_YET = {
  deliveredAt: null,
  parked: false,
  replyAt: null,
  replySeq: -1,
  replyArrivesAt: null,
  errorCode: 0,
  doneAt: null,
  lost: null,
} as const;

function keyOf({ client, broker, connection, epoch, correlationId }: MessageName): string {
  return `${client} ${broker} ${connection} ${epoch} ${correlationId}`;
}

function send(draft: IndexDraft, { key, ...exchange }: Exchange & { readonly key: string }): void {
  const lane = draft.lane(exchange.client);
  draft.open.exchanges.set(key, { client: exchange.client, place: lane.exchanges.length });
  lane.exchanges.push(exchange);
  if (!isRoutineApi(exchange.apiKey)) draft.addNotable(exchange.sentAt);
}

function change(draft: IndexDraft, key: string, by: (known: Exchange) => Exchange): void {
  const where = draft.open.exchanges.get(key);
  if (where === undefined) return;
  const { exchanges } = draft.lane(where.client);
  const known = exchanges[where.place];
  if (known !== undefined) exchanges[where.place] = by(known);
}

function finish(draft: IndexDraft, key: string, by: (known: Exchange) => Exchange): void {
  change(draft, key, by);
  draft.open.exchanges.delete(key);
}
