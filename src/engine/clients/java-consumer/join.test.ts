import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { decodeSubscription } from './consumer-protocol.ts';
import { Rehearsal } from './rehearsal.ts';

const COOPERATIVE = { 'partition.assignment.strategy': 'CooperativeStickyAssignor' };

test('CC-ST-01, CC-ST-02, CC-JN-01, CC-JN-03: a consumer finds, joins, syncs and is stable', () => {
  const play = new Rehearsal();
  play.found().joined().synced([0]);
  const states = play.observed('StateEntered').filter(({ machine }) => machine === 'consumer coordinator');
  expect(states.map(({ state }) => state)).toEqual([
    'UNJOINED',
    'PREPARING_REBALANCE',
    'COMPLETING_REBALANCE',
    'STABLE',
  ]);
  expect(play.frame).toMatchObject({ memberId: 'm1', generationId: 1, rejoinNeeded: false, isLeader: false });
  expect(play.sent('JoinGroup')).toHaveLength(1);
});

test('CC-RQ-01: JoinGroup carries the timeouts, and waits for its answer longer than a rebalance', () => {
  const play = new Rehearsal({ 'max.poll.interval.ms': '60000', 'group.instance.id': 'i1' });
  play.news();
  play.found();
  expect(play.waiting('JoinGroup')[0]).toMatchObject({
    groupId: 'g',
    sessionTimeoutMs: 45_000,
    rebalanceTimeoutMs: 60_000,
    memberId: '',
    groupInstanceId: 'i1',
    protocolType: 'consumer',
    reason: '',
  });
  expect(play.news()).toContain('0 arm requestTimeout 65000');
});

test('CC-RQ-02: SyncGroup of a follower carries no assignments', () => {
  const play = new Rehearsal().found().joined(3, 'm1', 'another');
  expect(play.waiting('SyncGroup')).toEqual([
    {
      groupId: 'g',
      generationId: 3,
      memberId: 'm1',
      groupInstanceId: null,
      protocolType: 'consumer',
      protocolName: 'range',
      assignments: [],
    },
  ]);
});

test('CC-RQ-06: one protocol per assignor, in the configured order, with the subscription in version 3', () => {
  const play = new Rehearsal({ 'client.rack': 'r1' }, { subscription: ['u', 't'] }).found();
  const { protocols = [] } = play.waiting('JoinGroup')[0] ?? {};
  expect(protocols.map(({ name }) => name)).toEqual(['range', 'cooperative-sticky']);
  expect(decodeSubscription(protocols[0]?.metadata ?? '')).toEqual({
    ok: true,
    value: { topics: ['t', 'u'], userData: null, ownedPartitions: [], generationId: undefined, rackId: 'r1' },
  });
});

test('CC-RQ-07: an eager member owns nothing when it joins again, a cooperative one what it has', () => {
  const owned = [{}, COOPERATIVE].map((settings) => {
    const play = new Rehearsal({ ...settings, 'enable.auto.commit': 'false' }).reading([0, 1]);
    play.pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
    const metadata = play.waiting('JoinGroup')[0]?.protocols[0]?.metadata ?? '';
    const subscription = decodeSubscription(metadata);
    return subscription.ok ? subscription.value.ownedPartitions.map(({ partition }) => partition) : [];
  });
  expect(owned).toEqual([[], [0, 1]]);
});

test('CC-JN-02, CC-JN-05: MEMBER_ID_REQUIRED is followed by a join with the id, without another preparation', () => {
  const play = new Rehearsal().found();
  play.answer('JoinGroup', { errorCode: ERROR_CODES.MEMBER_ID_REQUIRED, memberId: 'm7' });
  expect(play.waiting('JoinGroup')).toMatchObject([
    { memberId: 'm7', reason: 'need to re-join with the given member-id: m7' },
  ]);
  expect(play.observed('PartitionsRevoked')).toEqual([]);
});

