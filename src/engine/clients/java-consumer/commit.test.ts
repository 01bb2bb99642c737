import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { decidingError, planCommit } from './commit.ts';
import { planOffsetFetchAnswer } from './positions.ts';
import { Rehearsal } from './rehearsal.ts';

const OFFSETS = [{ topic: 't', partition: 0, offset: 5 }];

test.each([
  ['STABLE', 'pending'],
  ['UNJOINED', 'CommitFailedException'],
  ['PREPARING_REBALANCE', 'RebalanceInProgressException'],
  ['COMPLETING_REBALANCE', 'RebalanceInProgressException'],
])('CC-OF-01: a commit in %s: %s', (state, expected) => {
  const plan = planCommit(OFFSETS, state);
  expect(plan === 'pending' || plan === 'succeeded' ? plan : plan.exception).toBe(expected);
  expect(planCommit([], state)).toBe('succeeded');
});

/** Five records of partition 0 are done; the next auto-commit is under way at 5 s. */
const committing = (settings: Readonly<Record<string, string>> = {}): Rehearsal =>
  new Rehearsal({ 'heartbeat.interval.ms': '20000', ...settings }).reading().records(5).pass(5_000);

test('CC-OF-03, CC-RQ-05: auto-commit stores the next offset of every partition, every 5 s, inside poll()', () => {
  const play = committing({ 'group.instance.id': 'i1' });
  expect(play.sent('OffsetCommit')).toMatchObject([{ apiVersion: 9 }]);
  expect(play.waiting('OffsetCommit')).toMatchObject([
    {
      groupId: 'g',
      generationIdOrMemberEpoch: 1,
      memberId: 'm1',
      groupInstanceId: 'i1',
      topics: [
        {
          name: 't',
          partitions: [
            { partitionIndex: 0, committedOffset: 5 },
            { partitionIndex: 1, committedOffset: 0 },
          ],
        },
      ],
    },
  ]);
  play.commitAnswered();
  expect(play.frame.positions.map(({ committed }) => committed)).toEqual([5, 0]);
  play.pass(5_000);
  expect(play.sent('OffsetCommit')).toHaveLength(2);
});

test('CC-OF-03: a busy application commits late, in its next poll()', () => {
  const play = new Rehearsal({}, { processing: { msPerRecord: 1_000 } }).reading().records(8).pass(7_999);
  expect(play.waiting('OffsetCommit')).toEqual([]);
  play.pass(1);
  expect(play.waiting('OffsetCommit')).toHaveLength(1);
});

test('CC-OF-03: a failure that may pass is tried again after retry.backoff.ms', () => {
  const play = committing().commitAnswered(ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS);
  expect(play.armed()).toContain('autoCommit 5100');
  play.pass(100);
  expect(play.waiting('OffsetCommit')).toHaveLength(1);
});

const REACTIONS: [ErrorName, string][] = [
  ['NONE', 'STABLE m1'],
  ['COORDINATOR_LOAD_IN_PROGRESS', 'STABLE m1'],
  ['UNKNOWN_TOPIC_OR_PARTITION', 'STABLE m1'],
  ['OFFSET_METADATA_TOO_LARGE', 'STABLE m1'],
  ['TOPIC_AUTHORIZATION_FAILED', 'STABLE m1'],
  ['GROUP_AUTHORIZATION_FAILED', 'STABLE m1'],
  ['UNKNOWN_SERVER_ERROR', 'STABLE m1'],
  ['COORDINATOR_NOT_AVAILABLE', 'STABLE m1, coordinator unknown'],
  ['NOT_COORDINATOR', 'STABLE m1, coordinator unknown'],
  ['REQUEST_TIMED_OUT', 'STABLE m1, coordinator unknown'],
  ['REBALANCE_IN_PROGRESS', 'PREPARING_REBALANCE m1'],
  ['UNKNOWN_MEMBER_ID', 'PREPARING_REBALANCE '],
  ['ILLEGAL_GENERATION', 'PREPARING_REBALANCE m1'],
];

