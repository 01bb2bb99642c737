/** The truth of a run: what stands at the start, and what was done when. Everything else follows from it. */
import type { ConsumerSpec, TimedCommand } from './command.ts';

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  /** Records a second and partition, written in batches every `batchMs`. */
  readonly recordsPerSecond: number;
  readonly batchMs: number;
}

export interface Scenario {
  readonly title: string;
  readonly seed: number;
  /** Which implementation of the coordinator runs, by its name in the catalogue. */
  readonly server: { readonly name: 'apache-kafka'; readonly version: string };
  readonly brokers: number;
  readonly topics: readonly TopicSpec[];
  readonly groupId: string;
  /** One way, drawn uniformly for every message. */
  readonly latencyMs: { readonly least: number; readonly most: number };
  /** Broker settings and consumer settings by Kafka's names, as text. */
  readonly brokerSettings: Readonly<Record<string, string>>;
  readonly consumerSettings: Readonly<Record<string, string>>;
  /** In order of `at`; consumers are started by `addConsumer` commands too. */
  readonly commands: readonly TimedCommand[];
}

export type { ConsumerSpec };
