import { describe, expect, test } from 'vitest';
import { Stage } from '../../../../testing/coordinator-stage.ts';
import { loadedStage } from '../../../../testing/coordinator-stories.ts';

const PARTITIONS = [{ partitionIndex: 0, committedOffset: 7 }];
const TOPICS = [{ name: 'orders', partitions: PARTITIONS }];

/** The first error code anywhere in the answer. */
function code(stage: Stage, n: number): unknown {
  const found = /"errorCode":(-?\d+)/.exec(JSON.stringify(stage.said(n) ?? null));
  return stage.said(n) === undefined ? undefined : Number(found?.[1] ?? 0);
}

const txn = (stage: Stage, body = {}, v = 5): number =>
  stage.ask('TxnOffsetCommit', v, {
    transactionalId: 't',
    producerId: 9,
    groupId: 'g',
    topics: TOPICS,
    ...body,
  });

const fetchAll = (stage: Stage, requireStable = false): string => {
  const n = stage.ask('OffsetFetch', 9, { groups: [{ groupId: 'g', topics: null }], requireStable });
  return JSON.stringify(stage.said(n) ?? null);
};
const fetchOne = (stage: Stage, requireStable = false): string => {
  const topics = [{ name: 'orders', partitionIndexes: [0] }];
  const n = stage.ask('OffsetFetch', 9, { groups: [{ groupId: 'g', topics }], requireStable });
  return JSON.stringify(stage.said(n) ?? null);
};

describe('OffsetCommit', () => {
  test.each([
    ['CG-C-02', 9, { groupId: 'nowhere', generationIdOrMemberEpoch: 0 }, 69],
    ['CG-C-02', 8, { groupId: 'nowhere', generationIdOrMemberEpoch: 0 }, 22],
    ['CG-C-01', 8, { groupId: '' }, 0],
    ['CG-C-05', 8, {}, 25],
    ['CG-C-06', 8, { memberId: 'stranger', generationIdOrMemberEpoch: 1 }, 25],
    ['CG-C-06', 8, { memberId: 'c1-A', generationIdOrMemberEpoch: 0 }, 22],
    ['CG-C-06', 8, { memberId: 'c1-A' }, 22],
    ['CG-C-09', 8, { memberId: 'c1-A', generationIdOrMemberEpoch: 1 }, 0],
  ])('%s: version %i with %o gets %i', (_, v, body, expected) => {
    const stage = loadedStage();
    expect(code(stage, stage.commit(body, v))).toBe(expected);
  });

  test('CG-C-04, CG-C-06: an empty group takes anybody without a generation, and nobody with one', () => {
    const stage = new Stage();
    const commits = [
      stage.commit({}),
      stage.commit({ memberId: 'x' }),
      stage.commit({ generationIdOrMemberEpoch: 0 }),
    ];
    expect(commits.map((n) => code(stage, n))).toEqual([0, 0, 25]);
  });

  test('CG-C-07, CG-C-08: awaiting the assignment refuses, preparing a rebalance accepts and renews the session', () => {
    const stage = new Stage();
    for (const client of ['c1', 'c2']) stage.join(client);
    const mine = { memberId: 'c1-A', generationIdOrMemberEpoch: 1 };
    const awaiting = stage.at(6_000).commit(mine);
    stage.at(14_000).beat('c1-A', 1);
    stage.at(16_000);
    const preparing = stage.at(23_000).commit(mine);
    expect([code(stage, awaiting), code(stage, preparing)]).toEqual([27, 0]);
    expect(stage.at(32_999).group()).toBe('PreparingRebalance 1 c1-A');
    expect(stage.at(33_000).group()).toBe('Empty 2');
  });

  test('CG-C-09, CG-C-11: metadata that is too long is refused for its partition alone', () => {
    const stage = new Stage({ 'offset.metadata.max.bytes': '3' });
    const partitions = ['abc', 'abcd'].map((committedMetadata, partitionIndex) => ({
      partitionIndex,
      committedMetadata,
    }));
    const commit = stage.commit({ topics: [{ name: 'orders', partitions }] });
    expect(stage.said(commit)).toEqual({
      topics: [{ name: 'orders', partitions: [{}, { partitionIndex: 1, errorCode: 12 }] }],
    });
  });

  test('CG-C-10: with an expiry time the log keeps neither leader epoch nor topic id', () => {
    const stage = new Stage();
    const topic = {
      name: 'orders',
      topicId: 'XyRsZz7uR9yFIQLFb9xGcw',
      partitions: [{ committedLeaderEpoch: 4 }],
    };
    stage.commit({ topics: [topic] });
    stage.commit({ topics: [topic], retentionTimeMs: 5 });
    const values = stage.log().map(({ log }) => (log as readonly { value: object }[])[0]?.value);
    expect(values).toEqual([
      { leaderEpoch: 4, topicId: topic.topicId, commitTimestamp: 1_700_000_000_000 },
      { commitTimestamp: 1_700_000_000_000, expireTimestamp: 1_700_000_000_005 },
    ]);
  });
});

