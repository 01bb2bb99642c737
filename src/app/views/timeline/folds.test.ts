import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOLD_LEAST_MS } from '../../draw/time-axis.ts';
import { quietFolds } from './folds.ts';

const instants = fc
  .uniqueArray(fc.integer({ min: 0, max: 300_000 }), { maxLength: 40 })
  .map((list) => list.toSorted((a, b) => a - b));

describe('folds', () => {
  test('never hide a notable event, never overlap, and are worth a tear', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 0, max: 300_000 }),
        fc.integer({ min: 0, max: 300_000 }),
        fc.option(fc.integer({ min: 0, max: 300_000 })),
        (all, playedAt, from, peek) => {
          const notable = all.filter((at) => at <= playedAt);
          const ahead = all.filter((at) => at > playedAt);
          const to = Math.max(from + 1, playedAt + 5000);
          const folds = quietFolds({ notable, from, to, playedAt, ahead, peek });
          let end = -Infinity;
          for (const fold of folds) {
            expect(fold.from).toBeGreaterThanOrEqual(end);
            expect(fold.to - fold.from).toBeGreaterThanOrEqual(FOLD_LEAST_MS);
            for (const at of [...all, playedAt]) expect(at > fold.from && at < fold.to).toBe(false);
            if (peek !== null) expect(peek > fold.from && peek < fold.to).toBe(false);
            end = fold.to;
          }
        },
      ),
    );
  });

  test('a running fold grows evenly: its name stays, its end follows what was played', () => {
    const at = (playedAt: number) =>
      quietFolds({ notable: [6043], from: 0, to: playedAt + 4000, playedAt, ahead: [], peek: null }).find(
        ({ key }) => key === 'after 6043',
      );
    expect(at(15_043)).toEqual({ key: 'after 6043', from: 7043, to: 9043 });
    expect(at(15_059)).toEqual({ key: 'after 6043', from: 7043, to: 9059 });
  });

  test('something that happens does not make the fold before it jump', () => {
    const given = { from: 0, to: 60_000, ahead: [], peek: null };
    const before = quietFolds({ ...given, notable: [6043], playedAt: 20_999 }).at(-1);
    const after = quietFolds({ ...given, notable: [6043, 21_000], playedAt: 21_000 }).at(-1);
    expect(Math.abs((after?.to ?? 0) - (before?.to ?? 0))).toBeLessThan(2);
  });
});
