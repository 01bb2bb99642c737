import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../kafka/base64.ts';
import { clientAssignors } from './index.ts';
import { partitionsOf, roundOf, shownAnswer } from './round.fixture.ts';

const { range, roundrobin, sticky } = clientAssignors;
const cooperative = clientAssignors['cooperative-sticky'];

/** As a StickyAssignor of kafka-clients 4.4.0 wrote it: payments 0 and orders 0, 2 in generation 2. */
const RECORDED = 'AAAAAgAIcGF5bWVudHMAAAABAAAAAAAGb3JkZXJzAAAAAgAAAAAAAAACAAAAAg==';
const RECORDED_VERSION_0 = toBase64(fromBase64(RECORDED).slice(0, -4));

/** What m-B and m-D get if m-D claims nothing. */
const NOTHING = 'm-B=orders-0,orders-1,payments-1 m-D=orders-2,payments-0';

const lastAssignment = { assignment: partitionsOf('orders-0,orders-2,payments-0'), generationId: 2 };

test('AS-90 sticky writes its assignment by topics in hash order, then the generation', () => {
  expect(sticky.userData(lastAssignment)).toBe(RECORDED);
});

test('AS-90 before the first assignment sticky writes nothing', () => {
  expect(sticky.userData(undefined)).toBeNull();
});

test.each([
  ['version 1, generation 2', RECORDED, 'm-B=orders-1,payments-1 m-D=orders-0,payments-0,orders-2'],
  [
    'version 0, no generation',
    RECORDED_VERSION_0,
    'm-B=orders-0,orders-1 m-D=payments-0,orders-2,payments-1',
  ],
  ['broken bytes: nothing', 'AAAH', NOTHING],
  ['a length beyond the end: nothing', 'AAAACQABdAAAAAE=', NOTHING],
  ['no bytes: nothing', '', NOTHING],
])('AS-91 sticky reads %s', (_, userData, shown) => {
  const others = 'm-B orders,payments claims orders-0 in 1\n m-D orders,payments';
  const round = roundOf('orders:3 payments:2', others);
  const members = round.members.map((member) =>
    member.memberId === 'm-D' ? { ...member, userData, generationId: 2 } : member,
  );
  expect(shownAnswer(sticky, { ...round, members })).toBe(shown);
});

test.each([
  ['-1 before the first assignment', undefined, '/////w=='],
  ['its generation', lastAssignment, 'AAAAAg=='],
])('AS-92 cooperative sticky writes %s', (_, last, written) => {
  expect(cooperative.userData(last)).toBe(written);
});

test('AS-94 range and round robin write no user data', () => {
  expect([range.userData(lastAssignment), roundrobin.userData(undefined)]).toEqual([null, null]);
});

test.each([
  [[], ''],
  [[0], 'AA=='],
  [[255, 0], '/wA='],
  [[1, 2, 3], 'AQID'],
])('base64 of %j is %j, and back', (bytes, text) => {
  expect(toBase64(bytes)).toBe(text);
  expect(fromBase64(text)).toEqual(bytes);
});
