/** What happens to messages: sent, read in order, answered, lost. The only file that moves them. */
import { required } from '../kernel/assert.ts';
import type { ClientEffect, ConnectionName } from '../kafka/client.ts';
import { worstErrorCode } from '../kafka/response-errors.ts';
import { linkKey, type Exchange, type Link } from './connections.ts';
import type { ReplyEffect } from './host.ts';
import type { MessageName, NodeId } from './trace.ts';
import type { World } from './world.ts';

type SendEffect = Extract<ClientEffect, { type: 'send' }>;

export class Network {
  readonly #world: World;
  /** Links whose broker has finished a request in this step and may read the next. */
  readonly #freed: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  connect(client: NodeId, connection: ConnectionName, host: string, cause: number): void {
    const { connections, consumers, brokers } = this.#world;
    this.disconnect(client, connection, cause);
    const broker = brokers.has(host) ? host : brokers.first();
    connections.open(client, consumers.incarnationOf(client), connection, broker);
    this.#world.note({ type: 'ConnectionOpened', client, broker, connection }, client, cause, 'WD-15');
  }

  /** The client closes its side; the broker learns of it behind everything already sent. */
  disconnect(client: NodeId, connection: ConnectionName, cause: number): void {
    const link = this.#world.connections.current(client, connection);
    if (link !== undefined) this.#closeAtClient(link, cause);
  }

  /** The process is gone: its machine closes every connection it had. */
  disconnectAll(client: NodeId, cause: number): void {
    for (const link of this.#world.connections.links())
      if (link.client === client && link.openAtClient) this.#closeAtClient(link, cause);
  }

  send(client: NodeId, effect: SendEffect, cause: number): void {
    const { connections } = this.#world;
    const link = connections.current(client, effect.connection) ?? this.#bootstrap(client, effect, cause);
    const requestId = connections.nextRequestId();
    const sentAt = this.#world.now();
    const arrivesAt = connections.arrival(link, 'atBroker', sentAt, this.#world.chance);
    const message = nameOf(link, effect.correlationId);
    const { request, apiVersion } = effect;
    const sentSeq = this.#world.note(
      { type: 'RequestSent', message, request, apiVersion, arrivesAt },
      client,
      cause,
      effect.ruleId,
    );
    const common = {
      requestId,
      message,
      link: linkKey(link),
      request,
      apiVersion,
      sentAt,
      sentSeq,
      arrivesAt,
    };
    connections.keep({ ...common, place: 'travelling', deliveredSeq: -1, answer: null });
    this.#world.enqueue(arrivesAt, { type: 'requestArrives', requestId });
  }

  requestArrives(requestId: number): void {
    const { connections } = this.#world;
    const exchange = required(connections.exchange(requestId), 'the arriving request');
    const link = connections.link(exchange.link);
    if (link === undefined || !link.openAtBroker) return this.#lose(exchange, 'request', 'connectionClosed');
    connections.keep({ ...exchange, place: 'unread' });
    connections.change(link, { unread: [...link.unread, requestId] });
    this.#freed.push(exchange.link);
  }

  /** Lets brokers read on wherever they may; called after every step. */
  readOn(): void {
    for (let key = this.#freed.shift(); key !== undefined; key = this.#freed.shift()) this.#readNext(key);
  }

  reply(broker: NodeId, effect: ReplyEffect, cause: number): void {
    const { connections } = this.#world;
    const exchange = connections.exchange(effect.requestId);
    if (exchange === undefined) return;
    const link = connections.link(exchange.link);
    const at = this.#world.now();
    const reaches = link?.openAtBroker === true;
    const arrivesAt = reaches ? connections.arrival(link, 'atClient', at, this.#world.chance) : null;
    const errorCode = worstErrorCode(effect.response);
    const { message, requestId } = exchange;
    const { response } = effect;
    const what = { type: 'ReplySent', message, requestId, response, errorCode, arrivesAt } as const;
    const seq = this.#world.note(what, broker, cause, effect.ruleId);
    const answered: Exchange = {
      ...exchange,
      place: 'returning',
      arrivesAt,
      answer: { response, errorCode, seq, at },
    };
    connections.keep(answered);
    const now = connections.link(exchange.link);
    if (now?.reading === requestId) {
      connections.change(now, { reading: null });
      this.#freed.push(exchange.link);
    }
    if (arrivesAt === null) this.#lose(answered, 'reply', 'connectionClosed');
    else this.#world.enqueue(arrivesAt, { type: 'replyArrives', requestId });
  }

  replyArrives(requestId: number): void {
    const { connections, consumers } = this.#world;
    const exchange = connections.exchange(requestId);
    if (exchange === undefined) return;
    const answer = required(exchange.answer, 'the arriving reply');
    const link = connections.link(exchange.link);
    const { client } = exchange.message;
    if (!consumers.isAlive(client, link?.incarnation ?? -1)) return this.#lose(exchange, 'reply', 'nodeDown');
    if (link?.openAtClient !== true) return this.#lose(exchange, 'reply', 'connectionClosed');
    connections.forget(requestId);
    const { message } = exchange;
    const seq = this.#world.note({ type: 'ReplyDelivered', message, requestId }, client, answer.seq, 'WD-09');
    const { correlationId } = message;
    consumers.give(client, { type: 'response', correlationId, response: answer.response }, seq);
  }

  /** The broker process ends: whatever it had read or not is lost, and its clients learn it. */
  brokerRestarts(broker: NodeId, cause: number): void {
    const { connections } = this.#world;
    for (const link of connections.links()) {
      if (link.broker !== broker || !link.openAtBroker) continue;
      this.#dropAtBroker(link, true);
      this.#closed(link, 'broker', cause);
      const at = connections.arrival(link, 'atClient', this.#world.now(), this.#world.chance);
      this.#world.enqueue(at, { type: 'brokerHangsUp', link: linkKey(link), cause });
    }
  }

  clientHungUp(key: string, cause: number): void {
    const link = this.#world.connections.link(key);
    if (link === undefined || !link.openAtBroker) return;
    this.#dropAtBroker(link, false);
    this.#closed(link, 'client', cause);
  }

  brokerHungUp(key: string, cause: number): void {
    const { connections, consumers } = this.#world;
    const link = connections.link(key);
    if (link === undefined || !link.openAtClient) return;
    connections.change(link, { openAtClient: false });
    if (consumers.isAlive(link.client, link.incarnation))
      consumers.give(link.client, { type: 'disconnected', connection: link.connection }, cause);
  }

  #readNext(key: string): void {
    const { connections, brokers } = this.#world;
    const link = connections.link(key);
    const [requestId] = link?.unread ?? [];
    if (link === undefined || link.reading !== null || requestId === undefined) return;
    connections.change(link, { reading: requestId, unread: link.unread.slice(1) });
    const exchange = required(connections.exchange(requestId), 'the request to read');
    const { message } = exchange;
    const what = { type: 'RequestDelivered', message, requestId } as const;
    const deliveredSeq = this.#world.note(what, link.broker, exchange.sentSeq, 'WD-08');
    const delivered: Exchange = { ...exchange, place: 'parked', deliveredSeq };
    connections.keep(delivered);
    brokers.receive(link.broker, delivered);
  }

  #bootstrap(client: NodeId, effect: SendEffect, cause: number): Link {
    this.connect(client, effect.connection, '', cause);
    return required(this.#world.connections.current(client, effect.connection), 'the connection just opened');
  }

  #closeAtClient(link: Link, cause: number): void {
    const { connections } = this.#world;
    const at = connections.arrival(link, 'atBroker', this.#world.now(), this.#world.chance);
    const current = connections.link(linkKey(link)) ?? link;
    connections.change(current, { openAtClient: false });
    this.#world.enqueue(at, { type: 'clientHangsUp', link: linkKey(link), cause });
  }

  /** Unread requests are gone with the connection; a read one too when the whole broker process ends. */
  #dropAtBroker(link: Link, processEnds: boolean): void {
    const { connections } = this.#world;
    const dropped = [...link.unread, ...(processEnds && link.reading !== null ? [link.reading] : [])];
    connections.change(link, {
      openAtBroker: false,
      unread: [],
      reading: processEnds ? null : link.reading,
    });
    for (const requestId of dropped) {
      const exchange = connections.exchange(requestId);
      if (exchange !== undefined) this.#lose(exchange, 'request', 'connectionClosed');
    }
  }

  #closed(link: Link, by: 'client' | 'broker', cause: number): void {
    const { client, broker, connection } = link;
    this.#world.note({ type: 'ConnectionClosed', client, broker, connection, by }, broker, cause, 'WD-10');
  }

  #lose(exchange: Exchange, direction: 'request' | 'reply', because: 'connectionClosed' | 'nodeDown'): void {
    const { message, requestId, sentSeq } = exchange;
    this.#world.connections.forget(requestId);
    const node = direction === 'request' ? message.broker : message.client;
    const cause = exchange.answer?.seq ?? sentSeq;
    this.#world.note({ type: 'MessageLost', message, direction, because }, node, cause, 'WD-11');
  }
}

function nameOf(link: Link, correlationId: number): MessageName {
  const { client, broker, connection, epoch } = link;
  return { client, broker, connection, epoch, correlationId };
}
