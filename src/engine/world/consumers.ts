/** The fleet: consumers as processes that start, pause, die and come back, each with its two threads. */
import { later, type Instant } from '../kernel/time.ts';
import type { ClientEffect, ClientInput, RecordRange } from '../kafka/client.ts';
import type { ThreadName } from '../kafka/process.ts';
import type { ConsumerSpec } from './command.ts';
import { ConsumerProcess, type ConsumerCheckpoint } from './consumer-process.ts';
import { logEndOffset, metadataOf, whenBeyond } from './topics.ts';
import type { NodeId } from './trace.ts';
import type { FetchReady, OffsetsListed, TimerWake } from './wake.ts';
import type { World } from './world.ts';

type FetchEffect = Extract<ClientEffect, { type: 'fetch' }>;
type ListEffect = Extract<ClientEffect, { type: 'listOffsets' }>;

/** metadata.max.age.ms: how long a client trusts what it knows of topics. */
const METADATA_MAX_AGE_MS = 300_000;

export interface ConsumersCheckpoint {
  readonly fleet: readonly ConsumerCheckpoint[];
}

export class Consumers {
  readonly #world: World;
  readonly #fleet = new Map<NodeId, ConsumerProcess>();

  constructor(world: World) {
    this.#world = world;
  }

  all(): readonly ConsumerProcess[] {
    return [...this.#fleet.values()];
  }

  get(node: NodeId): ConsumerProcess | undefined {
    return this.#fleet.get(node);
  }

  add(spec: ConsumerSpec, cause: number): void {
    const consumer = new ConsumerProcess(this.#world, spec, this.#fleet.size + 1);
    this.#fleet.set(spec.name, consumer);
    consumer.start(cause);
  }

  incarnationOf(node: NodeId): number {
    return this.#fleet.get(node)?.incarnation ?? 0;
  }

  isAlive(node: NodeId, incarnation: number): boolean {
    const consumer = this.#fleet.get(node);
    return consumer?.process === 'running' && consumer.incarnation === incarnation;
  }

  /** 10.0.0.x, as the brokers see it. */
  addressOf(node: NodeId): string {
    return `10.0.0.${this.#fleet.get(node)?.ordinal ?? 0}`;
  }

  give(node: NodeId, input: ClientInput, cause: number): void {
    this.#fleet.get(node)?.give(input, cause);
  }

  wake(wake: TimerWake, sequence: number): void {
    if (this.isAlive(wake.node, wake.incarnation)) this.#fleet.get(wake.node)?.wake(wake.key, sequence);
  }

  pause(node: NodeId, threads: 'all' | ThreadName, cause: number): void {
    this.#fleet.get(node)?.pause(threads, cause);
  }

  /** Answered when any of the partitions has something to read, at the latest after maxWaitMs. */
  fetch(consumer: ConsumerProcess, effect: FetchEffect, cause: number): void {
    const { node, incarnation } = consumer;
    const { fetchId, positions, maxRecords } = effect;
    const asked = later(this.#world.now(), this.#hop(node));
    const latest = later(asked, effect.maxWaitMs);
    let ready = latest;
    for (const { topic: name, partition, offset } of positions) {
      const topic = this.#world.topics.find((known) => known.name === name);
      const when = topic === undefined ? undefined : whenBeyond(topic, partition, { offset, from: asked });
      if (when !== undefined && when < ready) ready = when;
    }
    const due = later(ready, this.#hop(node));
    this.#world.enqueue(due, {
      type: 'fetchReady',
      node,
      incarnation,
      fetchId,
      positions,
      maxRecords,
      cause,
    });
  }

  fetchReady(wake: FetchReady): void {
    if (!this.isAlive(wake.node, wake.incarnation)) return;
    const ranges: RecordRange[] = [];
    let room = wake.maxRecords;
    for (const { topic, partition, offset: from } of wake.positions) {
      const to = Math.min(this.endOffset(topic, partition), from + room);
      if (to > from) ranges.push({ topic, partition, from, to });
      room -= Math.max(0, to - from);
    }
    this.give(wake.node, { type: 'fetched', fetchId: wake.fetchId, ranges }, wake.cause);
  }

  listOffsets(consumer: ConsumerProcess, effect: ListEffect, cause: number): void {
    const { node, incarnation } = consumer;
    const due = later(later(this.#world.now(), this.#hop(node)), this.#hop(node));
    const { partitions, at: from } = effect;
    this.#world.enqueue(due, { type: 'offsetsListed', node, incarnation, partitions, from, cause });
  }

  offsetsListed(wake: OffsetsListed): void {
    if (!this.isAlive(wake.node, wake.incarnation)) return;
    const offsets = wake.partitions.map(({ topic, partition }) => {
      const offset = wake.from === 'earliest' ? 0 : this.endOffset(topic, partition);
      return { topic, partition, offset };
    });
    this.give(wake.node, { type: 'offsetsListed', offsets }, wake.cause);
  }

  /** Clients learn of new partitions when what they know has become too old. */
  topicsChanged(cause: number): void {
    for (const { node, incarnation, process, processSince } of this.all()) {
      if (process !== 'running') continue;
      const age = (this.#world.now() - processSince) % METADATA_MAX_AGE_MS;
      const due = later(this.#world.now(), METADATA_MAX_AGE_MS - age);
      this.#world.enqueue(due, { type: 'metadataArrives', node, incarnation, cause });
    }
  }

  metadataArrives(node: NodeId, incarnation: number, cause: number): void {
    if (!this.isAlive(node, incarnation)) return;
    this.give(node, { type: 'topicsChanged', topics: this.#world.topics.map(metadataOf) }, cause);
  }

  endOffset(name: string, partition: number, at: Instant = this.#world.now()): number {
    const topic = this.#world.topics.find((known) => known.name === name);
    return topic === undefined ? 0 : logEndOffset(topic, partition, at);
  }

  checkpoint(): ConsumersCheckpoint {
    return { fleet: this.all().map((consumer) => consumer.checkpoint()) };
  }

  restore(checkpoint: ConsumersCheckpoint): void {
    this.#fleet.clear();
    for (const kept of checkpoint.fleet) {
      const consumer = new ConsumerProcess(this.#world, kept.spec, kept.ordinal);
      consumer.restore(kept);
      this.#fleet.set(kept.spec.name, consumer);
    }
  }

  /** One way between a consumer and the leader of a partition. */
  #hop(node: NodeId): number {
    return this.#world.chance.integer(
      { purpose: 'fetchLatency', entity: node },
      this.#world.scenario.latencyMs,
    );
  }
}
