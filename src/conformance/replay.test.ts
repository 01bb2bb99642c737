import fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { classicForm } from './forms/classic.ts';
import { replayFiles } from './replay.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'conformance', 'classic');
const files = readdirSync(SAMPLE).filter((file) => file.endsWith('.gz'));

function linesOf(file: string): readonly string[] {
  return gunzipSync(readFileSync(join(SAMPLE, file)))
    .toString()
    .split('\n')
    .filter((line) => line !== '');
}

async function replay(...names: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await replayFiles(names, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, last: out.at(-1), out, err };
}

describe('recordings of Apache Kafka 4.4.0', () => {
  test.each(files)('%s is replayed without a difference', (file) => {
    for (const line of linesOf(file))
      expect(classicForm.replay(JSON.parse(line))).toEqual({ verdict: 'passed' });
  });
});

type Recorded = { events: { t: number; out?: Record<string, unknown> }[] };
type Place = { readonly holder: Record<string, unknown>; readonly field: string };

/** Every plain value below an out. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((field) => {
    const inner = holder[field];
    return typeof inner === 'object' && inner !== null ? placesIn(inner) : [{ holder, field }];
  });
}

function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return value === null ? 'something' : `${String(value)}x`;
}

test('a recording with one value of an out changed fails', () => {
  const lines = files.flatMap(linesOf).filter((line) => line.length < 20_000);
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (which, where) => {
      const recorded = JSON.parse(lines[which % lines.length] ?? '') as Recorded;
      const places = placesIn(recorded.events.flatMap(({ out }) => (out === undefined ? [] : [out])));
      const place = places[where % places.length];
      if (place === undefined) return;
      place.holder[place.field] = changed(place.holder[place.field]);
      expect(classicForm.replay(recorded).verdict).toBe('failed');
    }),
    { numRuns: 150, examples: [[700343565, 23]] },
  );
});

test('an out that is moved, dropped or said twice fails', () => {
  const recorded = JSON.parse(linesOf('01-first-join.jsonl.gz')[0] ?? '') as Recorded;
  const at = recorded.events.findIndex(({ out }) => out !== undefined);
  const variants = [
    recorded.events.toSpliced(at, 1),
    recorded.events.toSpliced(at, 0, recorded.events[at] ?? { t: 0 }),
    recorded.events.map((event, i) => (i === at ? { ...event, t: event.t + 1 } : event)),
  ];
  for (const events of variants) expect(classicForm.replay({ ...recorded, events }).verdict).toBe('failed');
});

describe('what cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test.each([
    ['no files', () => [], /Which recordings/],
    ['no such file', () => [join(folder, 'nowhere.jsonl')], /no such file/],
    ['not packed', () => [written('plain.jsonl.gz', '{}')], /not a gzip file/],
    ['not JSON', () => [written('text.jsonl', 'hello\n')], /line 1: this is not JSON/],
    ['no form', () => [written('empty.jsonl', '{}\n')], /names no form/],
    ['unknown form', () => [written('other.jsonl', '{"form":"zookeeper"}\n')], /"zookeeper" is not known/],
    ['nothing', () => [written('nothing.jsonl', '')], /nothing in it/],
  ])('%s: one sentence and exit code 2', async (_, names, sentence) => {
    const { code, err } = await replay(...names());
    expect([code, err.length, err[0]]).toEqual([2, 1, expect.stringMatching(sentence)]);
  });

  test.each([
    ['{"form":"classic"}', /name is not a text/],
    ['{"form":"classic","name":"x","epochMs":0,"events":[{"t":1}]}', /in of event 0 is not an object/],
    ['{"form":"classic","name":"x","epochMs":0,"events":[{"t":-1,"end":true}]}', /t of event 0/],
    [
      '{"form":"classic","name":"x","epochMs":0,"events":[{"t":2,"end":true},{"t":1,"end":true}]}',
      /back in time/,
    ],
    ['{"form":"classic","name":"x","epochMs":0,"events":[{"t":1,"in":{"cmd":"dance"}}]}', /command dance/],
    ['{"form":"classic","name":"x","epochMs":0,"events":[{"t":9e15,"end":true}]}', /more than \d+ timers/],
  ])('a malformed case fails with a sentence: %s', (line, sentence) => {
    expect(classicForm.replay(JSON.parse(line))).toEqual({
      verdict: 'failed',
      difference: { story: [expect.stringMatching(sentence)] },
    });
  });
});

describe('the command line', () => {
  const cli = (args: readonly string[], input?: string) =>
    spawnSync('node', [join('src', 'conformance', 'cli.mjs'), ...args], {
      cwd: ROOT,
      input,
      encoding: 'utf8',
    });

  test('a directory and standard input are replayed, and the last line says how it went', () => {
    const input = execFileSync('gunzip', ['-c', join(SAMPLE, '01-first-join.jsonl.gz')], {
      encoding: 'utf8',
    });
    const { stdout, status } = cli(['-'], input);
    expect([stdout.trim().split('\n').at(-1), status]).toEqual(['8 passed, 0 failed', 0]);
  }, 20_000);

  test('a difference is told as a story and makes the exit code 1', () => {
    const line = linesOf('01-first-join.jsonl.gz')[0] ?? '';
    const { stdout, status } = cli(['-'], line.replace('"errorCode":79', '"errorCode":78'));
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /JoinGroup v\d of .*Kafka said.*"errorCode":78.*we said.*"errorCode":79.*body\.errorCode: 78, not 79/s,
    );
    expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed');
  }, 20_000);
});
