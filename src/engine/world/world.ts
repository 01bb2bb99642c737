/**
 * A run of a scenario: takes the next due wake-up, gives it to its process, carries out what that asks. Mutable while
 * it runs; a checkpoint is a copy of the containers around records that are never changed.
 */
import { assert, unreachable } from '../kernel/assert.ts';
import { SeededChance } from '../kernel/chance.ts';
import { EventQueue, type Due } from '../kernel/event-queue.ts';
import { START, type Instant } from '../kernel/time.ts';
import { Brokers, type BrokersCheckpoint } from './brokers.ts';
import type { Cast } from './cast.ts';
import { applyCommand } from './commands.ts';
import { Connections, type ConnectionsCheckpoint } from './connections.ts';
import { Consumers, type ConsumersCheckpoint } from './consumers.ts';
import { extendCoverage, NO_COVERAGE, type Coverage } from './coverage.ts';
import { observeFrame } from './observe.ts';
import type { Frame } from './frame.ts';
import type { RuleId } from '../kafka/process.ts';
import { Network } from './network.ts';
import type { Surroundings } from './process-host.ts';
import type { Scenario } from './scenario.ts';
import { createTopic, metadataOf, type Topic } from './topics.ts';
import type { Happening, NodeId, TraceEvent, TraceSink } from './trace.ts';
import type { Wake } from './wake.ts';

export interface WorldCheckpoint {
  readonly now: Instant;
  readonly seq: number;
  readonly sequence: number;
  readonly commands: number;
  readonly queue: readonly Due<Wake>[];
  readonly dice: ReadonlyMap<string, number>;
  readonly topics: readonly Topic[];
  readonly settings: WorldSettings;
  readonly coverage: Coverage;
  readonly connections: ConnectionsCheckpoint;
  readonly brokers: BrokersCheckpoint;
  readonly consumers: ConsumersCheckpoint;
}

/** Settings as they are now: the scenario's, and what commands changed. */
export interface WorldSettings {
  readonly brokers: Readonly<Record<string, string>>;
  readonly consumers: Readonly<Record<string, string>>;
  readonly single: Readonly<Record<NodeId, Readonly<Record<string, string>>>>;
}

/** Sees every event as it happens. */
export type Witness = (event: TraceEvent) => void;

export class World implements TraceSink, Surroundings {
  /** Replaced only by one that goes on: the commands already given stay. */
  scenario: Scenario;
  readonly cast: Cast;
  readonly connections: Connections;
  readonly network: Network;
  readonly brokers: Brokers;
  readonly consumers: Consumers;
  topics: readonly Topic[] = [];
  settings: WorldSettings;
  coverage: Coverage = NO_COVERAGE;
  #chance: SeededChance;
  #queue = new EventQueue<Wake>();
  #now: Instant = START;
  #seq = -1;
  #sequence = 0;
  #commands = 0;
  readonly #witness: Witness;

  constructor(scenario: Scenario, cast: Cast, witness: Witness) {
    this.scenario = scenario;
    this.cast = cast;
    this.#witness = witness;
    this.#chance = new SeededChance(scenario.seed);
    this.settings = { brokers: scenario.brokerSettings, consumers: scenario.consumerSettings, single: {} };
    this.connections = new Connections(scenario.latencyMs);
    this.network = new Network(this);
    this.brokers = new Brokers(this);
    this.consumers = new Consumers(this);
  }

  /** A world at the start of its scenario: brokers and topics stand, nobody has come yet. */
  static start(scenario: Scenario, cast: Cast, witness: Witness): World {
    const world = new World(scenario, cast, witness);
    world.topics = scenario.topics.map((spec) => {
      const id = world.chance
        .uuid({ purpose: 'topicId', entity: spec.name })
        .replaceAll('-', '')
        .slice(0, 22);
      return createTopic(spec, id, START);
    });
    const cause = world.note(
      { type: 'TopicsChanged', topics: world.topics.map(metadataOf) },
      null,
      -1,
      'WD-02',
    );
    world.brokers.start(scenario.brokers, cause);
    return world;
  }

  get chance(): SeededChance {
    return this.#chance;
  }

  get seq(): number {
    return this.#seq;
  }

  now(): Instant {
    return this.#now;
  }

