/**
 * The messages of one lane in space and time: requests rise, replies fall, what the coordinator holds is a bar on its
 * rail. Lines of one look are one path, so that a lane costs a handful of elements however much was said.
 */
import { bisector } from 'd3';
import { errorName } from '../../../engine/kafka/error-code.ts';
import { instantText, secondsText } from '../../draw/time-words.ts';
import type { Rails } from './lane-level.ts';
import { round, type Mark, type Scene } from './scene.ts';
import { isRoutine, type Exchange } from './timeline-index.ts';

export interface HeldBar {
  readonly exchange: Exchange;
  readonly x0: number;
  readonly x1: number;
  readonly isOpen: boolean;
}

export interface MessagesLayout {
  readonly requests: string;
  readonly replies: string;
  readonly refusals: string;
  readonly spikes: string;
  /** Sent dots of requests. */
  readonly dots: readonly number[];
  readonly held: readonly HeldBar[];
  readonly lost: readonly { readonly x: number; readonly y: number; readonly seq: number }[];
  /** What is drawn in full, in order. */
  readonly shown: readonly Exchange[];
  readonly routine: readonly { readonly x: number; readonly apiKey: string }[];
  readonly marks: readonly Mark[];
}

const bySent = bisector((exchange: Exchange) => exchange.sentAt);
/** A request parked before the window may still lie in it. */
const LOOK_BACK = 16;
/** An answer that took longer was held. */
const HELD_MS = 50;
/** Beyond this many in one lane, spikes of one px column are one, and are not pointed at one by one. */
const SPIKES_MOST = 400;

export function layoutMessages(scene: Scene, exchanges: readonly Exchange[], rails: Rails): MessagesLayout {
  const inView = visible(scene, exchanges);
  const isLearner = scene.model.depth === 'learner';
  const full = inView.filter((exchange) => !isRoutine(exchange));
  const routine = isLearner ? [] : inView.filter(isRoutine);
  const paths = { requests: '', replies: '', refusals: '' };
  const lost: { x: number; y: number; seq: number }[] = [];
  for (const exchange of full) {
    const end = exchange.deliveredAt ?? exchange.arrivesAt;
    if (end !== null) paths.requests += flight(scene, exchange.sentAt, end, [rails.bottom, rails.top]);
    const { replyAt, errorCode } = exchange;
    const heard = exchange.doneAt ?? exchange.replyArrivesAt;
    if (replyAt !== null && heard !== null) {
      const line = flight(scene, replyAt, heard, [rails.top, rails.bottom]);
      if (errorCode === 0) paths.replies += line;
      else paths.refusals += line;
    }
    if (exchange.lost !== null) {
      const x = scene.x(exchange.lost.at);
      const y = (rails.top + rails.bottom) / 2;
      const from = exchange.lost.direction === 'request' ? exchange.sentAt : (replyAt ?? exchange.sentAt);
      const start = exchange.lost.direction === 'request' ? rails.bottom : rails.top;
      if (end === null || exchange.lost.direction === 'reply')
        paths.requests += `M${round(scene.x(from))} ${start}L${round(x)} ${y}`;
      lost.push({ x, y, seq: exchange.seq });
    }
  }
  const spikes = layoutSpikes(scene, routine, rails);
  return {
    ...paths,
    spikes: spikes.path,
    dots: full.map(({ sentAt }) => scene.x(sentAt)),
    held: full.flatMap((exchange) => heldBar(scene, exchange) ?? []),
    lost,
    shown: full,
    routine: spikes.places,
    marks: [
      ...full.map((exchange) => messageMark(scene, exchange, rails)),
      ...(routine.length > SPIKES_MOST ? [] : routine.map((each) => messageMark(scene, each, rails))),
    ],
  };
}

function visible({ axis, model }: Scene, exchanges: readonly Exchange[]): readonly Exchange[] {
  const first = Math.max(0, bySent.left(exchanges, axis.from) - LOOK_BACK);
  const end = bySent.right(exchanges, axis.to);
  return exchanges.slice(first, end).filter((exchange) => {
    const last = exchange.doneAt ?? exchange.lost?.at ?? model.playedAt;
    return last >= axis.from;
  });
}

