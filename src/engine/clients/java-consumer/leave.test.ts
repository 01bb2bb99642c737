import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../kafka/error-code.ts';
import { planCloseCommit } from './close.ts';
import { exceptionOf } from './exceptions.ts';
import { planLeave, planLeavePrepare } from './leave.ts';
import { NO_GENERATION } from './state.ts';
import { Rehearsal } from './rehearsal.ts';

const NO_COMMIT = { 'enable.auto.commit': 'false' };
const of = (...partitions: number[]) => partitions.map((partition) => ({ topic: 't', partition }));
const slow = (settings: Readonly<Record<string, string>> = {}): Rehearsal =>
  new Rehearsal({ ...NO_COMMIT, ...settings }, { processing: { msPerRecord: 1_000 } }).reading();

const member = { generationId: 1, memberId: 'm1', protocolName: 'range' };

test.each([
  ['m1', null, true, false, 'send'],
  ['m1', 'i1', true, false, 'leaveUnsaid'],
  ['m1', null, false, false, 'leaveUnsaid'],
  ['m1', null, true, true, 'leaveUnsaid'],
  ['', null, true, false, 'leaveUnsaid'],
] as const)(
  'CC-LV-01: member "%s", instance %s, coordinator known %s, unjoined %s: %s',
  (memberId, groupInstanceId, isCoordinatorKnown, isUnjoined, plan) => {
    const settings = { ...new Rehearsal().state.settings, groupInstanceId };
    const state = { generation: { ...member, memberId }, settings };
    expect(planLeave(state, { isCoordinatorKnown, isUnjoined })).toBe(plan);
  },
);

test.each([
  ['STABLE', member, 'revoked'],
  ['PREPARING_REBALANCE', member, 'lost'],
  ['COMPLETING_REBALANCE', member, 'lost'],
  ['UNJOINED', NO_GENERATION, 'lost'],
] as const)('CC-LV-04: in %s with %o partitions are %s', (state, generation, plan) => {
  expect(planLeavePrepare({ generation }, state)).toBe(plan);
});

test('CC-LV-03: a stuck application loses its place at the poll limit, and finds out in its next poll()', () => {
  const play = slow({ 'max.poll.interval.ms': '10000' }).records(15).pass(10_000);
  expect(play.waiting('LeaveGroup')).toEqual([
    {
      groupId: 'g',
      memberId: '',
      members: [{ memberId: 'm1', groupInstanceId: null, reason: 'consumer poll timeout has expired.' }],
    },
  ]);
  expect(play.frame).toMatchObject({
    state: 'UNJOINED',
    heartbeatState: 'Disabled',
    application: 'Processing',
  });
  expect(play.observed('PartitionsLost')).toEqual([]);
  play.pass(5_000);
  expect(play.observed('PartitionsLost')).toEqual([{ type: 'PartitionsLost', partitions: of(0, 1) }]);
  expect(play.waiting('JoinGroup')).toMatchObject([
    { memberId: '', reason: 'consumer pro-actively leaving the group' },
  ]);
});

test('CC-LV-03: the same when the application’s thread is paused inside poll()', () => {
  const play = new Rehearsal({ ...NO_COMMIT, 'max.poll.interval.ms': '10000' }).join([]);
  play.paused.add('application');
  play.pass(30_000);
  expect(play.lines.filter((line) => line.endsWith('send LeaveGroup'))).toEqual(['10000 send LeaveGroup']);
  expect(play.waiting('JoinGroup')).toEqual([]);
  play.paused.clear();
  play.pass(0);
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});

test('CC-LV-01, CC-LV-03: a static member says nothing, and is out all the same', () => {
  const play = slow({ 'max.poll.interval.ms': '10000', 'group.instance.id': 'i1' }).records(15).pass(10_000);
  expect(play.sent('LeaveGroup')).toEqual([]);
  expect(play.frame).toMatchObject({ state: 'UNJOINED', memberId: '' });
});

