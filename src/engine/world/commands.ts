/** Carries out what a person does. Each command is written down first: it is the cause of all that follows. */
import { unreachable } from '../kernel/assert.ts';
import type { Command } from './command.ts';
import { addPartitions, changeRate, metadataOf, type Topic } from './topics.ts';
import type { World } from './world.ts';

/**
 * Applies a command at the world's present instant. One that cannot be done (its consumer is not there, or is dead)
 * is written down and changes nothing: a scenario that was edited may hold such.
 */
export function applyCommand(world: World, command: Command, index: number): void {
  const cause = world.note({ type: 'CommandApplied', index, command }, null, -1, 'WD-01');
  switch (command.type) {
    case 'addConsumer':
      if (world.consumers.get(command.consumer.name) === undefined)
        world.consumers.add(command.consumer, cause);
      return;
    case 'killNode':
      return running(world, command.node)?.kill(cause);
    case 'closeConsumer':
      return running(world, command.node)?.give({ type: 'close' }, cause);
    case 'restartNode':
      return restart(world, command.node, cause);
    case 'pauseNode':
      return running(world, command.node)?.pause(command.threads, cause);
    case 'resumeNode':
      return running(world, command.node)?.resume(cause);
    case 'changeProcessing':
      return changeProcessing(world, command, cause);
    case 'moveCoordinator':
      if (world.brokers.has(command.to) && command.to !== world.brokers.coordinator)
        world.brokers.move(command.to, command.loadMs, cause);
      return;
    case 'restartCoordinator':
      return world.brokers.restart(command.loadMs, cause);
    case 'addPartitions':
      return changeTopic(world, command.topic, cause, (topic) =>
        addPartitions(topic, command.count, world.now()),
      );
    case 'changeRate':
      world.topics = world.topics.map((topic) =>
        topic.name === command.topic ? changeRate(topic, command.recordsPerSecond, world.now()) : topic,
      );
      return;
    case 'failAppends':
      return world.brokers.log.failAppends({ errorCode: command.errorCode, count: command.count });
    case 'changeConfig':
      return changeConfig(world, command);
    default:
      return unreachable(command);
  }
}

function running(world: World, node: string) {
  const consumer = world.consumers.get(node);
  return consumer?.process === 'running' ? consumer : undefined;
}

function restart(world: World, node: string, cause: number): void {
  running(world, node)?.kill(cause);
  world.consumers.get(node)?.start(cause);
}

function changeProcessing(
  world: World,
  command: Extract<Command, { type: 'changeProcessing' }>,
  cause: number,
): void {
  const { msPerRecord, stuckMs } = command;
  const consumer = running(world, command.node);
  if (consumer === undefined) return;
  consumer.msPerRecord = msPerRecord;
  consumer.give({ type: 'changeProcessing', msPerRecord, stuckMs }, cause);
}

function changeTopic(world: World, name: string, cause: number, change: (topic: Topic) => Topic): void {
  if (!world.topics.some((topic) => topic.name === name)) return;
  world.topics = world.topics.map((topic) => (topic.name === name ? change(topic) : topic));
  const seq = world.note(
    { type: 'TopicsChanged', topics: world.topics.map(metadataOf) },
    null,
    cause,
    'WD-02',
  );
  world.brokers.topicsChanged(seq);
  world.consumers.topicsChanged(seq);
}

/** Kafka reads these settings when a process starts, so a running one keeps what it has. */
function changeConfig(world: World, command: Extract<Command, { type: 'changeConfig' }>): void {
  const { scope, key, value } = command;
  const { brokers, consumers, single } = world.settings;
  if (scope === 'brokers') world.settings = { ...world.settings, brokers: { ...brokers, [key]: value } };
  else if (scope === 'consumers')
    world.settings = { ...world.settings, consumers: { ...consumers, [key]: value } };
  else
    world.settings = {
      ...world.settings,
      single: { ...single, [scope]: { ...single[scope], [key]: value } },
    };
}
