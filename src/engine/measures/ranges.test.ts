import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addRange, lengthOf, type Ranges } from './ranges.ts';

test.each([
  ['behind the last one, it makes that longer', [[0, 5]], [5, 9], [[0, 9]], []],
  [
    'with a gap, it stands for itself',
    [[0, 5]],
    [7, 9],
    [
      [0, 5],
      [7, 9],
    ],
    [],
  ],
  ['within, it was all there before', [[0, 9]], [2, 4], [[0, 9]], [[2, 4]]],
  [
    'over a gap, it closes it',
    [
      [0, 3],
      [6, 9],
    ],
    [2, 7],
    [[0, 9]],
    [
      [2, 3],
      [6, 7],
    ],
  ],
  ['empty, it changes nothing', [[0, 3]], [2, 2], [[0, 3]], []],
])('a range %s', (_, ranges, [from, to], after, again) => {
  const given = { from: from ?? 0, to: to ?? 0 };
  expect(addRange(toRanges(ranges), given)).toEqual({ ranges: toRanges(after), again: toRanges(again) });
});

test('ranges know what a set of numbers knows', () => {
  const added = fc.array(fc.tuple(fc.nat(30), fc.nat(8)), { maxLength: 20 });
  fc.assert(
    fc.property(added, (list) => {
      const known = new Set<number>();
      let ranges: Ranges = [];
      for (const [from, length] of list) {
        const numbers = Array.from({ length }, (_, index) => from + index);
        const step = addRange(ranges, { from, to: from + length });
        expect(lengthOf(step.again)).toBe(numbers.filter((number) => known.has(number)).length);
        for (const number of numbers) known.add(number);
        ({ ranges } = step);
        expect(lengthOf(ranges)).toBe(known.size);
      }
    }),
  );
});

function toRanges(pairs: readonly (readonly number[])[]): Ranges {
  return pairs.map(([from, to]) => ({ from: from ?? 0, to: to ?? 0 }));
}
