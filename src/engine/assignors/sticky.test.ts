import { describe, expect, test } from 'vitest';
import { clientAssignors } from './index.ts';
import { roundOf, shownAnswer } from './round.fixture.ts';

const { sticky } = clientAssignors;

describe('claims', () => {
  test.each([
    [
      'AS-40',
      'owned partitions do not count',
      't0:2',
      'm-A t0 owns t0-1 in 5\n m-B t0 owns t0-0 in 5',
      'm-A=t0-0 m-B=t0-1',
    ],
    [
      'AS-40',
      'claims in user data do',
      't0:2',
      'm-A t0 claims t0-1 in 5\n m-B t0 claims t0-0 in 5',
      'm-A=t0-1 m-B=t0-0',
    ],
    [
      'AS-42',
      'claims of vanished topics are dropped',
      't0:2',
      'm-A t0 claims t0-1,gone-0 in 5\n m-B t0',
      'm-A=t0-1 m-B=t0-0',
    ],
    [
      'AS-43',
      'two claims of one generation: nobody has it',
      't0:2',
      'm-A t0 claims t0-1 in 5\n m-B t0 claims t0-1 in 5',
      'm-A=t0-0 m-B=t0-1',
    ],
    [
      'AS-44',
      'the newer claim wins',
      't0:4',
      'm-A t0 claims t0-2,t0-3 in 4\n m-B t0 claims t0-2,t0-3 in 5',
      'm-A=t0-0,t0-1 m-B=t0-2,t0-3',
    ],
    [
      'AS-44',
      'the older claim is ignored',
      't0:4',
      'm-A t0 claims t0-2,t0-3 in 5\n m-B t0 claims t0-2,t0-3 in 4',
      'm-A=t0-2,t0-3 m-B=t0-0,t0-1',
    ],
    [
      'AS-45',
      'order does not make subscriptions differ',
      't0:1 t1:1',
      'm-A t0,t1\n m-B t1,t0',
      'm-A=t0-0 m-B=t1-0',
    ],
  ])('%s %s', (_, __, topics, members, shown) => {
    expect(shownAnswer(sticky, roundOf(topics, members))).toBe(shown);
  });

  test('AS-44 the generation held against a newer claim is the other’s subscription’s', () => {
    const round = roundOf('t0:4', 'm-A t0 claims t0-2,t0-3 in 6\n m-B t0 claims t0-2,t0-3 in 5');
    const old = round.members.map((member) => ({ ...member, generationId: undefined }));
    expect(shownAnswer(sticky, { ...round, members: old })).toBe('m-A=t0-0,t0-1 m-B=t0-2,t0-3');
  });

  test('AS-45 a topic written twice makes equal subscriptions differ', () => {
    const once = roundOf('t0:1 t1:3', 'm-A t0,t1 claims t0-0,t1-0,t1-1 in 5\n m-B t0,t1 claims t1-2 in 5');
    const twice = roundOf(
      't0:1 t1:3',
      'm-A t0,t1 claims t0-0,t1-0,t1-1 in 5\n m-B t0,t1,t1 claims t1-2 in 5',
    );
    expect(shownAnswer(sticky, once)).toBe('m-A=t0-0,t1-0 m-B=t1-2,t1-1');
    expect(shownAnswer(sticky, twice)).toBe('m-A=t1-0,t1-1 m-B=t1-2,t0-0');
  });
});

