import { expect, test } from 'vitest';
import {
  BROKER,
  happening,
  joinGroup,
  learnt,
  message,
  traceOf,
  type Written,
} from '../../testing/trace-builder.ts';
import { instant } from '../kernel/time.ts';
import type { Happening } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { ALL_INVARIANTS, findingsFold, INVARIANTS } from './index.ts';

const [ONE, TWO] = ['consumer-1', 'consumer-2'] as const;

/** Two members in a Stable group, each with a partition; both heartbeat every 3 s. */
const STABLE: readonly Written[] = [
  [0, null, happening.topics(2)],
  [0, ONE, happening.started],
  [0, TWO, happening.started],
  [1, ONE, happening.sent(message(ONE, 1), joinGroup(''))],
  [1, TWO, happening.sent(message(TWO, 1), joinGroup(''))],
  [1, ONE, happening.client(ONE, 'PREPARING_REBALANCE', 'UNJOINED')],
  [1, TWO, happening.client(TWO, 'PREPARING_REBALANCE', 'UNJOINED')],
  [4, BROKER, happening.group('Empty', null)],
  [5, BROKER, happening.added(ONE)],
  [5, BROKER, happening.group('PreparingRebalance', 'Empty')],
  [6, BROKER, happening.added(TWO)],
  [3_005, BROKER, happening.group('CompletingRebalance', 'PreparingRebalance')],
  [3_005, BROKER, happening.formed(1, ONE, ONE, TWO)],
  [3_005, BROKER, joinReply(ONE, 1)],
  [3_005, BROKER, joinReply(TWO, 1)],
  [3_007, ONE, happening.client(ONE, 'COMPLETING_REBALANCE', 'PREPARING_REBALANCE')],
  [3_007, TWO, happening.client(TWO, 'COMPLETING_REBALANCE', 'PREPARING_REBALANCE')],
  [3_007, ONE, heartbeatIn(3_000)],
  [3_010, BROKER, happening.group('Stable', 'CompletingRebalance')],
  [3_012, ONE, happening.client(ONE, 'STABLE', 'COMPLETING_REBALANCE')],
  [3_012, ONE, happening.assigned(0)],
  [3_013, TWO, happening.client(TWO, 'STABLE', 'COMPLETING_REBALANCE')],
  [3_013, TWO, happening.assigned(1)],
];

test('the number told is the number evaluated, and ids are told apart', () => {
  expect(INVARIANTS).toBe(6);
  expect(new Set(ALL_INVARIANTS.map(({ id }) => id)).size).toBe(INVARIANTS);
});

test('a group that is left alone breaks nothing', () => {
  expect(foundIn([], 600_000)).toEqual([]);
});

test('IV-I01: a reader that is thought dead and is not reads on beside its successor', () => {
  const zombie: readonly Written[] = [
    [10_000, ONE, happening.assigned(1)],
    [12_500, TWO, happening.revoked(1)],
  ];
  expect(foundIn(zombie)).toEqual([
    'IV-I01 harm 10000–12500: consumer-1 and consumer-2 both read orders-1 for 2.5 s.',
  ]);
  expect(foundIn(zombie.slice(0, 1), 11_000)).toEqual([
    'IV-I01 harm 10000–…: consumer-1 and consumer-2 have both been reading orders-1 for 1.0 s.',
  ]);
});

test('IV-I01: a partition handed on is never with two, not even within one instant', () => {
  const handedOn: readonly Written[] = [
    [10_000, ONE, happening.assigned(1)],
    [10_000, TWO, happening.revoked(1)],
  ];
  expect(foundIn(handedOn)).toEqual([]);
});

test('IV-I02: a partition is missed after 2 × heartbeat.interval.ms + 1 s, and the finding counts from the start', () => {
  const unread: readonly Written[] = [[20_000, TWO, happening.revoked(1)]];
  expect(foundIn(unread, 27_000)).toEqual([]);
  expect(foundIn(unread, 27_001)).toEqual([
    'IV-I02 harm 20000–…: Nobody has read orders-1 for 7.0 s, after consumer-2 stopped.',
  ]);
  expect(foundIn([...unread, [29_000, ONE, happening.assigned(1)]])).toEqual([
    'IV-I02 harm 20000–29000: Nobody read orders-1 for 9.0 s, after consumer-2 stopped.',
  ]);
  expect(foundIn([...unread, [26_000, ONE, happening.assigned(1)]], 60_000)).toEqual([]);
});

test('IV-I08: what was not committed is processed again, and is counted', () => {
  const again: readonly Written[] = [
    [5_000, BROKER, happening.committed(1, 100)],
    [8_000, TWO, happening.processed(1, 0, 160)],
    [9_000, TWO, happening.revoked(1)],
    [9_500, ONE, happening.assigned(1)],
    [9_600, ONE, happening.processed(1, 100, 150)],
    [9_700, ONE, happening.processed(1, 150, 200)],
  ];
  expect(foundIn(again)).toEqual([
    'IV-I08 harm 9600–9700: consumer-1 processed 60 records of orders-1 (offsets 100…159) that consumer-2 had processed already.',
  ]);
  expect(foundIn([...again.slice(0, 4), [9_600, ONE, happening.processed(1, 160, 200)]])).toEqual([]);
});

