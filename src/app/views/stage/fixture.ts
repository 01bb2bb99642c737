/** Hand-made moments of a group, for the tests of the stage's model and layout. */
import type { ClientFrame } from '../../../engine/kafka/client.ts';
import type { GroupFrame, GroupMemberFrame } from '../../../engine/kafka/server-role.ts';
import type { Instant } from '../../../engine/kernel/time.ts';
import type { Scenario } from '../../../engine/world/scenario.ts';
import type {
  ConsumerFrame,
  Frame,
  MessageFrame,
  PartitionFrame,
  TimerFrame,
} from '../../../engine/world/frame.ts';
import type { Happening, TraceEvent } from '../../../engine/world/trace.ts';

export const at = (ms: number) => ms as Instant;

export const memberId = (n: number) =>
  `consumer-${n}-${`${n}a07c41e6`.slice(0, 8)}-93a4-4c5e-8e2a-6b1f00000000`;

export const scenario: Scenario = {
  title: 'Crash one of three',
  seed: 7,
  server: { name: 'apache-kafka', version: '4.4.0' },
  brokers: 1,
  topics: [{ name: 'orders', partitions: 6, recordsPerSecond: 20, batchMs: 100 }],
  groupId: 'checkout',
  latencyMs: { least: 2, most: 2 },
  brokerSettings: {},
  consumerSettings: {},
  commands: [],
};

export function clientFrame(n: number, change: Partial<ClientFrame> = {}): ClientFrame {
  return {
    state: 'STABLE',
    memberId: memberId(n),
    generationId: 1,
    groupId: 'checkout',
    groupInstanceId: null,
    rebalanceProtocol: 'EAGER',
    isLeader: n === 1,
    owned: [],
    positions: [],
    rejoinNeeded: false,
    rejoinReason: '',
    coordinator: 'broker-1',
    coordinatorState: 'Known',
    heartbeatState: 'Beating',
    application: 'Polling',
    closed: false,
    ...change,
  };
}

export function consumerFrame(
  n: number,
  owned: readonly number[],
  change: Partial<ConsumerFrame> = {},
): ConsumerFrame {
  const partitions = owned.map((partition) => ({ topic: 'orders', partition }));
  return {
    node: `consumer-${n}`,
    spec: { name: `consumer-${n}`, settings: {}, msPerRecord: 10 },
    ordinal: n,
    process: 'running',
    processSince: at(100),
    paused: null,
    client: clientFrame(n, { owned: partitions }),
    effectiveSettings: {},
    msPerRecord: 10,
    ...change,
  };
}

export function member(n: number, change: Partial<GroupMemberFrame> = {}): GroupMemberFrame {
  return {
    memberId: memberId(n),
    groupInstanceId: null,
    clientId: `consumer-${n}`,
    clientHost: `/10.0.0.${n}`,
    sessionTimeoutMs: 45_000,
    rebalanceTimeoutMs: 300_000,
    awaitingJoin: false,
    awaitingSync: false,
    session: 'Alive',
    assignmentBytes: 40,
    ...change,
  };
}

export function groupFrame(
  members: readonly GroupMemberFrame[],
  change: Partial<GroupFrame> = {},
): GroupFrame {
  return {
    groupId: 'checkout',
    type: 'classic',
    state: 'Stable',
    previousState: 'CompletingRebalance',
    generationId: 1,
    protocolType: 'consumer',
    protocolName: 'range',
    leader: memberId(1),
    members,
    pendingJoin: [],
    pendingSync: [],
    ...change,
  };
}

export function timer(
  node: string,
  name: string,
  change: Omit<Partial<TimerFrame>, 'due' | 'armedAt'> & { armed: number; due: number },
): TimerFrame {
  const { armed, due, ...rest } = change;
  return {
    node,
    key: `${name}-${rest.subject ?? node}`,
    name,
    subject: node,
    armedAt: at(armed),
    due: at(due),
    held: false,
    ...rest,
  };
}

export function partition(n: number, change: Partial<PartitionFrame> = {}): PartitionFrame {
  return {
    topic: 'orders',
    partition: n,
    logEndOffset: 484,
    committedOffset: 418,
    readers: [],
    position: 482,
    unreadSince: null,
    everRead: true,
    ...change,
  };
}

