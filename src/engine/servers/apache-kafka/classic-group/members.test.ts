import { describe, expect, test } from 'vitest';
import { Stage } from '../../../../testing/coordinator-stage.ts';
import { loadedStage } from '../../../../testing/coordinator-stories.ts';

describe('SyncGroup', () => {
  test.each([
    ['CG-S-01', 5, { groupId: 'g', memberId: 'c1-A', generationId: 1 }, 23],
    ['CG-S-02', 4, { groupId: '' }, 24],
    ['CG-S-03', 4, { groupId: 'nowhere' }, 25],
    ['CG-S-04', 4, { groupId: 'g', memberId: 'stranger', generationId: 1 }, 25],
    ['CG-S-04', 4, { groupId: 'g', memberId: 'c1-A', generationId: 2 }, 22],
    ['CG-S-04', 4, { groupId: 'g', memberId: 'c1-A', generationId: 1, protocolType: 'connect' }, 23],
    ['CG-S-04', 4, { groupId: 'g', memberId: 'c1-A', generationId: 1, protocolName: 'sticky' }, 23],
  ])('%s, CG-S-10: version %i with %o gets %i and nothing else', (rule, v, body, errorCode) => {
    const stage = loadedStage();
    const sync = stage.ask('SyncGroup', v, body);
    expect([stage.rule(sync), stage.said(sync)]).toEqual([rule, { errorCode }]);
  });

  test('CG-S-05: while a rebalance is prepared the member is sent back', () => {
    const stage = loadedStage();
    stage.join('c1', { id: 'c1-A' });
    expect(stage.error(stage.sync('c2-B', 1))).toBe(27);
  });

  test('CG-S-06: the latest sync of a follower waits for the leader, an earlier one is orphaned', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c2']) stage.join(client);
    const syncs = [stage.at(6_000).sync('c2-B', 1), stage.sync('c2-B', 1)];
    stage.sync('c1-A', 1, { 'c2-B': 'AAAA' });
    expect(syncs.map((n) => stage.said(n)?.['assignment'])).toEqual([undefined, 'AAAA']);
  });

  test('CG-S-07, CG-R-04: the assignment is written first; who was left out gets nothing', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c2']) stage.join(client);
    stage.at(6_000).command('holdCommits');
    const follower = stage.sync('c2-B', 1);
    const leader = stage.sync('c1-A', 1, { 'c1-A': 'BBBB', 'made-up': 'CCCC' });
    expect([stage.error(leader), stage.state()?.['state']]).toEqual([undefined, 'CompletingRebalance']);
    stage.at(7_000).command('releaseCommits');
    expect([stage.said(leader), stage.said(follower), stage.group()]).toEqual([
      { protocolType: 'consumer', protocolName: 'range', assignment: 'BBBB' },
      { protocolType: 'consumer', protocolName: 'range' },
      'Stable 1 c1-A c2-B',
    ]);
  });

  test('CG-S-08, CG-S-09: a latecomer gets its part, and what it sends along is ignored', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c2']) stage.join(client);
    stage.at(6_000).sync('c1-A', 1, { 'c2-B': 'AAAA' });
    const late = stage.at(15_000).sync('c2-B', 1, { 'c2-B': 'ZZZZ' });
    expect(stage.said(late)?.['assignment']).toBe('AAAA');
    // Their sessions began with the answers to their joins, and a late sync renews nothing.
    expect(stage.at(16_000).group()).toBe('Empty 2');
  });
});

