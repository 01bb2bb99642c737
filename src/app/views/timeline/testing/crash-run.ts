/** A hand-written run for the timeline's tests: three consumers, six partitions, consumer-2 crashes at 21.000. */
import type { AnyRequest, AnyResponse } from '../../../../engine/kafka/api.ts';
import type { ClientFrame } from '../../../../engine/kafka/client.ts';
import type { Instant } from '../../../../engine/kernel/time.ts';
import type { Command } from '../../../../engine/world/command.ts';
import type { ConsumerFrame, Frame, PartitionFrame, TimerFrame } from '../../../../engine/world/frame.ts';
import type { Happening, TraceEvent } from '../../../../engine/world/trace.ts';

interface Draft {
  readonly at: number;
  readonly node: string | null;
  readonly what: Happening;
}

export const CRASH_AT = 21_000;
export const LAST_HEARD = 18_324;
export const EXPIRES = 63_324;
const REJOINED = 71_606;

const memberId = (n: number): string => `consumer-${n}-00000000-0000-4000-8000-00000000000${n}`;
const at = (ms: number): Instant => ms as Instant;
const topicPartitions = (...numbers: readonly number[]) =>
  numbers.map((partition) => ({ topic: 'orders', partition }));

interface ExchangeSpec {
  readonly n: number;
  readonly apiKey: string;
  readonly sentAt: number;
  readonly replyAt?: number;
  readonly errorCode?: number;
  readonly parked?: boolean;
}

function exchange(id: number, { n, apiKey, sentAt, replyAt, errorCode = 0, parked = false }: ExchangeSpec) {
  const node = `consumer-${n}`;
  const message = {
    client: node,
    broker: 'broker-1',
    connection: 'coordinator',
    epoch: 1,
    correlationId: id,
  };
  const name = { ...message, connection: 'coordinator' } as const;
  const answered = replyAt ?? sentAt + 3;
  const request = { apiKey, body: {} } as unknown as AnyRequest;
  const response = { apiKey, body: { errorCode } } as unknown as AnyResponse;
  const arrivesAt = at(sentAt + 2);
  const list: Draft[] = [
    { at: sentAt, node, what: { type: 'RequestSent', message: name, request, apiVersion: 4, arrivesAt } },
    { at: sentAt + 2, node: 'broker-1', what: { type: 'RequestDelivered', message: name, requestId: id } },
  ];
  if (parked)
    list.push({
      at: sentAt + 2,
      node: 'broker-1',
      what: { type: 'RequestParked', requestId: id, waitsFor: 'members' },
    });
  list.push(
    {
      at: answered,
      node: 'broker-1',
      what: {
        type: 'ReplySent',
        message: name,
        requestId: id,
        response,
        errorCode,
        arrivesAt: at(answered + 2),
      },
    },
    { at: answered + 2, node, what: { type: 'ReplyDelivered', message: name, requestId: id } },
  );
  return list;
}

function beats(n: number, first: number, every: number, until: number): ExchangeSpec[] {
  const list: ExchangeSpec[] = [];
  for (let sentAt = first; sentAt < until; sentAt += every)
    list.push({ n, apiKey: 'Heartbeat', sentAt, errorCode: sentAt > EXPIRES && sentAt < REJOINED ? 27 : 0 });
  return list;
}

function exchanges(): readonly ExchangeSpec[] {
  const joins = [1, 2, 3].flatMap((n) => {
    const from = 20 + (n - 1) * 397;
    return [
      { n, apiKey: 'JoinGroup', sentAt: from, errorCode: 79 },
      { n, apiKey: 'JoinGroup', sentAt: from + 6, replyAt: 6028, parked: true },
      { n, apiKey: 'SyncGroup', sentAt: n === 1 ? 6036 : 6031, replyAt: 6041, parked: true },
    ];
  });
  return [
    ...joins,
    ...beats(1, 9046, 3030, 63_592),
    ...beats(2, 9052, 3090, CRASH_AT),
    ...beats(3, 9048, 3030, 71_000),
    { n: 1, apiKey: 'JoinGroup', sentAt: 63_598, replyAt: REJOINED, parked: true },
    { n: 3, apiKey: 'JoinGroup', sentAt: 71_604, replyAt: REJOINED, parked: true },
    { n: 1, apiKey: 'SyncGroup', sentAt: 71_612, replyAt: 71_618 },
    { n: 3, apiKey: 'SyncGroup', sentAt: 71_610, replyAt: 71_618 },
    ...beats(1, 74_612, 3000, 120_000),
    ...beats(3, 74_618, 3000, 120_000),
  ];
}

