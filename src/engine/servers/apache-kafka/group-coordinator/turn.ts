/**
 * One input being worked on: collects what must happen, in order, and the state that results. It lives for one
 * `receive` only; what it starts from and what it leaves behind is immutable.
 */
import type { Ports, RuleId } from '../../../kafka/process.ts';
import type { AnyResponse } from '../../../kafka/api.ts';
import type { JoinGroupResponse } from '../../../kafka/messages/join-group.ts';
import type { ArrivedRequest, RoleEffect, RoleObservation } from '../../../kafka/server-role.ts';
import type { Circumstances } from '../classic-group/plan.ts';
import type { Behaviour } from './behaviour.ts';
import { topState } from './chart.ts';
import type { GroupObject, Shard } from './shard.ts';
import type { GroupCoordinatorState } from './state.ts';
import { putInto } from './timeline-store.ts';

export class Turn {
  state: GroupCoordinatorState;
  readonly effects: RoleEffect[] = [];
  readonly behaviour: Behaviour;
  readonly #ports: Ports;
  readonly #followUps: (() => void)[] = [];

  constructor(state: GroupCoordinatorState, ports: Ports, behaviour: Behaviour) {
    this.state = state;
    this.behaviour = behaviour;
    this.#ports = ports;
  }

  /** Milliseconds since 1970 on the broker's clock. */
  get nowMs(): number {
    return this.state.epochMs + this.#ports.now;
  }

  /** Kafka's name of the coordinator's state: ACTIVE, LOADING … */
  get phase(): string {
    return topState(this.state.coordinator.snapshot);
  }

  get shard(): Shard {
    return this.state.shard;
  }

  /** What a group's rules may know of the world. */
  circumstances(): Circumstances {
    const { groupInitialRebalanceDelayMs, groupMaxSize, newMemberJoinTimeoutMs } = this.state.config;
    return { nowMs: this.nowMs, groupInitialRebalanceDelayMs, groupMaxSize, newMemberJoinTimeoutMs };
  }

  /** An operation that another one leads to: it comes after everything else that this input does. */
  afterwards(operation: () => void): void {
    this.#followUps.push(operation);
  }

  runFollowUps(): void {
    for (let next = this.#followUps.shift(); next !== undefined; next = this.#followUps.shift()) next();
  }

  drawUuid(entity: string): string {
    return this.#ports.chance.uuid({ purpose: 'memberId', entity });
  }

  observe(observation: RoleObservation, ruleId: RuleId): void {
    this.effects.push({ type: 'observe', observation, ruleId });
  }

  reply(requestId: number, response: AnyResponse, ruleId: RuleId): void {
    this.effects.push({ type: 'reply', requestId, response, ruleId });
  }

  /** A join or sync that may be answered by several: only the first answer counts. */
  answerOpen(requestId: number, response: AnyResponse, ruleId: RuleId): void {
    const request = this.state.open.get(requestId);
    if (request === undefined) return;
    const open = new Map(this.state.open);
    open.delete(requestId);
    this.change({ open });
    this.reply(requestId, asVersion(response, request), ruleId);
  }

  change(changes: Partial<GroupCoordinatorState>): void {
    this.state = { ...this.state, ...changes };
  }

  changeShard(changes: Partial<Shard>): void {
    this.change({ shard: { ...this.state.shard, ...changes } });
  }

  setObject(handle: number, object: GroupObject): void {
    if (this.shard.objects.get(handle) === object) return;
    this.changeShard({ objects: new Map(this.shard.objects).set(handle, object) });
  }

  /** Puts a new group into the map, in place of whatever bears its id. */
  addGroup(groupId: string, object: GroupObject): number {
    const { store, groups, objects, nextHandle } = this.shard;
    this.changeShard({
      store: putInto(store, groups, { key: groupId, value: nextHandle }),
      objects: new Map(objects).set(nextHandle, object),
      nextHandle: nextHandle + 1,
    });
    return nextHandle;
  }
}

/** Before version 7 a JoinGroup answer cannot say that there is no protocol: it says "". (CG-J-01) */
function asVersion(response: AnyResponse, { apiVersion }: ArrivedRequest): AnyResponse {
  if (response.apiKey !== 'JoinGroup' || apiVersion >= 7) return response;
  const body: JoinGroupResponse = { ...response.body, protocolName: response.body.protocolName ?? '' };
  return { apiKey: 'JoinGroup', body };
}