describe('offsets in transactions', () => {
  test.each([
    ['CG-T-02', 5, { groupId: '' }, 24],
    ['CG-T-04', 6, { groupId: 'nowhere', generationIdOrMemberEpoch: 0 }, 69],
    ['CG-T-04', 5, { groupId: 'nowhere', generationIdOrMemberEpoch: 0 }, 22],
    ['CG-T-05', 5, {}, 0],
    ['CG-T-05', 5, { memberId: 'c1-A', generationIdOrMemberEpoch: 0 }, 22],
  ])('%s: version %i with %o gets %i', (_, v, body, expected) => {
    const stage = loadedStage();
    expect(code(stage, txn(stage, body, v))).toBe(expected);
  });

  test('CG-T-05: they are taken while the assignment is awaited', () => {
    const stage = new Stage();
    stage.join('c1');
    stage.at(3_000);
    expect(code(stage, txn(stage, { memberId: 'c1-A', generationIdOrMemberEpoch: 1 }))).toBe(0);
  });

  test.each([
    [true, '"committedOffset":7'],
    [false, '"committedOffset":5'],
  ])('CG-T-06, CG-T-07: at the end (committed: %s) the group is at %s', (commit, expected) => {
    const stage = new Stage();
    stage.commit({});
    txn(stage);
    expect(fetchOne(stage)).toContain('"committedOffset":5');
    stage.command('endTransaction', { producerId: 9, producerEpoch: 0, commit });
    expect(fetchOne(stage)).toContain(expected);
  });

  test('CG-T-07, CG-T-08: a plain commit in between is newer and stays', () => {
    const stage = new Stage();
    txn(stage);
    stage.commit({});
    expect(fetchOne(stage, true)).toContain('"errorCode":88');
    stage.command('endTransaction', { producerId: 9, producerEpoch: 0, commit: true });
    expect(fetchOne(stage, true)).toContain('"committedOffset":5');
  });

  test('CG-T-08, CG-OD-04: a deletion takes offsets of open transactions along', () => {
    const stage = new Stage();
    txn(stage);
    stage.ask('OffsetDelete', 0, { groupId: 'g', topics: [{ name: 'orders', partitions: [{}] }] });
    stage.command('endTransaction', { producerId: 9, producerEpoch: 0, commit: true });
    expect(fetchAll(stage)).toBe('{"groups":[{"groupId":"g"}]}');
  });
});

