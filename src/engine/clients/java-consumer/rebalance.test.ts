import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../kafka/error-code.ts';
import { instant } from '../../kernel/time.ts';
import { encodeSubscription } from './consumer-protocol.ts';
import { COMMIT_FAILED, exceptionOf } from './exceptions.ts';
import { planJoinPrepareCommit } from './join-prepare.ts';
import { isSameMetadata } from './metadata.ts';
import { Rehearsal } from './rehearsal.ts';

const NO_COMMIT = { 'enable.auto.commit': 'false' };
const COOPERATIVE = { 'partition.assignment.strategy': 'CooperativeStickyAssignor' };
const REBALANCE = { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS };
const of = (...partitions: number[]) => partitions.map((partition) => ({ topic: 't', partition }));

/** Told to rejoin by the heartbeat answered at 3 s. */
function told(play: Rehearsal): Rehearsal {
  play.pass(3_000).news();
  return play.answer('Heartbeat', REBALANCE);
}

test('CC-JP-02, CC-JP-05, CC-OF-04: eager commits, waits, revokes all, and only then joins', () => {
  const play = told(new Rehearsal().reading([1, 0]));
  expect(play.waiting('OffsetCommit')).toHaveLength(1);
  expect(play.waiting('JoinGroup')).toEqual([]);
  expect(play.frame.positions.map(({ pendingRevocation }) => pendingRevocation)).toEqual([true, true]);
  expect(play.state.fetch).toBeNull();
  play.commitAnswered();
  const news = play.news();
  expect(news.indexOf('3000 PartitionsRevoked [0 1]')).toBeGreaterThan(news.indexOf('3000 CommitSettled'));
  expect(news.indexOf('3000 send JoinGroup')).toBeGreaterThan(news.indexOf('3000 PartitionsRevoked [0 1]'));
  expect(play.frame.owned).toEqual([]);
});

test('CC-JP-05, CC-JP-08: eager revokes even nothing; callbacks get sorted partitions', () => {
  expect(told(new Rehearsal(NO_COMMIT).join([])).observed('PartitionsRevoked')).toMatchObject([
    { partitions: [] },
  ]);
  const play = told(new Rehearsal(NO_COMMIT).reading([3, 0, 2]));
  expect(play.observed('PartitionsAssigned')[0]?.partitions).toEqual(of(0, 2, 3));
  expect(play.observed('PartitionsRevoked')[0]?.partitions).toEqual(of(0, 2, 3));
});

const NOW = { now: 10, expiresAt: 20 };
test.each([
  [null, NOW, 'goOn'],
  ['pending', NOW, 'wait'],
  ['pending', { now: 20, expiresAt: 20 }, 'goOn'],
  ['succeeded', NOW, 'goOn'],
  [COMMIT_FAILED, NOW, 'goOn'],
  [exceptionOf(ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS), NOW, 'commitAgain'],
] as const)('CC-JP-01, CC-JP-03: a commit that is %o at %o: %s', (commit, at, plan) => {
  expect(planJoinPrepareCommit(commit, { now: instant(at.now), expiresAt: instant(at.expiresAt) })).toBe(
    plan,
  );
});

test('CC-JP-03: a commit that may pass is tried again before the join', () => {
  const play = told(new Rehearsal().reading()).commitAnswered(ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS);
  expect(play.waiting('OffsetCommit')).toHaveLength(0);
  play.pass(100);
  expect(play.waiting('OffsetCommit')).toHaveLength(1);
  play.commitAnswered();
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});

test.each(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID'] as const)(
  'CC-JP-04: after %s everything is lost, not revoked',
  (error) => {
    const play = new Rehearsal(NO_COMMIT).reading().pass(3_000);
    play.answer('Heartbeat', { errorCode: ERROR_CODES[error] });
    const isFenced = error === 'FENCED_INSTANCE_ID';
    expect(play.observed('PartitionsLost')).toEqual(
      isFenced ? [] : [{ type: 'PartitionsLost', partitions: of(0, 1) }],
    );
    expect(play.observed('PartitionsRevoked')).toEqual([]);
  },
);

test('CC-JP-06, CC-K-02: cooperative keeps reading while it joins', () => {
  const play = told(new Rehearsal({ ...COOPERATIVE, ...NO_COMMIT }).reading());
  expect(play.frame).toMatchObject({ state: 'PREPARING_REBALANCE', owned: of(0, 1) });
  expect(play.observed('PartitionsRevoked')).toEqual([]);
  play.records(2);
  expect(play.observed('RecordsDelivered')).toHaveLength(1);
});

test('CC-JP-06: cooperative gives back the partitions of topics it no longer wants', () => {
  const play = new Rehearsal({ ...COOPERATIVE, ...NO_COMMIT }).reading();
  play.give({ type: 'changeSubscription', topics: ['u'] });
  expect(play.observed('PartitionsRevoked')).toMatchObject([{ partitions: of(0, 1) }]);
});

test('CC-JC-04: cooperative revokes what it must give up, keeps the rest, and joins again at once', () => {
  const play = told(new Rehearsal({ ...COOPERATIVE, ...NO_COMMIT }).reading())
    .joined(2)
    .synced([0]);
  expect(play.observed('PartitionsRevoked')).toEqual([{ type: 'PartitionsRevoked', partitions: of(1) }]);
  expect(play.observed('PartitionsAssigned').at(-1)?.partitions).toEqual([]);
  expect(play.frame.owned).toEqual(of(0));
  expect(play.waiting('JoinGroup')).toMatchObject([{ reason: 'need to revoke partitions and re-join' }]);
});

