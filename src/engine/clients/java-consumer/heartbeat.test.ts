import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { instant } from '../../kernel/time.ts';
import { planPass } from './heartbeat.ts';
import { Rehearsal } from './rehearsal.ts';

const NO_COMMIT = { 'enable.auto.commit': 'false' };
/** A member without partitions: nothing but heartbeats. */
const quiet = (settings: Readonly<Record<string, string>> = {}): Rehearsal =>
  new Rehearsal({ ...NO_COMMIT, ...settings }).join([]);

test.each([
  [false, 0, 0, 0, 'search'],
  [true, 9, 9, 9, 'giveUpCoordinator'],
  [true, 11, 9, 9, 'leaveGroup'],
  [true, 11, 11, 9, 'sendHeartbeat'],
  [true, 10, 11, 9, 'giveUpCoordinator'],
  [true, 11, 11, 11, 'wait'],
] as const)(
  'CC-HB-04: coordinator known %s, session at %i, poll at %i, heartbeat at %i, now 10: %s',
  (isCoordinatorKnown, sessionAt, pollAt, heartbeatAt, plan) => {
    const timers = {
      heartbeatAt: instant(heartbeatAt),
      sessionAt: instant(sessionAt),
      pollAt: instant(pollAt),
      attempts: 0,
      failure: null,
    };
    expect(planPass(timers, { now: 10, isCoordinatorKnown })).toBe(plan);
  },
);

test('CC-HB-01, CC-HB-02: the thread is off until JoinGroup is answered, then three timers run', () => {
  const play = new Rehearsal().found();
  expect(play.frame.heartbeatState).toBe('Disabled');
  play.joined();
  expect(play.frame.heartbeatState).toBe('Beating.Known');
  expect(play.armed()).toEqual([
    'clientSession 45000',
    'fetchWait 3000',
    'heartbeat 3000',
    'pollInterval 300000',
    'requestTimeout 30000',
  ]);
});

test('CC-HB-04, CC-RQ-03: the interval counts from the sending, and nothing in flight stops the next', () => {
  const play = quiet({ 'group.instance.id': 'i1' }).pass(9_500);
  expect(play.lines.filter((line) => line.endsWith('send Heartbeat'))).toEqual([
    '3000 send Heartbeat',
    '6000 send Heartbeat',
    '9000 send Heartbeat',
  ]);
  expect(play.waiting('Heartbeat')[0]).toEqual({
    groupId: 'g',
    generationId: 1,
    memberId: 'm1',
    groupInstanceId: 'i1',
  });
});

test('CC-HB-03: no heartbeats between JoinGroup and its answer; they go on while SyncGroup is awaited', () => {
  const play = quiet().pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  expect(play.frame).toMatchObject({ state: 'PREPARING_REBALANCE', heartbeatState: 'Disabled' });
  play.pass(20_000).joined(2).pass(3_000);
  expect(play.lines.filter((line) => line.endsWith('send Heartbeat'))).toEqual([
    '3000 send Heartbeat',
    '26000 send Heartbeat',
  ]);
});

test('CC-HB-06: an answer renews the session timer, an unanswered one does not', () => {
  const play = quiet().pass(3_010).answer('Heartbeat', {});
  expect(play.armed()).toContain('clientSession 48010');
  play.pass(6_000);
  expect(play.armed()).toContain('clientSession 48010');
});

test('CC-HB-04, CC-FD-03: a session without answers makes the consumer give the coordinator up and look for it', () => {
  const play = quiet({ 'session.timeout.ms': '10000' }).pass(10_000);
  expect(play.lines.filter((line) => line.includes('disconnect'))).toEqual(['10000 disconnect coordinator']);
  expect(play.waiting('FindCoordinator')).toHaveLength(1);
  expect(play.frame).toMatchObject({ state: 'STABLE', memberId: 'm1', coordinator: null });
  play.pass(60).found().pass(500);
  expect(play.frame.coordinator).toBe('broker-1');
  expect(play.waiting('Heartbeat').length).toBeGreaterThan(0);
});

