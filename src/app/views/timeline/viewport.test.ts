import { describe, expect, test } from 'vitest';
import { EVENT_PX } from '../../draw/time-axis.ts';
import { extendIndex } from './extend-index.ts';
import { CRASH_AT, crashTrace, EXPIRES } from './testing/crash-run.ts';
import { EMPTY_INDEX } from './timeline-index.ts';
import {
  axisOf,
  followAgain,
  moveView,
  nextViewport,
  toggleFold,
  type ViewInput,
  type Viewport,
} from './viewport.ts';

const { notable } = extendIndex(EMPTY_INDEX, crashTrace(120_000));

function inputAt(cursor: number, given: Partial<ViewInput> = {}): ViewInput {
  const playedAt = given.playedAt ?? cursor;
  const ahead = cursor >= CRASH_AT && cursor < EXPIRES ? [EXPIRES] : [];
  return {
    cursor,
    playedAt,
    notable: notable.filter((at) => at <= playedAt),
    findings: [],
    ahead,
    width: 928,
    playing: true,
    eventPx: EVENT_PX,
    ...given,
  };
}

function playTo(end: number): Viewport {
  let view: Viewport | null = null;
  for (let at = 0; at <= end; at += 100) view = nextViewport(view, inputAt(at));
  return view ?? nextViewport(null, inputAt(end));
}

describe('the window of the axis', () => {
  test('moves calmly while time is quiet: nothing leaps from frame to frame', () => {
    let view: Viewport | null = null;
    let before: { readonly x: number; readonly from: number } | undefined;
    for (let at = 8000; at < CRASH_AT; at += 16) {
      const input = inputAt(at);
      view = nextViewport(view, input);
      const x = axisOf(view, input).axis.x(at);
      if (before !== undefined && before.from === view.from) expect(Math.abs(x - before.x)).toBeLessThan(2.5);
      before = { x, from: view.from };
    }
  });

  test('keeps its left edge until there is too little room', () => {
    let view: Viewport | null = null;
    const edges = new Set<number>();
    for (let at = 0; at < 120_000; at += 50) {
      view = nextViewport(view, inputAt(at));
      edges.add(view.from);
    }
    expect([...edges]).toEqual([0, 20_400]);
  });

  test('shows what is due far ahead, behind a fold', () => {
    const view = playTo(24_200);
    expect(view.to).toBeGreaterThan(EXPIRES);
    const { axis, folds } = axisOf(view, inputAt(24_200));
    expect(folds.some(({ from, to }) => from > 24_200 && to < EXPIRES)).toBe(true);
    expect(axis.width - axis.x(EXPIRES)).toBeGreaterThan(40);
  });

  test('stands still while the cursor goes back within it, and turns the page when it leaves', () => {
    const view = playTo(75_000);
    const back = nextViewport(view, inputAt(70_000, { playedAt: 75_000 }));
    expect([back.from, back.to]).toEqual([view.from, view.to]);
    const away = nextViewport({ ...view, from: 62_000 }, inputAt(6000, { playedAt: 75_000 }));
    expect(away.from).toBeLessThanOrEqual(6000);
    expect(away.to).toBeGreaterThan(6000);
  });

  test('opens quiet time around a cursor that rests in it', () => {
    const input = inputAt(40_000, { playedAt: 75_000, playing: false });
    const view = nextViewport(playTo(75_000), input);
    const { folds } = axisOf(view, input);
    expect(folds.length).toBeGreaterThan(0);
    expect(folds.some(({ from, to }) => from < 40_000 && to > 40_000)).toBe(false);
  });

  test('a fold that is opened is shown whole, and folded again follows on', () => {
    const view = playTo(24_200);
    const input = inputAt(24_200);
    const fold = axisOf(view, input).folds[0];
    if (fold === undefined) throw new Error('nothing is folded');
    const opened = nextViewport(toggleFold(view, fold), input);
    expect(opened.mode).toBe('manual');
    expect(opened.from).toBeLessThan(fold.from);
    expect(axisOf(opened, input).folds.map(({ key }) => key)).not.toContain(fold.key);
    const closed = nextViewport(toggleFold(opened, fold), input);
    expect([closed.mode, closed.opened.size]).toEqual(['follow', 0]);
    expect(closed.from).toBeLessThan(24_200);
  });

  test('a person’s window stays until the cursor leaves it, and gives up on demand', () => {
    const view = playTo(75_000);
    const input = inputAt(75_000);
    const { axis } = axisOf(view, input);
    const zoomed = moveView(view, axis, { dx: 0, factor: 2, x: axis.x(74_000) });
    expect(zoomed.to - zoomed.from).toBeLessThan(view.to - view.from);
    expect(nextViewport(zoomed, input).mode).toBe('manual');
    expect(nextViewport(zoomed, inputAt(6000, { playedAt: 75_000 })).mode).toBe('follow');
    expect(nextViewport(followAgain(zoomed), input).from).toBeLessThan(75_000);
  });
});