const JOIN_REACTIONS: [ErrorName, string][] = [
  ['COORDINATOR_LOAD_IN_PROGRESS', 'join after 100 ms'],
  ['UNKNOWN_MEMBER_ID', 'join at once'],
  ['COORDINATOR_NOT_AVAILABLE', 'find the coordinator'],
  ['NOT_COORDINATOR', 'find the coordinator'],
  ['FENCED_INSTANCE_ID', 'throws FencedInstanceIdException'],
  ['INCONSISTENT_GROUP_PROTOCOL', 'throws InconsistentGroupProtocolException'],
  ['INVALID_SESSION_TIMEOUT', 'throws InvalidSessionTimeoutException'],
  ['INVALID_GROUP_ID', 'throws InvalidGroupIdException'],
  ['GROUP_AUTHORIZATION_FAILED', 'throws GroupAuthorizationException'],
  ['GROUP_MAX_SIZE_REACHED', 'throws GroupMaxSizeReachedException'],
  ['REBALANCE_IN_PROGRESS', 'join at once'],
  ['UNKNOWN_SERVER_ERROR', 'throws KafkaException'],
];

test.each(JOIN_REACTIONS)('CC-ER-01, CC-JN-05: JoinGroup answered %s: %s', (error, reaction) => {
  const play = new Rehearsal().found();
  play.answer('JoinGroup', { errorCode: ERROR_CODES[error] });
  expect(reactionOf(play, 'JoinGroup')).toBe(reaction);
});

const SYNC_REACTIONS: [ErrorName, string][] = [
  ['COORDINATOR_LOAD_IN_PROGRESS', 'throws KafkaException'],
  ['UNKNOWN_MEMBER_ID', 'join at once'],
  ['ILLEGAL_GENERATION', 'join at once'],
  ['REBALANCE_IN_PROGRESS', 'join at once'],
  ['COORDINATOR_NOT_AVAILABLE', 'find the coordinator'],
  ['NOT_COORDINATOR', 'find the coordinator'],
  ['FENCED_INSTANCE_ID', 'throws FencedInstanceIdException'],
  ['GROUP_AUTHORIZATION_FAILED', 'throws GroupAuthorizationException'],
];

test.each(SYNC_REACTIONS)('CC-ER-02, CC-JN-05: SyncGroup answered %s: %s', (error, reaction) => {
  const play = new Rehearsal().found().joined();
  play.answer('SyncGroup', { errorCode: ERROR_CODES[error] });
  expect(reactionOf(play, 'JoinGroup')).toBe(reaction);
});

test.each([
  ['UNKNOWN_MEMBER_ID', ''],
  ['ILLEGAL_GENERATION', 'm1'],
  ['REBALANCE_IN_PROGRESS', 'm1'],
] as const)(
  'CC-JN-07: after SyncGroup answered %s the next join has the member id "%s"',
  (error, memberId) => {
    const play = new Rehearsal()
      .found()
      .joined(2, 'm1')
      .answer('SyncGroup', { errorCode: ERROR_CODES[error] });
    expect(play.waiting('JoinGroup')[0]).toMatchObject({ memberId });
  },
);

test.each([
  ['REBALANCE_IN_PROGRESS', 0],
  ['ILLEGAL_GENERATION', 1],
] as const)('CC-JN-06: after %s on SyncGroup partitions are given up %i more times', (error, times) => {
  const play = new Rehearsal({ ...COOPERATIVE, 'enable.auto.commit': 'false' }).reading([0, 1]);
  play.pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  play.joined(2).answer('SyncGroup', { errorCode: ERROR_CODES[error] });
  expect(play.observed('PartitionsLost')).toHaveLength(times);
});

test('CC-JN-08: every join but the first says why', () => {
  const play = new Rehearsal().found();
  const reasons = [play.waiting('JoinGroup')[0]?.reason];
  play.answer('JoinGroup', { errorCode: ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS }).pass(100);
  reasons.push(play.waiting('JoinGroup')[0]?.reason);
  play.joined().synced([]);
  play.pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID });
  reasons.push(play.waiting('JoinGroup')[0]?.reason);
  play.joined(2).synced([]).pass(3_000);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  reasons.push(play.waiting('JoinGroup')[0]?.reason);
  expect(reasons).toEqual([
    '',
    'rebalance failed due to CoordinatorLoadInProgressException',
    'encountered UNKNOWN_MEMBER_ID from HEARTBEAT response',
    'group is already rebalancing',
  ]);
});

