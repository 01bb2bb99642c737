import { describe, expect, test } from 'vitest';
import { assignorOf, clientAssignors } from './index.ts';
import { roundOf, shownAnswer } from './round.fixture.ts';

const { range, roundrobin, sticky } = clientAssignors;
const cooperative = clientAssignors['cooperative-sticky'];

const THREE = 'm-A t0,t1\n m-B t0,t1\n m-C t0,t1';
const TWINS = 'm-B(i1) t0\n m-C(i1) t0';

describe('the frame', () => {
  test.each([
    ['a HashMap', {}, 'm-C=t0-0 m-B=t0-1'],
    ['a map that keeps the order', { keepsGivenOrder: true }, 'm-C=t0-1 m-B=t0-0'],
  ])('AS-01 two members of one instance id stand in the order of the map: %s', (_, more, shown) => {
    expect(shownAnswer(roundrobin, roundOf('t0:2', TWINS, more))).toBe(shown);
  });

  test.each([
    ['without metadata', 't0:2', 'm-A=t0-0,t0-1'],
    ['without partitions', 't0:2 gone:0', 'm-A=t0-0,t0-1'],
    ['that nobody wants', 't0:2 other:3', 'm-A=t0-0,t0-1'],
  ])('AS-02 a topic %s is left out', (_, topics, shown) => {
    expect(shownAnswer(range, roundOf(topics, 'm-A t0,gone'))).toBe(shown);
  });

  test('AS-03 the supported protocols', () => {
    expect(
      Object.values(clientAssignors).map((assignor) => [assignor.name, assignor.supportedProtocols]),
    ).toEqual([
      ['range', ['EAGER']],
      ['roundrobin', ['EAGER']],
      ['sticky', ['EAGER']],
      ['cooperative-sticky', ['COOPERATIVE', 'EAGER']],
    ]);
  });

  test.each([
    [range, 3, 3],
    [roundrobin, 3, 3],
    [sticky, 3, 5],
    [sticky, 7, 7],
    [cooperative, 3, 5],
  ])('AS-04 the highest generation is kept ($name, $1)', (assignor, before, after) => {
    const round = roundOf('t0:2', 'm-A t0 owns - in 5\n m-B t0 claims t0-0 in 5', {
      memory: { maxGeneration: before },
    });
    const answer = assignor.assign(round);
    expect(answer.ok && answer.value.memory).toEqual({ maxGeneration: after });
  });

  test.each([
    [range, 'm-A=t0-0,t1-0,t1-1 m-C=t0-2,t1-3 m-B=t0-1,t1-2'],
    [roundrobin, 'm-A=t0-0,t1-0,t1-3 m-C=t0-2,t1-2 m-B=t0-1,t1-1'],
    [sticky, 'm-A=t0-0,t1-0,t1-3 m-C=t0-2,t1-2 m-B=t0-1,t1-1'],
    [cooperative, 'm-A=t0-0,t1-0,t1-3 m-C=t0-2,t1-2 m-B=t0-1,t1-1'],
  ])('AS-05 SyncGroup lists the members in the order of a HashMap ($name)', (assignor, shown) => {
    expect(shownAnswer(assignor, roundOf('t0:3 t1:4', THREE))).toBe(shown);
  });

  test.each([
    ['AS-33', roundrobin, 'IllegalArgumentException'],
    ['AS-50', sticky, 'ArithmeticException'],
    ['AS-50', cooperative, 'ArithmeticException'],
  ])('AS-06 %s: without members $1.name answers its exception', (_, assignor, exception) => {
    expect(shownAnswer(assignor, roundOf('t0:3', ''))).toBe(exception);
  });
});

test.each([
  ['range', range],
  ['RangeAssignor', range],
  ['org.apache.kafka.clients.consumer.CooperativeStickyAssignor', cooperative],
  ['org.apache.kafka.clients.consumer.cooperative-sticky', undefined],
  ['toString', undefined],
])('assignorOf(%s)', (name, assignor) => {
  expect(assignorOf(name)).toBe(assignor);
});