  /** When something happens next: a wake-up, or a command of the scenario; undefined: never. */
  nextAt(): Instant | undefined {
    const due = this.#queue.peek()?.due;
    const command = this.scenario.commands[this.#commands]?.at;
    if (due === undefined) return command;
    return command !== undefined && command < due ? command : due;
  }

  /** One wake-up or one command, whichever is next; at one instant, commands come last. False: nothing is left. */
  step(): boolean {
    const due = this.#queue.peek();
    const command = this.scenario.commands[this.#commands];
    if (command !== undefined && (due === undefined || command.at < due.due)) {
      this.#advance(command.at);
      applyCommand(this, command.command, this.#commands);
      this.#commands += 1;
    } else if (due !== undefined) {
      this.#queue.pop();
      this.#advance(due.due);
      this.#wake(due);
    } else return false;
    this.network.readOn();
    return true;
  }

  /** Everything that is due until this instant, commands included; the clock then shows it. */
  runUntil(until: Instant, stop?: () => boolean): void {
    for (let next = this.nextAt(); next !== undefined && next <= until; next = this.nextAt()) {
      if (stop?.() === true) return;
      this.step();
    }
    this.#advance(until);
  }

  /** Moves the clock within quiet time. */
  rest(until: Instant): void {
    const next = this.nextAt();
    assert(next === undefined || next > until, 'something is due before that');
    this.#advance(until);
  }

  enqueue(due: Instant, what: Wake): number {
    this.#sequence += 1;
    this.#queue.push({ due, sequence: this.#sequence, what });
    return this.#sequence;
  }

  schedule(due: Instant, node: NodeId, key: string): number {
    const incarnation = this.consumers.incarnationOf(node);
    return this.enqueue(due, { type: 'timer', node, incarnation, key });
  }

  get trace(): TraceSink {
    return this;
  }

  add(event: Omit<TraceEvent, 'seq'>): number {
    this.#seq += 1;
    const noted: TraceEvent = { seq: this.#seq, ...event };
    this.coverage = extendCoverage(this.coverage, noted);
    this.#witness(noted);
    return this.#seq;
  }

  /** Writes down what the world itself does. */
  note(what: Happening, node: NodeId | null, cause: number, ruleId: RuleId): number {
    return this.add({ at: this.#now, node, cause: cause < 0 ? null : cause, ruleId, what });
  }

  frame(): Frame {
    return observeFrame(this);
  }

  checkpoint(): WorldCheckpoint {
    return {
      now: this.#now,
      seq: this.#seq,
      sequence: this.#sequence,
      commands: this.#commands,
      queue: this.#queue.entries(),
      dice: this.#chance.counters(),
      topics: this.topics,
      settings: this.settings,
      coverage: this.coverage,
      connections: this.connections.checkpoint(),
      brokers: this.brokers.checkpoint(),
      consumers: this.consumers.checkpoint(),
    };
  }

  /** A world that goes on from a checkpoint; its scenario may differ in what is done later. */
  static restore(checkpoint: WorldCheckpoint, scenario: Scenario, cast: Cast, witness: Witness): World {
    const world = new World(scenario, cast, witness);
    world.#now = checkpoint.now;
    world.#seq = checkpoint.seq;
    world.#sequence = checkpoint.sequence;
    world.#commands = checkpoint.commands;
    world.#queue = new EventQueue(checkpoint.queue);
    world.#chance = new SeededChance(scenario.seed, checkpoint.dice);
    world.topics = checkpoint.topics;
    world.settings = checkpoint.settings;
    world.coverage = checkpoint.coverage;
    world.connections.restore(checkpoint.connections);
    world.brokers.restore(checkpoint.brokers);
    world.consumers.restore(checkpoint.consumers);
    return world;
  }

  #advance(to: Instant): void {
    assert(to >= this.#now, 'time went backwards');
    this.#now = to;
  }

  #wake({ sequence, what }: Due<Wake>): void {
    switch (what.type) {
      case 'timer':
        if (this.brokers.has(what.node)) this.brokers.wake(what.node, what.key, sequence);
        else this.consumers.wake(what, sequence);
        return;
      case 'requestArrives':
        return this.network.requestArrives(what.requestId);
      case 'replyArrives':
        return this.network.replyArrives(what.requestId);
      case 'clientHangsUp':
        return this.network.clientHungUp(what.link, what.cause);
      case 'brokerHangsUp':
        return this.network.brokerHungUp(what.link, what.cause);
      case 'fetchReady':
        return this.consumers.fetchReady(what);
      case 'offsetsListed':
        return this.consumers.offsetsListed(what);
      case 'metadataArrives':
        return this.consumers.metadataArrives(what.node, what.incarnation, what.cause);
      default:
        return unreachable(what);
    }
  }
}
