import { expect, test } from 'vitest';
import { afterCrash, fleet, scenario } from './fixture.ts';
import { layoutStage, partitionsIn, type Box, type StageLayout } from './layout.ts';
import { toStage } from './model.ts';

const SIZES = [
  ['wide', 1048, 402],
  ['narrow', 744, 374],
  ['phone', 390, 300],
] as const;

function stage(consumers: number, partitions: number) {
  return toStage({ ...fleet(consumers, partitions), scenario, measures: null });
}

function boxes({ cards, coordinator, tiles }: StageLayout): readonly Box[] {
  return [...cards.places, coordinator, ...(tiles === null ? [] : [tiles])];
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test.each(SIZES)(
  '%s: from none to a hundred consumers, nothing overlaps and nothing is outside',
  (shape, width, height) => {
    for (const consumers of [0, 1, 2, 3, 4, 6, 8, 10, 11, 40, 100])
      for (const partitions of [0, 1, 6, 12, 30, 300]) {
        const layout = layoutStage(stage(consumers, partitions), { width, height, topInset: 76 });
        expect(layout.shape).toBe(shape);
        const all = boxes(layout);
        for (const box of all) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        }
        for (const [i, box] of layout.cards.places.entries())
          for (const other of layout.cards.places.slice(i + 1)) expect(overlap(box, other)).toBe(false);
        for (const card of layout.cards.places) expect(overlap(card, layout.coordinator)).toBe(false);
        const rows = layout.partitions.places;
        for (const [i, row] of rows.entries())
          expect(row.top + row.height).toBeLessThanOrEqual((rows[i + 1]?.top ?? Infinity) + 0.01);
      }
  },
);

test('cards shrink with their number, and become tiles beyond ten', () => {
  const size = { width: 1048, height: 402, topInset: 70 };
  const sizes = [1, 3, 4, 5, 8, 10].map((n) => layoutStage(stage(n, 6), size).cards.size);
  expect(sizes).toEqual(['full', 'full', 'low', 'compact', 'line', 'line']);
  expect(layoutStage(stage(10, 6), size).tiles).toBeNull();
  expect(layoutStage(stage(11, 6), size).tiles).not.toBeNull();
});

test('wires keep room for a message at each size', () => {
  for (const [, width, height] of SIZES) {
    const { wires } = layoutStage(stage(3, 6), { width, height, topInset: 70 });
    expect(wires.to - wires.from).toBeGreaterThanOrEqual(110);
  }
});

test('on a phone each partition stands in one card, that of its last reader', () => {
  const model = toStage({ ...afterCrash(), scenario, measures: null });
  const inside = model.consumers.map(({ node }) => partitionsIn(model, node).map(({ label }) => label));
  expect(inside).toEqual([
    ['p0', 'p1'],
    ['p2', 'p3'],
    ['p4', 'p5'],
  ]);
  expect(partitionsIn(model, null)).toEqual([]);
});
