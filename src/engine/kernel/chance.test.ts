import { expect, test } from 'vitest';
import { SeededChance } from './chance.ts';

const latency = { purpose: 'latency', entity: 'consumer-1→broker-1' };
const range = { least: 2, most: 9 };

test('a new die in one place moves no other', () => {
  const alone = new SeededChance(7);
  const crowded = new SeededChance(7);
  const draws = [1, 2, 3, 4].map(() => {
    crowded.uuid({ purpose: 'memberId', entity: 'consumer-2' });
    return [alone.integer(latency, range), crowded.integer(latency, range)];
  });
  for (const [a, b] of draws) expect(a).toBe(b);
});

test('it goes on from its counters', () => {
  const chance = new SeededChance(7);
  chance.integer(latency, range);
  const later = new SeededChance(7, chance.counters());
  expect(later.integer(latency, range)).toBe(chance.integer(latency, range));
});

test('draws fill their range evenly, and another seed gives others', () => {
  const chance = new SeededChance(1);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 10_000; n++) {
    const drawn = chance.integer(latency, { least: 0, most: 9 });
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  for (const count of counts) expect(count).toBeGreaterThan(850);
  const sequence = (seed: number): string => {
    const dice = new SeededChance(seed);
    return Array.from({ length: 8 }, () => dice.integer(latency, range)).join();
  };
  expect(sequence(1)).not.toBe(sequence(2));
});

test('uuids are of version 4 and do not repeat', () => {
  const chance = new SeededChance(3);
  const ids = Array.from({ length: 100 }, () => chance.uuid({ purpose: 'memberId', entity: 'g' }));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(100);
});
