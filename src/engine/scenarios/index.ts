/**
 * The ready scenarios, in the order of the gallery; the first one is what the page opens.
 * NOTE to whoever fills this folder: keep the export READY_SCENARIOS and this shape (the worker hands it to the page
 * as contract/reference.ts's ReadyScenario); derive it from your defineScenario list.
 */
import { instant } from '../kernel/time.ts';
import type { Command } from '../world/command.ts';
import type { Scenario } from '../world/scenario.ts';

export interface ReadyScenario {
  readonly id: string;
  readonly title: string;
  readonly watchFor: string;
  readonly question: string;
  readonly scenario: Scenario;
  /** Where the page opens it, in virtual ms. */
  readonly openAt: number;
  /** The large button: a command with its words; null: none. */
  readonly firstAct: { readonly label: string; readonly command: Command } | null;
}

const add = (at: number, name: string) => ({
  at: instant(at),
  command: { type: 'addConsumer' as const, consumer: { name, settings: {}, msPerRecord: 5 } },
});

export const READY_SCENARIOS: readonly ReadyScenario[] = [
  {
    id: 'crash-against-close',
    title: 'Crash one of three',
    watchFor: 'Watch who reads orders-2 and orders-3, and how long nobody does.',
    question: 'Why does nobody read for 45 seconds after a crash?',
    openAt: 18_000,
    firstAct: { label: 'Crash consumer-2', command: { type: 'killNode', node: 'consumer-2' } },
    scenario: {
      title: 'Crash one of three',
      seed: 7,
      server: { name: 'apache-kafka', version: '4.4.0' },
      brokers: 1,
      topics: [{ name: 'orders', partitions: 6, recordsPerSecond: 20, batchMs: 500 }],
      groupId: 'checkout',
      latencyMs: { least: 2, most: 3 },
      brokerSettings: {},
      consumerSettings: {},
      commands: [add(20, 'consumer-1'), add(412, 'consumer-2'), add(815, 'consumer-3')],
    },
  },
];
