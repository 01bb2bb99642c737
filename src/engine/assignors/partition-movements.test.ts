import { expect, test } from 'vitest';
import { PartitionMovements } from './partition-movements.ts';
import { PartitionPool } from './partition-pool.ts';

const pool = new PartitionPool();

test('AS-80 a partition that went the opposite way goes back instead, of the same topic only', () => {
  const movements = new PartitionMovements();
  const [first, second] = [pool.of('t0', 0), pool.of('t0', 1)];
  movements.record(first, { from: 'm-A', to: 'm-B' });
  expect(movements.actualPartition(second, { from: 'm-B', to: 'm-A' })).toBe(first);
  expect(movements.actualPartition(second, { from: 'm-C', to: 'm-A' })).toBe(second);
  expect(movements.actualPartition(pool.of('t1', 1), { from: 'm-B', to: 'm-A' })).toBe(pool.of('t1', 1));
});

test('AS-80 of several the first in HashSet order', () => {
  const movements = new PartitionMovements();
  for (const number of [0, 1, 2]) movements.record(pool.of('t0', number), { from: 'm-A', to: 'm-B' });
  expect(movements.actualPartition(pool.of('t0', 7), { from: 'm-B', to: 'm-A' })).toBe(pool.of('t0', 2));
});

test('AS-80 a partition that moved before counts from its first owner', () => {
  const movements = new PartitionMovements();
  const [first, second] = [pool.of('t0', 0), pool.of('t0', 1)];
  movements.record(first, { from: 'm-C', to: 'm-A' });
  movements.record(second, { from: 'm-A', to: 'm-B' });
  expect(movements.actualPartition(second, { from: 'm-B', to: 'm-C' })).toBe(first);
});

test('AS-81 back at its first owner it never moved', () => {
  const movements = new PartitionMovements();
  const [first, second] = [pool.of('t0', 0), pool.of('t0', 1)];
  movements.record(first, { from: 'm-A', to: 'm-B' });
  movements.record(first, { from: 'm-B', to: 'm-C' });
  expect(movements.actualPartition(second, { from: 'm-C', to: 'm-A' })).toBe(first);
  movements.record(first, { from: 'm-C', to: 'm-A' });
  expect(movements.actualPartition(second, { from: 'm-C', to: 'm-A' })).toBe(second);
});