function command(when: number, index: number, given: Command): Draft {
  return { at: when, node: null, what: { type: 'CommandApplied', index, command: given } };
}

function phase(when: number, state: string, previous: string | null): Draft {
  const what = { type: 'StateEntered', machine: 'group', entity: 'checkout', state, previous } as const;
  return { at: when, node: 'broker-1', what };
}

function assigned(when: number, n: number, ...numbers: readonly number[]): Draft {
  const partitions = topicPartitions(...numbers);
  return { at: when, node: `consumer-${n}`, what: { type: 'PartitionsAssigned', partitions } };
}

function generation(when: number, generationId: number, ...members: readonly number[]): Draft {
  return {
    at: when,
    node: 'broker-1',
    what: {
      type: 'GenerationFormed',
      groupId: 'checkout',
      generationId,
      protocolName: 'range',
      leader: memberId(1),
      memberIds: members.map(memberId),
    },
  };
}

function facts(): readonly Draft[] {
  const start = [1, 2, 3].flatMap((n): Draft[] => {
    const when = 15 + (n - 1) * 397;
    const consumer = { name: `consumer-${n}`, settings: {}, msPerRecord: 5 };
    return [
      command(when, n - 1, { type: 'addConsumer', consumer }),
      { at: when, node: `consumer-${n}`, what: { type: 'NodeStarted' } },
    ];
  });
  return [
    {
      at: 0,
      node: null,
      what: { type: 'TopicsChanged', topics: [{ name: 'orders', id: 'x', partitions: 6 }] },
    },
    ...start,
    phase(28, 'PreparingRebalance', 'Empty'),
    {
      at: 28,
      node: 'broker-1',
      what: armed('join-checkout', 'initialRebalanceDelay', 'checkout', 3028),
    },
    {
      at: 6028,
      node: 'broker-1',
      what: {
        type: 'TimerFired',
        key: 'join-checkout',
        name: 'initialRebalanceDelay',
        subject: 'checkout',
      },
    },
    generation(6028, 1, 1, 2, 3),
    phase(6028, 'CompletingRebalance', 'PreparingRebalance'),
    phase(6041, 'Stable', 'CompletingRebalance'),
    assigned(6043, 1, 0, 1),
    assigned(6043, 2, 2, 3),
    assigned(6043, 3, 4, 5),
  ];
}

function crash(): readonly Draft[] {
  const revoked: Draft = {
    at: 63_592,
    node: 'consumer-1',
    what: { type: 'PartitionsRevoked', partitions: topicPartitions(0, 1) },
  };
  const revokedLater: Draft = {
    at: 71_602,
    node: 'consumer-3',
    what: { type: 'PartitionsRevoked', partitions: topicPartitions(4, 5) },
  };
  return [
    command(CRASH_AT, 3, { type: 'killNode', node: 'consumer-2' }),
    { at: CRASH_AT, node: 'consumer-2', what: { type: 'NodeDown', because: 'killed' } },
    {
      at: EXPIRES,
      node: 'broker-1',
      what: {
        type: 'TimerFired',
        key: `session-${memberId(2)}`,
        name: 'sessionTimeout',
        subject: memberId(2),
      },
    },
    {
      at: EXPIRES,
      node: 'broker-1',
      what: {
        type: 'MemberRemoved',
        groupId: 'checkout',
        memberId: memberId(2),
        because: 'sessionTimeout',
      },
    },
    phase(EXPIRES, 'PreparingRebalance', 'Stable'),
    revoked,
    revokedLater,
    generation(REJOINED, 2, 1, 3),
    phase(REJOINED, 'CompletingRebalance', 'PreparingRebalance'),
    phase(71_618, 'Stable', 'CompletingRebalance'),
    assigned(71_620, 1, 0, 1, 2),
    assigned(71_620, 3, 3, 4, 5),
  ];
}

