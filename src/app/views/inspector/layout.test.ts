import { expect, test } from 'vitest';
import type { ChartGraph } from '../../../contract/reference.ts';
import type { Instant } from '../../../engine/kernel/time.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { indexOf } from '../../draw/trace-index.ts';
import { chartOf } from './chart-model.ts';
import { layoutChart, orderOf } from './layout.ts';

const edge = (from: string, to: string, event: string, delay: string | null = null) => ({
  from,
  to,
  event,
  delay,
});
const graph: ChartGraph = {
  machine: 'group',
  initial: 'Empty',
  states: [
    'Empty',
    'PreparingRebalance.Deciding',
    'PreparingRebalance.Awaiting',
    'CompletingRebalance',
    'Stable',
    'Dead',
  ],
  edges: [
    edge('Empty', 'Stable', 'loadedStable'),
    edge('Empty', 'PreparingRebalance.Deciding', 'initialRebalanceStarted'),
    edge('PreparingRebalance.Awaiting', 'PreparingRebalance.Deciding', 'after', 'rebalanceTimeout'),
    edge('PreparingRebalance.Deciding', 'CompletingRebalance', 'generationFormed'),
    edge('PreparingRebalance.Deciding', 'Empty', 'groupEmptied'),
    edge('CompletingRebalance', 'Stable', 'assignmentStored'),
    edge('CompletingRebalance', 'PreparingRebalance.Deciding', 'rebalanceStarted'),
    edge('Stable', 'PreparingRebalance.Deciding', 'rebalanceStarted'),
  ],
};

const frame: Frame = {
  at: 10 as Instant,
  seq: 0,
  brokers: [],
  groups: [],
  partitions: [],
  consumers: [],
  messages: [],
  timers: [
    {
      node: 'broker-1',
      key: 'join-checkout',
      name: 'rebalanceTimeout',
      subject: 'checkout',
      armedAt: 0 as Instant,
      due: 300_000 as Instant,
      held: false,
    },
  ],
  brokerSettings: {},
  consumerSettings: {},
  recordsPerSecond: {},
};
const trace: readonly TraceEvent[] = [
  {
    seq: 0,
    at: 5 as Instant,
    node: 'broker-1',
    cause: null,
    ruleId: 'WD-01',
    what: {
      type: 'StateEntered',
      machine: 'group',
      entity: 'checkout',
      state: 'PreparingRebalance',
      previous: 'Stable',
    },
  },
];
const chart = chartOf({ graph, node: 'broker-1', entity: 'checkout', frame, trace, index: indexOf(trace) });

test('inner states are folded; where it is, how it came there and what is due are known', () => {
  expect(chart).toMatchObject({ current: 'PreparingRebalance', previous: 'Stable', enteredAt: 5 });
  expect(chart.edges.filter(({ isTaken }) => isTaken).map(({ from, to }) => [from, to])).toEqual([
    ['Stable', 'PreparingRebalance'],
  ]);
  expect(chart.edges.filter(({ due }) => due !== null).map(({ from, to }) => [from, to])).toEqual([
    ['PreparingRebalance', 'PreparingRebalance'],
  ]);
});

test('states stand in the order in which most edges lead on', () => {
  expect(orderOf(chart)).toEqual(['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead']);
});

test.each([356, 256, 220])('at %i px no two boxes overlap and none leaves its room', (width) => {
  const { boxes, direction } = layoutChart(chart, width);
  expect(direction).toBe(width > 300 ? 'across' : 'down');
  for (const [place, a] of boxes.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(0);
    expect(a.x + a.width).toBeLessThanOrEqual(width);
    for (const b of boxes.slice(place + 1))
      expect(a.x + a.width <= b.x || a.y + a.height <= b.y || b.x + b.width <= a.x).toBe(true);
  }
});
