import { expect, test } from 'vitest';
import type { Instant } from '../../engine/kernel/time.ts';
import type { Measures, Outage } from '../../engine/measures/measures.ts';
import type { Frame } from '../../engine/world/frame.ts';
import { equationOf } from './outage-equation.ts';

const at = (ms: number): Instant => ms as Instant;

const frame = (now: number, timers: Frame['timers'] = []): Frame => ({
  at: at(now),
  seq: 0,
  brokers: [],
  groups: [],
  partitions: [],
  consumers: [],
  messages: [],
  timers,
  brokerSettings: {},
  consumerSettings: {},
  recordsPerSecond: {},
});

const measures = (...outages: readonly Outage[]): Measures => ({
  outages,
  duplicates: 0,
  rebalances: 0,
  timeToStableMs: null,
});

const ended: Outage = {
  topic: 'orders',
  partition: 2,
  lastReader: 'consumer-2',
  from: at(21_000),
  to: at(71_618),
  seq: 7,
  parts: [
    {
      name: 'detection',
      from: at(21_000),
      to: at(63_324),
      setting: 'session.timeout.ms',
      owner: 'coordinator',
    },
    {
      name: 'barrier',
      from: at(63_324),
      to: at(71_606),
      setting: 'max.poll.interval.ms',
      owner: 'consumer-3',
    },
    { name: 'start', from: at(71_606), to: at(71_618), setting: null, owner: 'consumer-1' },
  ],
};

test('an outage that is over is the sum of its parts, and what rounds to nothing is left out', () => {
  const equation = equationOf(measures(ended, { ...ended, partition: 3 }), frame(90_000));
  expect(equation?.total).toBe('50.6 s');
  expect(equation?.parts.map(({ text, word }) => `${text} ${word}`)).toEqual([
    '42.3 s session',
    '8.3 s join barrier',
  ]);
  expect(equation?.partitions.map(({ partition }) => partition)).toEqual([2, 3]);
});

test('while the session runs, its rest is a forecast and the barrier is still to come', () => {
  const [detection] = ended.parts;
  if (detection === undefined) throw new Error('no part');
  const running: Outage = { ...ended, to: null, parts: [{ ...detection, to: null }] };
  const timer = {
    node: 'consumer-2',
    key: 'k',
    name: 'sessionTimeout',
    subject: 'x',
    armedAt: at(18_324),
    due: at(63_324),
    held: false,
  };
  const equation = equationOf(measures(running), frame(24_200, [timer]));
  expect(equation).toMatchObject({ total: '3.2 s', isRunning: true });
  expect(equation?.parts.map(({ state, forecast }) => [state, forecast?.leftMs ?? null])).toEqual([
    ['running', 39_124],
    ['coming', null],
  ]);
});

test('of a disturbance that is over the longest outage is told, not the one that ended last', () => {
  const short: Outage = { ...ended, partition: 0, from: at(71_000), to: at(71_700), parts: [] };
  expect(equationOf(measures(ended, short), frame(90_000))?.total).toBe('50.6 s');
});

test('nothing was unread: there is no equation', () => {
  expect(equationOf(measures(), frame(1))).toBeNull();
});

test('an outage too short to be read in tenths is none', () => {
  const blink: Outage = { ...ended, from: at(80_000), to: at(80_030), parts: [] };
  expect(equationOf(measures(blink), frame(90_000))).toBeNull();
  expect(equationOf(measures(ended, blink), frame(90_000))?.total).toBe('50.6 s');
});

test('a reader that comes back by itself is said to have been away, not noticed', () => {
  const away: Outage = {
    ...ended,
    to: at(31_000),
    parts: [{ name: 'detection', from: at(21_000), to: at(31_000), setting: null, owner: 'consumer-2' }],
  };
  expect(equationOf(measures(away), frame(40_000))?.parts.map(({ word }) => word)).toEqual(['reader away']);
});
