import { expect, test } from 'vitest';
import { BROKER, happening, TWO, type Written } from '../../testing/trace-builder.ts';
import { foundIn } from './found-in.fixture.ts';

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
