/** The brokers: each runs the group coordinator's role; one of them leads the group's partition of __consumer_offsets. */
import { required } from '../kernel/assert.ts';
import type { ArrivedRequest, RoleConfig } from '../kafka/server-role.ts';
import type { Exchange } from './connections.ts';
import { GroupLogStore, type GroupLogCheckpoint } from './group-log-store.ts';
import { RoleHost } from './host.ts';
import type { ProcessCheckpoint } from './process-host.ts';
import { metadataOf } from './topics.ts';
import type { NodeId } from './trace.ts';
import type { World } from './world.ts';

/** 21 November 2026, 12:00 UTC: what the brokers' clocks show at virtual time 0. */
export const EPOCH_MS = 1_795_262_400_000;
/** What a held request of an api waits for. */
const WAITS_FOR: Readonly<Record<string, string>> = {
  JoinGroup: 'the others to join',
  SyncGroup: 'the assignment of the group leader',
};
/** Kafka's own default port; shown in FindCoordinator's answer. */
const PORT = 9092;

export interface BrokersCheckpoint {
  readonly coordinator: NodeId;
  readonly log: GroupLogCheckpoint;
  readonly roles: readonly (readonly [NodeId, ProcessCheckpoint<unknown>])[];
}

export class Brokers {
  readonly #world: World;
  readonly #log = new GroupLogStore();
  readonly #roles = new Map<NodeId, RoleHost<unknown>>();
  #coordinator: NodeId = 'broker-1';

  constructor(world: World) {
    this.#world = world;
  }

  get coordinator(): NodeId {
    return this.#coordinator;
  }

  get log(): GroupLogStore {
    return this.#log;
  }

  start(count: number, cause: number): void {
    for (let n = 1; n <= count; n++) this.#startRole(`broker-${n}`, cause);
    this.#load(0, cause);
  }

  has(node: NodeId): boolean {
    return this.#roles.has(node);
  }

  first(): NodeId {
    return required([...this.#roles.keys()][0], 'a broker');
  }

  names(): readonly NodeId[] {
    return [...this.#roles.keys()];
  }

  role(node: NodeId): RoleHost<unknown> {
    return required(this.#roles.get(node), `the role of ${node}`);
  }

  wake(node: NodeId, key: string, sequence: number): void {
    this.role(node).wake(key, sequence);
  }

  /** A request that the broker has read. FindCoordinator is the broker's own; the rest is the coordinator's. */
  receive(node: NodeId, exchange: Exchange): void {
    const { requestId, deliveredSeq, request, apiVersion, message } = exchange;
    if (request.apiKey === 'FindCoordinator') {
      const { response, ruleId } = this.#world.cast.server.findCoordinator(request.body, {
        coordinator: { nodeId: numberOf(this.#coordinator), host: this.#coordinator, port: PORT },
      });
      const reply = { type: 'reply', requestId, ruleId } as const;
      const answer = { apiKey: 'FindCoordinator', body: response } as const;
      this.#world.network.reply(node, { ...reply, response: answer }, deliveredSeq);
      return;
    }
    const client = { id: message.client, host: `/${this.#world.consumers.addressOf(message.client)}` };
    const arrived: ArrivedRequest = { ...request, requestId, apiVersion, client };
    this.role(node).give({ type: 'request', request: arrived }, deliveredSeq);
    const isHeld = this.#world.connections.exchange(requestId)?.place === 'parked';
    if (!isHeld) return;
    const waitsFor = WAITS_FOR[request.apiKey] ?? 'its records to be committed';
    this.#world.note({ type: 'RequestParked', requestId, waitsFor }, node, deliveredSeq, 'WD-17');
  }

  /** Leadership of the group's partition goes to another broker, which replays the log. */
  move(to: NodeId, loadMs: number, cause: number): void {
    const from = this.#coordinator;
    const seq = this.#world.note({ type: 'CoordinatorMoved', from, to }, to, cause, 'WD-13');
    this.#log.forgetWaiting();
    this.role(from).give({ type: 'unload' }, seq);
    this.#coordinator = to;
    this.#load(loadMs, seq);
  }

  /** The coordinator's process ends and starts anew: connections die, memory is lost, the log stays. */
  restart(loadMs: number, cause: number): void {
    const node = this.#coordinator;
    const down = this.#world.note({ type: 'NodeDown', because: 'killed' }, node, cause, 'WD-14');
    this.role(node).forgetTimers();
    this.#log.forgetWaiting();
    this.#world.network.brokerRestarts(node, down);
    const up = this.#world.note({ type: 'NodeStarted' }, node, down, 'WD-14');
    this.#startRole(node, up);
    this.#load(loadMs, up);
  }

  topicsChanged(cause: number): void {
    const topics = this.#world.topics.map(metadataOf);
    for (const role of this.#roles.values()) role.give({ type: 'topicsChanged', topics, deleted: [] }, cause);
  }

  checkpoint(): BrokersCheckpoint {
    return {
      coordinator: this.#coordinator,
      log: this.#log.checkpoint(),
      roles: [...this.#roles].map(([node, role]) => [node, role.checkpoint()] as const),
    };
  }

  restore(checkpoint: BrokersCheckpoint): void {
    this.#coordinator = checkpoint.coordinator;
    this.#log.restore(checkpoint.log);
    this.#roles.clear();
    for (const [node, role] of checkpoint.roles) {
      const host = this.#createRole(node);
      host.restore(role);
      this.#roles.set(node, host);
    }
  }

  #load(delayMs: number, cause: number): void {
    const log = this.#log.batches();
    this.role(this.#coordinator).give({ type: 'load', delayMs, fails: false, log }, cause);
  }

  #startRole(node: NodeId, cause: number): void {
    const host = this.#createRole(node);
    this.#roles.set(node, host);
    const config: RoleConfig = {
      settings: this.#world.settings.brokers,
      epochMs: EPOCH_MS,
      topics: this.#world.topics.map(metadataOf),
    };
    host.start(config, cause);
  }

  #createRole(node: NodeId): RoleHost<unknown> {
    return new RoleHost({
      node,
      role: this.#world.cast.server.groupCoordinator,
      surroundings: this.#world,
      log: this.#log,
      reply: (reply, cause) => this.#world.network.reply(node, reply, cause),
    });
  }
}

function numberOf(node: NodeId): number {
  return Number(node.split('-').at(-1));
}
