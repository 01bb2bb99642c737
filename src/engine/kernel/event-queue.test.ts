import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';
import { instant } from './time.ts';

test('whatever order things are put in, they come out by instant and then by sequence', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (dues) => {
      const queue = new EventQueue<number>();
      dues.forEach((due, sequence) => queue.push({ due: instant(due), sequence, what: sequence }));
      const out = dues.map(() => queue.pop());
      const expected = dues
        .map((due, sequence) => ({ due, sequence, what: sequence }))
        .sort((a, b) => a.due - b.due || a.sequence - b.sequence);
      expect(out).toEqual(expected);
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

test('a queue made from the entries of another goes on as that one would, and leaves it alone', () => {
  const queue = new EventQueue<string>();
  for (const [due, what] of [
    [5, 'e'],
    [1, 'a'],
    [3, 'c'],
  ] as const)
    queue.push({ due: instant(due), sequence: due, what });
  const copy = new EventQueue(queue.entries());
  copy.push({ due: instant(2), sequence: 9, what: 'b' });
  expect([copy.pop()?.what, copy.pop()?.what, copy.pop()?.what, copy.pop()?.what]).toEqual([
    'a',
    'b',
    'c',
    'e',
  ]);
  expect(queue.size).toBe(3);
});