describe('Heartbeat', () => {
  test.each([
    ['CG-H-01', '', 'c1-A', 1, null, 24],
    ['CG-H-02', 'nowhere', 'c1-A', 1, null, 25],
    ['CG-H-03', 'g', 'stranger', 1, null, 25],
    ['CG-H-03', 'g', 'c1-A', 0, null, 22],
    ['CG-H-03', 'g', 'c1-A', 1, 'i9', 25],
    ['CG-H-04', 'g', 'c1-A', 1, null, 0],
  ])(
    '%s: group "%s", %s in generation %i as %s gets %i',
    (rule, groupId, memberId, generationId, groupInstanceId, code) => {
      const stage = loadedStage();
      const beat = stage.ask('Heartbeat', 4, { groupId, memberId, generationId, groupInstanceId });
      expect([stage.rule(beat), stage.error(beat)]).toEqual([rule, code]);
    },
  );

  test('CG-H-04: while a rebalance is prepared the member is told to rejoin, and lives on', () => {
    const stage = loadedStage();
    stage.at(7_000).join('c1', { id: 'c1-A' });
    const beat = stage.at(15_000).beat('c2-B', 1);
    expect([stage.error(beat), stage.at(24_000).group()]).toEqual([27, 'PreparingRebalance 1 c1-A c2-B']);
  });

  test('CG-H-01: a coordinator that loads lets members carry on', () => {
    const stage = loadedStage();
    stage.command('unload');
    const elsewhere = stage.beat('c1-A', 1);
    stage.command('load', { delayMs: 100 });
    expect([stage.error(elsewhere), stage.error(stage.beat('c1-A', 1))]).toEqual([16, 0]);
  });

  test('CG-H-05: an id that was given out is no member yet', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9 });
    expect(stage.error(stage.beat('c1-A', 0))).toBe(25);
  });

  test('CG-P-12: a static member is fenced once another bears its name', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9, instance: 'i1' });
    stage.at(3_000).sync('i1-A', 1);
    stage.join('c1', { v: 9, instance: 'i1' });
    const codes = [stage.beat('i1-A', 1, 'i1'), stage.beat('i1-A', 1), stage.beat('i1-B', 1, 'i1')];
    expect(codes.map((n) => stage.error(n))).toEqual([82, 25, 0]);
  });
});

describe('LeaveGroup', () => {
  test('CG-L-01, CG-L-08: before version 3 one member leaves, and its error stands at the top', () => {
    const stage = loadedStage();
    const asks = [
      stage.ask('LeaveGroup', 2, { groupId: 'g', memberId: 'stranger' }),
      stage.ask('LeaveGroup', 2, { groupId: 'g', memberId: 'c1-A' }),
      stage.ask('LeaveGroup', 2, { groupId: '' }),
    ];
    expect(asks.map((n) => stage.said(n))).toEqual([{ errorCode: 25 }, {}, { errorCode: 24 }]);
  });

  test('CG-L-02: in a group that does not exist each member is unknown', () => {
    const stage = new Stage();
    const leave = stage.leave('a', 'b');
    expect(stage.said(leave)).toEqual({
      members: ['a', 'b'].map((memberId) => ({ memberId, groupInstanceId: null, errorCode: 25 })),
    });
  });

  test('CG-L-04, CG-L-06: a batch is worked off in order and rebalances once', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9, instance: 'i1' });
    stage.at(3_000).sync('i1-A', 1);
    stage.join('c2', { v: 9 });
    const members = [
      { memberId: 'c2-B' },
      { memberId: '', groupInstanceId: 'i9' },
      { memberId: 'other', groupInstanceId: 'i1' },
      { memberId: '', groupInstanceId: 'i1' },
    ];
    const leave = stage.ask('LeaveGroup', 5, { groupId: 'g', members });
    const codes = ((stage.said(leave)?.['members'] ?? []) as readonly { errorCode?: number }[]).map(
      ({ errorCode = 0 }) => errorCode,
    );
    expect([codes, stage.group()]).toEqual([[0, 25, 82, 0], 'Empty 2']);
  });

  test('CG-L-05: a waiting join of who leaves is told so, a waiting sync is not', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c2', 'c3']) stage.join(client);
    const sync = stage.at(6_000).sync('c2-B', 1);
    stage.leave('c2-B');
    const join = stage.join('c1', { id: 'c1-A' });
    stage.leave('c1-A');
    expect([stage.error(sync), stage.said(join)]).toEqual([undefined, { errorCode: 25 }]);
  });

  test('CG-L-06: a given-out id that leaves rebalances a stable group', () => {
    const stage = loadedStage();
    stage.join('c3', { v: 9 });
    stage.leave('c3-C');
    expect(stage.error(stage.beat('c1-A', 1))).toBe(27);
  });
});

