import { describe, expect, test } from 'vitest';
import { Stage } from '../../../../testing/coordinator-stage.ts';
import { loadedStage } from '../../../../testing/coordinator-stories.ts';
import { findCoordinator } from './find-coordinator.ts';

const MINUTES = 60_000;
const KEPT_TEN_MINUTES = { 'offsets.retention.minutes': '10' };

describe('describing and listing', () => {
  test('CG-D-02: only a stable group tells protocol and metadata', () => {
    const stage = new Stage().stable(1, 0, { protocols: 'range=AAAA' });
    const describe = (): unknown => stage.said(stage.ask('DescribeGroups', 5, { groups: ['g'] }));
    expect(describe()).toMatchObject({
      groups: [{ groupState: 'Stable', protocolData: 'range', members: [{ memberMetadata: 'AAAA' }] }],
    });
    stage.join('c2');
    expect(JSON.stringify(describe())).not.toContain('AAAA');
  });

  test('CG-D-01, CG-D-03, CG-D-04: in the order asked; what does not exist is Dead', () => {
    const stage = loadedStage();
    const old = stage.ask('DescribeGroups', 5, { groups: ['zz', 'g'] });
    const now = stage.ask('DescribeGroups', 6, { groups: ['zz'] });
    expect(stage.said(old)).toMatchObject({
      groups: [
        { groupId: 'zz', groupState: 'Dead' },
        { groupId: 'g', groupState: 'Stable' },
      ],
    });
    expect(stage.said(now)).toMatchObject({
      groups: [{ errorCode: 69, errorMessage: 'Group zz not found.' }],
    });
    stage.command('unload');
    expect(stage.said(stage.ask('DescribeGroups', 6, { groups: ['g'] }))).toEqual({
      groups: [{ groupId: 'g', errorCode: 16 }],
    });
  });

  test.each([
    [['stable'], [], 1],
    [[' STABLE '], ['Classic'], 1],
    [['Empty'], [], 0],
    [['no such state'], [], 0],
    [[], ['consumer'], 0],
  ])('CG-LG-02, CG-LG-03: states %o and types %o find %i', (statesFilter, typesFilter, found) => {
    const stage = loadedStage();
    const list = stage.said(stage.ask('ListGroups', 5, { statesFilter, typesFilter }));
    const g = { groupId: 'g', protocolType: 'consumer', groupState: 'Stable', groupType: 'classic' };
    expect(list).toEqual(found === 1 ? { groups: [g] } : {});
  });

  test('CG-LG-01: a partition elsewhere is left out, one that loads fails the request', () => {
    const stage = loadedStage();
    stage.command('unload');
    const elsewhere = stage.ask('ListGroups', 5, {});
    stage.command('load', { delayMs: 10 });
    const loading = stage.ask('ListGroups', 5, {});
    expect([stage.error(elsewhere), stage.error(loading)]).toEqual([0, 14]);
  });
});

describe('deleting', () => {
  test('CG-DG-02, CG-DG-03: in the order of a hash set, each by itself', () => {
    const stage = loadedStage();
    stage.join('c1', { group: 'other', v: 9 });
    const n = stage.ask('DeleteGroups', 2, { groupsNames: ['g', 'zz', '', 'other'] });
    const results = stage.said(n)?.['results'] as readonly { groupId?: string; errorCode?: number }[];
    expect(results.map(({ groupId = '', errorCode = 0 }) => `${groupId}:${errorCode}`).sort()).toEqual([
      ':69',
      'g:68',
      'other:0',
      'zz:69',
    ]);
    const three = stage.said(stage.ask('DeleteGroups', 2, { groupsNames: ['g', 'zz', ''] }));
    expect(
      ((three?.['results'] ?? []) as readonly { groupId?: string }[]).map(({ groupId = '' }) => groupId),
    ).toEqual(['zz', '', 'g']);
  });

  test('CG-DG-04: a group goes with its offsets in one batch', () => {
    const stage = new Stage();
    stage.commit({});
    stage.ask('DeleteGroups', 2, { groupsNames: ['g'] });
    const types = ((stage.log().at(-1)?.['log'] ?? []) as readonly { type: string }[]).map(
      ({ type }) => type,
    );
    expect([types, stage.group()]).toEqual([['OffsetCommit', 'GroupMetadata'], 'gone']);
  });

  test('CG-DG-01: a coordinator that cannot work says so for each group', () => {
    const stage = loadedStage();
    stage.command('unload');
    expect(stage.said(stage.ask('DeleteGroups', 2, { groupsNames: ['g'] }))).toEqual({
      results: [{ groupId: 'g', errorCode: 16 }],
    });
  });
});

