import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blendAxes, EVENT_PX, openRuns, TEAR_PX, timeAxis, type AxisInput } from './time-axis.ts';

const input: fc.Arbitrary<AxisInput> = fc
  .record({
    from: fc.integer({ min: 0, max: 100_000 }),
    length: fc.integer({ min: 1, max: 600_000 }),
    offsets: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 8 }),
    width: fc.integer({ min: 200, max: 2000 }),
  })
  .map(({ from, length, offsets, cuts, width }) => {
    const at = (share: number) => Math.round(from + share * length);
    const ends = cuts.toSorted((a, b) => a - b).map((cut) => at(cut / 1000));
    const folds: { from: number; to: number }[] = [];
    for (let index = 0; index + 1 < ends.length; index += 2)
      folds.push({ from: ends[index] ?? 0, to: ends[index + 1] ?? 0 });
    return { events: offsets.map(at).sort((a, b) => a - b), from, to: from + length, folds, width };
  });

describe('the folding axis', () => {
  test('is monotone, fills its width and comes back to the time it was asked for', () => {
    fc.assert(
      fc.property(input, (given) => {
        const axis = timeAxis(given);
        expect(axis.x(axis.from)).toBeCloseTo(0, 6);
        expect(axis.x(axis.to)).toBeCloseTo(given.width, 6);
        let before = -Infinity;
        for (let step = -10; step <= 110; step++) {
          const at = axis.from + ((axis.to - axis.from) * step) / 100;
          const x = axis.x(at);
          expect(x).toBeGreaterThan(before);
          before = x;
          expect(axis.time(x)).toBeCloseTo(at, 3);
        }
      }),
    );
  });

  test('gives each event its room, unless there are more than the width can hold', () => {
    fc.assert(
      fc.property(input, (given) => {
        const axis = timeAxis(given);
        const slots = axis.segments.filter(
          (segment) => !given.folds.some(({ from, to }) => from === segment.from && to === segment.to),
        );
        const least = Math.min(EVENT_PX, (0.7 * given.width) / slots.length);
        // Tears take their own width: with many on a small axis everything shrinks alike.
        const total = slots.length * least + axis.segments.length * TEAR_PX;
        if (total > given.width) return;
        for (const { x0, x1 } of slots) expect(x1 - x0).toBeGreaterThanOrEqual(least - 0.01);
      }),
    );
  });

  test('on the way from one axis to another it is monotone, and comes back', () => {
    fc.assert(
      fc.property(input, input, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, share) => {
        const axis = blendAxes(timeAxis({ ...one, width: 900 }), timeAxis({ ...other, width: 900 }), share);
        let before = -Infinity;
        for (let step = 0; step <= 100; step++) {
          const at = axis.from + ((axis.to - axis.from) * step) / 100;
          expect(axis.x(at)).toBeGreaterThan(before);
          before = axis.x(at);
          expect(axis.time(before)).toBeCloseTo(at, 2);
        }
      }),
    );
  });

  test('moves by little when time goes on by little', () => {
    const events = [0, 20, 23, 6028, 6041];
    const at = (now: number) =>
      timeAxis({
        events,
        from: 0,
        to: now + 4000,
        folds: [
          { from: 1023, to: 4028 },
          ...(now - 6000 - 7041 >= 2000 ? [{ from: 7041, to: now - 6000 }] : []),
        ],
        width: 928,
      });
    for (let now = 10_000; now < 40_000; now += 16)
      expect(Math.abs(at(now + 16).x(now + 16) - at(now).x(now))).toBeLessThan(2);
  });

  test('names what is open between two instants', () => {
    const axis = timeAxis({
      events: [],
      from: 0,
      to: 60_000,
      folds: [{ from: 5000, to: 55_000 }],
      width: 500,
    });
    const runs = openRuns(axis, 2000, 58_000);
    expect(runs).toHaveLength(2);
    expect(runs[0]?.[0]).toBeCloseTo(axis.x(2000));
    expect(runs[1]?.[1]).toBeCloseTo(axis.x(58_000));
    expect(axis.x(55_000) - axis.x(5000)).toBeCloseTo(TEAR_PX, 0);
  });
});