test.each(REACTIONS)('CC-ER-04: a commit answered %s leaves the consumer %s', (error, expected) => {
  const play = committing().commitAnswered(ERROR_CODES[error]);
  if (play.waiting('OffsetCommit').length > 0) play.commitAnswered();
  const { state, memberId, coordinator } = play.frame;
  expect(`${state} ${memberId}${coordinator === null ? ', coordinator unknown' : ''}`).toBe(expected);
});

test('CC-ER-04: a fenced commit is thrown by the next poll()', () => {
  const play = committing({ 'group.instance.id': 'i1' }).commitAnswered(ERROR_CODES.FENCED_INSTANCE_ID);
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception: 'FencedInstanceIdException' }]);
});

test.each([
  [[0, 0], 0],
  [[0, 25, 27], 25],
  [[29, 27], 27],
  [[29, 0], 29],
])('CC-ER-04: of the codes %o, %i decides', (codes, deciding) => {
  const partitions = codes.map((errorCode, partitionIndex) => ({ partitionIndex, errorCode }));
  expect(decidingError({ topics: [{ name: 't', topicId: '', partitions }] })).toBe(deciding);
});

test('CC-OF-05, CC-RQ-08: positions come from committed offsets, asked for as stable ones', () => {
  const play = new Rehearsal().join([0, 1]);
  expect(play.sent('OffsetFetch')).toMatchObject([{ apiVersion: 9 }]);
  expect(play.waiting('OffsetFetch')).toMatchObject([
    {
      requireStable: true,
      groups: [
        { groupId: 'g', memberId: null, memberEpoch: -1, topics: [{ name: 't', partitionIndexes: [0, 1] }] },
      ],
    },
  ]);
  play.committed(9);
  expect(play.frame.positions).toMatchObject([
    { position: 9, committed: 9 },
    { position: 9, committed: 9 },
  ]);
  expect(play.effects.some(({ type }) => type === 'listOffsets')).toBe(false);
});

test.each([
  ['earliest', 'earliest'],
  ['latest', 'latest'],
] as const)('CC-OF-05: without a committed offset auto.offset.reset %s asks for the %s', (reset, at) => {
  const play = new Rehearsal({ 'auto.offset.reset': reset }).join([0]).committed(-1);
  expect(play.effects).toContainEqual({
    type: 'listOffsets',
    partitions: [{ topic: 't', partition: 0 }],
    at,
    ruleId: 'CC-OF-05',
  });
  expect(play.state.fetch).toBeNull();
  play.give({ type: 'offsetsListed', offsets: [{ topic: 't', partition: 0, offset: 4 }] });
  expect(play.frame.positions).toMatchObject([{ position: 4, processed: 4, committed: null }]);
  expect(play.state.fetch?.positions).toEqual([{ topic: 't', partition: 0, offset: 4 }]);
});

test('CC-OF-05: none is an exception', () => {
  const play = new Rehearsal({ 'auto.offset.reset': 'none' }).join([0]).committed(-1);
  expect(play.observed('ExceptionThrown')).toMatchObject([
    {
      exception: 'NoOffsetForPartitionException',
      message: 'Undefined offset with no reset policy for partitions: [t-0]',
    },
  ]);
});

test('CC-ER-05: unstable offsets are asked for again', () => {
  const play = new Rehearsal().join([0]).committed(0, ERROR_CODES.UNSTABLE_OFFSET_COMMIT);
  expect(play.waiting('OffsetFetch')).toEqual([]);
  play.pass(120);
  expect(play.waiting('OffsetFetch')).toHaveLength(1);
});

test.each([
  ['NONE', 'take'],
  ['NOT_COORDINATOR', 'coordinatorUnknown'],
  ['COORDINATOR_NOT_AVAILABLE', 'coordinatorUnknown'],
  ['COORDINATOR_LOAD_IN_PROGRESS', 'retry'],
  ['GROUP_AUTHORIZATION_FAILED', 'throw'],
  ['UNKNOWN_SERVER_ERROR', 'throw'],
] as const)('CC-ER-05: a group answered %s: %s', (error, plan) => {
  const groups = [{ groupId: 'g', errorCode: ERROR_CODES[error], topics: [] }];
  expect(planOffsetFetchAnswer({ topics: [], errorCode: 0, groups }).type).toBe(plan);
});
