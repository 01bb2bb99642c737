/** Changes of a scenario: each gives a new one, and says how much of what was done both have in common. */
import { unreachable } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import type { Edit } from '../world/edit.ts';
import type { Scenario } from '../world/scenario.ts';

export interface Edited {
  readonly scenario: Scenario;
  /** How many commands both have in common, from the first on; -1: they part at the very start. */
  readonly common: number;
  readonly partedAt: Instant;
}

export function applyEdit(scenario: Scenario, edit: Edit): Edited {
  switch (edit.type) {
    case 'act': {
      const before = scenario.commands.filter(({ at }) => at <= edit.at);
      const commands = [...before, { at: edit.at, command: edit.command }];
      return { scenario: { ...scenario, commands }, common: before.length, partedAt: edit.at };
    }
    case 'replace':
    case 'remove': {
      const old = scenario.commands[edit.index];
      if (old === undefined) return { scenario, common: scenario.commands.length, partedAt: 0 as Instant };
      const instead = edit.type === 'replace' ? [{ at: old.at, command: edit.command }] : [];
      const commands = scenario.commands.toSpliced(edit.index, 1, ...instead);
      return { scenario: { ...scenario, commands }, common: edit.index, partedAt: old.at };
    }
    case 'setting':
      return { scenario: withSetting(scenario, edit), common: -1, partedAt: 0 as Instant };
    default:
      return unreachable(edit);
  }
}

function withSetting(scenario: Scenario, edit: Extract<Edit, { type: 'setting' }>): Scenario {
  const { scope, key, value } = edit;
  if (scope === 'brokers')
    return { ...scenario, brokerSettings: { ...scenario.brokerSettings, [key]: value } };
  if (scope === 'consumers')
    return { ...scenario, consumerSettings: { ...scenario.consumerSettings, [key]: value } };
  const commands = scenario.commands.map((timed) => {
    const { command } = timed;
    if (command.type !== 'addConsumer' || command.consumer.name !== scope) return timed;
    const settings = { ...command.consumer.settings, [key]: value };
    return { ...timed, command: { ...command, consumer: { ...command.consumer, settings } } };
  });
  return { ...scenario, commands };
}
