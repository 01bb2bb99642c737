/**
 * For tests: one consumer, a clock, and a coordinator that says what the test tells it to. Everything the consumer
 * does is written down as one short line each.
 */
import { SeededChance } from '../../kernel/chance.ts';
import { instant, later, START, type Instant } from '../../kernel/time.ts';
import type { ApiKey, RequestBody, ResponseBody } from '../../kafka/api.ts';
import type { ClientConfig, ClientEffect, ClientInput, ClientObservation } from '../../kafka/client.ts';
import { withDefaults } from '../../kafka/shape.ts';
import { SHAPES, type AnyResponse } from '../../kafka/api.ts';
import { encodeAssignment, encodeSubscription } from './consumer-protocol.ts';
import { javaConsumer, type JavaConsumerState } from './index.ts';

type Send = Extract<ClientEffect, { type: 'send' }>;
interface Alarm {
  readonly key: string;
  readonly name: string;
  readonly due: Instant;
  readonly order: number;
}

const LIMIT = 10_000;

export class Rehearsal {
  state: JavaConsumerState;
  now: Instant = START;
  /** `12 send JoinGroup`, `12 arm heartbeat 3000`, `12 observe RecordsDelivered` … */
  readonly lines: string[] = [];
  readonly effects: ClientEffect[] = [];
  /** Threads that are paused: their timers are held. */
  readonly paused = new Set<'library' | 'application'>();
  readonly #chance = new SeededChance(7);
  readonly #sends: Send[] = [];
  #alarms: (Alarm & { readonly thread: 'library' | 'application' })[] = [];
  #order = 0;

