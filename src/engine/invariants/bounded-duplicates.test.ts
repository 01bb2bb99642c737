import { expect, test } from 'vitest';
import { BROKER, happening, ONE, TWO, type Written } from '../../testing/trace-builder.ts';
import { foundIn } from './found-in.fixture.ts';

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
