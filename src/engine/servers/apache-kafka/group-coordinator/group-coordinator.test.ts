import { describe, expect, test } from 'vitest';
import { Stage } from '../../../../testing/coordinator-stage.ts';
import { loadedStage } from '../../../../testing/coordinator-stories.ts';
import { appendErrorOf, operationErrorOf } from './error-mapping.ts';

const COMMIT = { memberId: 'c1-A', generationIdOrMemberEpoch: 1 };
const codesOf = (stage: Stage, n: number): unknown => JSON.stringify(stage.said(n) ?? null);

describe('waiting for the log', () => {
  test('CG-R-01, CG-R-03, CG-R-04, CG-R-08: heartbeats and commits wait for what is uncommitted, joins do not', () => {
    const stage = loadedStage();
    stage.command('holdCommits');
    const waiting = [stage.commit(COMMIT), stage.beat('c1-A', 1)];
    const join = stage.join('c3', { v: 9 });
    expect([...waiting.map((n) => stage.error(n)), stage.error(join)]).toEqual([undefined, undefined, 79]);
    stage.at(7_000).command('releaseCommits');
    expect(waiting.map((n) => stage.saidAt(n))).toEqual([7_000, 7_000]);
  });

  test('CG-R-06, CG-A-08: not for ever', () => {
    const stage = loadedStage();
    stage.command('holdCommits');
    const waiting = [stage.commit(COMMIT), stage.beat('c1-A', 1)];
    stage.at(20_000);
    expect(waiting.map((n) => [stage.saidAt(n), stage.rule(n)])).toEqual([
      [11_000, 'CG-R-06'],
      [11_000, 'CG-R-06'],
    ]);
    expect(stage.error(waiting[1] ?? 0)).toBe(15);
  });

  test('CG-R-10, CG-F-02: what is not committed is not shown, except to a stable fetch', () => {
    const stage = new Stage();
    stage.command('holdCommits').commit({}, 8);
    const groups = [{ groupId: 'g', topics: null }];
    const plain = stage.ask('OffsetFetch', 9, { groups });
    const stable = stage.ask('OffsetFetch', 9, { groups, requireStable: true });
    const list = stage.ask('ListGroups', 5, {});
    expect([stage.said(plain), stage.said(stable), stage.said(list)]).toEqual([
      { groups: [{ groupId: 'g' }] },
      undefined,
      {},
    ]);
    stage.command('releaseCommits');
    expect(JSON.stringify(stage.said(stable))).toContain('"committedOffset":5');
  });

  test('CG-R-09: the group acts on its record before the operation is answered', () => {
    const stage = new Stage();
    stage.join('c1');
    stage.at(3_000).command('holdCommits');
    const sync = stage.sync('c1-A', 1);
    const beat = stage.beat('c1-A', 1);
    stage.command('releaseCommits');
    const order = stage.outs().flatMap(({ out }) => (out['n'] === undefined ? [] : [out['n']]));
    expect(order.slice(-2)).toEqual([sync, beat]);
  });

  test.each([
    [13, 14, 13],
    [3, 15, 15],
    [19, 15, 15],
    [7, 15, 15],
    [6, 16, 16],
    [56, 16, 16],
    [10, -1, -1],
    [18, -1, -1],
    [20, 20, 20],
  ])('CG-R-11, CG-R-12: error %i is told as %i, by a group as %i', (error, operation, group) => {
    expect([operationErrorOf(error), appendErrorOf(error)]).toEqual([operation, group]);
  });

  test('CG-R-13, CG-A-10: a join behind writes that take too long is answered, and still counts', () => {
    const stage = new Stage().stable(1);
    stage.command('holdCommits').commit(COMMIT);
    const join = stage.at(4_000).join('c2');
    expect([stage.at(9_000).error(join), stage.group()]).toEqual([15, 'PreparingRebalance 1 c1-A c2-B']);
    stage.command('releaseCommits').join('c1', { id: 'c1-A' });
    expect(stage.group()).toBe('CompletingRebalance 2 c1-A c2-B');
  });
});

