import { expect, test } from 'vitest';
import type { Instant } from '../../engine/kernel/time.ts';
import type { Happening, TraceEvent } from '../../engine/world/trace.ts';
import { isNotable } from './notability.ts';
import { countUpTo, indexOf, lastUpTo } from './trace-index.ts';

const event = (what: Happening, seq = 0): TraceEvent => ({
  seq,
  at: 0 as Instant,
  node: 'consumer-1',
  cause: null,
  ruleId: 'WD-01',
  what,
});

const message = {
  client: 'consumer-1',
  broker: 'broker-1',
  connection: 'coordinator',
  epoch: 1,
  correlationId: 1,
} as const;
const reply = (errorCode: number): Happening => ({
  type: 'ReplySent',
  message,
  requestId: 1,
  response: { apiKey: 'Heartbeat', body: { errorCode } },
  errorCode,
  arrivesAt: null,
});

test.each<[string, Happening, string]>([
  ['a command', { type: 'CommandApplied', index: 0, command: { type: 'killNode', node: 'a' } }, 'learner'],
  ['a kill, told by its command', { type: 'NodeDown', because: 'killed' }, 'implementer'],
  ['a process that an exception ends', { type: 'NodeDown', because: 'exception' }, 'learner'],
  ['an empty assignment', { type: 'PartitionsAssigned', partitions: [] }, 'implementer'],
  ['a refusal', reply(27), 'engineer'],
  ['an ordinary answer', reply(0), 'implementer'],
  [
    'a timer that is armed',
    { type: 'TimerArmed', key: 'k', name: 'heartbeat', subject: 's', due: 1 as Instant },
    'never',
  ],
])('%s is told from its depth on', (_, what, from) => {
  const depths = ['learner', 'engineer', 'implementer'] as const;
  const least = depths.find((depth) => isNotable(event(what), depth)) ?? 'never';
  expect(least).toBe(from);
});

test('the index grows with its trace and starts anew with another', () => {
  const first = [event(reply(27), 0), event(reply(0), 1)];
  expect(indexOf(first).told.engineer).toEqual([0]);
  const longer = [...first, event(reply(25), 2)];
  expect(indexOf(longer).told.engineer).toEqual([0, 2]);
  expect(indexOf([event(reply(0), 0)]).told.engineer).toEqual([]);
});

test('places in ascending numbers', () => {
  expect(countUpTo([1, 4, 9], 4)).toBe(2);
  expect(lastUpTo([1, 4, 9], 8)).toBe(4);
  expect(lastUpTo([], 8)).toBeUndefined();
});
