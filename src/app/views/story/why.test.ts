import { expect, test } from 'vitest';
import { instant } from '../../../engine/kernel/time.ts';
import { indexOf } from '../../draw/trace-index.ts';
import { TRACE } from './fixture.ts';
import { sentenceOf } from './sentences.ts';
import type { Telling } from './telling.ts';
import { sentenceText } from './token.ts';
import { explain } from './why.ts';

const telling: Telling = { trace: TRACE, index: indexOf(TRACE), depth: 'engineer', given: 1 };

const told = (seq: number, change: Partial<Telling> = {}) => {
  const event = TRACE[seq];
  return event === undefined ? '' : sentenceText(sentenceOf(event, { ...telling, ...change }));
};

test.each([
  [0, 'consumer-2 starts.'],
  [3, 'consumer-2 is given orders-2'],
  [7, 'You crash consumer-2. Nobody reads orders-2'],
  [9, 'The session of consumer-2 runs out: 45 s after 1.002, when it was last heard.'],
  [10, 'The session of consumer-2 has run out; it is removed from the group.'],
  [11, 'A rebalance begins: the session of consumer-2 ran out.'],
  [
    14,
    'Heartbeat of consumer-1 is answered REBALANCE_IN_PROGRESS (27): the group is rebalancing, so it must join again.',
  ],
])('event %i is told as one sentence', (seq, sentence) => {
  expect(told(seq)).toBe(sentence);
});

test('a learner reads an error by its name only, and no member id is ever shown but to implementers', () => {
  expect(told(14, { depth: 'learner' })).toBe(
    'consumer-1 is answered REBALANCE_IN_PROGRESS: the group is rebalancing, so it must join again.',
  );
  expect(told(10)).not.toMatch(/[0-9a-f]{8}-/u);
  expect(told(10, { depth: 'implementer' })).toContain('consumer-2-a07c41e6');
});

test('a command that came with the scenario is not said to be yours', () => {
  expect(told(7, { given: 2 })).toBe('The scenario crashes consumer-2. Nobody reads orders-2');
});

test('Why? of a refused heartbeat goes over the rebalance and the silent session to the crash', () => {
  const steps = explain(14, telling, new Map());
  expect(steps.map(({ kind, seq }) => [kind, seq])).toEqual([
    ['step', 14],
    ['step', 11],
    ['step', 9],
    ['command', 7],
  ]);
  expect(steps[2]).toMatchObject({ ruleId: 'CG-P-08', setting: 'session.timeout.ms' });
});

test('Why? of a session that nobody stopped ends in its setting', () => {
  const alive = TRACE.filter(({ seq }) => seq !== 7 && seq !== 8).map((event, seq) => {
    const cause = event.cause === null ? null : event.cause > 8 ? event.cause - 2 : event.cause;
    return { ...event, seq, cause };
  });
  const steps = explain(8, { ...telling, trace: alive, index: indexOf(alive) }, new Map());
  expect(steps.map(({ kind }) => kind)).toEqual(['step', 'step', 'setting']);
  expect(sentenceText(steps[2]?.sentence ?? [])).toBe('session.timeout.ms sets this length: 45 s.');
});

test('Why? of a refused commit goes back to what took its sender out of the group', () => {
  const refused = {
    seq: TRACE.length,
    at: instant(70_000),
    node: 'consumer-2',
    cause: null,
    ruleId: 'CC-OF-01',
    what: { type: 'CommitRefused', exception: 'CommitFailedException', message: '', offsets: [] },
  } as const;
  const trace = [...TRACE, refused];
  const steps = explain(refused.seq, { ...telling, trace, index: indexOf(trace) }, new Map());
  expect(steps.map(({ kind, seq }) => [kind, seq])).toEqual([
    ['step', refused.seq],
    ['step', 10],
    ['step', 9],
    ['command', 7],
  ]);
});

test('every chain ends', () => {
  for (const { seq } of TRACE) expect(explain(seq, telling, new Map()).length).toBeGreaterThan(0);
});
