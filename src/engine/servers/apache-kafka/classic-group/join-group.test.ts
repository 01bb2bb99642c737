import { describe, expect, test } from 'vitest';
import { Stage } from '../../../../testing/coordinator-stage.ts';
import { loadedStage } from '../../../../testing/coordinator-stories.ts';
import { JavaHashMap } from '../../../kafka/java-order/hash-map.ts';
import { emptyGroup } from './group-object.ts';
import { isSimpleGroup, type ClassicGroup, type ClassicMember } from './group.ts';
import { addMember, removeMember } from './membership.ts';
import { computeSubscribedTopics, selectProtocol } from './protocol-vote.ts';

describe('what is looked at first', () => {
  test.each([
    ['CG-J-02', { group: '' }, 24, ''],
    ['CG-J-03', { session: 5_999 }, 26, ''],
    ['CG-J-03', { session: 1_800_001, id: 'x' }, 26, 'x'],
    ['CG-J-07', { id: 'stranger' }, 25, 'stranger'],
    ['CG-J-11', { protocols: '' }, 23, ''],
    ['CG-J-11', { type: '' }, 23, ''],
  ])('%s: %o gets %i', (rule, options, code, memberId) => {
    const stage = new Stage();
    const join = stage.join('c1', { v: 9, ...options });
    expect([stage.rule(join), stage.error(join), stage.said(join)?.['memberId'] ?? '']).toEqual([
      rule,
      code,
      memberId,
    ]);
  });

  test('CG-J-09: a group is written even if the join that made it was refused', () => {
    const stage = new Stage();
    stage.join('c1', { protocols: '' });
    expect([stage.group(), stage.log()]).toEqual([
      'Empty 0',
      [{ log: [expect.objectContaining({ type: 'GroupMetadata', key: { group: 'g' } })] }],
    ]);
  });

  test('CG-J-01: version 0 takes the session timeout for the rebalance timeout, and says "" for no protocol', () => {
    const stage = new Stage();
    stage.join('c1', { v: 0, session: 300_000 });
    const other = stage.at(1_000).join('c2', { v: 0, session: 6_000, protocols: '' });
    expect(stage.said(other)).toEqual({ errorCode: 23 });
    const told = stage.join('c2', { v: 9, protocols: '' });
    expect(stage.said(told)).toEqual({ errorCode: 23, protocolName: null });
  });

  test('CG-J-04, CG-R-02: elsewhere and loading are told with an empty member id', () => {
    const stage = loadedStage();
    stage.command('unload');
    const elsewhere = stage.join('c1', { id: 'c1-A' });
    stage.command('load', { delayMs: 1_000 });
    const loading = stage.join('c1', { id: 'c1-A' });
    expect([stage.said(elsewhere), stage.said(loading)]).toEqual([{ errorCode: 16 }, { errorCode: 14 }]);
  });
});

describe('new members', () => {
  test('CG-J-12, CG-J-14: a dynamic consumer is told its id and comes back with it', () => {
    const stage = new Stage();
    const first = stage.join('c1', { v: 4 });
    expect([stage.said(first), stage.group()]).toEqual([{ errorCode: 79, memberId: 'c1-A' }, 'Empty 0']);
    const second = stage.join('c1', { v: 4, id: 'c1-A' });
    expect(stage.at(3_000).said(second)).toMatchObject({ generationId: 1, leader: 'c1-A' });
  });

  test('CG-J-13, CG-J-15: static members, and any before version 4, are added at once', () => {
    const stage = new Stage();
    stage.join('c1', { v: 3 });
    stage.join('c2', { v: 9, instance: 'i2' });
    expect(stage.group()).toBe('PreparingRebalance 0 c1-A i2-B');
  });

  test('CG-J-18: a given-out id is welcome, but not with an instance id', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9 });
    const broken = stage.join('c1', { v: 9, id: 'c1-A', instance: 'i1' });
    expect(stage.said(broken)).toEqual({ errorCode: -1, protocolName: null });
    stage.join('c1', { v: 9, id: 'c1-A' });
    expect(stage.group()).toBe('PreparingRebalance 0 c1-A');
  });

  test.each([
    ['Stable', (stage: Stage) => stage.stable(2), { v: 3 }, 81],
    ['Stable, known', (stage: Stage) => stage.stable(2), { v: 3, id: 'c2-B' }, 0],
    ['Empty', (stage: Stage) => stage, { v: 9 }, 79],
  ])('CG-J-08: with group.max.size 2, in %s', (_, prepare, options, code) => {
    const stage = prepare(new Stage({ 'group.max.size': '2' }));
    expect(stage.error(stage.join('c9', options))).toBe(code);
  });

  test('CG-J-08: a static member that comes back without its id is refused by a full group', () => {
    const stage = new Stage({ 'group.max.size': '1' });
    stage.join('c1', { v: 9, instance: 'i1' });
    stage.at(3_000).sync('i1-A', 1);
    expect(stage.error(stage.join('c1', { v: 9, instance: 'i1' }))).toBe(81);
  });
});

