/** Reads a recorded case of the classic form; whatever is not as it must be is told in a sentence. */
import { SHAPES, type AnyRequest, type ApiKey } from '../../engine/kafka/api.ts';
import type { TopicMetadata } from '../../engine/kafka/server-role.ts';
import { withDefaults } from '../../engine/kafka/shape.ts';

export class MalformedCase extends Error {
  override name = 'MalformedCase';
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };
export type JsonObject = { readonly [field: string]: Json };

export interface RecordedRequest {
  readonly n: number;
  readonly apiVersion: number;
  readonly client: { readonly id: string; readonly host: string };
  readonly request: AnyRequest;
}

/** What is given, what came out, or the end: nothing further may come. */
export type RecordedEvent =
  | {
      readonly type: 'request';
      readonly t: number;
      readonly given: RecordedRequest;
      readonly raw: JsonObject;
    }
  | { readonly type: 'command'; readonly t: number; readonly cmd: string; readonly raw: JsonObject }
  | { readonly type: 'out'; readonly t: number; readonly out: JsonObject }
  | { readonly type: 'end'; readonly t: number };

export interface RecordedCase {
  readonly name: string;
  readonly epochMs: number;
  readonly config: Readonly<Record<string, string>>;
  readonly topics: readonly TopicMetadata[];
  readonly memberIds: readonly string[];
  readonly events: readonly RecordedEvent[];
}

export function readCase(recorded: unknown): RecordedCase {
  const header = objectOf(recorded, 'the case');
  const draws = header['draws'] === undefined ? {} : objectOf(header['draws'], 'draws');
  return {
    name: textOf(header['name'], 'name'),
    epochMs: wholeOf(header['epochMs'], 'epochMs'),
    config: Object.fromEntries(
      Object.entries(objectOf(header['config'] ?? {}, 'config')).map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
    topics: listOf(header['topics'] ?? [], 'topics').map(topicOf),
    memberIds: listOf(draws['memberIds'] ?? [], 'draws.memberIds').map((id) => textOf(id, 'a member id')),
    events: inOrder(listOf(header['events'], 'events').map(eventOf)),
  };
}

function inOrder(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  events.forEach((event, at) => {
    const before = events[at - 1]?.t ?? 0;
    if (event.t < before)
      throw new MalformedCase(`event ${at} goes back in time, from ${before} to ${event.t}`);
  });
  return events;
}

function eventOf(recorded: Json, at: number): RecordedEvent {
  const event = objectOf(recorded, `event ${at}`);
  const t = wholeOf(event['t'], `t of event ${at}`);
  if (event['end'] === true) return { type: 'end', t };
  if (event['out'] !== undefined)
    return { type: 'out', t, out: objectOf(event['out'], `out of event ${at}`) };
  const raw = objectOf(event['in'], `in of event ${at}`);
  if (typeof raw['cmd'] === 'string') return { type: 'command', t, cmd: raw['cmd'], raw };
  return { type: 'request', t, given: requestOf(raw, at), raw };
}

function requestOf(raw: JsonObject, at: number): RecordedRequest {
  const client = objectOf(raw['client'] ?? {}, `client of event ${at}`);
  const apiKey = textOf(raw['api'], `api of event ${at}`);
  if (!isApiKey(apiKey))
    throw new MalformedCase(`event ${at} asks ${apiKey}, which is no request known here`);
  const body = withDefaults(SHAPES[apiKey].request, objectOf(raw['body'] ?? {}, `body of event ${at}`));
  return {
    n: wholeOf(raw['n'], `n of event ${at}`),
    apiVersion: wholeOf(raw['version'] ?? 0, `version of event ${at}`),
    client: { id: String(client['id'] ?? ''), host: String(client['host'] ?? '/127.0.0.1') },
    // The shape that belongs to this api made the body.
    request: { apiKey, body } as AnyRequest,
  };
}

function isApiKey(name: string): name is ApiKey {
  return Object.hasOwn(SHAPES, name);
}

export function topicOf(recorded: Json): TopicMetadata {
  const topic = objectOf(recorded, 'a topic');
  return {
    name: textOf(topic['name'], 'name of a topic'),
    id: textOf(topic['id'], 'id of a topic'),
    partitions: wholeOf(topic['partitions'], 'partitions of a topic'),
  };
}

export function objectOf(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MalformedCase(`${what} is not an object`);
  return value as JsonObject;
}

export function listOf(value: unknown, what: string): readonly Json[] {
  if (!Array.isArray(value)) throw new MalformedCase(`${what} is not a list`);
  return value as readonly Json[];
}

export function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new MalformedCase(`${what} is not a text`);
  return value;
}

export function wholeOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new MalformedCase(`${what} is not a whole number`);
  return value;
}