describe('static members', () => {
  const withStatic = (options = {}): Stage => {
    const stage = new Stage();
    stage.join('c1', { v: 8, instance: 'i1', protocols: 'range sticky', ...options });
    stage.at(3_000).sync('i1-A', 1, { 'i1-A': 'AAAA' });
    return stage;
  };

  test('CG-J-32, CG-J-30: one that comes back unchanged disturbs nobody; before version 9 it is told the old leader', () => {
    const stage = withStatic();
    const join = stage.join('other', {
      v: 8,
      instance: 'i1',
      protocols: 'range=BBBB sticky',
      session: 6_000,
    });
    expect([stage.said(join), stage.group()]).toEqual([
      expect.objectContaining({ generationId: 1, leader: 'i1-A', memberId: 'i1-B' }),
      'Stable 1 i1-B',
    ]);
    const [record] = (stage.log().at(-1)?.['log'] ?? []) as readonly {
      value: { members: readonly unknown[] };
    }[];
    expect(record?.value.members).toEqual([
      expect.objectContaining({
        memberId: 'i1-B',
        clientId: 'c1',
        sessionTimeout: 6_000,
        subscription: 'BBBB',
      }),
    ]);
  });

  test('CG-J-32: since version 9 the leader is told to skip the assignment', () => {
    const stage = withStatic();
    const join = stage.join('c1', { v: 9, instance: 'i1', protocols: 'range sticky' });
    expect(stage.said(join)).toMatchObject({
      leader: 'i1-B',
      skipAssignment: true,
      members: [{ memberId: 'i1-B' }],
    });
  });

  test('CG-J-32: a leader whose record is committed in the middle of a rebalance waits for that', () => {
    const stage = withStatic();
    stage.command('holdCommits');
    const join = stage.join('c1', { v: 9, instance: 'i1', protocols: 'range sticky' });
    stage.join('c2', { v: 9, protocols: 'range' });
    stage.join('c2', { v: 9, id: 'c2-C', protocols: 'range' });
    stage.command('releaseCommits');
    expect([stage.said(join)?.['generationId'], stage.group()]).toEqual([
      2,
      'CompletingRebalance 2 c2-C i1-B',
    ]);
  });

  test('CG-J-31: its session starts anew with the old timeout', () => {
    const stage = withStatic({ session: 30_000 });
    stage.join('c1', { v: 9, instance: 'i1', protocols: 'range sticky', session: 6_000 });
    expect([stage.at(32_999).group(), stage.at(33_000).group()]).toEqual(['Stable 1 i1-B', 'Empty 2']);
  });

  test('CG-J-33: one whose lists change the choice rebalances', () => {
    const stage = withStatic();
    const join = stage.join('c1', { v: 9, instance: 'i1', protocols: 'sticky range' });
    expect([stage.said(join)?.['generationId'], stage.group()]).toEqual([2, 'CompletingRebalance 2 i1-B']);
  });

  test('CG-J-34, CG-J-30: its return starts over while the assignment is awaited, and fences who waits', () => {
    const stage = new Stage();
    stage.join('c1');
    stage.join('c2', { v: 9, instance: 'i2' });
    const sync = stage.at(6_000).sync('i2-B', 1);
    stage.join('c2', { v: 9, instance: 'i2' });
    expect([stage.error(sync), stage.group()]).toEqual([82, 'PreparingRebalance 1 c1-A i2-C']);
  });
});
