/** What is between a consumer and the brokers: travelling, arrived and waiting, due and never sent, last settled. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import type { ConsumerFrame, Frame, MessageFrame } from '../../../engine/world/frame.ts';
import type { Instant } from '../../../engine/kernel/time.ts';
import type { RecentFacts } from './recent.ts';

export interface WireModel {
  readonly travelling: readonly WireMessage[];
  /** Requests that a broker has or that lie at its door: they do not move. */
  readonly docked: readonly WireMessage[];
  /** A heartbeat that was due at this instant and was not sent. */
  readonly ghostDue: Instant | null;
  /** How the last exchange ended, and how long ago. */
  readonly rest: RestModel | null;
}

export interface WireMessage {
  /** The trace event of its sending. */
  readonly seq: number;
  readonly apiKey: string;
  readonly direction: 'request' | 'reply';
  /** Replies only. */
  readonly error: ErrorModel | null;
  readonly place: MessageFrame['place'];
  /** Between the sender, 0, and the receiver, 1; null: it never arrives. */
  readonly progress: number | null;
  /** Since it arrived. */
  readonly waitsMs: number;
  /** How long the flight takes. */
  readonly flightMs: number | null;
  readonly correlationId: number;
  /** When it is not the coordinator. */
  readonly otherBroker: string | null;
}

export interface ErrorModel {
  readonly name: string;
  readonly code: number;
}

export interface RestModel {
  readonly apiKey: string;
  readonly error: ErrorModel | null;
  readonly agoMs: number;
}

export interface WireInput {
  readonly frame: Frame;
  readonly entry: ConsumerFrame;
  readonly facts: RecentFacts;
  readonly heartbeatDue: Instant | null;
}

export function toWire({ frame, entry, facts, heartbeatDue }: WireInput): WireModel {
  const mine = frame.messages
    .filter(({ message }) => message.client === entry.node)
    .map((message) => toWireMessage(frame, message));
  const last = facts.exchanges.get(entry.node);
  return {
    travelling: mine.filter(({ place }) => place === 'travelling'),
    docked: mine.filter(({ place }) => place !== 'travelling'),
    ghostDue: heartbeatDue,
    rest:
      last === undefined || entry.process !== 'running'
        ? null
        : { apiKey: last.apiKey, error: toError(last.errorCode), agoMs: frame.at - last.at },
  };
}

export function toError(code: number): ErrorModel | null {
  return code === 0 ? null : { name: errorName(code), code };
}

function toWireMessage(frame: Frame, entry: MessageFrame): WireMessage {
  const { message, sentAt, arrivesAt } = entry;
  const coordinator = frame.brokers.find(({ coordinates }) => coordinates)?.node;
  return {
    seq: entry.sentSeq,
    apiKey: entry.apiKey,
    direction: entry.direction,
    error: entry.direction === 'reply' ? toError(entry.errorCode) : null,
    place: entry.place,
    progress: arrivesAt === null ? null : progress(frame.at, sentAt, arrivesAt),
    waitsMs: arrivesAt === null ? 0 : Math.max(0, frame.at - arrivesAt),
    flightMs: arrivesAt === null ? null : arrivesAt - sentAt,
    correlationId: message.correlationId,
    otherBroker: message.broker === coordinator ? null : message.broker,
  };
}

function progress(now: Instant, sentAt: Instant, arrivesAt: Instant): number {
  if (arrivesAt <= sentAt) return 1;
  return Math.min(1, Math.max(0, (now - sentAt) / (arrivesAt - sentAt)));
}
