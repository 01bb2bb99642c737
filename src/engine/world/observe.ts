/** The world as plain data at one instant: what the page draws and invariants read. */
import type { CommittedOffset, GroupFrame } from '../kafka/server-role.ts';
import { partitionKey } from './coverage.ts';
import type { ConsumerProcess } from './consumer-process.ts';
import type { Exchange } from './connections.ts';
import type { BrokerFrame, ConsumerFrame, Frame, MessageFrame, PartitionFrame, TimerFrame } from './frame.ts';
import type { World } from './world.ts';

export function observeFrame(world: World): Frame {
  const { brokers, consumers, connections, settings, topics } = world;
  const role = brokers.role(brokers.coordinator);
  const groups: readonly GroupFrame[] = role.role.groups(role.state);
  return {
    at: world.now(),
    seq: world.seq,
    brokers: brokers.names().map((node) => brokerFrame(world, node)),
    groups,
    partitions: partitionFrames(world, role.role.committedOffsets(role.state)),
    consumers: consumers.all().map((consumer) => consumerFrame(world, consumer)),
    messages: connections.exchanges().map(messageFrame),
    timers: timerFrames(world),
    brokerSettings: settings.brokers,
    consumerSettings: settings.consumers,
    recordsPerSecond: Object.fromEntries(topics.map((topic) => [topic.name, topic.recordsPerSecond])),
  };
}

function brokerFrame(world: World, node: string): BrokerFrame {
  const { role, state } = world.brokers.role(node);
  const coordinates = node === world.brokers.coordinator;
  return { node, coordinates, availability: role.availability(state) };
}

function partitionFrames(world: World, committed: readonly CommittedOffset[]): readonly PartitionFrame[] {
  const { groupId } = world.scenario;
  const offsets = new Map(
    committed
      .filter((entry) => entry.groupId === groupId)
      .map((entry) => [partitionKey(entry), entry.offset]),
  );
  const positions = lastPositions(world);
  return [...world.coverage.partitions.values()].map((coverage): PartitionFrame => {
    const { topic, partition, readers, unreadSince, everRead } = coverage;
    const key = partitionKey(coverage);
    return {
      topic,
      partition,
      logEndOffset: world.consumers.endOffset(topic, partition),
      committedOffset: offsets.get(key) ?? null,
      readers,
      position: positions.get(`${coverage.lastReader} ${key}`) ?? null,
      unreadSince,
      everRead,
    };
  });
}

function lastPositions(world: World): ReadonlyMap<string, number | null> {
  const positions = new Map<string, number | null>();
  for (const consumer of world.consumers.all()) {
    const { positions: known } = world.cast.client.frame(consumer.state);
    for (const entry of known) positions.set(`${consumer.node} ${partitionKey(entry)}`, entry.position);
  }
  return positions;
}

function consumerFrame(world: World, consumer: ConsumerProcess): ConsumerFrame {
  const { node, spec, ordinal, process, processSince, paused, msPerRecord, settings } = consumer;
  const client = world.cast.client.frame(consumer.state);
  const common = { node, spec, ordinal, process, processSince, paused, msPerRecord };
  return { ...common, client, effectiveSettings: settings };
}

function messageFrame(exchange: Exchange): MessageFrame {
  const { message, request, answer, place } = exchange;
  const apiKey = request.apiKey;
  const { arrivesAt } = exchange;
  if (answer !== null) {
    const { errorCode, at: sentAt, seq: sentSeq } = answer;
    const common = { message, apiKey, errorCode, sentAt, arrivesAt, sentSeq };
    return { ...common, direction: 'reply', place: 'travelling' };
  }
  const { sentAt, sentSeq } = exchange;
  const common = { message, apiKey, errorCode: 0, sentAt, arrivesAt, sentSeq };
  return { ...common, direction: 'request', place: place === 'returning' ? 'travelling' : place };
}

function timerFrames(world: World): readonly TimerFrame[] {
  const timers: TimerFrame[] = [];
  for (const node of world.brokers.names())
    for (const { key, name, subject, armedAt, due } of world.brokers.role(node).timers())
      timers.push({ node, key, name, subject, armedAt, due, held: false });
  for (const consumer of world.consumers.all())
    for (const timer of consumer.timers()) {
      const { key, name, subject, armedAt, due } = timer;
      timers.push({ node: consumer.node, key, name, subject, armedAt, due, held: consumer.isHeld(timer) });
    }
  return timers;
}
