import { expect, test } from 'vitest';
import { BROKER, happening, TWO, type Written } from '../../testing/trace-builder.ts';
import { foundIn } from './found-in.fixture.ts';

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