describe('rejoining', () => {
  test.each([
    ['CG-J-17', { id: 'c1-A', protocols: 'sticky' }, 23],
    ['CG-J-19', { id: 'stranger' }, 25],
    ['CG-J-19', { id: 'c1-A', instance: 'i9', v: 9 }, 25],
  ])('%s: in a stable group, %o gets %i', (rule, options, code) => {
    const stage = new Stage().stable(1);
    const join = stage.join('c1', options);
    expect([stage.rule(join), stage.error(join)]).toEqual([rule, code]);
  });

  test.each([
    ['CG-J-23', 'c1-A', 'range', 'PreparingRebalance', undefined],
    ['CG-J-24', 'c2-B', 'range=AAAA', 'PreparingRebalance', undefined],
    ['CG-J-25', 'c2-B', 'range', 'Stable', 0],
  ])('%s, CG-G-05: %s with %s leaves a stable group %s', (_, id, protocols, state, code) => {
    const stage = new Stage().stable(2);
    const join = stage.join('c', { id, protocols });
    expect([stage.state()?.['state'], stage.error(join)]).toEqual([state, code]);
  });

  test.each([
    ['CG-J-21', 'range=AAAA', 'PreparingRebalance', 27],
    ['CG-J-22', 'range', 'CompletingRebalance', undefined],
  ])('%s: with %s while the assignment is awaited, the group is %s', (_, protocols, state, syncError) => {
    const stage = new Stage();
    for (const client of ['c1', 'c2']) stage.join(client);
    const sync = stage.at(6_000).sync('c2-B', 1);
    const join = stage.join('c1', { id: 'c1-A', protocols });
    expect([stage.state()?.['state'], stage.error(sync)]).toEqual([state, syncError]);
    if (protocols === 'range') expect(stage.said(join)).toMatchObject({ leader: 'c1-A', generationId: 1 });
  });

  test('CG-J-20, CG-J-27: only the latest join of a member is answered', () => {
    const stage = new Stage();
    const joins = [stage.join('c1'), stage.join('c1', { id: 'c1-A', protocols: 'range roundrobin' })];
    stage.at(3_000);
    expect(joins.map((n) => stage.error(n))).toEqual([undefined, 0]);
  });

  test('CG-J-28: a rejoin does not renew the session', () => {
    const stage = new Stage().stable(2, 0, { rebalance: 60_000 });
    stage.at(11_000).beat('c2-B', 1);
    stage.at(14_000).join('c1', { id: 'c1-A', rebalance: 60_000 });
    // The session of c1 ran out at 16000, excused; c2 is removed at 21000, and that completes the join phase.
    expect(stage.at(21_000).group()).toBe('CompletingRebalance 2 c1-A');
  });

  test('CG-J-29: only the leader is told the members, in the order of the hash table', () => {
    const stage = new Stage();
    const joins = ['c1', 'c2'].map((client) => stage.join(client, { protocols: `range=${client}AA` }));
    stage.at(6_000);
    expect(joins.map((n) => stage.said(n)?.['members'])).toEqual([
      [
        { memberId: 'c2-B', metadata: 'c2AA' },
        { memberId: 'c1-A', metadata: 'c1AA' },
      ],
      undefined,
    ]);
  });
});

const member = (memberId: string, ...names: readonly string[]): ClassicMember => ({
  memberId,
  groupInstanceId: null,
  clientId: 'c',
  clientHost: '/10.0.0.1',
  rebalanceTimeoutMs: 1,
  sessionTimeoutMs: 1,
  protocolType: 'consumer',
  supportedProtocols: names.map((name) => ({ name, metadata: 'AAAAAAABAAZvcmRlcnP/////' })),
  assignment: '',
  awaitingJoin: null,
  awaitingSync: null,
  isNew: false,
});
const groupOf = (...members: readonly ClassicMember[]): ClassicGroup =>
  members.reduce(addMember, { ...emptyGroup('g', 0), members: new JavaHashMap<string, ClassicMember>() });

describe('what a group knows', () => {
  test.each([
    [
      [
        ['range', 'sticky'],
        ['sticky', 'range'],
      ],
      'sticky',
    ],
    [
      [
        ['range', 'sticky'],
        ['range', 'sticky'],
        ['sticky', 'range'],
      ],
      'range',
    ],
    [
      [
        ['roundrobin', 'range'],
        ['range', 'roundrobin'],
      ],
      'range',
    ],
    [[['cooperative-sticky', 'range'], ['range']], 'range'],
  ])('CG-P-05: %o vote for %s', (lists, winner) => {
    expect(selectProtocol(groupOf(...lists.map((names, i) => member(`m${i}`, ...names))))).toBe(winner);
  });

  test('CG-G-06: a name given twice counts twice, and is then on no common list', () => {
    const group = groupOf(member('a', 'range', 'range'), member('b', 'range'));
    expect([group.supportedProtocols.get('range'), selectProtocol(group)]).toEqual([3, null]);
  });

  test('CG-G-07: members of another type, or without a common protocol, are refused', () => {
    const stage = new Stage().stable(1);
    const joins = [stage.join('c2', { type: 'connect' }), stage.join('c2', { protocols: 'sticky' })];
    expect(joins.map((n) => stage.error(n))).toEqual([23, 23]);
  });

  test('CG-G-09: the first leads; when it goes, the first in the hash table does', () => {
    const group = groupOf(member('c2-B', 'range'), member('c1-A', 'range'), member('c3-C', 'range'));
    expect([group.leaderId, removeMember(group, 'c2-B').leaderId]).toEqual(['c2-B', 'c3-C']);
  });

  test('CG-G-04: a group that is there for its offsets alone is simple', () => {
    const simple = emptyGroup('g', 0);
    expect([isSimpleGroup(simple), isSimpleGroup({ ...simple, pendingJoinMembers: new Set(['a']) })]).toEqual(
      [true, false],
    );
  });

  test('CG-G-10: subscribed topics are read from the metadata', () => {
    const group = { ...groupOf(member('a', 'range')), protocolName: 'range' };
    const broken = { ...group, protocolName: 'no such protocol' };
    expect([computeSubscribedTopics(group), computeSubscribedTopics(broken)]).toEqual([
      new Set(['orders']),
      null,
    ]);
  });
});
