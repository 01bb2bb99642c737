import { expect, test } from 'vitest';
import { SeededChance } from '../../kernel/chance.ts';
import { backoffMs } from './backoff.ts';
import { Rehearsal } from './rehearsal.ts';
import { parseSettings } from './settings.ts';

const config = (settings: Readonly<Record<string, string>>) => ({
  clientId: 'c1',
  host: '10.0.0.1',
  settings: { 'group.id': 'g', ...settings },
  subscription: ['t'],
  processing: { msPerRecord: 1 },
  topics: [],
});

test('CC-CF-01, CC-CF-02: without settings Kafka’s defaults hold', () => {
  const parsed = parseSettings(config({}));
  const { assignors, ...rest } = parsed.ok ? parsed.value : { assignors: [] };
  expect(assignors.map(({ name }) => name)).toEqual(['range', 'cooperative-sticky']);
  expect(rest).toEqual({
    clientId: 'c1',
    groupId: 'g',
    groupInstanceId: null,
    rackId: null,
    sessionTimeoutMs: 45_000,
    heartbeatIntervalMs: 3_000,
    maxPollIntervalMs: 300_000,
    maxPollRecords: 500,
    rebalanceProtocol: 'EAGER',
    enableAutoCommit: true,
    autoCommitIntervalMs: 5_000,
    autoOffsetReset: 'latest',
    retryBackoffMs: 100,
    retryBackoffMaxMs: 1_000,
    reconnectBackoffMs: 50,
    reconnectBackoffMaxMs: 1_000,
    requestTimeoutMs: 30_000,
    defaultApiTimeoutMs: 60_000,
    fetchMaxWaitMs: 500,
  });
});

test.each([
  ['range', 'EAGER'],
  ['cooperative-sticky', 'COOPERATIVE'],
  ['org.apache.kafka.clients.consumer.CooperativeStickyAssignor', 'COOPERATIVE'],
  ['CooperativeStickyAssignor, RangeAssignor', 'EAGER'],
  ['cooperative-sticky,sticky', 'EAGER'],
])('CC-ST-03, CC-CF-02: %s makes the protocol %s', (strategy, protocol) => {
  const parsed = parseSettings(config({ 'partition.assignment.strategy': strategy }));
  expect(parsed).toMatchObject({ ok: true, value: { rebalanceProtocol: protocol } });
});

test.each([
  [{ 'heartbeat.interval.ms': '6000', 'session.timeout.ms': '6000' }, 'IllegalArgumentException'],
  [{ 'partition.assignment.strategy': 'com.example.Mine' }, 'KafkaException'],
  [{ 'group.id': '' }, 'InvalidGroupIdException'],
  [{ 'max.poll.records': '0' }, 'ConfigException'],
  [{ 'session.timeout.ms': 'soon' }, 'ConfigException'],
])('CC-CF-01: with %o the program ends with %s', (settings, exception) => {
  const play = new Rehearsal(settings);
  expect(play.observed('ExceptionThrown')).toMatchObject([{ exception }]);
  expect(play.effects.at(-1)).toMatchObject({ type: 'exit' });
  expect(play.frame.closed).toBe(false);
});

test.each([
  [0, 80, 120],
  [1, 160, 240],
  [2, 320, 480],
  [3, 640, 960],
  [4, 800, 1_000],
  [50, 800, 1_000],
])('CC-BO-01: attempt %i waits %i to %i ms', (attempts, least, most) => {
  const chance = new SeededChance(attempts);
  for (let i = 0; i < 200; i++) {
    const backoff = { attempts, initialMs: 100, maxMs: 1_000, purpose: 'retryBackoff', entity: 'c1' };
    const delay = backoffMs(backoff, chance);
    expect(delay).toBeGreaterThanOrEqual(least);
    expect(delay).toBeLessThanOrEqual(most);
  }
});

test('CC-BO-01: without room to grow the wait is fixed and nothing is drawn', () => {
  const chance = new SeededChance(1);
  const backoff = { attempts: 3, initialMs: 500, maxMs: 500, purpose: 'retryBackoff', entity: 'c1' };
  expect(backoffMs(backoff, chance)).toBe(500);
  expect(chance.counters().size).toBe(0);
});
