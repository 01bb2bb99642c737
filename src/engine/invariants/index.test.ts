import { expect, test } from 'vitest';
import {
  BROKER,
  happening,
  heartbeatIn,
  message,
  traceOf,
  TWO,
  TWO_MEMBERS,
} from '../../testing/trace-builder.ts';
import { ALL_INVARIANTS, findingsFold, INVARIANTS } from './index.ts';
import { foundIn } from './found-in.fixture.ts';

test('the number told is the number evaluated, and ids are told apart', () => {
  expect(INVARIANTS).toBe(6);
  expect(new Set(ALL_INVARIANTS.map(({ id }) => id)).size).toBe(INVARIANTS);
});

test('a group that is left alone breaks nothing', () => {
  expect(foundIn([], 600_000)).toEqual([]);
});

test('an event that no invariant needs leaves the very same state', () => {
  const state = traceOf(...TWO_MEMBERS).reduce(
    (before, event) => findingsFold.extend(before, event),
    findingsFold.initial,
  );
  const beat = { groupId: 'checkout', generationId: 1, memberId: 'consumer-2-1', groupInstanceId: null };
  const plumbing = traceOf(
    [4_000, TWO, happening.sent(message(TWO, 7), { apiKey: 'Heartbeat', body: beat })],
    [4_000, TWO, heartbeatIn(3_000)],
    [4_002, BROKER, happening.delivered(message(TWO, 7))],
    [4_002, BROKER, happening.replied(message(TWO, 7), { apiKey: 'Heartbeat', body: { errorCode: 0 } })],
    [4_003, TWO, { type: 'RecordsDelivered', ranges: [] }],
  );
  for (const event of plumbing) expect(findingsFold.extend(state, event)).toBe(state);
});
