import { expect, test } from 'vitest';
import { clientAssignors } from './index.ts';
import { roundOf, shownAnswer } from './round.fixture.ts';

test.each([
  [
    'AS-30',
    'static members come first',
    't0:3',
    'm-A t0\n m-B(i2) t0\n m-C(i1) t0',
    'm-A=t0-2 m-C=t0-0 m-B=t0-1',
  ],
  [
    'AS-31',
    'topics by name',
    'foo:1 bar:1 qux:1',
    'm-A foo,bar,qux\n m-B foo,bar,qux',
    'm-A=bar-0,qux-0 m-B=foo-0',
  ],
  [
    'AS-32',
    'turns go on over topics',
    't0:3 t1:3',
    'm-A t0,t1\n m-B t0,t1',
    'm-A=t0-0,t0-2,t1-1 m-B=t0-1,t1-0,t1-2',
  ],
  [
    'AS-32',
    'who does not subscribe is passed over',
    't0:3 t1:3',
    'm-A t0\n m-B t0,t1\n m-C t1',
    'm-A=t0-0,t0-2 m-C=t1-1 m-B=t0-1,t1-0,t1-2',
  ],
])('%s %s', (_, __, topics, members, shown) => {
  expect(shownAnswer(clientAssignors.roundrobin, roundOf(topics, members))).toBe(shown);
});

test('AS-33 without members there is no one to turn to', () => {
  expect(shownAnswer(clientAssignors.roundrobin, roundOf('t0:3', ''))).toBe('IllegalArgumentException');
});