export function message(n: number, change: Partial<MessageFrame> = {}): MessageFrame {
  return {
    message: {
      client: `consumer-${n}`,
      broker: 'broker-1',
      connection: 'coordinator',
      epoch: 1,
      correlationId: 30 + n,
    },
    direction: 'request',
    apiKey: 'Heartbeat',
    errorCode: 0,
    place: 'travelling',
    sentAt: at(0),
    arrivesAt: at(1),
    sentSeq: n,
    ...change,
  };
}

export function frameOf(change: Partial<Frame>): Frame {
  return {
    at: at(24_200),
    seq: -1,
    brokers: [{ node: 'broker-1', coordinates: true, availability: 'active' }],
    groups: [],
    partitions: [],
    consumers: [],
    messages: [],
    timers: [],
    brokerSettings: {},
    consumerSettings: {},
    recordsPerSecond: { orders: 20 },
    ...change,
  };
}

export function event(seq: number, ms: number, node: string | null, what: Happening): TraceEvent {
  return { seq, at: at(ms), node, cause: null, ruleId: 'WD-01', what };
}

/** A trace in which the named partitions were just handed to their consumers. */
export function delivered(
  now: number,
  readers: Readonly<Record<string, readonly number[]>>,
): readonly TraceEvent[] {
  return Object.entries(readers).map(([node, partitions], seq) =>
    event(seq, now - 100, node, {
      type: 'RecordsDelivered',
      ranges: partitions.map((number) => ({ topic: 'orders', partition: number, from: 480, to: 482 })),
    }),
  );
}

function session(n: number, armed: number): TimerFrame {
  return timer('broker-1', 'sessionTimeout', { armed, due: armed + 45_000, subject: memberId(n) });
}

function own(n: number, beat: number, poll: number): readonly TimerFrame[] {
  const node = `consumer-${n}`;
  return [
    timer(node, 'heartbeat', { armed: beat, due: beat + 3000 }),
    timer(node, 'pollInterval', { armed: poll, due: poll + 300_000 }),
  ];
}

function crashTrace(): readonly TraceEvent[] {
  const down = event(5, 21_000, 'consumer-2', { type: 'NodeDown', because: 'killed' });
  const armed = {
    type: 'TimerArmed',
    key: 'heartbeat',
    name: 'heartbeat',
    subject: 'consumer-2',
    due: at(21_412),
  } as const;
  const sent = {
    type: 'RequestSent',
    message: {
      client: 'consumer-2',
      broker: 'broker-1',
      connection: 'coordinator',
      epoch: 1,
      correlationId: 9,
    },
    request: {
      apiKey: 'Heartbeat',
      body: { groupId: 'checkout', generationId: 1, memberId: memberId(2), groupInstanceId: null },
    },
    apiVersion: 4,
    arrivesAt: at(18_324),
  } as const;
  const trace = [
    event(0, 18_322, 'consumer-2', sent),
    event(1, 18_322, 'consumer-2', armed),
    event(2, 18_324, 'broker-1', { type: 'RequestDelivered', message: sent.message, requestId: 4 }),
    event(3, 18_330, null, {
      type: 'ConnectionOpened',
      client: 'consumer-2',
      broker: 'broker-1',
      connection: 'bootstrap',
    }),
    event(4, 21_000, null, {
      type: 'CommandApplied',
      index: 0,
      command: { type: 'killNode', node: 'consumer-2' },
    }),
    down,
    ...delivered(24_200, { 'consumer-1': [0, 1], 'consumer-3': [4, 5] }).map((entry) => ({
      ...entry,
      seq: entry.seq + 6,
    })),
  ];
  return trace;
}

/** 3.2 s after consumer-2 was killed: its session runs on, p2 and p3 are read by nobody. */
export function afterCrash(): { frame: Frame; trace: readonly TraceEvent[] } {
  const trace = crashTrace();
  const frame = frameOf({
    seq: 7,
    groups: [groupFrame([member(1), member(2), member(3)])],
    partitions: [
      ...[0, 1].map((n) => partition(n, { readers: ['consumer-1'] })),
      ...[2, 3].map((n) => partition(n, { committedOffset: 318, position: 418, unreadSince: at(21_000) })),
      ...[4, 5].map((n) => partition(n, { readers: ['consumer-3'], position: 480 })),
    ],
    consumers: [
      consumerFrame(1, [0, 1]),
      consumerFrame(2, [2, 3], { process: 'crashed', processSince: at(21_000) }),
      consumerFrame(3, [4, 5]),
    ],
    messages: [
      message(1, { direction: 'reply', sentAt: at(24_199), arrivesAt: at(24_201), sentSeq: 41 }),
      message(3, { sentAt: at(24_199), arrivesAt: at(24_201), sentSeq: 42 }),
    ],
    timers: [
      ...own(1, 24_196, 24_000),
      ...own(3, 24_199, 23_800),
      session(1, 24_198),
      session(2, 18_324),
      session(3, 21_170),
    ],
  });
  return { frame, trace };
}