describe('constrained', () => {
  test.each([
    ['AS-50', 'five of three', 't0:5', 'm-A t0\n m-B t0\n m-C t0', 'm-A=t0-0,t0-3 m-C=t0-2 m-B=t0-1,t0-4'],
    ['AS-50', 'one of three', 't0:1', 'm-A t0\n m-B t0\n m-C t0', 'm-A=t0-0 m-C= m-B='],
    [
      'AS-51',
      'who keeps an extra goes by hash order, not by id',
      't0:4',
      'm-A t0\n m-B t0 claims t0-0,t0-1 in 5\n m-C t0 claims t0-2,t0-3 in 5',
      'm-A=t0-1 m-C=t0-2,t0-3 m-B=t0-0',
    ],
    [
      'AS-51',
      'what is kept is chosen by partition, then topic',
      't0:2 t1:2',
      'm-A t0,t1 claims t1-0,t1-1,t0-0,t0-1 in 5\n m-B t0,t1',
      'm-A=t0-0,t1-0 m-B=t0-1,t1-1',
    ],
    [
      'AS-51',
      'a partition in a foreign rack is not kept',
      't0[a|b]',
      'm-A@a t0 claims t0-1 in 5\n m-B@b t0 claims t0-0 in 5',
      'm-A=t0-0 m-B=t0-1',
    ],
    [
      'AS-52',
      'who has little keeps it',
      't0:6',
      'm-A t0 claims t0-5 in 5\n m-B t0',
      'm-A=t0-5,t0-0,t0-2 m-B=t0-1,t0-3,t0-4',
    ],
    [
      'AS-53',
      'the most while expected, else the least',
      't0:7',
      'm-A t0 claims t0-0,t0-1,t0-2,t0-3 in 5\n m-B t0 claims t0-4,t0-5,t0-6 in 5\n m-C t0',
      'm-A=t0-0,t0-1,t0-2 m-C=t0-3,t0-6 m-B=t0-4,t0-5',
    ],
    [
      'AS-54',
      'a partition that is no more stops the walk',
      't0:3 t1:1',
      'm-A t0,t1 claims t0-1,t0-7 in 5\n m-B t0,t1 claims t1-0 in 5',
      'IllegalStateException',
    ],
    [
      'AS-55',
      'near members first, few choices first',
      't0[ab|ab|a|a]',
      'm-A@a t0\n m-B@b t0',
      'm-A=t0-2,t0-3 m-B=t0-0,t0-1',
    ],
    [
      'AS-55',
      'then one of exactly the least',
      't0[a|b|a]',
      'm-A@a t0 claims t0-0 in 5\n m-B@b t0 claims t0-1 in 5',
      'm-A=t0-0,t0-2 m-B=t0-1',
    ],
    [
      'AS-56',
      'those under the least in turn, by id',
      't0:4',
      'm-C t0 claims t0-3 in 5\n m-B t0\n m-A t0',
      'm-A=t0-0 m-C=t0-3,t0-2 m-B=t0-1',
    ],
    [
      'AS-56',
      'who has the least queues, a fresh one behind the others',
      't0:5',
      'm-A t0\n m-B t0 claims t0-0 in 5\n m-C t0 claims t0-1 in 5',
      'm-A=t0-2 m-C=t0-1,t0-4 m-B=t0-0,t0-3',
    ],
    [
      'AS-58',
      'too much held of what is no more',
      't0:2',
      'm-A t0 claims t0-8 in 5\n m-B t0 claims t0-9 in 5',
      'IllegalStateException',
    ],
  ])('%s %s', (_, __, topics, members, shown) => {
    expect(shownAnswer(sticky, roundOf(topics, members))).toBe(shown);
  });
});

