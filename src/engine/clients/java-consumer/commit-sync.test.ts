import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { planCommitSync } from './commit-sync.ts';
import { exceptionOf } from './exceptions.ts';
import { Rehearsal } from './rehearsal.ts';

const BY_HAND = { 'enable.auto.commit': 'false', 'heartbeat.interval.ms': '20000' };
const OFFSETS = [
  { topic: 't', partition: 0, offset: 5 },
  { topic: 't', partition: 1, offset: 0 },
];

/** Five records of partition 0 are done at 50 ms, and are being committed. */
function committing(settings: Readonly<Record<string, string>> = {}): Rehearsal {
  return new Rehearsal({ ...BY_HAND, ...settings }).reading().records(5).pass(50);
}

/** How long until the commit is sent again. */
function untilCommit(play: Rehearsal): number {
  const before = play.now;
  for (let count = 0; count < 3_000 && play.waiting('OffsetCommit').length === 0; count++) play.pass(1);
  return play.now - before;
}

test('CC-OF-02: without auto-commit the application stores what it has processed, and waits, before it polls on', () => {
  const play = new Rehearsal(BY_HAND).reading().pass(100);
  play.news();
  play.records(5).pass(50);
  expect(play.news()).toEqual([
    '100 RecordsDelivered',
    '100 application: Processing',
    '100 arm processing 50',
    '150 fire processing',
    '150 application: Committing.ThenPolling',
    '150 arm commitTimeout 60000',
    '150 RecordsProcessed',
    '150 send OffsetCommit',
    '150 arm requestTimeout 30000',
  ]);
  play.pass(3).commitAnswered();
  expect(play.news()).toEqual([
    '153 cancel requestTimeout-4',
    '153 CommitSettled',
    '153 arm fetchWait 0',
    '153 fire fetchWait',
    '153 application: Polling',
    '153 cancel commitTimeout',
    '153 arm pollInterval 300000',
    '153 fetch 0@5 1@0',
  ]);
  expect(play.frame.positions.map(({ committed }) => committed)).toEqual([5, 0]);
  expect(play.observed('CommitSettled')).toEqual([{ type: 'CommitSettled', errorCode: 0, offsets: OFFSETS }]);
});

test('CC-OF-02, CC-OF-03: who commits by hand commits neither by the clock nor before a rejoin', () => {
  const play = new Rehearsal(BY_HAND).reading().pass(19_999);
  expect(play.sent('OffsetCommit')).toEqual([]);
  play.pass(1).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  expect(play.waiting('JoinGroup')).toHaveLength(1);
  expect(play.sent('OffsetCommit')).toEqual([]);
});

test('CC-OF-02: what may pass is tried again, later each time', () => {
  const play = committing();
  const waits = [100, 200, 400, 800].map((middle) => {
    play.commitAnswered(ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS);
    return untilCommit(play) / middle;
  });
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(0.8);
    expect(wait).toBeLessThanOrEqual(1.2);
  }
  play.commitAnswered();
  expect(play.frame.application).toBe('Polling');
});

test('CC-OF-02: a thread that sleeps between two tries is not woken', () => {
  const play = committing().commitAnswered(ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS);
  play.give({ type: 'topicsChanged', topics: [] });
  expect(untilCommit(play)).toBeGreaterThanOrEqual(80);
});

test('CC-OF-02, CC-N-04: a lost coordinator is looked for, then the commit is sent again', () => {
  const play = committing().breaks('coordinator').pass(60);
  expect(play.frame.application).toBe('Committing.ThenPolling');
  play.found();
  expect(untilCommit(play)).toBeLessThanOrEqual(120);
  play.commitAnswered();
  expect(play.frame).toMatchObject({ application: 'Polling', state: 'STABLE' });
});

test('CC-OF-02: after default.api.timeout.ms a TimeoutException ends the process', () => {
  const play = committing({ 'default.api.timeout.ms': '5000' }).pass(4_999);
  expect(play.observed('ExceptionThrown')).toEqual([]);
  play.pass(1);
  expect(play.observed('ExceptionThrown')).toEqual([
    {
      type: 'ExceptionThrown',
      exception: 'TimeoutException',
      message: 'Timeout of 5000ms expired before successfully committing offsets',
    },
  ]);
  expect(play.frame.application).toBe('Failed');
});

