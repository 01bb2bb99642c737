/** Words for writing scenarios: a fleet as it usually is, commands at instants, and what most of them have in common. */
import { instant, type Instant } from '../kernel/time.ts';
import type { Command, TimedCommand } from '../world/command.ts';
import type { Scenario } from '../world/scenario.ts';

export function at(ms: number, command: Command): TimedCommand {
  return { at: instant(ms), command };
}

/** 5 ms a record: a consumer of two partitions with 20 records/s each works a fifth of its time. */
const MS_PER_RECORD = 5;

export function addConsumer(name: string, settings: Readonly<Record<string, string>> = {}): Command {
  return { type: 'addConsumer', consumer: { name, settings, msPerRecord: MS_PER_RECORD } };
}

/** Three consumers that are started by hand, one after the other. */
export const THREE_CONSUMERS: readonly TimedCommand[] = [
  at(20, addConsumer('consumer-1')),
  at(412, addConsumer('consumer-2')),
  at(815, addConsumer('consumer-3')),
];

type Told = Pick<Scenario, 'title' | 'seed' | 'commands'> &
  Partial<Pick<Scenario, 'brokers' | 'brokerSettings' | 'consumerSettings'>>;

/** Apache Kafka with the topic `orders` of six partitions, 20 records a second in each, read by the group `checkout`. */
export function checkout(told: Told): Scenario {
  return {
    server: { name: 'apache-kafka', version: '4.4.0' },
    brokers: 1,
    topics: [{ name: 'orders', partitions: 6, recordsPerSecond: 20, batchMs: 250 }],
    groupId: 'checkout',
    latencyMs: { least: 2, most: 3 },
    brokerSettings: {},
    consumerSettings: {},
    ...told,
  };
}

/** The same scenario with more done in it. */
export function doing(scenario: Scenario, title: string, ...commands: readonly TimedCommand[]): Scenario {
  return { ...scenario, title, commands: [...scenario.commands, ...commands] };
}

/** The same from the start, with consumer settings instead. */
export function configured(
  scenario: Scenario,
  title: string,
  consumerSettings: Readonly<Record<string, string>>,
): Scenario {
  return { ...scenario, title, consumerSettings: { ...scenario.consumerSettings, ...consumerSettings } };
}

/** Edits that try something else in a scenario. */
export function act(ms: number, command: Command) {
  return { type: 'act', at: instant(ms), command } as const;
}

export function untilSeconds(seconds: number): Instant {
  return instant(seconds * 1000);
}
