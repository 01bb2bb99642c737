/**
 * The one gate for scenarios from outside: links, files, what was kept for a reload (SPEC LK-40…LK-46). What passes
 * can be run; what does not is answered with the place, the rule and the value.
 */
import { ok, type Result } from '../kernel/result.ts';
import type { TimedCommand } from '../world/command.ts';
import type { Scenario, TopicSpec } from '../world/scenario.ts';
import { counted, LIMITS, withCommas } from './limits.ts';
import { inside, oneOf, quote, refuse, textOf, wholeNumber, type Parse } from './parse.ts';
import { fieldsOf, listOf } from './parse-fields.ts';
import {
  parseDurationMs,
  parseName,
  parsePartitionCount,
  parseRate,
  parseSettings,
  parseText,
  parseTimedCommand,
} from './validate-command.ts';

const parseTopic = fieldsOf<TopicSpec>({
  name: parseName,
  partitions: parsePartitionCount,
  recordsPerSecond: parseRate,
  batchMs: wholeNumber({ least: 1, most: LIMITS.timeMs }),
});

const parseFields = fieldsOf<Scenario>({
  title: parseText,
  seed: wholeNumber({ least: 0, most: LIMITS.seed }),
  server: fieldsOf<Scenario['server']>({ name: oneOf({ 'apache-kafka': true }), version: parseName }),
  brokers: wholeNumber({ least: 1, most: LIMITS.brokers }),
  topics: listOf(parseTopic, { noun: 'topic', most: LIMITS.topics }),
  // Kafka refuses an empty group id, and a scenario may want to show that.
  groupId: textOf({ least: 0, most: LIMITS.nameChars }),
  latencyMs: fieldsOf<Scenario['latencyMs']>({ least: parseDurationMs, most: parseDurationMs }),
  brokerSettings: parseSettings,
  consumerSettings: parseSettings,
  commands: listOf(parseTimedCommand, { noun: 'command', most: LIMITS.commands }),
});

export const parseScenario: Parse<Scenario> = (value, where) => {
  const parsed = parseFields(value, where);
  if (!parsed.ok) return parsed;
  const scenario = parsed.value;
  const contradiction = contradictionIn(scenario);
  return contradiction === null
    ? ok(scenario)
    : refuse(contradiction.field === '' ? where : inside(where, contradiction.field), contradiction.why);
};

/** A scenario, or in words what is wrong with it and where. */
export function validateScenario(value: unknown): Result<Scenario, string> {
  return parseScenario(value, '');
}

interface Contradiction {
  readonly field: string;
  readonly why: string;
}

/** What no field shows alone. */
function contradictionIn(scenario: Scenario): Contradiction | null {
  const { latencyMs, topics, commands } = scenario;
  if (latencyMs.least > latencyMs.most)
    return {
      field: 'latencyMs',
      why: `least (${latencyMs.least}) must not be more than most (${latencyMs.most})`,
    };
  const twin = topics.find((topic, index) => topics.findIndex(({ name }) => name === topic.name) < index);
  if (twin !== undefined) return { field: 'topics', why: `two topics are called ${quote(twin.name)}` };
  return outOfOrder(commands) ?? tooLarge(scenario);
}

function outOfOrder(commands: readonly TimedCommand[]): Contradiction | null {
  const late = commands.findIndex(({ at }, index) => at < (commands[index - 1]?.at ?? 0));
  if (late === -1) return null;
  const why = `stands at ${commands[late]?.at} ms, before the command above it; commands are in order of time`;
  return { field: `command ${late + 1}`, why };
}

function tooLarge({ topics, commands }: Scenario): Contradiction | null {
  const consumers = commands.filter(({ command }) => command.type === 'addConsumer').length;
  if (consumers > LIMITS.consumers)
    return {
      field: 'commands',
      why: `may add ${counted(LIMITS.consumers, 'consumer')} at most, but add ${withCommas(consumers)}`,
    };
  const added = commands.map(({ command }) => (command.type === 'addPartitions' ? command.count : 0));
  const partitions = [...topics.map((topic) => topic.partitions), ...added].reduce((sum, n) => sum + n, 0);
  if (partitions > LIMITS.partitions)
    return {
      field: 'topics',
      why: `may have ${counted(LIMITS.partitions, 'partition')} together at most, but have ${withCommas(partitions)}`,
    };
  return null;
}