test('CG-FC-02, CG-FC-03: the leader of the partition, for each key in order', () => {
  const coordinator = { nodeId: 2, host: 'broker-2', port: 9092 };
  const request = { key: '', keyType: 0, coordinatorKeys: ['b', ''] };
  expect(findCoordinator(request, { coordinator }).response.coordinators).toEqual([
    { key: 'b', ...coordinator, errorCode: 0, errorMessage: '' },
    { key: '', ...coordinator, errorCode: 0, errorMessage: '' },
  ]);
  expect(findCoordinator({ ...request, coordinatorKeys: [] }, { coordinator: null }).response).toMatchObject({
    errorCode: 15,
    nodeId: -1,
  });
});

describe('expiry', () => {
  test('CG-X-01, CG-X-05: a group without offsets goes at the next check, with the ids given out', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9, session: 1_800_000 });
    expect([stage.at(10 * MINUTES - 1).group(), stage.at(10 * MINUTES).group()]).toEqual(['Empty 0', 'gone']);
  });

  test('CG-X-02, CG-X-03: offsets age from when the group became empty', () => {
    const stage = new Stage(KEPT_TEN_MINUTES).stable(1, 0, { session: 1_800_000 });
    stage.commit({ memberId: 'c1-A', generationIdOrMemberEpoch: 1 });
    stage.at(11 * MINUTES).leave('c1-A');
    expect([stage.at(20 * MINUTES).group(), stage.at(30 * MINUTES).group()]).toEqual(['Empty 2', 'gone']);
  });

  test('CG-X-02: not while a transaction is open on them', () => {
    const stage = new Stage(KEPT_TEN_MINUTES);
    stage.commit({});
    const topics = [{ name: 'orders', partitions: [{}] }];
    stage.ask('TxnOffsetCommit', 5, { transactionalId: 't', producerId: 9, groupId: 'g', topics });
    expect(stage.at(20 * MINUTES).group()).toBe('Empty 0');
    stage.command('endTransaction', { producerId: 9, producerEpoch: 0, commit: false });
    expect(stage.at(30 * MINUTES).group()).toBe('gone');
  });

  test('CG-X-04: or until the time that the commit gave them', () => {
    const stage = new Stage();
    stage.commit({ retentionTimeMs: 11 * MINUTES }, 4);
    expect([stage.at(10 * MINUTES).group(), stage.at(20 * MINUTES).group()]).toEqual(['Empty 0', 'gone']);
  });

  test('CG-X-06: a deleted topic takes its offsets along, not the group', () => {
    const stage = new Stage();
    stage.commit({});
    stage.command('deleteTopic', { name: 'orders' });
    expect([JSON.stringify(stage.log().at(-1)), stage.group()]).toEqual([
      expect.stringContaining('"value":null'),
      'Empty 0',
    ]);
  });
});

const JOIN = { memberId: 'm', rebalanceTimeoutMs: 1, topicPartitions: [], subscribedTopicNames: [] };

describe('other protocols', () => {
  test('CG-M-07: a classic group is described neither as consumer nor as share group', () => {
    const stage = loadedStage();
    const consumer = stage.ask('ConsumerGroupDescribe', 1, { groupIds: ['g', ''] });
    const share = stage.ask('ShareGroupDescribe', 1, { groupIds: ['zz'] });
    expect([stage.said(consumer), stage.said(share)]).toEqual([
      {
        groups: [
          { errorCode: 24 },
          { groupId: 'g', errorCode: 69, errorMessage: 'Group g is not a consumer group.' },
        ],
      },
      { groups: [{ groupId: 'zz', errorCode: 69, errorMessage: 'Group zz not found.' }] },
    ]);
  });

  test.each([
    ['ConsumerGroupHeartbeat', { groupId: '', memberId: 'm' }, 42],
    ['ConsumerGroupHeartbeat', { groupId: 'g', memberId: 'm', memberEpoch: -3 }, 42],
    ['ConsumerGroupHeartbeat', { groupId: 'g', memberId: 'm', memberEpoch: 3 }, 69],
    ['ConsumerGroupHeartbeat', { ...JOIN, groupId: 'g' }, 69],
    ['ConsumerGroupHeartbeat', { ...JOIN, groupId: 'new' }, 35],
    ['ShareGroupHeartbeat', { groupId: '', memberId: 'm' }, 42],
    ['ShareGroupHeartbeat', { groupId: 'g', memberId: 'm', memberEpoch: 1 }, 69],
  ] as const)('CG-M-08: %s with %o gets %i', (apiKey, body, errorCode) => {
    const stage = loadedStage({ 'group.consumer.migration.policy': 'disabled' });
    expect(stage.error(stage.ask(apiKey, 1, body))).toBe(errorCode);
  });
});