  constructor(settings: Readonly<Record<string, string>> = {}, config: Partial<ClientConfig> = {}) {
    const full: ClientConfig = {
      clientId: 'c1',
      host: '10.0.0.1',
      settings: { 'group.id': 'g', 'auto.offset.reset': 'earliest', ...settings },
      subscription: ['t'],
      processing: { msPerRecord: 10 },
      topics: [{ name: 't', id: 'AAAAAAAAAAAAAAAAAAAAAQ', partitions: 4 }],
      ...config,
    };
    const step = javaConsumer.start(full, { now: this.now, chance: this.#chance });
    this.state = step.state;
    this.#carryOut(step.effects);
  }

  get frame(): ReturnType<typeof javaConsumer.frame> {
    return javaConsumer.frame(this.state);
  }

  give(input: ClientInput): this {
    const step = javaConsumer.receive(this.state, input, { now: this.now, chance: this.#chance });
    this.state = step.state;
    this.#carryOut(step.effects);
    return this;
  }

  /** Lets time pass, timer by timer. */
  pass(ms: number): this {
    const until = later(this.now, ms);
    for (let count = 0; count < LIMIT; count++) {
      const next = this.#alarms
        .filter(({ due, thread }) => due <= until && !this.paused.has(thread))
        .toSorted((one, other) => one.due - other.due || one.order - other.order)[0];
      if (next === undefined) {
        this.now = until;
        return this;
      }
      this.now = instant(Math.max(this.now, next.due));
      this.#alarms = this.#alarms.filter((one) => one !== next);
      this.lines.push(`${this.now} fire ${next.name}`);
      this.give({ type: 'timer', key: next.key });
    }
    throw new Error('time does not pass');
  }

  /** The requests of an api that are still without an answer, oldest first. */
  waiting<K extends ApiKey>(apiKey: K): RequestBody<K>[] {
    return this.#sends
      .filter(({ request }) => request.apiKey === apiKey)
      .map(({ request }) => request.body as RequestBody<K>);
  }

  /** Answers the oldest waiting request of this api; fields left out have their defaults. */
  answer<K extends ApiKey>(apiKey: K, body: Partial<ResponseBody<K>>): this {
    const index = this.#sends.findIndex(({ request }) => request.apiKey === apiKey);
    const send = this.#sends[index];
    if (send === undefined) throw new Error(`no ${apiKey} waits for an answer`);
    this.#sends.splice(index, 1);
    const full = withDefaults(SHAPES[apiKey].response, body as Record<string, unknown>);
    const response = { apiKey, body: full } as AnyResponse;
    this.give({ type: 'response', correlationId: send.correlationId, response });
    return this.pass(0);
  }

  found(host = 'broker-1'): this {
    const coordinators = [{ key: 'g', nodeId: 1, host, port: 9092, errorCode: 0, errorMessage: null }];
    return this.answer('FindCoordinator', { coordinators });
  }

  /** Finds, joins as the only member and leader, and is assigned these partitions of `t`. */
  join(partitions: readonly number[] = [0, 1], generationId = 1, memberId = 'm1'): this {
    if (this.waiting('FindCoordinator').length > 0) this.found();
    return this.joined(generationId, memberId).synced(partitions);
  }

  joined(generationId = 1, memberId = 'm1', leader = 'another'): this {
    const protocolName = this.waiting('JoinGroup')[0]?.protocols[0]?.name ?? 'range';
    const metadata = encodeSubscription({
      topics: ['t'],
      userData: null,
      ownedPartitions: [],
      generationId: -1,
      rackId: null,
    });
    const members = leader === memberId ? [{ memberId, groupInstanceId: null, metadata }] : [];
    const names = { protocolType: 'consumer', protocolName };
    return this.answer('JoinGroup', { generationId, memberId, leader, members, ...names });
  }

  synced(partitions: readonly number[], topic = 't'): this {
    const assignment = encodeAssignment(partitions.map((partition) => ({ topic, partition })));
    const { protocolName } = this.state.generation;
    return this.answer('SyncGroup', { protocolType: 'consumer', protocolName, assignment });
  }

  /** Answers OffsetFetch for every partition asked with this offset. */
  committed(committedOffset: number, errorCode = 0): this {
    const asked = this.waiting('OffsetFetch')[0]?.groups[0]?.topics ?? [];
    const topics = asked.map(({ name, topicId, partitionIndexes }) => ({
      name,
      topicId,
      partitions: partitionIndexes.map((partitionIndex) => ({
        partitionIndex,
        committedOffset,
        committedLeaderEpoch: -1,
        metadata: '',
        errorCode,
      })),
    }));
    return this.answer('OffsetFetch', { groups: [{ groupId: 'g', errorCode: 0, topics }] });
  }

  /** Answers OffsetCommit with this code for every partition. */
  commitAnswered(errorCode = 0): this {
    const asked = this.waiting('OffsetCommit')[0]?.topics ?? [];
    const topics = asked.map(({ name, topicId, partitions }) => ({
      name,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    }));
    return this.answer('OffsetCommit', { topics });
  }

  /** Joined, placed at offset 0 of both partitions, waiting for records. */
  reading(partitions: readonly number[] = [0, 1]): this {
    return this.join(partitions).committed(0);
  }

  /** Answers the fetch under way with records of one partition, or none. */
  records(count: number, partition = 0): this {
    const { fetch } = this.state;
    if (fetch === null) throw new Error('nothing is fetched');
    const from = fetch.positions.find((one) => one.partition === partition)?.offset ?? 0;
    const ranges = count === 0 ? [] : [{ topic: 't', partition, from, to: from + count }];
    return this.give({ type: 'fetched', fetchId: fetch.fetchId, ranges });
  }

  observed<T extends ClientObservation['type']>(type: T): Extract<ClientObservation, { type: T }>[] {
    return this.effects.flatMap((effect) =>
      effect.type === 'observe' && effect.observation.type === type
        ? [effect.observation as Extract<ClientObservation, { type: T }>]
        : [],
    );
  }

  sent(apiKey: ApiKey): Send[] {
    return this.effects.filter(
      (effect): effect is Send => effect.type === 'send' && effect.request.apiKey === apiKey,
    );
  }

  /** The lines since the last call. */
  news(): string[] {
    return this.lines.splice(0);
  }

  armed(): string[] {
    return this.#alarms.map(({ name, due }) => `${name} ${due}`).toSorted();
  }

  #carryOut(effects: readonly ClientEffect[]): void {
    for (const effect of effects) {
      this.effects.push(effect);
      this.lines.push(`${this.now} ${lineOf(effect)}`);
      if (effect.type === 'send') this.#sends.push(effect);
      else if (effect.type === 'cancelTimer')
        this.#alarms = this.#alarms.filter(({ key }) => key !== effect.key);
      else if (effect.type === 'armTimer') {
        const { key, name, delayMs, thread = 'library' } = effect;
        this.#order += 1;
        this.#alarms = this.#alarms.filter((one) => one.key !== key);
        this.#alarms.push({ key, name, due: later(this.now, delayMs), order: this.#order, thread });
      } else if (effect.type === 'disconnect') this.#drop(effect.connection);
      else if (effect.type === 'exit') this.#alarms = [];
    }
  }

  /** The connection breaks from outside. */
  breaks(connection: 'bootstrap' | 'coordinator'): this {
    this.#drop(connection);
    return this.give({ type: 'disconnected', connection }).pass(0);
  }

  #drop(connection: Send['connection']): void {
    for (let index = this.#sends.length - 1; index >= 0; index--)
      if (this.#sends[index]?.connection === connection) this.#sends.splice(index, 1);
  }
}

function lineOf(effect: ClientEffect): string {
  switch (effect.type) {
    case 'send':
      return `send ${effect.request.apiKey}`;
    case 'armTimer':
      return `arm ${effect.name} ${effect.delayMs}`;
    case 'cancelTimer':
      return `cancel ${effect.key}`;
    case 'connect':
      return `connect ${effect.connection} ${effect.host}`;
    case 'disconnect':
      return `disconnect ${effect.connection}`;
    case 'fetch':
      return `fetch ${effect.positions.map(({ partition, offset }) => `${partition}@${offset}`).join(' ')}`;
    case 'listOffsets':
      return `list ${effect.at}`;
    case 'exit':
      return 'exit';
    case 'observe': {
      const { observation } = effect;
      if (observation.type === 'StateEntered') return `${observation.machine}: ${observation.state}`;
      if ('partitions' in observation)
        return `${observation.type} [${observation.partitions.map(({ partition }) => partition).join(' ')}]`;
      if (observation.type === 'ExceptionThrown') return `throws ${observation.exception}`;
      return observation.type;
    }
  }
}