test('IV-I08: processing what was committed before the take-over is a mistake of ours', () => {
  const wrong: readonly Written[] = [
    [8_000, TWO, happening.processed(1, 0, 160)],
    [8_100, BROKER, happening.committed(1, 160)],
    [9_000, TWO, happening.revoked(1)],
    [9_500, ONE, happening.assigned(1)],
    [9_600, ONE, happening.processed(1, 159, 200)],
  ];
  expect(foundIn(wrong)).toEqual([
    'IV-I08 harm 9600–9600: consumer-1 processed 1 record of orders-1 (offset 159) that consumer-2 had processed already.',
    'IV-I08 assertion 9600–9600: consumer-1 processed orders-1 again from offset 159 on, although 160 was committed when it took over.',
  ]);
});

const EVICTED: Written = [60_000, BROKER, happening.removed(TWO, 'sessionTimeout')];
test.each<[string, readonly Written[], boolean]>([
  ['ran all the time', [], true],
  ['was dead', [[10_000, TWO, happening.killed]], false],
  [
    'was frozen within its session',
    [
      [10_000, TWO, happening.paused('all')],
      [20_000, TWO, happening.resumed('all')],
    ],
    false,
  ],
  [
    'was frozen long before',
    [
      [10_000, TWO, happening.paused('all')],
      [11_000, TWO, happening.resumed('all')],
    ],
    true,
  ],
  ['is out by its own lights', [[30_000, TWO, happening.client(TWO, 'UNJOINED', 'STABLE')]], false],
  ['has another member id by now', [[30_000, BROKER, happening.added(TWO, 'consumer-2-2')]], false],
])('IV-I09: whether it is harm that a member is removed that %s', (_, before, isHarm) => {
  const about = foundIn([...before, EVICTED]).filter((text) => text.startsWith('IV-I09'));
  const harm =
    'IV-I09 harm 60000–60000: consumer-2 ran and took part, yet the coordinator removed it after 45.0 s without a heartbeat.';
  expect(about).toEqual(isHarm ? [harm] : []);
});

test.each<[string, readonly Written[], number, string | null]>([
  [
    'dead, gone in time',
    [
      [10_000, TWO, happening.killed],
      [55_000, BROKER, happening.removed(TWO, 'sessionTimeout')],
    ],
    99_000,
    null,
  ],
  [
    'dead and never removed',
    [[10_000, TWO, happening.killed]],
    56_001,
    '10000–…: consumer-2 has been silent for 46.0 s and is a member after more than 45.0 s.',
  ],
  ['dead, its time not yet over', [[10_000, TWO, happening.killed]], 56_000, null],
  [
    'dead, heard once more',
    [
      [10_000, TWO, happening.killed],
      [10_003, BROKER, happening.delivered(message(TWO, 9))],
    ],
    56_002,
    null,
  ],
  [
    'frozen and removed too late',
    [
      [10_000, TWO, happening.paused('library')],
      [60_000, BROKER, happening.removed(TWO, 'sessionTimeout')],
    ],
    99_000,
    '10000–60000: consumer-2 has been silent for 50.0 s and is a member after more than 45.0 s.',
  ],
  [
    'frozen and thawed',
    [
      [10_000, TWO, happening.paused('all')],
      [54_000, TWO, happening.resumed('all')],
    ],
    99_000,
    null,
  ],
  [
    'stuck and never leaving',
    [[10_000, TWO, happening.paused('application')]],
    311_001,
    '10000–…: consumer-2 has been stuck for 301.0 s and is a member after more than 300.0 s.',
  ],
  [
    'stuck and leaving in time',
    [
      [10_000, TWO, happening.paused('application')],
      [310_000, TWO, leaves()],
    ],
    999_000,
    null,
  ],
  [
    'at work for too long',
    [[10_000, TWO, worksUntil(410_000)]],
    311_001,
    '10000–…: consumer-2 has been stuck for 301.0 s and is a member after more than 300.0 s.',
  ],
  [
    'dead while it is owed an answer',
    [
      [9_999, TWO, happening.sent(message(TWO, 9), joinGroup('x'))],
      [10_000, TWO, happening.killed],
    ],
    300_000,
    null,
  ],
  [
    'dead while the coordinator is away',
    [
      [10_000, TWO, happening.killed],
      [20_000, BROKER, happening.killed],
    ],
    300_000,
    null,
  ],
  [
    'dead, and the coordinator came back',
    [
      [10_000, TWO, happening.killed],
      [20_000, BROKER, happening.killed],
      [21_000, BROKER, happening.started],
      [30_000, BROKER, happening.group('Stable', null)],
    ],
    76_001,
    '10000–…: consumer-2 has been silent for 66.0 s and is a member after more than 45.0 s.',
  ],
])('IV-I10: a member that is %s', (_, further, at, complaint) => {
  const about = foundIn(further, at).filter((text) => text.startsWith('IV-I10'));
  expect(about).toEqual(complaint === null ? [] : [`IV-I10 assertion ${complaint}`]);
});

