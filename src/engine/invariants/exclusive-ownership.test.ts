import { expect, test } from 'vitest';
import { happening, ONE, TWO, type Written } from '../../testing/trace-builder.ts';
import { foundIn } from './found-in.fixture.ts';

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