function armed(key: string, name: string, subject: string, due: number): Happening {
  return { type: 'TimerArmed', key, name, subject, due: at(due) };
}

/** Everything up to an instant; the coordinator arms a session whenever it answers. */
export function crashTrace(until: number): readonly TraceEvent[] {
  const drafts: Draft[] = [...facts(), ...crash()];
  exchanges().forEach((spec, id) => {
    drafts.push(...exchange(id, spec));
    const heard = spec.parked === true ? (spec.replyAt ?? spec.sentAt) : spec.sentAt + 2;
    const key = `session-${memberId(spec.n)}`;
    drafts.push({
      at: heard,
      node: 'broker-1',
      what: armed(key, 'sessionTimeout', memberId(spec.n), heard + 45_000),
    });
  });
  return drafts
    .filter((draft) => draft.at <= until)
    .toSorted((a, b) => a.at - b.at)
    .map((draft, seq) => ({
      seq,
      at: at(draft.at),
      node: draft.node,
      cause: null,
      ruleId: 'WD-01',
      what: draft.what,
    }));
}

function consumer(n: number, now: number): ConsumerFrame {
  const node = `consumer-${n}`;
  const isCrashed = n === 2 && now >= CRASH_AT;
  return {
    node,
    spec: { name: node, settings: {}, msPerRecord: 5 },
    ordinal: n,
    process: isCrashed ? 'crashed' : 'running',
    processSince: at(isCrashed ? CRASH_AT : 0),
    paused: null,
    client: { state: 'STABLE', memberId: memberId(n), owned: [], positions: [] } as unknown as ClientFrame,
    effectiveSettings: {},
    msPerRecord: 5,
  };
}

function timersAt(now: number): readonly TimerFrame[] {
  const timer = (node: string, name: string, subject: string, due: number): TimerFrame => ({
    node,
    key: `${name}-${subject}`,
    name,
    subject,
    armedAt: at(now),
    due: at(due),
    held: false,
  });
  const sessions = [1, 2, 3].flatMap((n) => {
    const due = n === 2 ? EXPIRES : now + 42_000;
    return due > now ? [timer('broker-1', 'sessionTimeout', memberId(n), due)] : [];
  });
  const own = [1, 3, ...(now < CRASH_AT ? [2] : [])].map((n) =>
    timer(`consumer-${n}`, 'heartbeat', memberId(n), now + 1500 + n * 300),
  );
  return [...sessions, ...own];
}

export function crashFrame(now: number, trace: readonly TraceEvent[]): Frame {
  const seen = trace.filter((event) => event.at <= now);
  const unread = (partition: number): boolean =>
    now < 6043 || (now >= CRASH_AT && (partition === 2 || partition === 3));
  return {
    at: at(now),
    seq: seen.length - 1,
    brokers: [{ node: 'broker-1', coordinates: true, availability: 'active' }],
    groups: [],
    partitions: Array.from({ length: 6 }, (_, partition): PartitionFrame => {
      const n = Math.floor(partition / 2) + 1;
      return {
        topic: 'orders',
        partition,
        logEndOffset: 0,
        committedOffset: null,
        readers: unread(partition) ? [] : [`consumer-${n}`],
        position: null,
        unreadSince: unread(partition) ? at(CRASH_AT) : null,
        everRead: now >= 6043,
      };
    }),
    consumers: [1, 2, 3].map((n) => consumer(n, now)),
    messages: [],
    timers: timersAt(now),
    brokerSettings: {},
    consumerSettings: {},
    recordsPerSecond: { orders: 20 },
  };
}
