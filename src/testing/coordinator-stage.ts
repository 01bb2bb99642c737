/** A group coordinator on its own, for tests: give it requests and time, and read what it answers in Kafka's words. */
import type { ApiKey, AnyRequest } from '../engine/kafka/api.ts';
import { SHAPES } from '../engine/kafka/api.ts';
import { withDefaults } from '../engine/kafka/shape.ts';
import { ClassicServer } from '../conformance/forms/classic-server.ts';
import type { JsonObject } from '../conformance/forms/classic-recording.ts';

type Config = Readonly<Record<string, string>>;

export interface JoinOptions {
  readonly v?: number;
  readonly id?: string;
  readonly instance?: string;
  readonly group?: string;
  readonly session?: number;
  readonly rebalance?: number;
  readonly type?: string;
  /** `range roundrobin`, or `range=AAAA` with metadata. */
  readonly protocols?: string;
}

/** Member ids end in A, B, C … in the order drawn: `c1-A`. */
const IDS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
export const EPOCH = 1_700_000_000_000;
const TOPICS = [{ name: 'orders', id: 'XyRsZz7uR9yFIQLFb9xGcw', partitions: 3 }];

export class Stage {
  readonly #server: ClassicServer;
  readonly #outs: { readonly t: number; readonly out: JsonObject; readonly ruleId: string }[] = [];
  #n = 0;

  constructor(config: Config = {}) {
    this.#server = new ClassicServer({
      name: 'a test',
      epochMs: EPOCH,
      config,
      topics: TOPICS,
      memberIds: IDS,
      events: [],
    });
  }

  /** Time goes on to `t`, and everything due by then happens. */
  at(t: number): this {
    this.#server.advanceTo(t);
    return this;
  }

  ask(apiKey: ApiKey, v: number, body: JsonObject, client = 'c1'): number {
    const n = ++this.#n;
    const full = withDefaults(SHAPES[apiKey].request, body);
    const request = { apiKey, body: full } as AnyRequest;
    this.#server.request({ n, apiVersion: v, client: { id: client, host: '/10.0.0.1' }, request });
    return n;
  }

  join(client: string, options: JoinOptions = {}): number {
    const { v = 3, id = '', instance, group = 'g', type = 'consumer', protocols = 'range' } = options;
    const body = {
      groupId: group,
      memberId: id,
      groupInstanceId: instance ?? null,
      sessionTimeoutMs: options.session ?? 10_000,
      rebalanceTimeoutMs: options.rebalance ?? 20_000,
      protocolType: type,
      protocols: protocols
        .split(' ')
        .filter((entry) => entry !== '')
        .map((entry) => ({ name: entry.split('=')[0] ?? '', metadata: entry.split('=')[1] ?? '' })),
    };
    return this.ask('JoinGroup', v, body, client);
  }

  /** `parts`: who gets what, e.g. `{ 'c1-A': 'AAAA' }`; only a leader sends it. */
  sync(id: string, generationId: number, parts: Readonly<Record<string, string>> = {}): number {
    const assignments = Object.entries(parts).map(([memberId, assignment]) => ({ memberId, assignment }));
    return this.ask('SyncGroup', 3, { groupId: 'g', memberId: id, generationId, assignments });
  }

  beat(id: string, generationId: number, groupInstanceId: string | null = null): number {
    return this.ask('Heartbeat', 4, { groupId: 'g', memberId: id, generationId, groupInstanceId });
  }

  leave(...ids: readonly string[]): number {
    return this.ask('LeaveGroup', 5, { groupId: 'g', members: ids.map((memberId) => ({ memberId })) });
  }

  commit(body: JsonObject, v = 9): number {
    const partitions = [{ partitionIndex: 0, committedOffset: 5 }];
    return this.ask('OffsetCommit', v, { groupId: 'g', topics: [{ name: 'orders', partitions }], ...body });
  }

  command(cmd: string, fields: JsonObject = {}): this {
    this.#server.command(cmd, fields);
    return this;
  }

  /** A stable group of dynamic members c1-A, c2-B …, the first of them leading, at t=`since`. */
  stable(members: number, since = 0, options: JoinOptions = {}): this {
    this.at(since);
    for (let i = 1; i <= members; i++) this.join(`c${i}`, options);
    this.at(since + (members > 1 ? 6_000 : 3_000));
    for (let i = 0; i < members; i++) this.sync(`c${i + 1}-${IDS[i]}`, 1);
    return this;
  }

  /** The body that request `n` was answered with; undefined: it waits. */
  said(n: number): JsonObject | undefined {
    return this.outs().find(({ out }) => out['n'] === n)?.out['body'] as JsonObject | undefined;
  }

  /** When request `n` was answered. */
  saidAt(n: number): number | undefined {
    return this.outs().find(({ out }) => out['n'] === n)?.t;
  }

  /** The error that request `n` was answered with: 0 is none; undefined: it waits. */
  error(n: number): unknown {
    const body = this.said(n);
    return body === undefined ? undefined : (body['errorCode'] ?? 0);
  }

  rule(n: number): string | undefined {
    return this.outs().find(({ out }) => out['n'] === n)?.ruleId;
  }

  /** Every append so far. */
  log(): readonly JsonObject[] {
    return this.outs()
      .map(({ out }) => out)
      .filter((out) => 'log' in out);
  }

  /** The group as it was last told; null: gone. */
  state(groupId = 'g'): JsonObject | null | undefined {
    const told = this.outs().flatMap(({ out }) => (typeof out['state'] === 'object' ? [out['state']] : []));
    return told
      .map((state) => (state as { readonly [id: string]: JsonObject | null })[groupId])
      .findLast((state) => state !== undefined);
  }

  /** State, generation and member ids in a word: `Stable 1 c1-A c2-B`. */
  group(): string {
    const state = this.state();
    if (state === undefined || state === null) return 'gone';
    const ids = (state['members'] as readonly JsonObject[]).map((member) => member['id']);
    return [state['state'], state['generation'], ...ids].join(' ');
  }

  outs(): readonly { readonly t: number; readonly out: JsonObject; readonly ruleId: string }[] {
    this.#outs.push(...this.#server.outs.splice(0));
    return this.#outs;
  }
}