test('CC-LV-05, CC-OF-04: close() commits, waits, gives back, leaves, waits for the answer', () => {
  const play = new Rehearsal().reading().pass(100);
  play.records(5).pass(50).news();
  play.give({ type: 'close' });
  expect(play.waiting('OffsetCommit')).toHaveLength(1);
  play.commitAnswered();
  expect(play.frame.closed).toBe(false);
  play.answer('LeaveGroup', {});
  const milestones = play.news().filter((line) => !/ (arm|cancel|fire) /.test(line));
  expect(milestones).toEqual([
    '150 application: Closing.Committing',
    '150 send OffsetCommit',
    '150 CommitSettled',
    '150 heartbeat thread: Closed',
    '150 PartitionsRevoked [0 1]',
    '150 send LeaveGroup',
    '150 consumer coordinator: UNJOINED',
    '150 application: Closing.Leaving',
    '150 application: Closed',
    '150 ConsumerClosed',
    '150 exit',
  ]);
  expect(play.frame.closed).toBe(true);
});

test('CC-RQ-04: LeaveGroup names member and reason, not the instance', () => {
  const play = new Rehearsal(NO_COMMIT).reading().give({ type: 'close' });
  expect(play.waiting('LeaveGroup')[0]?.members).toEqual([
    { memberId: 'm1', groupInstanceId: null, reason: 'the consumer is being closed' },
  ]);
});

test('CC-LV-05: a static member closes without a word', () => {
  const play = new Rehearsal({ ...NO_COMMIT, 'group.instance.id': 'i1' }).reading().give({ type: 'close' });
  expect(play.sent('LeaveGroup')).toEqual([]);
  expect(play.frame.closed).toBe(true);
});

test('CC-LV-05, CC-OF-02: close() comes when the records in hand are done, and committed', () => {
  const play = slow().records(3).pass(1_000).give({ type: 'close' });
  expect(play.frame.application).toBe('Finishing');
  play.pass(2_000);
  expect(play.observed('RecordsProcessed')).toHaveLength(1);
  expect(play.frame.application).toBe('Committing.ThenClosing');
  expect(play.waiting('LeaveGroup')).toEqual([]);
  play.commitAnswered();
  expect(play.waiting('LeaveGroup')).toHaveLength(1);
});

test('CC-LV-04, CC-LV-05: closing while JoinGroup is out leaves at once, and waits for both answers', () => {
  const play = new Rehearsal(NO_COMMIT).reading().pass(3_000);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS }).give({ type: 'close' });
  expect(play.waiting('LeaveGroup')).toHaveLength(1);
  expect(play.observed('PartitionsRevoked')).toHaveLength(1);
  play.joined(2);
  expect(play.frame.closed).toBe(false);
  play.answer('LeaveGroup', {});
  expect(play.frame.closed).toBe(true);
  expect(play.sent('SyncGroup')).toHaveLength(1);
});

test('CC-LV-05: close() gives up after 30 s', () => {
  const play = new Rehearsal().reading().breaks('coordinator').pass(100);
  play.give({ type: 'close' }).pass(29_999);
  expect(play.frame.closed).toBe(false);
  play.pass(1);
  expect(play.frame.closed).toBe(true);
});

test.each([
  [null, 'commit'],
  ['pending', 'wait'],
  ['succeeded', 'goOn'],
  [exceptionOf(ERROR_CODES.NOT_COORDINATOR), 'retry'],
  [exceptionOf(ERROR_CODES.REBALANCE_IN_PROGRESS), 'goOn'],
] as const)('CC-LV-05: a last commit that is %o: %s', (commit, plan) => {
  expect(planCloseCommit(commit)).toBe(plan);
});

test('CC-LV-05: a last commit that may pass is tried again', () => {
  const play = new Rehearsal().reading().give({ type: 'close' });
  play.commitAnswered(ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS).pass(120);
  expect(play.waiting('OffsetCommit')).toHaveLength(1);
});

test('CC-LV-02, CC-K-11: unsubscribing gives all back and leaves; subscribing again joins', () => {
  const play = new Rehearsal(NO_COMMIT).reading().give({ type: 'changeSubscription', topics: [] });
  expect(play.frame).toMatchObject({ application: 'Unsubscribed', state: 'UNJOINED', owned: [] });
  expect(play.observed('PartitionsRevoked')).toMatchObject([{ partitions: of(0, 1) }]);
  expect(play.waiting('LeaveGroup')[0]?.members[0]?.reason).toBe('the consumer unsubscribed from all topics');
  play.pass(10_000).give({ type: 'changeSubscription', topics: ['t'] });
  expect(play.waiting('JoinGroup')).toHaveLength(1);
});
