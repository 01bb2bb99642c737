import { expect, test } from 'vitest';
import type { Frame } from '../../../engine/world/frame.ts';
import { indexOf } from '../../draw/trace-index.ts';
import {
  clientFrame,
  consumerFrame,
  frameOf,
  groupFrame,
  member,
  memberId,
  timer,
} from '../stage/fixture.ts';
import { dueNext } from './due.ts';
import { standingOf } from './standing.ts';
import type { Telling } from './telling.ts';
import { sentenceText } from './token.ts';

const telling: Telling = { trace: [], index: indexOf([]), depth: 'engineer', given: 0 };
const consumers = [consumerFrame(1, [0]), consumerFrame(2, [1])];
const stable = [groupFrame([member(1), member(2)])];
const beat = (n: number, due: number) => timer(`consumer-${n}`, 'heartbeat', { armed: 24_000, due });

const due = (change: Partial<Frame>) =>
  dueNext(frameOf({ consumers, ...change }), telling).map(
    ({ at, sentence }) => `${at} ${sentenceText(sentence)}`,
  );

test('a barrier opens when a heartbeat has told who is missing, long before it gives up', () => {
  const groups = [
    groupFrame([member(1, { awaitingJoin: true }), member(2)], { state: 'PreparingRebalance' }),
  ];
  const timers = [
    timer('broker-1', 'rebalanceTimeout', { subject: 'checkout', armed: 24_000, due: 324_000 }),
    timer('broker-1', 'newMemberJoinTimeout', { subject: memberId(1), armed: 24_000, due: 324_000 }),
    beat(1, 24_500),
    beat(2, 27_000),
  ];
  expect(due({ groups, timers })).toEqual([
    '27000 consumer-2 sends its next Heartbeat: the answer tells it to join again.',
    '324000 The join barrier opens at the latest: whoever is missing is removed.',
  ]);
});

test('the session of a member id that was replaced runs out without effect', () => {
  const came = consumerFrame(2, [1], { client: clientFrame(2, { memberId: memberId(9) }) });
  const timers = [
    timer('broker-1', 'sessionTimeout', { subject: memberId(2), armed: 18_000, due: 30_000 }),
    beat(1, 25_000),
  ];
  const groups = [groupFrame([member(1), member(2, { memberId: memberId(9) })])];
  expect(due({ groups, timers, consumers: [consumerFrame(1, [0]), came] })).toEqual([
    '25000 consumer-1 sends its next Heartbeat.',
  ]);
});

test('a handler that outlasts the poll interval makes its consumer leave, and nothing is quiet until then', () => {
  const timers = [
    beat(1, 25_000),
    timer('consumer-2', 'pollInterval', { armed: 14_200, due: 34_200 }),
    timer('consumer-2', 'processing', { armed: 14_200, due: 44_200 }),
  ];
  expect(due({ groups: stable, timers })).toEqual([
    '34200 consumer-2 leaves the group: its application has not called poll().',
  ]);
  const { sentence } = standingOf(frameOf({ consumers, groups: stable, timers }), telling);
  expect(sentenceText(sentence)).toBe('consumer-2 has not called poll() for 10 s.');
});

test('a coordinator that reads its log does not say that nobody has joined', () => {
  const brokers = [{ node: 'broker-1', coordinates: true, availability: 'loading' }] as const;
  const { sentence } = standingOf(frameOf({ consumers, brokers }), telling);
  expect(sentenceText(sentence)).toBe('The coordinator reads the group from its log.');
});
