/** A short hand-made run for tests: two join, one is crashed, its session runs out, the other takes over. */
import type { Instant } from '../../../engine/kernel/time.ts';
import type { Happening, MessageName, TraceEvent } from '../../../engine/world/trace.ts';

export const ONE = 'consumer-1-4be1f7c2-5d0a-4c38-9b7e-20c6d1a8f3e4';
export const TWO = 'consumer-2-a07c41e6-8f13-4d49-b1c5-6e92d0f4ab77';

const message = (client: string, correlationId: number): MessageName => ({
  client,
  broker: 'broker-1',
  connection: 'coordinator',
  epoch: 1,
  correlationId,
});

const p2 = { topic: 'orders', partition: 2 };
const heartbeat = (memberId: string) =>
  ({
    apiKey: 'Heartbeat',
    body: { groupId: 'checkout', generationId: 1, memberId, groupInstanceId: null },
  }) as const;
const session = { key: `heartbeat-checkout-${TWO}`, name: 'sessionTimeout', subject: TWO } as const;

type Line = readonly [
  at: number,
  node: string | null,
  cause: number | null,
  ruleId: string | null,
  Happening,
];

/** Event numbers are places in this list. */
const LINES: readonly Line[] = [
  [
    0,
    null,
    null,
    null,
    {
      type: 'CommandApplied',
      index: 0,
      command: { type: 'addConsumer', consumer: { name: 'consumer-2', settings: {}, msPerRecord: 5 } },
    },
  ],
  [
    10,
    'broker-1',
    0,
    'CG-J-16',
    { type: 'MemberAdded', groupId: 'checkout', memberId: ONE, clientId: 'consumer-1' },
  ],
  [
    10,
    'broker-1',
    0,
    'CG-J-16',
    { type: 'MemberAdded', groupId: 'checkout', memberId: TWO, clientId: 'consumer-2' },
  ],
  [20, 'consumer-2', 0, 'CC-JC-05', { type: 'PartitionsAssigned', partitions: [p2] }],
  [
    1000,
    'consumer-2',
    3,
    'CC-HB-04',
    {
      type: 'RequestSent',
      message: message('consumer-2', 1),
      request: heartbeat(TWO),
      apiVersion: 4,
      arrivesAt: 1002 as Instant,
    },
  ],
  [1002, 'broker-1', 4, null, { type: 'RequestDelivered', message: message('consumer-2', 1), requestId: 1 }],
  [1002, 'broker-1', 5, 'CG-H-04', { type: 'TimerArmed', ...session, due: 46_002 as Instant }],
  [
    5000,
    null,
    null,
    null,
    { type: 'CommandApplied', index: 1, command: { type: 'killNode', node: 'consumer-2' } },
  ],
  [5000, 'consumer-2', 7, null, { type: 'NodeDown', because: 'killed' }],
  [46_002, 'broker-1', 6, null, { type: 'TimerFired', ...session }],
  [
    46_002,
    'broker-1',
    9,
    'CG-P-08',
    { type: 'MemberRemoved', groupId: 'checkout', memberId: TWO, because: 'sessionTimeout' },
  ],
  [
    46_002,
    'broker-1',
    9,
    'CG-P-01',
    {
      type: 'RebalanceStarted',
      groupId: 'checkout',
      because: 'session of a member ran out',
      memberId: TWO,
    },
  ],
  [
    47_000,
    'consumer-1',
    null,
    'CC-HB-04',
    {
      type: 'RequestSent',
      message: message('consumer-1', 9),
      request: heartbeat(ONE),
      apiVersion: 4,
      arrivesAt: 47_002 as Instant,
    },
  ],
  [
    47_002,
    'broker-1',
    12,
    null,
    { type: 'RequestDelivered', message: message('consumer-1', 9), requestId: 2 },
  ],
  [
    47_002,
    'broker-1',
    13,
    'CG-H-04',
    {
      type: 'ReplySent',
      message: message('consumer-1', 9),
      requestId: 2,
      response: { apiKey: 'Heartbeat', body: { errorCode: 27 } },
      errorCode: 27,
      arrivesAt: 47_004 as Instant,
    },
  ],
  [
    47_004,
    'consumer-1',
    14,
    null,
    { type: 'ReplyDelivered', message: message('consumer-1', 9), requestId: 2 },
  ],
];

export const TRACE: readonly TraceEvent[] = LINES.map(([at, node, cause, ruleId, what], seq) => ({
  seq,
  at: at as Instant,
  node,
  cause,
  ruleId: ruleId ?? 'WD-12',
  what,
}));
