/**
 * Connections between clients and brokers: FIFO both ways, latency drawn for every message, and the broker reads the
 * requests of one connection strictly one after the other (client.md N-05). What is lost is lost in sight.
 */
import { assert } from '../kernel/assert.ts';
import type { Chance } from '../kernel/chance.ts';
import { later, START, type Instant } from '../kernel/time.ts';
import type { AnyRequest, AnyResponse } from '../kafka/api.ts';
import type { ConnectionName } from '../kafka/client.ts';
import type { MessageName, NodeId } from './trace.ts';

/** One connection, from the moment a client opens it until both sides know that it is gone. */
export interface Link {
  readonly client: NodeId;
  /** Which start of the client's process opened it. */
  readonly incarnation: number;
  readonly broker: NodeId;
  readonly connection: ConnectionName;
  readonly epoch: number;
  readonly openAtClient: boolean;
  readonly openAtBroker: boolean;
  readonly lastArrival: { readonly atBroker: Instant; readonly atClient: Instant };
  /** The request that the broker has read and not answered; nothing behind it is read. */
  readonly reading: number | null;
  readonly unread: readonly number[];
}

/** A request from its sending until its answer arrived or was lost. */
export interface Exchange {
  readonly requestId: number;
  readonly message: MessageName;
  readonly link: string;
  readonly request: AnyRequest;
  readonly apiVersion: number;
  readonly place: 'travelling' | 'unread' | 'parked' | 'returning';
  readonly sentAt: Instant;
  readonly sentSeq: number;
  readonly arrivesAt: Instant | null;
  /** The event that delivered it: the cause of what the broker then does. */
  readonly deliveredSeq: number;
  readonly answer: {
    readonly response: AnyResponse;
    readonly errorCode: number;
    readonly seq: number;
    readonly at: Instant;
  } | null;
}

export interface ConnectionsCheckpoint {
  readonly links: readonly (readonly [string, Link])[];
  readonly current: readonly (readonly [string, string])[];
  readonly exchanges: readonly Exchange[];
  readonly epochs: readonly (readonly [string, number])[];
  readonly requests: number;
}

/** No fleet of this size talks that much at once; more is a loop of ours. */
const EXCHANGES_AT_MOST = 100_000;

export class Connections {
  readonly #latency: { readonly least: number; readonly most: number };
  readonly #links = new Map<string, Link>();
  /** The link that a client now uses under a name. */
  readonly #current = new Map<string, string>();
  readonly #exchanges = new Map<number, Exchange>();
  readonly #epochs = new Map<string, number>();
  #requests = 0;

  constructor(latency: { readonly least: number; readonly most: number }) {
    this.#latency = latency;
  }

  open(client: NodeId, incarnation: number, connection: ConnectionName, broker: NodeId): Link {
    const place = `${client} ${connection}`;
    const epoch = (this.#epochs.get(place) ?? 0) + 1;
    this.#epochs.set(place, epoch);
    const link: Link = {
      client,
      incarnation,
      broker,
      connection,
      epoch,
      openAtClient: true,
      openAtBroker: true,
      lastArrival: { atBroker: START, atClient: START },
      reading: null,
      unread: [],
    };
    const key = linkKey(link);
    this.#links.set(key, link);
    this.#current.set(place, key);
    return link;
  }

  /** The link a client sends on under this name, while it is open on its side. */
  current(client: NodeId, connection: ConnectionName): Link | undefined {
    const key = this.#current.get(`${client} ${connection}`);
    const link = key === undefined ? undefined : this.#links.get(key);
    return link?.openAtClient === true ? link : undefined;
  }

  link(key: string): Link | undefined {
    return this.#links.get(key);
  }

  links(): readonly Link[] {
    return [...this.#links.values()];
  }

  change(link: Link, change: Partial<Link>): Link {
    const changed = { ...link, ...change };
    const key = linkKey(changed);
    if (changed.openAtClient || changed.openAtBroker || changed.reading !== null)
      this.#links.set(key, changed);
    else this.#links.delete(key);
    return changed;
  }

  exchange(requestId: number): Exchange | undefined {
    return this.#exchanges.get(requestId);
  }

  exchanges(): readonly Exchange[] {
    return [...this.#exchanges.values()];
  }

  keep(exchange: Exchange): void {
    this.#exchanges.set(exchange.requestId, exchange);
    assert(this.#exchanges.size <= EXCHANGES_AT_MOST, 'too many requests under way');
  }

  forget(requestId: number): void {
    this.#exchanges.delete(requestId);
  }

  nextRequestId(): number {
    this.#requests += 1;
    return this.#requests;
  }

  /** When something sent now arrives: latency is drawn, and nothing overtakes on one connection. */
  arrival(link: Link, towards: 'atBroker' | 'atClient', now: Instant, chance: Chance): Instant {
    const [from, to] = towards === 'atBroker' ? [link.client, link.broker] : [link.broker, link.client];
    const ms = chance.integer({ purpose: 'latency', entity: `${from}→${to}` }, this.#latency);
    const before = this.#links.get(linkKey(link))?.lastArrival ?? link.lastArrival;
    const at = Math.max(later(now, ms), before[towards]) as Instant;
    const current = this.#links.get(linkKey(link));
    if (current !== undefined) this.change(current, { lastArrival: { ...before, [towards]: at } });
    return at;
  }

  checkpoint(): ConnectionsCheckpoint {
    return {
      links: [...this.#links],
      current: [...this.#current],
      exchanges: [...this.#exchanges.values()],
      epochs: [...this.#epochs],
      requests: this.#requests,
    };
  }

  restore(checkpoint: ConnectionsCheckpoint): void {
    this.#links.clear();
    for (const [key, link] of checkpoint.links) this.#links.set(key, link);
    this.#current.clear();
    for (const [place, key] of checkpoint.current) this.#current.set(place, key);
    this.#exchanges.clear();
    for (const exchange of checkpoint.exchanges) this.#exchanges.set(exchange.requestId, exchange);
    this.#epochs.clear();
    for (const [place, epoch] of checkpoint.epochs) this.#epochs.set(place, epoch);
    this.#requests = checkpoint.requests;
  }
}

export function linkKey(link: Pick<Link, 'client' | 'connection' | 'epoch'>): string {
  return `${link.client} ${link.connection} ${link.epoch}`;
}
