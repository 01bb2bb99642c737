import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../kernel/time.ts';
import { addPartitions, changeRate, createTopic, logEndOffset, whenBeyond } from './topics.ts';

const orders = createTopic(
  { name: 'orders', partitions: 2, recordsPerSecond: 20, batchMs: 500 },
  'id',
  instant(0),
);

test('a partition grows in batches at its rate', () => {
  const ends = [0, 499, 500, 1_000, 10_250].map((at) => logEndOffset(orders, 0, instant(at)));
  expect(ends).toEqual([0, 0, 10, 20, 200]);
});

test('after a change of rate nothing is lost and nothing comes twice', () => {
  const slower = changeRate(orders, 2, instant(1_200));
  expect(logEndOffset(slower, 0, instant(1_200))).toBe(20);
  expect(logEndOffset(slower, 0, instant(2_200))).toBe(22);
  const stopped = changeRate(orders, 0, instant(1_200));
  expect(logEndOffset(stopped, 0, instant(99_000))).toBe(20);
  expect(whenBeyond(stopped, 0, { offset: 20, from: instant(2_000) })).toBeUndefined();
});

test('an added partition begins empty', () => {
  const grown = addPartitions(orders, 1, instant(4_000));
  expect([4_000, 5_000].map((at) => logEndOffset(grown, 2, instant(at)))).toEqual([0, 20]);
});

test('whenBeyond is the first instant at which the log reaches beyond an offset', () => {
  const given = fc.record({
    recordsPerSecond: fc.integer({ min: 1, max: 500 }),
    batchMs: fc.integer({ min: 10, max: 1_000 }),
    offset: fc.integer({ min: 0, max: 2_000 }),
    from: fc.integer({ min: 0, max: 5_000 }),
  });
  fc.assert(
    fc.property(given, ({ recordsPerSecond, batchMs, offset, from }) => {
      const topic = createTopic({ name: 't', partitions: 1, recordsPerSecond, batchMs }, 'id', instant(0));
      const when = whenBeyond(topic, 0, { offset, from: instant(from) });
      if (when === undefined) return;
      expect(logEndOffset(topic, 0, when)).toBeGreaterThan(offset);
      if (when > from) expect(logEndOffset(topic, 0, instant(when - 1))).toBeLessThanOrEqual(offset);
    }),
  );
});