describe('general', () => {
  test.each([
    [
      'AS-70',
      'few potential consumers first',
      't0:2 t1:2',
      'm-A t0,t1\n m-B t1\n m-C t1',
      'm-A=t0-0,t0-1 m-C=t1-1 m-B=t1-0',
    ],
    [
      'AS-72',
      'what is left is given up',
      't0:2 t1:2',
      'm-A t0 claims t0-0,t1-0,t1-1 in 5\n m-B t0,t1 claims t0-1 in 5',
      'm-A=t0-0,t0-1 m-B=t1-0,t1-1',
    ],
    [
      'AS-72',
      'a foreign rack is given up',
      't0[a|b] t1[a|b]',
      'm-A@a t0 claims t0-1 in 5\n m-B@b t0,t1 claims t0-0 in 5',
      'm-A=t0-0,t0-1 m-B=t1-1,t1-0',
    ],
    [
      'AS-73',
      'the least loaded subscriber, then by id',
      't0:3 t1:1',
      'm-A t0\n m-B t0,t1',
      'm-A=t0-0,t0-1 m-B=t1-0,t0-2',
    ],
    [
      'AS-74',
      'near ones first, then anyone',
      't0[b|a] t1[b|b]',
      'm-A@a t0\n m-B@b t0,t1',
      'm-A=t0-1,t0-0 m-B=t1-0,t1-1',
    ],
    [
      'AS-75',
      'who holds all it can get is set aside',
      't0:1 t1:4',
      'm-A t0 claims t0-0 in 5\n m-B t1 claims t1-0,t1-1,t1-2,t1-3 in 5\n m-C t1',
      'm-A=t0-0 m-C=t1-0,t1-1 m-B=t1-2,t1-3',
    ],
    [
      'AS-76',
      'what is free is placed before anything moves',
      't0:4 t1:3',
      'm-A t0,t1 claims t0-0,t0-1,t0-2 in 5\n m-B t1',
      'm-A=t0-0,t0-1,t0-2,t0-3 m-B=t1-0,t1-1,t1-2',
    ],
    [
      'AS-77',
      'back to a former owner, though it left the topic',
      't0:2 t1:1',
      'm-A t0 claims t0-0,t0-1 in 4\n m-B t1 claims t1-0 in 4\n m-C t1 claims t0-0 in 3\n m-D t0',
      'm-A=t0-1 m-C=t0-0 m-B=t1-0 m-D=',
    ],
    [
      'AS-77',
      'a former owner set aside',
      't0:2',
      'm-A t0 claims t0-0,t0-1 in 4\n m-B t0\n m-C - claims t0-0 in 3',
      'NullPointerException',
    ],
    [
      'AS-78',
      'to the least loaded subscriber',
      't0:6 t1:1',
      'm-A t0,t1 claims t0-0,t0-1,t0-2,t0-3,t0-4,t0-5 in 5\n m-B t0\n m-C t1',
      'm-A=t0-3,t0-4,t0-5 m-C=t1-0 m-B=t0-0,t0-1,t0-2',
    ],
    [
      'AS-79',
      'until no two are two apart',
      't0:5 t1:2',
      'm-A t0,t1 claims t0-0,t0-1,t0-2,t0-3,t0-4 in 5\n m-B t0,t1\n m-C t1',
      'm-A=t0-2,t0-3,t0-4 m-C=t1-1,t1-0 m-B=t0-0,t0-1',
    ],
    [
      'AS-80',
      'the opposite way is taken back instead',
      't0:4 t1:2',
      'm-A t0 claims t1-0 in 4\n m-B t1\n m-C t1\n m-D t0,t1 claims t0-1,t0-2,t1-0,t1-1 in 5',
      'm-A=t0-0,t0-3 m-C=t1-1 m-B=t1-0 m-D=t0-2,t0-1',
    ],
    [
      'AS-81',
      'a partition that moves again',
      't0:3 t1:1 t2:1',
      'm-A t2\n m-B t1,t2 claims t2-0 in 3\n m-C t0,t1,t2 claims t2-0 in 4',
      'm-A=t2-0 m-C=t0-0,t0-1,t0-2 m-B=t1-0',
    ],
  ])('%s %s', (_, __, topics, members, shown) => {
    expect(shownAnswer(sticky, roundOf(topics, members))).toBe(shown);
  });

  test.each([
    [-1, 'm-A=t1-0,t1-1 m-C=t1-2 m-B=t0-0'],
    [9, 'm-A=t1-0,t1-1 m-C=t0-0 m-B=t1-2'],
  ])(
    'AS-71 a claim below the highest generation ever seen (%i) makes a former owner',
    (maxGeneration, shown) => {
      const members = 'm-A t0,t1\n m-B t0 claims t1-2 in 5\n m-C t0,t1 claims t0-0 in 5';
      const round = roundOf('t0:1 t1:3', members, { memory: { maxGeneration } });
      expect(shownAnswer(sticky, round)).toBe(shown);
    },
  );
});
