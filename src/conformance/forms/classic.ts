/**
 * Replays recordings of Apache Kafka's classic group protocol: every answer, every append and every state must come at
 * the same instant, in the same order, with the same content, and nothing further until the end.
 */
import type { CaseOutcome, ReplayForm } from '../replay-form.ts';
import { firstDifference, isEqual } from './json-difference.ts';
import {
  MalformedCase,
  readCase,
  type JsonObject,
  type RecordedCase,
  type RecordedEvent,
} from './classic-recording.ts';
import { ClassicServer, type OurOut } from './classic-server.ts';

export const OTHER_PROTOCOLS = 'needs other protocols';

export const classicForm: ReplayForm = {
  form: 'classic',
  replay(recorded) {
    try {
      const story = readCase(recorded);
      return acceptsOtherProtocols(story)
        ? { verdict: 'skipped', reason: OTHER_PROTOCOLS }
        : replayCase(story);
    } catch (problem) {
      if (problem instanceof MalformedCase)
        return failed([`The recording is malformed: ${problem.message}.`]);
      return failed([
        `Our coordinator stopped: ${problem instanceof Error ? problem.message : String(problem)}`,
      ]);
    }
  },
};

function failed(story: readonly string[]): CaseOutcome {
  return { verdict: 'failed', difference: { story } };
}

/** A consumer or share group is born in it: another chapter. */
function acceptsOtherProtocols({ events }: RecordedCase): boolean {
  const knocks = new Set<number>();
  for (const event of events) {
    if (event.type === 'request' && /^(Consumer|Share)GroupHeartbeat$/.test(event.given.request.apiKey))
      knocks.add(event.given.n);
    if (event.type !== 'out' || typeof event.out['n'] !== 'number' || !knocks.has(event.out['n'])) continue;
    const body = event.out['body'];
    if (typeof body === 'object' && body !== null && isAcceptance(body)) return true;
  }
  return false;
}

function isAcceptance(body: object): boolean {
  return 'heartbeatIntervalMs' in body && !('errorCode' in body);
}

function replayCase(story: RecordedCase): CaseOutcome {
  const server = new ClassicServer(story);
  let latest: RecordedEvent | undefined;
  for (const event of story.events) {
    const difference = event.type === 'out' ? compareOut(server, event) : give(server, event);
    if (difference !== null) return failed(tell(story, { latest, ...difference }));
    if (event.type !== 'out') latest = event;
  }
  const [further] = server.outs;
  if (further === undefined) return { verdict: 'passed' };
  return failed(tell(story, { latest, ours: further, theirs: null }));
}

/** What Kafka said and what we said where they part; null: nothing. */
interface Parting {
  readonly ours: OurOut | null;
  readonly theirs: { readonly t: number; readonly out: JsonObject } | null;
}

function compareOut(server: ClassicServer, event: Extract<RecordedEvent, { type: 'out' }>): Parting | null {
  while (server.outs.length === 0 && server.fireNext(event.t));
  const ours = server.outs.shift();
  if (ours === undefined) return { ours: null, theirs: event };
  return ours.t === event.t && isEqual(ours.out, event.out) ? null : { ours, theirs: event };
}

function give(server: ClassicServer, event: Exclude<RecordedEvent, { type: 'out' }>): Parting | null {
  server.advanceTo(event.t);
  const [further] = server.outs;
  if (further !== undefined) return { ours: further, theirs: null };
  if (event.type === 'request') server.request(event.given);
  if (event.type === 'command') server.command(event.cmd, event.raw);
  return null;
}

function tell(
  { name }: RecordedCase,
  { latest, ours, theirs }: Parting & { readonly latest: RecordedEvent | undefined },
): readonly string[] {
  const at = theirs?.t ?? ours?.t ?? 0;
  const story = [`${name}: at t=${at}, after ${describe(latest)}`];
  story.push(`  Kafka said  ${theirs === null ? 'nothing' : say(theirs)}`);
  story.push(`  we said     ${ours === null ? 'nothing' : say(ours)}`);
  if (ours !== null && theirs !== null) {
    const differs =
      ours.t === theirs.t ? firstDifference(theirs.out, ours.out) : `the instant: ${theirs.t}, not ${ours.t}`;
    story.push(`  they differ in ${differs}`);
  }
  if (ours !== null && ours.ruleId !== '') story.push(`  by rule ${ours.ruleId}`);
  return story;
}

function describe(event: RecordedEvent | undefined): string {
  switch (event?.type) {
    case 'request': {
      const { n, apiVersion, client, request } = event.given;
      return `request ${n}, ${request.apiKey} v${apiVersion} of ${client.id} at t=${event.t}: ${shortened(event.raw['body'])}`;
    }
    case 'command':
      return `the command ${shortened(event.raw)} at t=${event.t}`;
    default:
      return 'the start';
  }
}

function say({ t, out }: { readonly t: number; readonly out: JsonObject }): string {
  return `at t=${t} ${shortened(out)}`;
}

const LONGEST = 600;

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}
