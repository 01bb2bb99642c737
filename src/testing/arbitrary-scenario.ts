/** Scenarios at random, for property tests: everything that passes the gate may occur, odd texts included. */
import fc from 'fast-check';
import type { Instant } from '../engine/kernel/time.ts';
import type { Command, CommandType, ConsumerSpec, TimedCommand } from '../engine/world/command.ts';
import type { Scenario, TopicSpec } from '../engine/world/scenario.ts';
import { LIMITS } from '../engine/links/limits.ts';

export const arbitraryInstant: fc.Arbitrary<Instant> = fc.nat(LIMITS.timeMs).map((ms) => ms as Instant);

const durationMs = fc.oneof(fc.nat(10_000), fc.nat(LIMITS.timeMs));
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: LIMITS.textChars }),
  fc.constantFrom('__proto__', 'constructor', '\ud800', '"\\', '\u2028', '日本語', '-1', ''),
);
const text = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('6000', 'true', 'range') }, oddText);
const oddName = oddText.map((one) => one.slice(0, LIMITS.nameChars)).filter((one) => one !== '');
export const arbitraryTopicName = fc.oneof(fc.constantFrom('orders', 'payments', 'clicks'), oddName);
export const arbitraryNode = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }).map((n) => `consumer-${n}`) },
  oddName.filter((name) => !/^(brokers|consumers|broker-\d+)$/.test(name)),
);
const settingName = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('session.timeout.ms', 'group.instance.id', 'max.poll.interval.ms'),
  },
  oddName,
);
const settings = fc
  .array(fc.tuple(settingName, text), { maxLength: 5 })
  .map((entries) => Object.fromEntries(entries));

const consumer: fc.Arbitrary<ConsumerSpec> = fc.record({
  name: arbitraryNode,
  settings,
  msPerRecord: durationMs,
});
const recordsPerSecond = fc.nat(LIMITS.recordsPerSecond);

const commandsByType: { readonly [T in CommandType]: fc.Arbitrary<Extract<Command, { type: T }>> } = {
  addConsumer: fc.record({ type: fc.constant('addConsumer' as const), consumer }),
  killNode: fc.record({ type: fc.constant('killNode' as const), node: arbitraryNode }),
  closeConsumer: fc.record({ type: fc.constant('closeConsumer' as const), node: arbitraryNode }),
  restartNode: fc.record({ type: fc.constant('restartNode' as const), node: arbitraryNode }),
  pauseNode: fc.record({
    type: fc.constant('pauseNode' as const),
    node: arbitraryNode,
    threads: fc.constantFrom('all' as const, 'library' as const, 'application' as const),
  }),
  resumeNode: fc.record({ type: fc.constant('resumeNode' as const), node: arbitraryNode }),
  changeProcessing: fc.record({
    type: fc.constant('changeProcessing' as const),
    node: arbitraryNode,
    msPerRecord: durationMs,
    stuckMs: durationMs,
  }),
  moveCoordinator: fc.record({
    type: fc.constant('moveCoordinator' as const),
    to: fc.constantFrom('broker-1', 'broker-2', 'broker-9'),
    loadMs: durationMs,
  }),
  restartCoordinator: fc.record({ type: fc.constant('restartCoordinator' as const), loadMs: durationMs }),
  addPartitions: fc.record({
    type: fc.constant('addPartitions' as const),
    topic: arbitraryTopicName,
    count: fc.integer({ min: 1, max: 8 }),
  }),
  changeRate: fc.record({
    type: fc.constant('changeRate' as const),
    topic: arbitraryTopicName,
    recordsPerSecond,
  }),
  failAppends: fc.record({
    type: fc.constant('failAppends' as const),
    errorCode: fc.integer({ min: -1, max: 150 }),
    count: fc.integer({ min: 1, max: LIMITS.failedAppends }),
  }),
  changeConfig: fc.record({
    type: fc.constant('changeConfig' as const),
    scope: fc.oneof(fc.constantFrom('brokers', 'consumers'), arbitraryNode),
    key: settingName,
    value: text,
  }),
};

export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  ...Object.values<fc.Arbitrary<Command>>(commandsByType),
);

const commands: fc.Arbitrary<readonly TimedCommand[]> = fc
  .array(fc.record({ at: arbitraryInstant, command: arbitraryCommand }), { maxLength: 30 })
  .map((timed) => timed.toSorted((a, b) => a.at - b.at));

const topics: fc.Arbitrary<readonly TopicSpec[]> = fc.uniqueArray(
  fc.record({
    name: arbitraryTopicName,
    partitions: fc.integer({ min: 1, max: 60 }),
    recordsPerSecond,
    batchMs: fc.integer({ min: 1, max: 60_000 }),
  }),
  { maxLength: 4, selector: ({ name }) => name },
);

/** Passes `validateScenario`; names in its commands may lead nowhere, as in an edited one. */
export const arbitraryScenario: fc.Arbitrary<Scenario> = fc.record({
  title: text,
  seed: fc.nat(LIMITS.seed),
  server: fc.record({
    name: fc.constant('apache-kafka' as const),
    version: fc.constantFrom('4.4.0', '3.9.1'),
  }),
  brokers: fc.integer({ min: 1, max: LIMITS.brokers }),
  topics,
  groupId: fc.oneof(fc.constantFrom('orders-app', ''), oddName),
  latencyMs: fc
    .tuple(durationMs, durationMs)
    .map(([a, b]) => ({ least: Math.min(a, b), most: Math.max(a, b) })),
  brokerSettings: settings,
  consumerSettings: settings,
  commands,
});