test('CC-JN-08: a reason is cut at 255 characters', () => {
  const play = new Rehearsal().found();
  play.answer('JoinGroup', { errorCode: ERROR_CODES.MEMBER_ID_REQUIRED, memberId: 'm'.repeat(300) });
  expect(play.waiting('JoinGroup')[0]?.reason).toHaveLength(255);
});

test('CC-JN-04: a member lost between SyncGroup and the callbacks joins anew, without id', () => {
  const play = new Rehearsal({ 'enable.auto.commit': 'false' }).found().joined();
  play.pass(3_000).paused.add('application');
  play.synced([0]);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID });
  play.paused.clear();
  play.pass(0);
  expect(play.observed('PartitionsAssigned')).toEqual([]);
  const [join] = play.waiting('JoinGroup');
  expect(join?.memberId).toBe('');
  expect(join?.reason).toMatch(
    /^rebalance failed since the generation\/state was modified by heartbeat thread/,
  );
});

test('CC-ER-02: SyncGroup answered after the generation was lost counts as ILLEGAL_GENERATION', () => {
  const play = new Rehearsal().found().joined().pass(3_000);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID }).synced([0]);
  expect(play.observed('PartitionsAssigned')).toEqual([]);
  expect(play.waiting('JoinGroup')).toMatchObject([
    { memberId: '', reason: 'rebalance failed due to IllegalGenerationException' },
  ]);
});

test('CC-K-05, CC-K-11: a changed subscription is joined with in the next poll()', () => {
  const play = new Rehearsal({ 'enable.auto.commit': 'false' }).reading();
  play.records(10).give({ type: 'changeSubscription', topics: ['t', 'u'] });
  expect(play.waiting('JoinGroup')).toEqual([]);
  play.pass(100).commitAnswered();
  expect(play.waiting('JoinGroup')).toMatchObject([{ reason: 'subscription has changed' }]);
});

test('CC-K-13: a former leader, now follower, takes its assignment, gives it back and joins again', () => {
  const topics = [
    { name: 't', id: 'a', partitions: 2 },
    { name: 'u', id: 'b', partitions: 2 },
  ];
  const play = new Rehearsal({ 'enable.auto.commit': 'false' }, { topics });
  play.found().joined(1, 'm1', 'm1').synced([0]).committed(0);
  play.give({ type: 'changeSubscription', topics: ['t', 'u'] });
  play.joined(2, 'm1', 'another').synced([1]);
  expect(play.observed('PartitionsAssigned').at(-1)?.partitions).toEqual([{ topic: 't', partition: 1 }]);
  expect(play.observed('PartitionsRevoked').at(-1)?.partitions).toEqual([{ topic: 't', partition: 1 }]);
  expect(play.waiting('JoinGroup')).toMatchObject([{ reason: 'cached metadata has changed' }]);
  expect(play.sent('OffsetFetch')).toHaveLength(1);
});

test('CC-N-02: while the application works nobody reads the answer to JoinGroup', () => {
  const play = new Rehearsal({ ...COOPERATIVE, 'enable.auto.commit': 'false' }).reading();
  play.pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  play.records(10).joined(2);
  expect(play.frame).toMatchObject({ application: 'Processing', state: 'PREPARING_REBALANCE' });
  expect(play.waiting('SyncGroup')).toEqual([]);
  play.pass(100);
  expect(play.waiting('SyncGroup')).toHaveLength(1);
});

test('CC-K-07: a consumer told to rejoin while its application works joins when that is done', () => {
  const play = new Rehearsal(
    { 'enable.auto.commit': 'false' },
    { processing: { msPerRecord: 1_000 } },
  ).reading();
  play.records(10).pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  play.pass(6_999);
  expect(play.waiting('JoinGroup')).toEqual([]);
  play.pass(1).commitAnswered();
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});

/** What follows a failed join or sync, in words. */
function reactionOf(play: Rehearsal, apiKey: 'JoinGroup'): string {
  const [thrown] = play.observed('ExceptionThrown');
  if (thrown !== undefined) return `throws ${thrown.exception}`;
  if (play.waiting(apiKey).length > 0) return 'join at once';
  if (play.waiting('FindCoordinator').length > 0) return 'find the coordinator';
  play.pass(99);
  if (play.waiting(apiKey).length > 0) return 'join before 100 ms';
  play.pass(1);
  return play.waiting(apiKey).length > 0 ? 'join after 100 ms' : 'nothing';
}
