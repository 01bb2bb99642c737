import { expect, test } from 'vitest';
import { clientAssignors } from './index.ts';
import { roundOf, shownAnswer } from './round.fixture.ts';
import { writeCooperativeUserData } from './user-data.ts';

const cooperative = clientAssignors['cooperative-sticky'];

test.each([
  [
    'AS-57',
    'what an owner lost is withheld from the new one',
    't0:3 t1:4',
    'm-A t0,t1 owns t0-0,t0-1,t0-2,t1-0 in 5\n m-B t0,t1 owns t1-1,t1-2,t1-3 in 5\n m-C t0,t1',
    'm-A=t0-0,t1-0,t0-1 m-C= m-B=t1-1,t1-2',
  ],
  [
    'AS-57',
    'what two claim is withheld',
    't0:2',
    'm-A t0 owns t0-0 in 5\n m-B t0 owns t0-0 in 5',
    'm-A= m-B=t0-1',
  ],
  [
    'AS-57',
    'what is taken up again is not',
    't0:3',
    'm-A t0 owns t0-0,t0-1,t0-2 in 5\n m-B(i1) t0',
    'm-A=t0-0,t0-1 m-B=',
  ],
  [
    'AS-85',
    'the follow-up rebalance gives it',
    't0:2',
    'm-A t0 owns t0-0 in 6\n m-B t0 owns - in 6',
    'm-A=t0-0 m-B=t0-1',
  ],
  ['AS-85', 'as after this one', 't0:2', 'm-A t0 owns t0-0,t0-1 in 5\n m-B t0', 'm-A=t0-0 m-B='],
  [
    'AS-86',
    'general: owned by one, given to another',
    't0:3 t1:4',
    'm-A t0,t1 owns t0-0,t0-1,t0-2,t1-0 in 5\n m-B t1 owns t1-1,t1-2,t1-3 in 5\n m-C t0',
    'm-A=t0-2,t1-0 m-C= m-B=t1-1,t1-2,t1-3',
  ],
  [
    'AS-86',
    'general: nothing owned, nothing withheld',
    't0:3 t1:4',
    'm-A t0\n m-B t0,t1\n m-C t1',
    'm-A=t0-0,t0-2 m-C=t1-0,t1-2 m-B=t0-1,t1-1,t1-3',
  ],
])('%s %s', (_, __, topics, members, shown) => {
  expect(shownAnswer(cooperative, roundOf(topics, members))).toBe(shown);
});

test.each([
  ['AS-41', 'the subscription’s', 6, null, 'm-B=t0-0,t0-1 m-D=t0-2,t0-3'],
  ['AS-41', 'the subscription’s alone', 4, writeCooperativeUserData(6), 'm-B=t0-2,t0-3 m-D=t0-0,t0-1'],
  ['AS-41', 'else the user data’s', undefined, writeCooperativeUserData(6), 'm-B=t0-0,t0-1 m-D=t0-2,t0-3'],
  ['AS-41', 'else none', undefined, null, 'm-B=t0-2,t0-3 m-D=t0-0,t0-1'],
  ['AS-93', '-1 if too short', undefined, 'AAAH', 'm-B=t0-2,t0-3 m-D=t0-0,t0-1'],
])('%s the generation of a claim is %s', (_, __, generationId, userData, shown) => {
  const round = roundOf('t0:4', 'm-B t0 owns t0-2,t0-3 in 5\n m-D t0 owns t0-2,t0-3');
  const members = round.members.map((member) =>
    member.memberId === 'm-D' ? { ...member, generationId, userData } : member,
  );
  expect(shownAnswer(cooperative, { ...round, members })).toBe(shown);
});
