import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { Rehearsal } from './rehearsal.ts';

const NO_COMMIT = { 'enable.auto.commit': 'false' };

function notFound(play: Rehearsal, error: ErrorName): Rehearsal {
  const common = { key: 'g', nodeId: -1, host: '', port: -1, errorMessage: null };
  return play.answer('FindCoordinator', { coordinators: [{ ...common, errorCode: ERROR_CODES[error] }] });
}

/** How long until FindCoordinator is sent again. */
function untilFind(play: Rehearsal): number {
  const before = play.now;
  for (let count = 0; count < 3_000 && play.waiting('FindCoordinator').length === 0; count++) play.pass(1);
  return play.now - before;
}

test('CC-FD-01: the first thing a consumer does is ask, once, on the bootstrap connection', () => {
  const play = new Rehearsal().pass(10_000);
  expect(play.sent('FindCoordinator')).toMatchObject([
    {
      connection: 'bootstrap',
      apiVersion: 6,
      request: { body: { key: '', keyType: 0, coordinatorKeys: ['g'] } },
    },
  ]);
});

test('CC-FD-01, CC-ER-06: a coordinator that is not available is asked for again, later each time', () => {
  const play = new Rehearsal();
  const waits = [100, 200, 400, 800].map((middle) => {
    notFound(play, 'COORDINATOR_NOT_AVAILABLE');
    return untilFind(play) / middle;
  });
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(0.8);
    expect(wait).toBeLessThanOrEqual(1.2);
  }
});

test('CC-ER-06: a group that may not be read is an exception', () => {
  const play = notFound(new Rehearsal(), 'GROUP_AUTHORIZATION_FAILED');
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception: 'GroupAuthorizationException' }]);
});

test('CC-FD-02: when found, a connection is opened and the session timer starts anew', () => {
  const play = new Rehearsal(NO_COMMIT).join([]).pass(1_000).breaks('coordinator');
  play.pass(200).found();
  expect(play.effects).toContainEqual({
    type: 'connect',
    connection: 'coordinator',
    host: 'broker-1',
    ruleId: 'CC-FD-02',
  });
  expect(play.armed()).toContain('clientSession 46200');
});

test('CC-FD-04, CC-N-04: a lost connection fails what was on it, and the coordinator is looked for', () => {
  const play = new Rehearsal(NO_COMMIT).found().breaks('coordinator');
  expect(play.frame).toMatchObject({ coordinator: null, state: 'PREPARING_REBALANCE' });
  expect(play.waiting('FindCoordinator')).toHaveLength(1);
  play.pass(60).found();
  expect(play.waiting('JoinGroup')).toMatchObject([
    { reason: 'rebalance failed due to DisconnectException' },
  ]);
});

test('CC-FD-03, CC-FD-05: NOT_COORDINATOR costs the connection and two lookups', () => {
  const play = new Rehearsal().found();
  play.answer('JoinGroup', { errorCode: ERROR_CODES.NOT_COORDINATOR });
  expect(play.lines.filter((line) => line.includes('disconnect coordinator'))).toHaveLength(1);
  play.pass(5).found();
  expect(play.waiting('JoinGroup')).toEqual([]);
  const wait = untilFind(play);
  expect(wait).toBeGreaterThanOrEqual(80);
  expect(wait).toBeLessThanOrEqual(120);
  play.found();
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});

test('CC-FD-05: another broker is connected to at once', () => {
  const play = new Rehearsal().found();
  play.answer('JoinGroup', { errorCode: ERROR_CODES.NOT_COORDINATOR });
  play.pass(5).found('broker-2');
  expect(play.frame.coordinator).toBe('broker-2');
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});

test('CC-HB-04: while the application works the heartbeat thread looks, drops a failed lookup, looks again', () => {
  const play = new Rehearsal(NO_COMMIT, { processing: { msPerRecord: 1_000 } }).reading().records(10);
  play.pass(1_000).breaks('coordinator');
  expect(play.waiting('FindCoordinator')).toHaveLength(1);
  notFound(play.pass(5), 'COORDINATOR_NOT_AVAILABLE');
  expect(play.frame.coordinatorState).toBe('Failed');
  expect(untilFind(play)).toBe(195);
  play.found();
  expect(play.frame).toMatchObject({ coordinator: 'broker-1', heartbeatState: 'Beating.Known' });
});

test('CC-N-01: a request without answer costs the connection after request.timeout.ms', () => {
  const play = new Rehearsal({ ...NO_COMMIT, 'request.timeout.ms': '10000' }).join([]);
  play.pass(12_999);
  expect(play.frame.coordinator).toBe('broker-1');
  play.pass(1);
  expect(play.frame.coordinator).toBeNull();
  expect(play.effects).toContainEqual({ type: 'disconnect', connection: 'coordinator', ruleId: 'CC-N-01' });
});

test('CC-N-01: so does FindCoordinator, on the bootstrap connection', () => {
  const play = new Rehearsal().pass(30_000);
  expect(play.effects).toContainEqual({ type: 'disconnect', connection: 'bootstrap', ruleId: 'CC-N-01' });
  expect(untilFind(play)).toBeLessThanOrEqual(120);
});

test('CC-FD-06: a broker that just hung up is not asked at once: the lookup waits as after any failure', () => {
  const play = new Rehearsal(NO_COMMIT).join([]).pass(1_000).breaks('bootstrap').breaks('coordinator');
  expect(play.frame).toMatchObject({ coordinator: null, coordinatorState: 'BackingOff.Dropped' });
  expect(play.waiting('FindCoordinator')).toEqual([]);
  const wait = untilFind(play);
  expect(wait).toBeGreaterThanOrEqual(80);
  expect(wait).toBeLessThanOrEqual(120);
  play.found();
  expect(play.frame.coordinator).toBe('broker-1');
});

test('CC-FD-06: the heartbeat thread, too, asks nobody, and looks again after retry.backoff.ms', () => {
  const play = new Rehearsal(NO_COMMIT, { processing: { msPerRecord: 1_000 } }).reading().records(10);
  play.pass(1_000).breaks('bootstrap').breaks('coordinator');
  expect(play.frame.coordinatorState).toBe('Unknown');
  expect(untilFind(play)).toBe(100);
});

test('CC-FD-06: when only the bootstrap connection is lost, nobody is in a hurry; when it is answered, all is well', () => {
  const play = new Rehearsal(NO_COMMIT).join([]).breaks('bootstrap').pass(60).breaks('coordinator');
  expect(play.waiting('FindCoordinator')).toHaveLength(1);
  expect(play.pass(60).found().state.connections).toMatchObject({ bootstrapReconnect: null });
});
