import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { clientAssignors, type LastAssignment } from '../../engine/assignors/index.ts';
import type { TopicPartition } from '../../engine/kafka/topic-partition.ts';
import { readRounds } from './assignor-recording.ts';
import { assignorForm } from './assignor.ts';

const NAMES = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'] as const;

interface Case {
  readonly name: string;
  readonly rounds: readonly { readonly in: { readonly generation: number }; readonly out: Out }[];
}

interface Out {
  assignment: Record<string, [string, number[]][]>;
}

function sampleOf(name: (typeof NAMES)[number]): Case[] {
  const file = new URL(`../../../conformance/assignor/client-${name}.jsonl.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  return lines.map((line): Case => JSON.parse(line));
}

test.each(NAMES)('%s answers a sample of recordings as Kafka 4.4.0 did', (name) => {
  const failures = sampleOf(name)
    .map((recorded) => assignorForm.replay(recorded))
    .filter((outcome) => outcome.verdict !== 'passed');
  expect(failures).toEqual([]);
});

describe('a changed recording fails', () => {
  const recorded = sampleOf('sticky').find(({ name }) => name.startsWith('differing-static/'));

  const changes: Record<string, (out: Out, first: string) => unknown> = {
    'a partition is missing': (out, first) => out.assignment[first]?.pop(),
    'a partition is another': (out, first) => out.assignment[first]?.at(-1)?.[1].splice(-1, 1, 99),
    'a partition stands twice': (out, first) => out.assignment[first]?.at(-1)?.[1].push(0),
    'the list is reversed': (out, first) =>
      out.assignment[first]?.reverse().forEach(([, partitions]) => partitions.reverse()),
    'a topic is another': (out, first) => out.assignment[first]?.at(-1)?.splice(0, 1, 'other'),
    'a run is written in two': (out, first) => {
      const run = out.assignment[first]?.at(-1);
      if (run !== undefined) out.assignment[first]?.push([run[0], run[1].splice(-1)]);
    },
    'a member is missing': (out, first) => Reflect.deleteProperty(out.assignment, first),
    'there is a member more': (out) => Object.assign(out.assignment, { stranger: [] }),
    'an exception is added': (out) => Object.assign(out, { error: 'IllegalStateException' }),
    'an exception stands in its place': (out) => {
      Reflect.deleteProperty(out, 'assignment');
      Object.assign(out, { error: 'IllegalStateException' });
    },
  };

  test.each(Object.keys(changes))('in any round: %s', (name) => {
    const rounds = recorded?.rounds ?? [];
    expect(rounds.length).toBeGreaterThan(1);
    for (const index of rounds.keys()) {
      const changed = structuredClone(recorded);
      const out = changed?.rounds[index]?.out;
      const first = Object.entries(out?.assignment ?? {}).find(([, runs]) => (runs[0]?.[1].length ?? 0) > 1);
      if (out === undefined || first === undefined) continue;
      changes[name]?.(out, first[0]);
      expect(assignorForm.replay(changed), `round ${index + 1}`).toMatchObject({ verdict: 'failed' });
    }
  });

  test('the story says what was given, what Kafka said and what we said', () => {
    const changed = structuredClone(sampleOf('range')[0]);
    const out = changed?.rounds[0]?.out;
    if (out !== undefined) out.assignment = { stranger: [] };
    const outcome = assignorForm.replay(changed);
    const story = outcome.verdict === 'failed' ? outcome.difference.story.join('\n') : '';
    expect(story).toMatch(/: range, round 1 of/);
    expect(story).toMatch(/Given: \d+ members/);
    expect(story).toMatch(/Kafka said: \[\]\nWe said: null/);
    expect(story).toMatch(/Rules: AS-01…AS-25/);
  });
});

test.each([
  ['server-uniform', 'server assignors are not built yet'],
  ['server-range', 'server assignors are not built yet'],
  ['share-simple', 'share assignor is not built yet'],
])('%s is skipped', (assignor, reason) => {
  expect(assignorForm.replay({ form: 'assignor', assignor })).toEqual({ verdict: 'skipped', reason });
});

describe('a malformed case fails with a sentence', () => {
  const round = { in: { topics: [], subscriptions: [], members: [] }, out: { assignment: {} } };
  const withRound = (changed: unknown): unknown => ({
    form: 'assignor',
    assignor: 'client-range',
    name: 'made-up/0001',
    rounds: [changed],
  });

  test('while the case that they are made from passes', () => {
    expect(assignorForm.replay(withRound(round))).toEqual({ verdict: 'passed' });
  });

  test.each([
    [undefined, 'the case should be an object, but is missing'],
    [null, 'the case should be an object, but is null'],
    [[], 'the case should be an object'],
    [{ form: 'classic' }, 'not of the form "assignor"'],
    [{ form: 'assignor' }, 'assignor should be a text'],
    [{ form: 'assignor', assignor: 'client-mine' }, 'There is no assignor client-mine'],
    [{ form: 'assignor', assignor: 'client-range' }, 'rounds should be a list'],
    [{ form: 'assignor', assignor: 'client-range', rounds: [] }, 'has no rounds'],
    [withRound(7), 'round 1 should be an object, but is 7'],
    [withRound({ ...round, out: {} }), 'out should be an assignment or an error'],
    [withRound({ ...round, out: { assignment: { a: [['t']] } } }), 'a run’s partitions should be a list'],
    [withRound({ ...round, in: { ...round.in, membersMap: 'TreeMap' } }), 'membersMap should be'],
    [
      withRound({ ...round, in: { ...round.in, members: [{ id: 'a', s: 3 }] } }),
      'an index into subscriptions',
    ],
    [
      withRound({ ...round, in: { ...round.in, topics: [{ name: 't', partitions: '1' }] } }),
      'a topic’s partitions should be a whole number, but is "1"',
    ],
  ])('%j', (malformed, sentence) => {
    const outcome = assignorForm.replay(malformed);
    expect(outcome).toMatchObject({ verdict: 'failed' });
    expect(outcome.verdict === 'failed' && outcome.difference.story.join()).toContain(sentence);
  });
});

test.each(['sticky', 'cooperative-sticky'] as const)(
  'AS-90 AS-92 %s writes the user data that the recorded clients sent',
  (name) => {
    let compared = 0;
    for (const { name: story, rounds } of sampleOf(name)) {
      // Odd clients send the user data of older versions, or broken bytes.
      if (story.includes('odd')) continue;
      const last = new Map<string, LastAssignment>();
      for (const [index, { members, out }] of readRounds(rounds).entries()) {
        for (const { memberId, userData } of members) {
          compared++;
          expect(clientAssignors[name].userData(last.get(memberId)), story).toBe(userData);
        }
        if ('error' in out) continue;
        const generationId = rounds[index]?.in.generation ?? 0;
        for (const [memberId, runs] of out.assignment)
          last.set(memberId, { assignment: asRead(runs), generationId });
      }
    }
    expect(compared).toBeGreaterThan(1_000);
  },
);

/** On the wire an assignment is grouped by topic, in the order in which the topics first appear. */
function asRead(runs: readonly (readonly [string, readonly number[]])[]): TopicPartition[] {
  const topics = new Map<string, number[]>();
  for (const [topic, partitions] of runs) topics.set(topic, [...(topics.get(topic) ?? []), ...partitions]);
  return [...topics].flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })));
}
