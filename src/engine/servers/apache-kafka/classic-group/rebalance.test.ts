import { describe, expect, test } from 'vitest';
import { Stage } from '../../../../testing/coordinator-stage.ts';

describe('the initial rebalance', () => {
  test('CG-P-01: waits for the initial delay, even if everyone is there', () => {
    const stage = new Stage();
    const join = stage.join('c1');
    expect(stage.at(2_999).error(join)).toBeUndefined();
    expect([stage.at(3_000).error(join), stage.group()]).toEqual([0, 'CompletingRebalance 1 c1-A']);
  });

  test('CG-P-03, CG-P-06: is prolonged by newcomers, up to the rebalance timeout', () => {
    const stage = new Stage();
    const joins = [0, 999, 1_999, 2_999, 3_999, 4_999, 5_999, 6_999, 7_999, 8_999].map((t, i) => {
      stage.at(t);
      return stage.join(`c${i}`, { session: 300_000, rebalance: 10_000 });
    });
    stage.at(20_000);
    expect(joins.map((n) => stage.saidAt(n))).toEqual(joins.map(() => 10_000));
  });

  test('CG-P-05: a list that names a protocol twice breaks the vote', () => {
    const stage = new Stage();
    const join = stage.join('c1', { protocols: 'range range' });
    expect([stage.at(10_000).error(join), stage.group()]).toEqual([undefined, 'PreparingRebalance 1 c1-A']);
  });

  test('CG-P-11: does not end early when somebody leaves; the newcomer still prolongs it once', () => {
    const stage = new Stage();
    const first = stage.join('c1');
    const second = stage.at(1_000).join('c2');
    stage.leave('c2-B');
    expect([stage.error(second), stage.at(10_000).saidAt(first)]).toEqual([25, 6_000]);
  });

  test('CG-P-09: ends early when a given-out id lapses', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c0']) stage.join(client, { v: 9, session: 6_000 });
    const join = stage.at(4_000).join('c1', { v: 9, id: 'c1-A' });
    expect(stage.at(20_000).saidAt(join)).toBe(6_000);
  });

  test('CG-G-02, CG-P-04: a given-out id does not hold up the end of the delay', () => {
    const stage = new Stage();
    const join = stage.join('c1');
    stage.join('c2', { v: 9 });
    expect(stage.at(3_000).error(join)).toBe(0);
  });
});

describe('later rebalances', () => {
  test('CG-P-02, CG-P-10: a newcomer waits until everyone has rejoined', () => {
    const stage = new Stage().stable(2);
    const newcomer = stage.at(7_000).join('c3');
    stage.at(8_000).join('c1', { id: 'c1-A' });
    expect(stage.error(newcomer)).toBeUndefined();
    stage.at(9_000).join('c2', { id: 'c2-B' });
    expect([stage.saidAt(newcomer), stage.group()]).toEqual([9_000, 'CompletingRebalance 2 c1-A c2-B c3-C']);
  });

  test('CG-P-02, CG-P-04: who is not back by the rebalance timeout is out, and the first that is leads', () => {
    const stage = new Stage().stable(2, 0, { session: 60_000 });
    const rejoin = stage.at(7_000).join('c2', { id: 'c2-B', protocols: 'range=AAAA', session: 60_000 });
    expect(stage.at(30_000).saidAt(rejoin)).toBe(27_000);
    expect(stage.said(rejoin)).toMatchObject({ leader: 'c2-B', generationId: 2 });
    expect(stage.group()).toBe('CompletingRebalance 2 c2-B');
  });

  test('CG-G-03: the longest rebalance timeout of the members counts', () => {
    const stage = new Stage();
    stage.join('c1', { rebalance: 5_000, session: 60_000 });
    stage.join('c2', { rebalance: 9_000, session: 60_000 });
    stage.at(6_000);
    for (const id of ['c1-A', 'c2-B']) stage.sync(id, 1);
    const rejoin = stage.at(7_000).join('c1', { id: 'c1-A', rebalance: 5_000, session: 60_000 });
    expect(stage.at(30_000).saidAt(rejoin)).toBe(16_000);
  });

  test('CG-P-04: if only absent static members are left, the group waits on in the same generation', () => {
    const stage = new Stage();
    stage.join('c1', { instance: 'i1', v: 5, session: 300_000 });
    stage.join('c2', { session: 300_000 });
    stage.at(6_000);
    stage.sync('i1-A', 1);
    stage.sync('c2-B', 1);
    stage.leave('c2-B');
    expect(stage.at(66_000).group()).toBe('PreparingRebalance 1 i1-A');
  });

  test('CG-P-04, CG-L-07, CG-G-08: the last one out empties the group, which is written at once', () => {
    const stage = new Stage().stable(1);
    const leave = stage.at(4_000).leave('c1-A');
    expect([stage.saidAt(leave), stage.group(), stage.state()?.['protocolType']]).toEqual([
      4_000,
      'Empty 2',
      'consumer',
    ]);
    const [record] = (stage.log().at(-1)?.['log'] ?? []) as readonly unknown[];
    expect(record).toMatchObject({ value: { generation: 2, protocolType: 'consumer', protocol: null } });
  });

  test('CG-L-07: with a given-out id outstanding the group empties a timer later', () => {
    const stage = new Stage().stable(1);
    stage.join('c2', { v: 9 });
    stage.leave('c1-A');
    expect(stage.group()).toBe('PreparingRebalance 1');
    expect(stage.at(3_000).group()).toBe('Empty 2');
  });
});

