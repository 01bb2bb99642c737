import { expect, test } from 'vitest';
import { happening, ONE, TWO, type Written } from '../../testing/trace-builder.ts';
import { foundIn } from './found-in.fixture.ts';

test('IV-I02: a partition is missed after 2 × heartbeat.interval.ms + 1 s, and the finding counts from the start', () => {
  const unread: readonly Written[] = [[20_000, TWO, happening.revoked(1)]];
  expect(foundIn(unread, 27_000)).toEqual([]);
  expect(foundIn(unread, 27_001)).toEqual([
    'IV-I02 harm 20000–…: Nobody has read orders-1 for 7.0 s, after consumer-2 stopped.',
  ]);
  expect(foundIn([...unread, [29_000, ONE, happening.assigned(1)]])).toEqual([
    'IV-I02 harm 20000–29000: Nobody read orders-1 for 9.0 s, after consumer-2 stopped.',
  ]);
  expect(foundIn([...unread, [26_000, ONE, happening.assigned(1)]], 60_000)).toEqual([]);
});
