import { expect, test } from 'vitest';
import { clientAssignors } from './index.ts';
import { roundOf, shownAnswer } from './round.fixture.ts';

const PAIR = 'm-A@a t0\n m-B@b t0';

test.each([
  [
    'AS-20',
    'topics stand in hash order',
    'foo:2 bar:2 qux:2',
    'm-A foo,bar,qux\n m-B foo,bar,qux',
    'm-A=bar-0,qux-0,foo-0 m-B=bar-1,qux-1,foo-1',
  ],
  [
    'AS-21',
    'the first ones get the extras',
    't0:5',
    'm-A t0\n m-B t0\n m-C t0',
    'm-A=t0-0,t0-1 m-C=t0-4 m-B=t0-2,t0-3',
  ],
  ['AS-21', 'fewer partitions than subscribers', 't0:1', 'm-A t0\n m-B t0', 'm-A=t0-0 m-B='],
  [
    'AS-22',
    'static members come first',
    't0:3',
    'm-A t0\n m-B(i2) t0\n m-C(i1) t0',
    'm-A=t0-2 m-C=t0-0 m-B=t0-1',
  ],
  [
    'AS-22',
    'only subscribers share a topic',
    't0:2 t1:2',
    'm-A t0\n m-B t0,t1',
    'm-A=t0-0 m-B=t0-1,t1-0,t1-1',
  ],
  ['AS-10', 'an empty rack is none', 't0[b|a|b|a]', 'm-A@ t0\n m-B@ t0', 'm-A=t0-0,t0-1 m-B=t0-2,t0-3'],
  ['AS-11', 'racks with nothing in common', 't0[x|y]', PAIR, 'm-A=t0-0 m-B=t0-1'],
  ['AS-11', 'replicas everywhere', 't0[ba|ba]', PAIR, 'm-A=t0-0 m-B=t0-1'],
  ['AS-12', 'no rack suits every partition', 't0[b|a]', 'm-A t0\n m-B@b t0', 'm-A=t0-0 m-B=t0-1'],
  ['AS-23', 'near partitions first', 't0[b|a|b|a]', PAIR, 'm-A=t0-1,t0-3 m-B=t0-0,t0-2'],
  ['AS-23', 'then the rest', 't0[b|b|b|a]', PAIR, 'm-A=t0-2,t0-3 m-B=t0-0,t0-1'],
  [
    'AS-24',
    'peers go together',
    't0[b|a] t1[b|a]',
    'm-A@a t0,t1\n m-B@b t0,t1',
    'm-A=t0-1,t1-1 m-B=t0-0,t1-0',
  ],
  [
    'AS-24',
    'peers at odds go by range',
    't0[b|a] t1[a|b]',
    'm-A@a t0,t1\n m-B@b t0,t1',
    'm-A=t0-0,t1-0 m-B=t0-1,t1-1',
  ],
  [
    'AS-24',
    'a full subscriber drops out',
    't0[a|a|a] t1[a|a|a]',
    'm-A@a t0,t1\n m-B@b t0,t1\n m-C@a t0,t1',
    'm-A=t0-0,t1-0 m-C=t0-2,t1-2 m-B=t0-1,t1-1',
  ],
  [
    'AS-24',
    'the only one in the rack takes what it may',
    't0[a|a|b] t1[a|a|b]',
    'm-A@a t0,t1\n m-B@b t0,t1\n m-C@a t0,t1',
    'm-A=t0-0,t1-0 m-C=t0-1,t1-1 m-B=t0-2,t1-2',
  ],
  [
    'AS-25',
    'lists are sorted for all topics',
    'foo:2 bar[b|a] qux:2',
    'm-A@a foo,bar,qux\n m-B@b foo,bar,qux',
    'm-A=bar-0,foo-0,qux-0 m-B=bar-1,foo-1,qux-1',
  ],
  [
    'AS-25',
    'also for topics without peers',
    'foo:3 bar[b|a] qux:1',
    'm-A@a foo,bar,qux\n m-B@b foo,bar,qux',
    'm-A=bar-1,foo-0,foo-1,qux-0 m-B=bar-0,foo-2',
  ],
])('%s %s', (_, __, topics, members, shown) => {
  expect(shownAnswer(clientAssignors.range, roundOf(topics, members))).toBe(shown);
});