describe('OffsetFetch', () => {
  test('CG-F-01, CG-F-04: no group, no offsets, no error', () => {
    const stage = new Stage();
    const groups = [{ groupId: '', topics: [{ name: 'orders', partitionIndexes: [3] }] }];
    expect(stage.said(stage.ask('OffsetFetch', 9, { groups }))).toEqual({
      groups: [
        {
          topics: [{ name: 'orders', partitions: [{ partitionIndex: 3, committedOffset: -1 }] }],
        },
      ],
    });
  });

  test('CG-F-03: who asks is not looked at', () => {
    const stage = loadedStage();
    const groups = [{ groupId: 'g', memberId: 'stranger', memberEpoch: 99, topics: null }];
    expect(stage.error(stage.ask('OffsetFetch', 9, { groups }))).toBe(0);
  });

  test('CG-F-05: an offset of another topic of that name does not count', () => {
    const stage = new Stage();
    stage.commit({ topics: [{ name: 'orders', topicId: 'XyRsZz7uR9yFIQLFb9xGcw', partitions: PARTITIONS }] });
    const asked = (topicId: string): string => {
      const groups = [{ groupId: 'g', topics: [{ name: 'orders', topicId, partitionIndexes: [0] }] }];
      return JSON.stringify(stage.said(stage.ask('OffsetFetch', 10, { groups })));
    };
    expect(asked('XyRsZz7uR9yFIQLFb9xGcw')).toContain('"committedOffset":7');
    expect(asked('CxeJNMdAR7-DVyYrl3HtxQ')).toContain('"committedOffset":-1');
  });

  test('CG-F-06: all offsets, but not what only a transaction touches', () => {
    const stage = new Stage();
    txn(stage);
    expect(fetchAll(stage)).toBe('{"groups":[{"groupId":"g"}]}');
    stage.commit({});
    expect(fetchAll(stage)).toContain('"committedOffset":5');
    expect(fetchAll(stage, true)).toContain('"errorCode":88');
  });

  test('CG-F-02, CG-F-07: a time-out of a stable fetch is NOT_COORDINATOR, in version 1 on each partition', () => {
    const stage = new Stage();
    stage.command('holdCommits').commit({});
    const topics = [{ name: 'orders', partitionIndexes: [0] }];
    const asks = [9, 1].map((v) =>
      stage.ask('OffsetFetch', v, { groups: [{ groupId: 'g', topics }], requireStable: true }),
    );
    stage.at(5_000);
    expect(asks.map((n) => stage.said(n))).toEqual([
      { groups: [{ groupId: 'g', errorCode: 16 }] },
      {
        groups: [
          {
            groupId: 'g',
            topics: [{ name: 'orders', partitions: [{ committedOffset: -1, errorCode: 16 }] }],
          },
        ],
      },
    ]);
  });
});

describe('OffsetDelete', () => {
  const ask = (stage: Stage, groupId = 'g'): number =>
    stage.ask('OffsetDelete', 0, { groupId, topics: [{ name: 'orders', partitions: [{}] }] });

  test('CG-OD-01, CG-OD-02: no id, no group, members that are not consumers', () => {
    const stage = new Stage().stable(1, 0, { type: 'connect' });
    expect([ask(stage, ''), ask(stage, 'nowhere'), ask(stage)].map((n) => stage.error(n))).toEqual([
      24, 69, 68,
    ]);
  });

  test('CG-OD-03: consumers keep what they read, or might read', () => {
    const stage = new Stage();
    stage.join('c1', { protocols: 'range=AAAAAAABAAZvcmRlcnP/////' });
    stage.at(3_000).sync('c1-A', 1);
    const other = stage.ask('OffsetDelete', 0, {
      groupId: 'g',
      topics: [{ name: 'else', partitions: [{}] }],
    });
    expect([code(stage, ask(stage)), code(stage, other)]).toEqual([86, 0]);
    expect(code(loadedStage(), ask(loadedStage()))).toBeUndefined();
  });

  test('CG-OD-04: a tombstone is written only for what is there', () => {
    const stage = new Stage();
    stage.commit({});
    const before = stage.log().length;
    const asks = [ask(stage), ask(stage)];
    expect([asks.map((n) => code(stage, n)), stage.log().length - before]).toEqual([[0, 0], 1]);
  });
});