/** A line from rail to rail, as far as it has come. */
function flight(scene: Scene, from: number, to: number, [y0, y1]: readonly [number, number]): string {
  const x0 = scene.x(from);
  const x1 = scene.x(to);
  const end = Math.min(x1, scene.played);
  if (end < x0) return '';
  const y = x1 > x0 ? y0 + ((end - x0) / (x1 - x0)) * (y1 - y0) : y1;
  return `M${round(x0)} ${round(y0)}L${round(end)} ${round(y)}`;
}

function layoutSpikes(scene: Scene, routine: readonly Exchange[], { top, bottom }: Rails) {
  const columns = new Set<number>();
  const places: { x: number; apiKey: string }[] = [];
  let path = '';
  for (const { apiKey, sentAt, arrivesAt, deliveredAt, replyAt, doneAt, replyArrivesAt } of routine) {
    const heard = doneAt ?? replyArrivesAt;
    if (replyAt === null || heard === null || heard > scene.model.playedAt) {
      const end = deliveredAt ?? arrivesAt;
      if (end !== null) path += flight(scene, sentAt, end, [bottom, top]);
      continue;
    }
    const x = (scene.x(sentAt) + scene.x(heard)) / 2;
    const column = Math.round(x);
    if (routine.length > SPIKES_MOST && columns.has(column)) continue;
    columns.add(column);
    places.push({ x, apiKey });
    path += `M${round(x - 2.2)} ${bottom}L${round(x)} ${top}L${round(x + 2.2)} ${bottom}`;
  }
  return { path, places };
}

function heldBar(scene: Scene, exchange: Exchange): HeldBar | undefined {
  const { deliveredAt, replyAt, parked } = exchange;
  if (deliveredAt === null) return undefined;
  const to = replyAt ?? exchange.lost?.at ?? scene.model.playedAt;
  if (!parked && to - deliveredAt < HELD_MS) return undefined;
  const x0 = scene.x(deliveredAt);
  return { exchange, x0, x1: Math.max(x0 + 1, scene.x(to)), isOpen: replyAt === null };
}

function messageMark(scene: Scene, exchange: Exchange, rails: Rails): Mark {
  const { sentAt, seq, client } = exchange;
  const x0 = scene.x(sentAt);
  const end = exchange.doneAt ?? exchange.lost?.at ?? scene.model.playedAt;
  return {
    row: client,
    x0: x0 - 2,
    x1: Math.max(x0 + 4, scene.x(end) + 2),
    y0: rails.top - 4,
    y1: rails.bottom + 4,
    at: sentAt,
    seq,
    selection: { type: 'message', seq },
    isLarge: end - sentAt > 1000,
    words: () => messageWords(exchange),
  };
}

/** The two requests that a coordinator answers when all have come, and any other that it says it keeps. */
export function isParked({ parked, apiKey, deliveredAt, replyAt }: Exchange): boolean {
  const isBarrier = apiKey === 'JoinGroup' || apiKey === 'SyncGroup';
  return parked || (isBarrier && deliveredAt !== null && (replyAt ?? Infinity) - deliveredAt >= HELD_MS);
}

export function messageWords(exchange: Exchange): string {
  const { sentAt, apiKey, client, deliveredAt, replyAt, doneAt, errorCode, lost } = exchange;
  const parked = isParked(exchange);
  const said = `${instantText(sentAt)} ${client} sends ${apiKey}`;
  if (lost !== null) return `${said}; the ${lost.direction} is lost at ${instantText(lost.at)}`;
  if (deliveredAt === null) return `${said}; not read by the coordinator`;
  if (replyAt === null) return `${said}; ${parked ? 'parked' : 'held'} by the coordinator, no reply`;
  const held = parked ? `, parked for ${secondsText(replyAt - deliveredAt)}` : '';
  const verdict = `${errorName(errorCode)} (${errorCode})`;
  const heard = doneAt === null ? 'reply on its way' : `reply at ${instantText(doneAt)}`;
  return `${said}${held}; ${heard}: ${errorCode === 0 ? 'NONE' : verdict}`;
}
