import { expect, test } from 'vitest';
import { asideWords, downNotes, stateWords, timerText } from './card-words.ts';
import {
  afterCrash,
  at,
  atBarrier,
  clientFrame,
  consumerFrame,
  delivered,
  fleet,
  frameOf,
  partition,
  scenario,
} from './fixture.ts';
import { toStage } from './model.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';

function stageOf({ frame, trace }: { frame: Frame; trace: readonly TraceEvent[] }) {
  return toStage({ frame, trace, scenario, measures: null });
}

test('after a crash: read, unread and uncommitted are told apart, and nobody reads p2 and p3', () => {
  const { partitions } = stageOf(afterCrash());
  expect(
    partitions.map(({ label, reading, unread, uncommitted, unreadMs, harm }) => ({
      label,
      reading,
      unread,
      uncommitted,
      unreadMs,
      harm,
    })),
  ).toEqual([
    { label: 'p0', reading: 'advancing', unread: 2, uncommitted: 64, unreadMs: null, harm: false },
    { label: 'p1', reading: 'advancing', unread: 2, uncommitted: 64, unreadMs: null, harm: false },
    { label: 'p2', reading: 'nobody', unread: 66, uncommitted: 100, unreadMs: 3200, harm: true },
    { label: 'p3', reading: 'nobody', unread: 66, uncommitted: 100, unreadMs: 3200, harm: true },
    { label: 'p4', reading: 'advancing', unread: 4, uncommitted: 62, unreadMs: null, harm: false },
    { label: 'p5', reading: 'advancing', unread: 4, uncommitted: 62, unreadMs: null, harm: false },
  ]);
  expect(partitions[2]?.last).toEqual({ node: 'consumer-2', ordinal: 2 });
});

test('a partition that was never read is no harm, and one read twice is', () => {
  const frame = frameOf({
    consumers: [consumerFrame(1, [1]), consumerFrame(2, [1])],
    partitions: [
      partition(0, { committedOffset: null, position: null, unreadSince: at(0), everRead: false }),
      partition(1, { readers: ['consumer-1', 'consumer-2'] }),
    ],
  });
  expect(stageOf({ frame, trace: [] }).partitions).toMatchObject([
    { reading: 'nobody', harm: false, unread: null, uncommitted: null },
    { reading: 'several', harm: true },
  ]);
});

test.each([
  ['records were handed out lately', {}, [0], 'advancing'],
  ['none were for two seconds', {}, [], 'still'],
  ['its process is frozen', { paused: 'all' as const }, [0], 'still'],
  ['only its heartbeat thread is paused', { paused: 'library' as const }, [0], 'advancing'],
])('an owned partition advances or not: %s', (_, change, handed, reading) => {
  const now = 24_200;
  const trace = delivered(now, { 'consumer-1': handed });
  const frame = frameOf({
    seq: 0,
    consumers: [consumerFrame(1, [0], change)],
    partitions: [partition(0, { readers: ['consumer-1'] })],
  });
  expect(stageOf({ frame, trace }).partitions[0]?.reading).toBe(reading);
});

test('a dead consumer: what was is struck through, what it owes is drawn, its session runs on', () => {
  const dead = stageOf(afterCrash()).consumers[1];
  if (dead === undefined) throw new Error('no consumer-2');
  expect(stateWords(dead, 'engineer')).toEqual({
    before: 'dead; was',
    state: 'STABLE',
    struck: true,
    mono: true,
  });
  expect(dead.wire.ghostDue).toBe(21_412);
  expect(dead.seat).toMatchObject({
    role: 'member',
    heardMs: 5876,
    session: { leftMs: 39_124, ofMs: 45_000 },
  });
  expect(downNotes(dead, 'engineer')).toEqual(['process gone for 3.2 s', 'last sent Heartbeat at 18.322 s']);
  expect(timerText(dead.heartbeat, 'engineer')).toBe('off');
});

test('at the join barrier: who is here, who is missing, and how long at most', () => {
  const stage = stageOf(atBarrier());
  expect(stage.coordinator.barrier).toEqual({
    kind: 'join',
    here: 1,
    of: 2,
    leftMs: 294_124,
    ofMs: 300_000,
    setting: 'max.poll.interval.ms',
    missing: ['consumer-3'],
  });
  const [one, two, three] = stage.consumers;
  expect(one).toMatchObject({ seat: { joined: true, session: { heldBy: 'JoinGroup' } } });
  expect(one?.wire).toMatchObject({ travelling: [], docked: [{ apiKey: 'JoinGroup', waitsMs: 5600 }] });
  expect(two?.seat).toBeNull();
  expect(three).toMatchObject({ rejoinNeeded: true, seat: { joined: false } });
  expect(three?.wire.travelling).toMatchObject([
    { error: { name: 'REBALANCE_IN_PROGRESS', code: 27 }, progress: 0.5 },
  ]);
});

test('learners read what a client does, engineers Kafka’s word for it', () => {
  const frame = frameOf({
    consumers: [consumerFrame(1, [], { client: clientFrame(1, { state: 'PREPARING_REBALANCE' }) })],
  });
  const [consumer] = stageOf({ frame, trace: [] }).consumers;
  if (consumer === undefined) throw new Error('no consumer');
  expect(stateWords(consumer, 'learner').state).toBe('joins');
  expect(stateWords(consumer, 'engineer').state).toBe('PREPARING_REBALANCE');
  expect(asideWords({ ...consumer, paused: 'application' }, 'engineer')).toBe('application thread frozen');
});

test('the crown is on the member that the group calls leader, and an empty world stands', () => {
  expect(stageOf(fleet(3, 6)).consumers.map(({ isLeader }) => isLeader)).toEqual([true, false, false]);
  const empty = stageOf({ frame: frameOf({ brokers: [] }), trace: [] });
  expect(empty.coordinator).toEqual({ broker: null, availability: 'unloaded', group: null, barrier: null });
  expect(empty.captions.latency).toBe('2 ms each way');
});