describe('timeouts', () => {
  test('CG-P-08: a silent member is removed and the others rebalance', () => {
    const stage = new Stage().stable(2);
    stage.at(10_000).beat('c1-A', 1);
    expect([stage.at(16_000).group(), stage.error(stage.beat('c1-A', 1))]).toEqual([
      'PreparingRebalance 1 c1-A',
      27,
    ]);
  });

  test('CG-G-01, CG-P-08: a member that is owed an answer is not removed', () => {
    const stage = new Stage().stable(2, 0, { session: 6_000, rebalance: 60_000 });
    stage.at(11_000).beat('c2-B', 1);
    stage.join('c1', { id: 'c1-A', session: 6_000, rebalance: 60_000 });
    expect(stage.at(16_999).group()).toBe('PreparingRebalance 1 c1-A c2-B');
    expect(stage.at(17_000).group()).toBe('CompletingRebalance 2 c1-A');
  });

  test('CG-P-06: a new member waits five minutes for its first join, whatever its session timeout', () => {
    const patient = { session: 1_800_000, rebalance: 900_000 };
    const stage = new Stage().stable(1, 0, patient);
    const join = stage.at(4_000).join('c2', { ...patient, session: 6_000 });
    expect([stage.at(900_000).error(join), stage.saidAt(join)]).toEqual([25, 304_000]);
  });

  test('CG-H-06: a heartbeat swaps them for the session timeout', () => {
    const stage = new Stage();
    const joins = ['c1', 'c2'].map((client) => stage.join(client, { session: 6_000 }));
    stage.beat('c1-A', 0);
    stage.at(2_000).join('c3');
    stage.at(4_000).join('c4');
    stage.at(7_000);
    expect(joins.map((n) => [stage.error(n), stage.saidAt(n)])).toEqual([
      [25, 6_000],
      [0, 6_000],
    ]);
  });

  test('CG-P-07: who never syncs is removed when the sync deadline is over', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c2']) stage.join(client, { session: 300_000 });
    stage.at(6_000).sync('c1-A', 1);
    expect(stage.at(25_999).group()).toBe('Stable 1 c1-A c2-B');
    expect(stage.at(26_000).group()).toBe('PreparingRebalance 1 c1-A');
  });

  test('CG-P-08: a given-out id that lapses in a stable group disturbs nobody', () => {
    const stage = new Stage().stable(1, 0, { session: 60_000 });
    stage.join('c2', { v: 9, session: 6_000 });
    expect([stage.state()?.['pendingJoin'], stage.at(9_000).group(), stage.state()?.['pendingJoin']]).toEqual(
      [1, 'Stable 1 c1-A', undefined],
    );
  });
});
