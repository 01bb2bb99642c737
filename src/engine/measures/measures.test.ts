import { expect, test } from 'vitest';
import {
  BROKER,
  happening,
  joinGroup,
  learnt,
  message,
  traceOf,
  type Written,
} from '../../testing/trace-builder.ts';
import { instant } from '../kernel/time.ts';
import type { NodeId } from '../world/trace.ts';
import { measuresFold } from './index.ts';
import type { Measures, Outage } from './measures.ts';

const [ONE, TWO] = ['consumer-1', 'consumer-2'] as const;
const HEARTBEAT = { groupId: 'checkout', generationId: 1, memberId: '', groupInstanceId: null };

/** Two members read a partition each since 3.1 s. */
const STABLE: readonly Written[] = [
  [0, null, happening.topics(2)],
  [0, ONE, happening.started],
  [0, TWO, happening.started],
  [5, BROKER, happening.added(ONE)],
  [5, BROKER, happening.group('PreparingRebalance', 'Empty')],
  [6, BROKER, happening.added(TWO)],
  [3_005, BROKER, happening.group('CompletingRebalance', 'PreparingRebalance')],
  [3_005, BROKER, happening.formed(1, ONE, ONE, TWO)],
  [3_010, BROKER, happening.group('Stable', 'CompletingRebalance')],
  [3_012, ONE, happening.assigned(0)],
  [3_013, TWO, happening.assigned(1)],
];

function measured(...further: readonly Written[]): Measures {
  return learnt(measuresFold, traceOf(...STABLE, ...further));
}

function joins(at: number, node: NodeId, correlationId: number): readonly Written[] {
  return [
    [at - 2, node, happening.sent(message(node, correlationId), joinGroup(`${node}-1`))],
    [at, BROKER, happening.delivered(message(node, correlationId))],
  ];
}

const CRASH: readonly Written[] = [
  [21_000, TWO, happening.killed],
  [63_324, BROKER, happening.removed(TWO, 'sessionTimeout')],
  [63_324, BROKER, happening.group('PreparingRebalance', 'Stable')],
  [65_000, ONE, happening.revoked(0)],
  ...joins(65_004, ONE, 9),
  [65_004, BROKER, happening.group('CompletingRebalance', 'PreparingRebalance')],
  [65_004, BROKER, happening.formed(2, ONE, ONE)],
  [65_010, BROKER, happening.group('Stable', 'CompletingRebalance')],
];

test('partitions that nobody has read yet are no outage', () => {
  expect(measured()).toEqual({ outages: [], duplicates: 0, rebalances: 1, timeToStableMs: 3_005 });
});

test('a crash costs detection, barrier, assignment and start, each with who sets its length', () => {
  const { outages, ...rest } = measured(...CRASH, [65_013, ONE, happening.assigned(0, 1)]);
  expect(rest).toEqual({ duplicates: 0, rebalances: 2, timeToStableMs: 1_686 });
  expect(outages.map(briefly)).toEqual([
    'orders-0 65000–65013: barrier 65000–65004 max.poll.interval.ms consumer-1, ' +
      'assignment 65004–65010 – consumer-1, start 65010–65013 – consumer-1',
    'orders-1 21000–65013: detection 21000–63324 session.timeout.ms coordinator, ' +
      'barrier 63324–65004 max.poll.interval.ms consumer-1, ' +
      'assignment 65004–65010 – consumer-1, start 65010–65013 – consumer-1',
  ]);
});

test('what runs has no end: at first the session, then the barrier that waits for the member that is missing', () => {
  expect(measured(...CRASH.slice(0, 1)).outages.map(briefly)).toEqual([
    'orders-1 21000–…: detection 21000–… session.timeout.ms coordinator',
  ]);
  expect(measured(...CRASH.slice(0, 3)).outages.map(briefly)).toEqual([
    'orders-1 21000–…: detection 21000–63324 session.timeout.ms coordinator, ' +
      'barrier 63324–… max.poll.interval.ms consumer-1',
  ]);
});

test('a reader that leaves by itself is detected by nobody: the way to the coordinator belongs to the barrier', () => {
  const { outages } = measured(
    [21_000, TWO, happening.revoked(1)],
    [21_003, BROKER, happening.removed(TWO, 'left')],
    [21_003, BROKER, happening.group('PreparingRebalance', 'Stable')],
    ...joins(22_000, ONE, 9),
    [22_000, BROKER, happening.group('CompletingRebalance', 'PreparingRebalance')],
    [22_000, BROKER, happening.group('Stable', 'CompletingRebalance')],
    [22_002, ONE, happening.assigned(1)],
  );
  expect(outages.map(briefly)).toEqual([
    'orders-1 21000–22002: barrier 21000–22000 max.poll.interval.ms consumer-1, start 22000–22002 – consumer-1',
  ]);
});