describe('appends that fail', () => {
  const failing = (stage: Stage, error = 'NOT_ENOUGH_REPLICAS'): Stage =>
    stage.command('failAppends', { error, count: 1 });

  test('CG-A-01, CG-R-07: a new group vanishes; a given-out id stays told', () => {
    const stage = failing(new Stage());
    const join = stage.join('c1');
    expect([stage.said(join), stage.state()]).toEqual([{ errorCode: 15 }, undefined]);
    const second = failing(stage).join('c1', { v: 9 });
    expect([stage.error(second), stage.error(stage.join('c1', { v: 9, id: 'c1-B' }))]).toEqual([79, 25]);
  });

  test('CG-P-04b: the timer of a group that vanished counts up the generation of its namesake', () => {
    const stage = failing(new Stage());
    stage.join('c1');
    stage.at(100).join('c2', { v: 9 });
    expect([stage.group(), stage.at(3_000).group()]).toEqual(['Empty 0', 'Empty 1']);
  });

  test('CG-A-02: a static member is back under its old id', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9, instance: 'i1' });
    stage.at(3_000).sync('i1-A', 1);
    const join = failing(stage).join('c1', { v: 9, instance: 'i1', session: 6_000 });
    expect([stage.said(join), stage.group()]).toEqual([
      { errorCode: 15, generationId: 1, protocolType: 'consumer', protocolName: 'range', leader: 'i1-A' },
      'Stable 1 i1-A',
    ]);
  });

  test('CG-A-03: without its assignment the group rebalances', () => {
    const stage = new Stage();
    stage.join('c1');
    const sync = failing(stage.at(3_000)).sync('c1-A', 1);
    expect([stage.said(sync), stage.group()]).toEqual([{ errorCode: 15 }, 'PreparingRebalance 1 c1-A']);
  });

  test('CG-A-04, CG-A-05: a group that emptied stays so, and the leave gets the error', () => {
    const stage = new Stage().stable(1);
    const leave = failing(stage).leave('c1-A');
    expect([stage.said(leave), stage.group()]).toEqual([{ errorCode: 15 }, 'Empty 2']);
  });

  test('CG-A-06, CG-A-07: offsets and groups are as before', () => {
    const stage = new Stage();
    const commit = failing(stage).commit({}, 8);
    expect([codesOf(stage, commit), stage.state()]).toEqual([
      expect.stringContaining('"errorCode":15'),
      undefined,
    ]);
    stage.commit({}, 8);
    const deleted = failing(stage).ask('DeleteGroups', 2, { groupsNames: ['g'] });
    expect([codesOf(stage, deleted), stage.group()]).toEqual([
      expect.stringContaining('"errorCode":15'),
      'Empty 0',
    ]);
  });

  test('CG-A-09: a check for expired offsets that fails comes back after its interval', () => {
    const stage = new Stage();
    stage.join('c1', { v: 9, session: 1_800_000 });
    failing(stage).at(600_000);
    expect([stage.group(), stage.at(1_200_000).group()]).toEqual(['Empty 0', 'gone']);
  });
});

describe('coming and going', () => {
  const moved = (stage: Stage): Stage => stage.command('unload').command('load');

  test('CG-U-01, CG-U-03: a group comes back as it was last stored', () => {
    const stage = loadedStage();
    stage.at(7_000).join('c3');
    expect([stage.group(), moved(stage).group()]).toEqual([
      'PreparingRebalance 1 c1-A c2-B c3-C',
      'Stable 1 c1-A c2-B',
    ]);
  });

  test('CG-U-02: offsets alone make a group', () => {
    const stage = new Stage();
    stage.commit({}, 8);
    expect(moved(stage).state()).toMatchObject({ state: 'Empty', generation: 0 });
  });

  test('CG-U-04: members have one session timeout to be heard of', () => {
    const stage = moved(loadedStage().at(15_000));
    expect([stage.at(24_999).group(), stage.at(25_000).group()]).toEqual(['Stable 1 c1-A c2-B', 'Empty 2']);
  });

  test('CG-U-05: whoever waits is sent elsewhere', () => {
    const stage = loadedStage();
    const join = stage.join('c3');
    stage.command('unload');
    expect([stage.said(join), stage.state()]).toEqual([{ errorCode: 16, memberId: 'c3-C' }, null]);
  });

  test('CG-U-06: heartbeats go on, but a rejoin with more than the stored protocol rebalances', () => {
    const stage = new Stage().stable(2, 0, { protocols: 'range sticky' });
    moved(stage);
    const beat = stage.beat('c2-B', 1);
    stage.join('c2', { id: 'c2-B', protocols: 'range sticky' });
    expect([stage.error(beat), stage.state()?.['state']]).toEqual([0, 'PreparingRebalance']);
  });

  test('CG-R-02: a partition that could not be read is not here', () => {
    const stage = loadedStage();
    stage.command('unload').command('load', { fail: true });
    expect(stage.error(stage.beat('c1-A', 1))).toBe(16);
  });
});