/** 45 s later: the join barrier waits for consumer-3, which is in its handler. */
export function atBarrier(): { frame: Frame; trace: readonly TraceEvent[] } {
  const now = 69_200;
  const trace = delivered(now, { 'consumer-3': [4, 5] });
  const frame = frameOf({
    at: at(now),
    seq: 0,
    groups: [
      groupFrame([member(1, { awaitingJoin: true }), member(3)], {
        state: 'PreparingRebalance',
        previousState: 'Stable',
      }),
    ],
    partitions: [
      ...[0, 1].map((n) =>
        partition(n, { logEndOffset: 1384, committedOffset: 1268, position: 1268, unreadSince: at(63_600) }),
      ),
      ...[2, 3].map((n) =>
        partition(n, { logEndOffset: 1384, committedOffset: 318, position: 418, unreadSince: at(21_000) }),
      ),
      ...[4, 5].map((n) =>
        partition(n, { logEndOffset: 1384, committedOffset: 1224, position: 1235, readers: ['consumer-3'] }),
      ),
    ],
    consumers: [
      consumerFrame(1, [], { client: clientFrame(1, { state: 'PREPARING_REBALANCE', rejoinNeeded: true }) }),
      consumerFrame(2, [2, 3], { process: 'crashed', processSince: at(21_000) }),
      consumerFrame(3, [4, 5], {
        client: clientFrame(3, {
          rejoinNeeded: true,
          application: 'Processing',
          owned: [4, 5].map((n) => ({ topic: 'orders', partition: n })),
        }),
      }),
    ],
    messages: [
      message(1, {
        apiKey: 'JoinGroup',
        place: 'parked',
        sentAt: at(63_598),
        arrivesAt: at(63_600),
        sentSeq: 51,
      }),
      message(3, {
        direction: 'reply',
        errorCode: 27,
        sentAt: at(69_199),
        arrivesAt: at(69_201),
        sentSeq: 52,
      }),
    ],
    timers: [
      timer('consumer-1', 'pollInterval', { armed: 69_100, due: 369_100 }),
      ...own(3, 66_622, 61_900),
      timer('consumer-3', 'processing', { armed: 61_900, due: 71_602 }),
      session(1, 61_000),
      session(3, 66_624),
      timer('broker-1', 'rebalanceTimeout', { armed: 63_324, due: 363_324, subject: 'checkout' }),
    ],
  });
  return { frame, trace };
}

/** A fleet of n, one partition after the other dealt round. */
export function fleet(n: number, partitions: number): { frame: Frame; trace: readonly TraceEvent[] } {
  const now = 24_200;
  const numbers = Array.from({ length: n }, (_, i) => i + 1);
  const ownedBy = (k: number) =>
    Array.from({ length: partitions }, (_, p) => p).filter((p) => n > 0 && (p % n) + 1 === k);
  const frame = frameOf({
    seq: n - 1,
    groups: n === 0 ? [] : [groupFrame(numbers.map((k) => member(k)))],
    partitions: Array.from({ length: partitions }, (_, p) =>
      n === 0
        ? partition(p, { committedOffset: null, position: null, unreadSince: at(0), everRead: false })
        : partition(p, { readers: [`consumer-${(p % n) + 1}`] }),
    ),
    consumers: numbers.map((k) => consumerFrame(k, ownedBy(k))),
    timers: numbers.flatMap((k) => [...own(k, now - 200 * k, now - 100), session(k, now - 300 * k)]),
  });
  const trace = delivered(now, Object.fromEntries(numbers.map((k) => [`consumer-${k}`, ownedBy(k)])));
  return { frame, trace };
}