test('a stuck application is detected by its own client', () => {
  const { outages } = measured(
    [21_000, TWO, happening.paused('application')],
    [321_000, BROKER, happening.removed(TWO, 'left')],
    [321_000, BROKER, happening.group('PreparingRebalance', 'Stable')],
  );
  expect(outages.map(briefly)).toEqual([
    'orders-1 21000–…: detection 21000–321000 max.poll.interval.ms consumer-2, ' +
      'barrier 321000–… max.poll.interval.ms consumer-1',
  ]);
});

test('a static member that is back in time needs no barrier', () => {
  const { outages } = measured(
    [21_000, TWO, happening.killed],
    [29_000, TWO, happening.started],
    [29_010, BROKER, happening.removed(TWO, 'replaced')],
    [29_010, BROKER, happening.added(TWO, 'consumer-2-2')],
    [29_020, TWO, happening.assigned(1)],
  );
  expect(outages.map(briefly)).toEqual([
    'orders-1 21000–29020: detection 21000–29010 – consumer-2, start 29010–29020 – consumer-2',
  ]);
});

test('a reader that goes on before anybody noticed leaves one part', () => {
  const { outages } = measured(
    [21_000, TWO, happening.paused('all')],
    [25_000, TWO, happening.resumed('all')],
  );
  expect(outages.map(briefly)).toEqual(['orders-1 21000–25000: detection 21000–25000 – consumer-2']);
});

test('when others begin a rebalance first, the barrier waits for the dead one until its session ends', () => {
  const { outages } = measured(
    [21_000, TWO, happening.killed],
    ...joins(30_000, ONE, 9),
    [30_000, BROKER, happening.group('PreparingRebalance', 'Stable')],
    [63_000, BROKER, happening.removed(TWO, 'sessionTimeout')],
    [63_000, BROKER, happening.group('CompletingRebalance', 'PreparingRebalance')],
    [63_005, BROKER, happening.group('Stable', 'CompletingRebalance')],
    [63_007, ONE, happening.assigned(1)],
  );
  expect(outages.map(briefly)).toEqual([
    'orders-1 21000–63007: detection 21000–30000 – coordinator, barrier 30000–63000 session.timeout.ms consumer-2, ' +
      'assignment 63000–63005 – consumer-1, start 63005–63007 – consumer-1',
  ]);
});

test('a partition handed on within one instant was never without a reader', () => {
  const { outages } = measured([21_000, TWO, happening.revoked(1)], [21_000, ONE, happening.assigned(1)]);
  expect(outages).toEqual([]);
});

test('records processed twice are counted once for each time too many, whoever processed them', () => {
  const { duplicates } = measured(
    [4_000, TWO, happening.processed(1, 0, 100)],
    [5_000, ONE, happening.processed(1, 90, 120)],
    [6_000, ONE, happening.processed(0, 0, 100)],
    [7_000, TWO, happening.processed(1, 95, 130)],
  );
  expect(duplicates).toBe(10 + 25);
});

test('an event that measures do not need leaves the very same state', () => {
  const state = traceOf(...STABLE).reduce(
    (before, event) => measuresFold.extend(before, event),
    measuresFold.initial,
  );
  const beat = { apiKey: 'Heartbeat', body: HEARTBEAT } as const;
  const plumbing = traceOf(
    [4_000, TWO, happening.sent(message(TWO, 7), beat)],
    [4_002, BROKER, happening.delivered(message(TWO, 7))],
    [
      4_002,
      BROKER,
      { type: 'TimerArmed', key: 'k', name: 'sessionTimeout', subject: 's', due: instant(49_000) },
    ],
    [4_003, TWO, { type: 'RecordsDelivered', ranges: [] }],
    [4_003, TWO, { type: 'RecordsProcessed', ranges: [] }],
  );
  for (const event of plumbing) expect(measuresFold.extend(state, event)).toBe(state);
});

function briefly({ topic, partition, from, to, parts }: Outage): string {
  const told = parts.map(
    (part) => `${part.name} ${part.from}–${part.to ?? '…'} ${part.setting ?? '–'} ${part.owner}`,
  );
  addUp({ from, to, parts });
  return `${topic}-${partition} ${from}–${to ?? '…'}: ${told.join(', ')}`;
}

/** The parts lie end to end. */
function addUp({ from, to, parts }: Pick<Outage, 'from' | 'to' | 'parts'>): void {
  expect(parts[0]?.from).toBe(from);
  expect(parts.at(-1)?.to).toBe(to);
  for (const [index, part] of parts.entries()) if (index > 0) expect(part.from).toBe(parts[index - 1]?.to);
}