test.each<[string, readonly Written[], string | null]>([
  [
    'the group skips a state',
    [[9_000, BROKER, happening.group('CompletingRebalance', 'Stable')]],
    'group checkout went from Stable to CompletingRebalance',
  ],
  [
    'the group leaves a state in which it is not',
    [[9_000, BROKER, happening.group('PreparingRebalance', 'Empty')]],
    'group checkout went from Empty to PreparingRebalance while it was in Stable',
  ],
  [
    'the consumer skips a state',
    [
      [9_000, TWO, happening.client(TWO, 'PREPARING_REBALANCE', 'STABLE')],
      [9_001, TWO, happening.client(TWO, 'STABLE', 'PREPARING_REBALANCE')],
    ],
    'consumer coordinator consumer-2 went from PREPARING_REBALANCE to STABLE',
  ],
  [
    'the group enters a state of another protocol',
    [[9_000, BROKER, happening.group('Assigning', 'Stable')]],
    'group checkout entered Assigning, which Kafka does not know',
  ],
  [
    'the group begins in the middle',
    [[9_000, 'broker-2', happening.group('CompletingRebalance', null)]],
    'group checkout began in CompletingRebalance',
  ],
  [
    'the group is loaded',
    [
      [9_000, 'broker-2', happening.group('Empty', null)],
      [9_000, 'broker-2', happening.group('Stable', 'Empty')],
    ],
    null,
  ],
  [
    'the broker starts anew',
    [
      [9_000, BROKER, happening.started],
      [9_100, BROKER, happening.group('Stable', null)],
    ],
    null,
  ],
  ['the consumer is thrown back', [[9_000, TWO, happening.client(TWO, 'UNJOINED', 'STABLE')]], null],
])('IV-I24: %s', (_, further, complaint) => {
  const at = further.at(-1)?.[0] ?? 0;
  expect(foundIn(further)).toEqual(complaint === null ? [] : [`IV-I24 assertion ${at}–${at}: ${complaint}.`]);
});

test('an event that no invariant needs leaves the very same state', () => {
  const state = traceOf(...STABLE).reduce(
    (before, event) => findingsFold.extend(before, event),
    findingsFold.initial,
  );
  const beat = { groupId: 'checkout', generationId: 1, memberId: 'consumer-2-1', groupInstanceId: null };
  const plumbing = traceOf(
    [4_000, TWO, happening.sent(message(TWO, 7), { apiKey: 'Heartbeat', body: beat })],
    [4_000, TWO, heartbeatIn(3_000)],
    [4_002, BROKER, happening.delivered(message(TWO, 7))],
    [
      4_002,
      BROKER,
      happening.replied(message(TWO, 7), { apiKey: 'Heartbeat', body: { errorCode: 0 } }),
    ],
    [4_003, TWO, { type: 'RecordsDelivered', ranges: [] }],
  );
  for (const event of plumbing) expect(findingsFold.extend(state, event)).toBe(state);
});

function foundIn(further: readonly Written[], at?: number): readonly string[] {
  return learnt(findingsFold, traceOf(...STABLE, ...further), at).map(briefly);
}

function briefly({ id, kind, from, to, sentence, subjects, title }: Finding): string {
  expect(subjects.length + title.length).toBeGreaterThan(1);
  return `${id} ${kind} ${from}–${to ?? '…'}: ${sentence}`;
}

function joinReply(client: string, correlationId: number): Happening {
  const body = {
    errorCode: 0,
    generationId: 1,
    protocolType: 'consumer',
    protocolName: 'range',
    leader: 'consumer-1-1',
    skipAssignment: false,
    memberId: `${client}-1`,
    members: [],
  };
  return happening.replied(message(client, correlationId), { apiKey: 'JoinGroup', body });
}

function heartbeatIn(ms: number): Happening {
  return { type: 'TimerArmed', key: 'heartbeat', name: 'heartbeat', subject: ONE, due: instant(3_007 + ms) };
}

function worksUntil(due: number): Happening {
  return { type: 'TimerArmed', key: 'processing', name: 'processing', subject: TWO, due: instant(due) };
}

function leaves(): Happening {
  const members = [{ memberId: 'consumer-2-1', groupInstanceId: null, reason: null }];
  const body = { groupId: 'checkout', memberId: '', members };
  return happening.sent(message(TWO, 99), { apiKey: 'LeaveGroup', body });
}
