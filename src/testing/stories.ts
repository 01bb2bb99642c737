/** Random scenarios that do something: a small fleet, and people who crash, freeze, restart and move things. */
import fc from 'fast-check';
import { instant } from '../engine/kernel/time.ts';
import type { Command, TimedCommand } from '../engine/world/command.ts';
import type { Scenario } from '../engine/world/scenario.ts';

const STRATEGIES = ['range', 'roundrobin', 'sticky', 'cooperative-sticky', 'range,cooperative-sticky'];
const names = ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4'];

function command(): fc.Arbitrary<Command> {
  const node = fc.constantFrom(...names);
  return fc.oneof(
    fc.record({ type: fc.constant('killNode' as const), node }),
    fc.record({ type: fc.constant('closeConsumer' as const), node }),
    fc.record({ type: fc.constant('restartNode' as const), node }),
    fc.record({
      type: fc.constant('pauseNode' as const),
      node,
      threads: fc.constantFrom('all' as const, 'application' as const, 'library' as const),
    }),
    fc.record({ type: fc.constant('resumeNode' as const), node }),
    fc.record({
      type: fc.constant('changeProcessing' as const),
      node,
      msPerRecord: fc.constantFrom(0, 5, 400),
      stuckMs: fc.constantFrom(0, 8_000),
    }),
    fc.record({
      type: fc.constant('moveCoordinator' as const),
      to: fc.constantFrom('broker-1', 'broker-2'),
      loadMs: fc.constantFrom(0, 700),
    }),
    fc.record({ type: fc.constant('restartCoordinator' as const), loadMs: fc.constantFrom(0, 700) }),
    fc.record({
      type: fc.constant('failAppends' as const),
      errorCode: fc.constantFrom(19, 7),
      count: fc.constantFrom(1, 3),
    }),
  );
}

function added(name: string): fc.Arbitrary<TimedCommand> {
  const instanceId = fc.constantFrom({}, {}, { 'group.instance.id': name });
  return fc
    .record({ at: fc.integer({ min: 0, max: 3_000 }), instanceId })
    .map(({ at, instanceId: settings }) => ({
      at: instant(at),
      command: { type: 'addConsumer', consumer: { name, settings, msPerRecord: 5 } },
    }));
}

/** Scenarios whose commands all lie before `until`. */
export function arbitraryStory(until: number): fc.Arbitrary<Scenario> {
  return fc
    .record({
      seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      fleet: fc
        .integer({ min: 1, max: names.length })
        .chain((size) => fc.tuple(...names.slice(0, size).map(added))),
      acts: fc.array(fc.record({ at: fc.integer({ min: 0, max: until }).map(instant), command: command() }), {
        maxLength: 5,
      }),
      partitions: fc.integer({ min: 1, max: 8 }),
      strategy: fc.constantFrom(...STRATEGIES),
      latencyMs: fc.constantFrom({ least: 1, most: 1 }, { least: 2, most: 9 }, { least: 0, most: 200 }),
      delay: fc.constantFrom('0', '3000'),
    })
    .map(({ seed, fleet, acts, partitions, strategy, latencyMs, delay }) => ({
      title: 'a random story',
      seed,
      server: { name: 'apache-kafka' as const, version: '4.4.0' },
      brokers: 2,
      topics: [{ name: 'orders', partitions, recordsPerSecond: 10, batchMs: 1_000 }],
      groupId: 'checkout',
      latencyMs,
      brokerSettings: { 'group.initial.rebalance.delay.ms': delay },
      consumerSettings: {
        'partition.assignment.strategy': strategy,
        'session.timeout.ms': '6000',
        'heartbeat.interval.ms': '1000',
        'max.poll.interval.ms': '9000',
      },
      commands: [...fleet, ...acts].sort((a, b) => a.at - b.at),
    }));
}
