/**
 * The motion rule: while time plays, a message travels for at least 520 ms of the screen, however short its flight.
 * Pure: frames of the trace go in, what is to be seen on each wire at an instant of the screen comes out.
 */
import type { Frame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { toError, type ErrorModel } from './model-wires.ts';

export interface Traveller {
  readonly seq: number;
  readonly node: string;
  readonly apiKey: string;
  readonly direction: 'request' | 'reply';
  readonly error: ErrorModel | null;
  readonly correlationId: number;
  readonly otherBroker: string | null;
  /** Of the screen's clock, in ms. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** It ends in a cross: it never arrived. */
  readonly lost: boolean;
}

/** `--d-transfer` */
export const TRAVEL_MS = 520;
/** On one track; beyond that, playing is too fast to show each. */
const QUEUE_AT_MOST = 2;

export interface Departures {
  readonly frame: Frame;
  readonly trace: readonly TraceEvent[];
  /** The last event whose departure was already noted. */
  readonly fromSeq: number;
  readonly screen: number;
  readonly speed: number;
  readonly reduced: boolean;
}

/** Takes in what was sent since, and drops what has come to its end. */
export function depart(current: readonly Traveller[], step: Departures): readonly Traveller[] {
  const { frame, trace, fromSeq, screen } = step;
  const kept = current.filter(({ endsAt }) => endsAt > screen);
  const added: Traveller[] = [];
  for (let seq = Math.max(0, fromSeq + 1); seq <= frame.seq && seq < trace.length; seq += 1) {
    const event = trace[seq];
    if (event === undefined) break;
    const next = toTraveller(event, [...kept, ...added], step);
    if (next !== null) added.push(next);
  }
  return added.length === 0 && kept.length === current.length ? current : [...kept, ...added];
}

function toTraveller(event: TraceEvent, waiting: readonly Traveller[], step: Departures): Traveller | null {
  const { what } = event;
  if (what.type !== 'RequestSent' && what.type !== 'ReplySent') return null;
  const { client, broker, correlationId } = what.message;
  const direction = what.type === 'RequestSent' ? 'request' : 'reply';
  const before = waiting.filter(({ node }) => node === client);
  if (before.filter((other) => other.direction === direction).length >= QUEUE_AT_MOST) return null;
  // A reply sets out when its own request has come to its end on the screen.
  const asked = before.find(
    (other) => other.direction === 'request' && other.correlationId === correlationId,
  );
  const startsAt =
    direction === 'reply'
      ? Math.max(step.screen, asked?.endsAt ?? 0)
      : Math.max(step.screen, ...before.filter((other) => other.direction === 'request').map(lastStart));
  const flight = what.arrivesAt === null ? 0 : (what.arrivesAt - event.at) / step.speed;
  const coordinator = step.frame.brokers.find(({ coordinates }) => coordinates)?.node;
  return {
    seq: event.seq,
    node: client,
    apiKey: what.type === 'RequestSent' ? what.request.apiKey : what.response.apiKey,
    direction,
    error: what.type === 'ReplySent' ? toError(what.errorCode) : null,
    correlationId,
    otherBroker: broker === coordinator ? null : broker,
    startsAt,
    endsAt: startsAt + Math.max(TRAVEL_MS, flight),
    lost: what.arrivesAt === null,
  };
}

/** Two requests of one client follow each other at a distance that keeps both legible. */
function lastStart({ startsAt }: Traveller): number {
  return startsAt + TRAVEL_MS * 0.8;
}

/** Where it is, 0 … 1; null: it has not set out, or is there. */
export function placeOf(
  { startsAt, endsAt, lost }: Traveller,
  screen: number,
  reduced: boolean,
): number | null {
  if (screen < startsAt || screen >= endsAt) return null;
  if (reduced) return 0.5;
  const share = ease((screen - startsAt) / (endsAt - startsAt));
  return lost ? share * 0.6 : share;
}

function ease(t: number): number {
  return t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
}
