import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../kafka/error-code.ts';
import { javaConsumer, javaConsumerCharts } from './index.ts';
import { Rehearsal } from './rehearsal.ts';

const NO_COMMIT = { 'enable.auto.commit': 'false' };

test('CC-K-01: records are worked on, one after the other, before the next poll()', () => {
  const play = new Rehearsal().reading().pass(100);
  play.news();
  play.records(3).pass(30);
  expect(play.news().filter((line) => !line.includes('arm'))).toEqual([
    '100 RecordsDelivered',
    '100 application: Processing',
    '130 fire processing',
    '130 application: Polling',
    '130 RecordsProcessed',
    '130 fetch 0@3 1@0',
  ]);
  expect(play.frame.positions).toMatchObject([{ position: 3, processed: 3 }, { position: 0 }]);
});

test('CC-K-01: at most max.poll.records are asked for', () => {
  const play = new Rehearsal({ ...NO_COMMIT, 'max.poll.records': '7' }).reading();
  expect(play.effects).toContainEqual(
    expect.objectContaining({ type: 'fetch', maxRecords: 7, maxWaitMs: 500 }),
  );
});

test('CC-K-09: a quiet consumer costs few effects', () => {
  const play = new Rehearsal(NO_COMMIT).reading().pass(400);
  play.news();
  play.records(0);
  expect(play.news()).toEqual(['400 arm pollInterval 300000', '400 fetch 0@0 1@0']);
  play.pass(2_600).news();
  play.answer('Heartbeat', {});
  expect(play.news()).toEqual(['3000 cancel requestTimeout-4', '3000 arm clientSession 45000']);
});

test('CC-K-09: with nothing to fetch poll() wakes for the heartbeat, to renew the poll timer', () => {
  const play = new Rehearsal({ ...NO_COMMIT, 'max.poll.interval.ms': '5000' }).join([]);
  for (let count = 0; count < 20; count++) play.pass(3_000).answer('Heartbeat', {});
  expect(play.sent('LeaveGroup')).toEqual([]);
  expect(play.frame.state).toBe('STABLE');
});

test('CC-K-03: an exception of the background comes before anything else', () => {
  const play = new Rehearsal({ ...NO_COMMIT, 'group.instance.id': 'i1' }).reading().pass(3_000);
  play.answer('Heartbeat', { errorCode: ERROR_CODES.FENCED_INSTANCE_ID });
  expect(play.observed('ExceptionThrown')).toHaveLength(1);
  expect(play.sent('JoinGroup')).toHaveLength(1);
});

test('CC-K-02: records that were fetched for a partition given up are not handed out', () => {
  const play = new Rehearsal().reading().pass(3_000);
  const { fetch } = play.state;
  play.answer('Heartbeat', { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS });
  const ranges = [{ topic: 't', partition: 0, from: 0, to: 5 }];
  play.give({ type: 'fetched', fetchId: fetch?.fetchId ?? -1, ranges });
  expect(play.observed('RecordsDelivered')).toEqual([]);
});

test('CC-K-14: while poll() looks for the coordinator it hands out nothing, until found or poll(100 ms) ends', () => {
  const found = new Rehearsal(NO_COMMIT).reading().breaks('coordinator').records(2);
  expect(found.observed('RecordsDelivered')).toEqual([]);
  found.pass(60).found();
  expect(found.observed('RecordsDelivered')).toHaveLength(1);

  const slept = new Rehearsal(NO_COMMIT).reading().breaks('coordinator').records(2).found();
  expect(slept.observed('RecordsDelivered')).toEqual([]);
  slept.pass(120);
  expect(slept.observed('RecordsDelivered')).toHaveLength(1);
  expect(slept.frame.coordinator).toBeNull();

  const unanswered = new Rehearsal(NO_COMMIT).reading().breaks('coordinator').records(2).pass(100);
  expect(unanswered.observed('RecordsDelivered')).toHaveLength(1);
});

test('CC-K-01: the application may become slower, and be stuck once', () => {
  const play = new Rehearsal(NO_COMMIT).reading();
  play.give({ type: 'changeProcessing', msPerRecord: 100, stuckMs: 1_000 });
  play.records(5).pass(1_499);
  expect(play.frame.application).toBe('Processing');
  play.pass(1).commitAnswered();
  expect(play.frame.application).toBe('Polling');
  play.records(5).pass(250).give({ type: 'changeProcessing', msPerRecord: 100, stuckMs: 1_000 });
  play.pass(1_249);
  expect(play.frame.application).toBe('Processing');
  play.pass(1).commitAnswered();
  expect(play.frame.application).toBe('Polling');
});

test('CC-N-02: answers belong to the library, records and the program to the application', () => {
  const timers = [
    'heartbeat',
    'clientSession',
    'pollInterval',
    'requestTimeout-3',
    'processing',
    'autoCommit',
  ];
  const threads = timers.map((key) => javaConsumer.threadOf({ type: 'timer', key }));
  expect(threads).toEqual(['library', 'library', 'library', 'library', 'application', 'application']);
  expect(javaConsumer.threadOf({ type: 'disconnected', connection: 'coordinator' })).toBe('library');
  expect(javaConsumer.threadOf({ type: 'fetched', fetchId: 1, ranges: [] })).toBe('application');
});

test('CC-K-12: after the end nothing is heard', () => {
  const play = new Rehearsal(NO_COMMIT).found();
  play.answer('JoinGroup', { errorCode: ERROR_CODES.GROUP_MAX_SIZE_REACHED });
  const { effects } = javaConsumer.receive(
    play.state,
    { type: 'timer', key: 'fetchWait' },
    { now: play.now, chance: { integer: () => 0, uuid: () => '' } },
  );
  expect(effects).toEqual([]);
});

test('CC-ST-01: the charts have names for the inspector', () => {
  expect(javaConsumerCharts.map(({ machine }) => machine)).toEqual([
    'consumer coordinator',
    'heartbeat thread',
    'application',
    'coordinator discovery',
  ]);
});