test('CC-HB-06: failing heartbeats back off, 80–120 ms at first, then longer', () => {
  const play = quiet().pass(3_000);
  const times: number[] = [];
  for (let count = 0; count < 5; count++) {
    play.answer('Heartbeat', { errorCode: ERROR_CODES.UNKNOWN_SERVER_ERROR });
    const before = play.now;
    while (play.waiting('Heartbeat').length === 0) play.pass(1);
    times.push(play.now - before);
  }
  [100, 200, 400, 800, 900].forEach((middle, index) => {
    expect(times[index]).toBeGreaterThanOrEqual(middle * 0.8 - 1);
    expect(times[index]).toBeLessThanOrEqual(Math.min(middle * 1.2, 1_000));
  });
});

test('CC-HB-07: poll() renews the poll timer, heartbeats do not', () => {
  const busy = new Rehearsal(NO_COMMIT, { processing: { msPerRecord: 1_000 } }).reading().pass(100);
  busy.records(10).pass(3_000).answer('Heartbeat', {});
  expect(busy.armed()).toContain('pollInterval 300000');
  busy.pass(7_000);
  expect(busy.armed()).toContain('pollInterval 300000');
  busy.commitAnswered();
  expect(busy.armed()).toContain('pollInterval 310100');
});

const REACTIONS: [ErrorName, string][] = [
  ['NONE', 'STABLE m1'],
  ['REBALANCE_IN_PROGRESS', 'PREPARING_REBALANCE m1'],
  ['ILLEGAL_GENERATION', 'PREPARING_REBALANCE m1'],
  ['UNKNOWN_MEMBER_ID', 'PREPARING_REBALANCE '],
  ['COORDINATOR_NOT_AVAILABLE', 'STABLE m1'],
  ['NOT_COORDINATOR', 'STABLE m1'],
  ['GROUP_AUTHORIZATION_FAILED', 'STABLE m1'],
  ['UNKNOWN_SERVER_ERROR', 'STABLE m1'],
];

test.each(REACTIONS)('CC-ER-03: a heartbeat answered %s leaves the consumer %s', (error, expected) => {
  const play = quiet().pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES[error] });
  expect(`${play.frame.state} ${play.frame.memberId}`).toBe(expected);
});

test('CC-ER-03: in COMPLETING_REBALANCE a rebalance is nothing new', () => {
  const play = new Rehearsal(NO_COMMIT).found().joined().pass(3_000);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  expect(play.frame).toMatchObject({ state: 'COMPLETING_REBALANCE' });
  play.synced([]);
  expect(play.frame).toMatchObject({ state: 'STABLE', rejoinNeeded: false });
});

test('CC-ER-03: an error for a generation that is over counts as an answer', () => {
  const play = quiet().pass(3_000);
  play.pass(3_000).answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  play.join([], 2).answer('Heartbeat', { errorCode: ERROR_CODES.ILLEGAL_GENERATION });
  expect(play.frame).toMatchObject({ state: 'STABLE', generationId: 2 });
});

test('CC-K-04, CC-ER-03, CC-K-12: fencing is thrown by the next poll(), and nothing is said after it', () => {
  const play = new Rehearsal({ 'group.instance.id': 'i1' }).reading().records(10).pass(50);
  play.pass(2_950).news();
  play.records(10).answer('Heartbeat', { errorCode: ERROR_CODES.FENCED_INSTANCE_ID });
  expect(play.observed('ExceptionThrown')).toEqual([]);
  play.pass(100);
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception: 'FencedInstanceIdException' }]);
  expect(play.news().at(-1)).toBe('3100 exit');
  expect(play.frame).toMatchObject({ application: 'Failed', closed: false });
  expect(play.sent('LeaveGroup')).toEqual([]);
});

test('CC-HB-04, CC-FD-05, CC-JP-04: a process frozen beyond its session finds the coordinator twice and is told', () => {
  const settings = { 'session.timeout.ms': '6000', 'heartbeat.interval.ms': '2000' };
  const play = new Rehearsal({ ...NO_COMMIT, ...settings }).reading().pass(1_000);
  play.paused.add('library').add('application');
  play.pass(11_000).news();
  play.paused.clear();
  play.pass(0);
  expect(play.news().filter((line) => line.includes('connect') || line.includes('send'))).toEqual([
    '12000 disconnect coordinator',
    '12000 send FindCoordinator',
  ]);
  play.pass(3).found().pass(120).found();
  expect(play.sent('FindCoordinator')).toHaveLength(3);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID });
  expect(play.observed('PartitionsLost')).toHaveLength(1);
  expect(play.waiting('JoinGroup')).toMatchObject([{ memberId: '' }]);
});
