/**
 * Names that lead nowhere: an edited scenario may hold commands for a consumer that is not there, and the world lets
 * them pass without effect. Whoever opens such a run is told. (SPEC LK-50, LK-51)
 */
import { unreachable } from '../kernel/assert.ts';
import type { Command } from '../world/command.ts';
import type { Scenario } from '../world/scenario.ts';
import { withCommas } from './limits.ts';
import { quote } from './parse.ts';
import type { SharedMoment, SharedSelection } from './shared-moment.ts';

const WARNINGS_SHOWN = 5;

/** A sentence for each; beyond five, how many more. */
export function danglingNames({ branch, view }: SharedMoment): readonly string[] {
  const warnings = [
    ...danglingCommands(branch.scenario),
    ...danglingSelection(view.selected, branch.scenario),
  ];
  const hidden = warnings.length - WARNINGS_SHOWN;
  return hidden <= 0
    ? warnings
    : [...warnings.slice(0, WARNINGS_SHOWN), `${withCommas(hidden)} more of this kind.`];
}

function danglingCommands(scenario: Scenario): readonly string[] {
  const known = new Set([...brokersOf(scenario), ...scenario.topics.map(({ name }) => `topic ${name}`)]);
  const warnings: string[] = [];
  for (const [index, { command }] of scenario.commands.entries()) {
    if (command.type === 'addConsumer') known.add(command.consumer.name);
    const name = nameIn(command);
    if (name === null || known.has(name)) continue;
    warnings.push(
      `Command ${index + 1} (${command.type}) changes nothing: there is no ${quote(name)} by then.`,
    );
  }
  return warnings;
}

/** What must be there for the command to have an effect; null: nothing. */
function nameIn(command: Command): string | null {
  switch (command.type) {
    case 'killNode':
    case 'closeConsumer':
    case 'restartNode':
    case 'pauseNode':
    case 'resumeNode':
    case 'changeProcessing':
      return command.node;
    case 'moveCoordinator':
      return command.to;
    case 'addPartitions':
    case 'changeRate':
      return `topic ${command.topic}`;
    case 'addConsumer':
    case 'restartCoordinator':
    case 'failAppends':
    // A setting may come before the consumer that reads it.
    case 'changeConfig':
      return null;
    default:
      return unreachable(command);
  }
}

function danglingSelection(selected: SharedSelection | null, scenario: Scenario): readonly string[] {
  if (selected?.type === 'consumer' && !isAdded(selected.node, scenario))
    return [`What was selected is not in this run: no consumer is called ${quote(selected.node)}.`];
  if (selected?.type === 'partition' && selected.partition >= partitionsOf(selected.topic, scenario))
    return [
      `What was selected is not in this run: ${quote(selected.topic)} has no partition ${selected.partition}.`,
    ];
  return [];
}

function isAdded(node: string, { commands }: Scenario): boolean {
  return commands.some(({ command }) => command.type === 'addConsumer' && command.consumer.name === node);
}

function partitionsOf(name: string, { topics, commands }: Scenario): number {
  const topic = topics.find((one) => one.name === name);
  if (topic === undefined) return 0;
  return commands.reduce(
    (sum, { command }) =>
      command.type === 'addPartitions' && command.topic === name ? sum + command.count : sum,
    topic.partitions,
  );
}

function brokersOf({ brokers }: Scenario): readonly string[] {
  return Array.from({ length: brokers }, (_, index) => `broker-${index + 1}`);
}