test('CC-OF-02: close() waits for the commit', () => {
  const play = committing().give({ type: 'close' });
  expect(play.frame.application).toBe('Committing.ThenClosing');
  expect(play.waiting('LeaveGroup')).toEqual([]);
  play.commitAnswered();
  expect(play.waiting('LeaveGroup')).toHaveLength(1);
});

const REFUSED: [ErrorName, string, string][] = [
  ['UNKNOWN_MEMBER_ID', 'CommitFailedException', 'PREPARING_REBALANCE '],
  ['ILLEGAL_GENERATION', 'CommitFailedException', 'PREPARING_REBALANCE m1'],
  ['REBALANCE_IN_PROGRESS', 'RebalanceInProgressException', 'PREPARING_REBALANCE m1'],
];

test.each(REFUSED)(
  'CC-OF-02: answered %s: %s, which the application catches',
  (error, exception, expected) => {
    const play = committing().commitAnswered(ERROR_CODES[error]);
    expect(play.observed('CommitRefused')).toMatchObject([{ exception, offsets: OFFSETS }]);
    expect(play.observed('ExceptionThrown')).toEqual([]);
    const { application, state, memberId } = play.frame;
    expect(`${state} ${memberId}`).toBe(expected);
    expect(application).toBe('Polling');
  },
);

test.each([
  ['GROUP_AUTHORIZATION_FAILED', 'GroupAuthorizationException'],
  ['FENCED_INSTANCE_ID', 'FencedInstanceIdException'],
  ['OFFSET_METADATA_TOO_LARGE', 'OffsetMetadataTooLarge'],
] as const)('CC-OF-02, CC-K-12: answered %s: %s ends the process', (error, exception) => {
  const play = committing({ 'group.instance.id': 'i1' }).commitAnswered(ERROR_CODES[error]);
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception }]);
  expect(play.observed('CommitRefused')).toEqual([]);
});

test('CC-OF-01: after a poll timeout nothing is sent: the commit is refused, then the partitions are lost', () => {
  const play = new Rehearsal(
    { ...BY_HAND, 'max.poll.interval.ms': '4000' },
    { processing: { msPerRecord: 1_000 } },
  ).reading();
  play.records(5).pass(4_000);
  expect(play.waiting('LeaveGroup')).toHaveLength(1);
  play.pass(1_000);
  expect(play.sent('OffsetCommit')).toEqual([]);
  expect(play.observed('CommitRefused')).toEqual([
    {
      type: 'CommitRefused',
      exception: 'CommitFailedException',
      message:
        'Offset commit cannot be completed since the consumer is not part of an active group for auto partition ' +
        'assignment; it is likely that the consumer was kicked out of the group.',
      offsets: OFFSETS,
    },
  ]);
  expect(play.observed('PartitionsLost')).toHaveLength(1);
  expect(play.waiting('JoinGroup')).toMatchObject([
    { memberId: '', reason: 'consumer pro-actively leaving the group' },
  ]);
});

test('CC-OF-01: an auto-commit that the client refuses itself is told, and nothing else happens', () => {
  const play = new Rehearsal(
    { 'max.poll.interval.ms': '4000' },
    { processing: { msPerRecord: 1_000 } },
  ).reading();
  play.records(5).pass(5_000);
  expect(play.sent('OffsetCommit')).toEqual([]);
  expect(play.observed('CommitRefused')).toMatchObject([
    { exception: 'CommitFailedException', offsets: OFFSETS },
  ]);
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});

test('CC-OF-02, CC-N-02: while the application’s thread stands still the answer waits for it', () => {
  const play = committing();
  play.paused.add('application');
  play.commitAnswered();
  expect(play.frame.application).toBe('Committing.ThenPolling');
  play.paused.clear();
  play.pass(0);
  expect(play.frame.application).toBe('Polling');
});

test.each([
  ['COORDINATOR_NOT_AVAILABLE', 'retry'],
  ['UNKNOWN_TOPIC_OR_PARTITION', 'retry'],
  ['UNKNOWN_SERVER_ERROR', 'throw'],
] as const)('CC-OF-02: %s: %s', (error, plan) => {
  expect(planCommitSync(exceptionOf(ERROR_CODES[error])).type).toBe(plan);
});
