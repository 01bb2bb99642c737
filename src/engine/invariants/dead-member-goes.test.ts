import { expect, test } from 'vitest';
import {
  BROKER,
  happening,
  joinGroup,
  joinReply,
  message,
  ONE,
  TWO,
  type Written,
} from '../../testing/trace-builder.ts';
import { instant } from '../kernel/time.ts';
import type { Happening } from '../world/trace.ts';
import { foundIn } from './found-in.fixture.ts';

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
    '10000–…: consumer-2 has been silent for 46.0 s and is a member 1.0 s after its time.',
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
    '10000–60000: consumer-2 has been silent for 50.0 s and is a member 5.0 s after its time.',
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
    '10000–…: consumer-2 has been stuck for 301.0 s and is a member 1.0 s after its time.',
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
    '10000–…: consumer-2 has been stuck for 301.0 s and is a member 1.0 s after its time.',
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
      [30_000, BROKER, happening.session(TWO, 'Alive', 'Unwatched')],
    ],
    76_001,
    '10000–…: consumer-2 has been silent for 66.0 s and is a member 1.0 s after its time.',
  ],
  [
    'stuck and static, so that its session runs behind, and begins anew with each generation',
    [
      [9_000, TWO, happening.sent(message(TWO, 8), joinGroup('x', { groupInstanceId: 'till-2' }))],
      [9_001, BROKER, joinReply(TWO, 8)],
      [10_000, TWO, happening.paused('application')],
      [340_000, BROKER, happening.formed(2, ONE, ONE, TWO)],
    ],
    386_001,
    '10000–…: consumer-2 has been stuck for 376.0 s and is a member 1.0 s after its time.',
  ],
  [
    'dead, and not in the log that the coordinator came back with',
    [
      [10_000, TWO, happening.killed],
      [20_000, BROKER, happening.killed],
      [21_000, BROKER, happening.started],
      [30_000, BROKER, happening.group('Stable', null)],
      [30_000, BROKER, happening.session(ONE, 'Alive', 'Unwatched')],
    ],
    300_000,
    null,
  ],
  [
    'stuck while the coordinator is lost, so that it falls silent instead',
    [
      [10_000, TWO, happening.paused('application')],
      [20_000, BROKER, happening.killed],
      [30_000, BROKER, happening.group('Stable', null)],
      [30_000, BROKER, happening.session(TWO, 'Alive', 'Unwatched')],
    ],
    356_000,
    null,
  ],
])('IV-I10: a member that is %s', (_, further, at, complaint) => {
  const about = foundIn(further, at).filter((text) => text.startsWith('IV-I10'));
  expect(about).toEqual(complaint === null ? [] : [`IV-I10 assertion ${complaint}`]);
});

function worksUntil(due: number): Happening {
  return { type: 'TimerArmed', key: 'processing', name: 'processing', subject: TWO, due: instant(due) };
}

function leaves(): Happening {
  const members = [{ memberId: 'consumer-2-1', groupInstanceId: null, reason: null }];
  const body = { groupId: 'checkout', memberId: '', members };
  return happening.sent(message(TWO, 99), { apiKey: 'LeaveGroup', body });
}