test('CC-OF-06: a kept partition keeps its position; only what is new is asked for', () => {
  const play = new Rehearsal({ ...COOPERATIVE, ...NO_COMMIT }).reading([0]);
  play.records(7).pass(100).commitAnswered();
  told(play).joined(2).synced([0, 1]);
  expect(play.waiting('OffsetFetch')[0]?.groups[0]?.topics).toMatchObject([{ partitionIndexes: [1] }]);
  expect(play.frame.positions.map(({ position }) => position)).toEqual([7, null]);
});

test('CC-JC-05: onPartitionsAssigned comes with what is new, also with nothing; auto-commit starts anew', () => {
  const play = new Rehearsal().join([]);
  expect(play.observed('PartitionsAssigned')).toEqual([{ type: 'PartitionsAssigned', partitions: [] }]);
  expect(play.armed()).toContain('autoCommit 5000');
});

test('CC-JC-03: an assignment with a topic not subscribed to is dropped whole', () => {
  const play = told(new Rehearsal({ ...COOPERATIVE, ...NO_COMMIT }).reading())
    .joined(2)
    .synced([0], 'other');
  expect(play.observed('PartitionsAssigned')).toHaveLength(1);
  expect(play.frame.owned).toEqual(of(0, 1));
  expect(play.waiting('JoinGroup')).toMatchObject([
    { reason: 'received assignment does not match the current subscription' },
  ]);
});

test('CC-JC-02: an empty assignment is an exception', () => {
  const play = new Rehearsal().found().joined();
  play.answer('SyncGroup', { protocolType: 'consumer', protocolName: 'range', assignment: '' });
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception: 'IllegalStateException' }]);
});

test('CC-LD-01, CC-LD-04: the leader assigns all partitions and sends one entry per member', () => {
  const play = new Rehearsal().found();
  const metadata = encodeSubscription({
    topics: ['t'],
    userData: null,
    ownedPartitions: [],
    generationId: -1,
    rackId: null,
  });
  const members = ['m1', 'm2'].map((memberId) => ({ memberId, groupInstanceId: null, metadata }));
  const names = { protocolType: 'consumer', protocolName: 'range' };
  play.answer('JoinGroup', { generationId: 4, memberId: 'm1', leader: 'm1', members, ...names });
  expect(play.frame.isLeader).toBe(true);
  expect(play.observed('AssignmentComputed')).toEqual([
    {
      type: 'AssignmentComputed',
      assignor: 'range',
      generationId: 4,
      assignment: { m1: of(0, 1), m2: of(2, 3) },
    },
  ]);
  expect(
    play
      .waiting('SyncGroup')[0]
      ?.assignments.map(({ memberId }) => memberId)
      .toSorted(),
  ).toEqual(['m1', 'm2']);
});

test('CC-LD-01: a protocol that the leader does not know is an exception', () => {
  const play = new Rehearsal().found();
  const names = { protocolType: 'consumer', protocolName: 'mine' };
  play.answer('JoinGroup', { generationId: 1, memberId: 'm1', leader: 'm1', ...names });
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception: 'IllegalStateException' }]);
});

test('CC-LD-02: the leader follows the topics of all members', () => {
  const topics = ['t', 'u'].map((name) => ({ name, id: name, partitions: 1 }));
  const play = new Rehearsal({}, { topics }).found();
  const metadata = encodeSubscription({
    topics: ['u'],
    userData: null,
    ownedPartitions: [],
    generationId: -1,
    rackId: null,
  });
  const members = [{ memberId: 'm2', groupInstanceId: null, metadata }];
  const names = { protocolType: 'consumer', protocolName: 'range' };
  play.answer('JoinGroup', { generationId: 1, memberId: 'm1', leader: 'm1', members, ...names });
  expect(play.observed('AssignmentComputed')[0]?.assignment).toEqual({ m2: [{ topic: 'u', partition: 0 }] });
});

test('CC-LD-03: a static leader that only came back sends no assignment', () => {
  const play = new Rehearsal({ 'group.instance.id': 'i1' }).found();
  const names = { protocolType: 'consumer', protocolName: 'range' };
  play.answer('JoinGroup', { generationId: 4, memberId: 'm1', leader: 'm1', skipAssignment: true, ...names });
  expect(play.waiting('SyncGroup')).toMatchObject([{ assignments: [] }]);
  expect(play.frame.isLeader).toBe(true);
});

const MORE = { type: 'topicsChanged', topics: [{ name: 't', id: 'a', partitions: 8 }] } as const;

test('CC-LD-06, CC-LD-07, CC-JP-07, CC-K-03: new partitions make the leader join again', () => {
  const play = new Rehearsal(NO_COMMIT).found().joined(1, 'm1', 'm1').synced([0]);
  play.give(MORE).pass(0);
  expect(play.waiting('JoinGroup')).toMatchObject([{ reason: 'cached metadata has changed' }]);
  expect(play.frame.isLeader).toBe(false);
  play.joined(2, 'm1', 'm1').synced([0]);
  expect(play.frame).toMatchObject({ state: 'STABLE', rejoinNeeded: false });
});

test('CC-JC-01, CC-LD-07: a follower does not look', () => {
  const play = new Rehearsal(NO_COMMIT).reading();
  play.give(MORE).pass(0);
  expect(play.waiting('JoinGroup')).toEqual([]);
});

test('CC-K-06: views are the same by version, or by topics and counts', () => {
  const one = { version: 1, partitions: { t: 2 } };
  expect(isSameMetadata(one, { version: 1, partitions: { t: 3 } })).toBe(true);
  expect(isSameMetadata(one, { version: 2, partitions: { t: 2 } })).toBe(true);
  expect(isSameMetadata(one, { version: 2, partitions: { t: 3 } })).toBe(false);
  expect(isSameMetadata(one, { version: 2, partitions: { t: 2, u: 1 } })).toBe(false);
});
