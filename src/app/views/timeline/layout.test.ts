import { describe, expect, test } from 'vitest';
import { EVENT_PX } from '../../draw/time-axis.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { extendIndex } from './extend-index.ts';
import { layoutTimeline, markAt, marksInRow, rowNames, type TimelineLayout } from './layout.ts';
import { toTimelineModel } from './model.ts';
import { rowSizes } from './rows.ts';
import { toScene } from './scene.ts';
import { CRASH_AT, crashFrame, crashTrace } from './testing/crash-run.ts';
import { EMPTY_INDEX } from './timeline-index.ts';
import { axisOf, nextViewport } from './viewport.ts';

function layoutAt(
  cursor: number,
  given: { trace?: readonly TraceEvent[]; playedAt?: number; width?: number; height?: number } = {},
): TimelineLayout {
  const playedAt = given.playedAt ?? cursor;
  const trace = given.trace ?? crashTrace(playedAt);
  const index = extendIndex(EMPTY_INDEX, trace);
  const model = toTimelineModel({
    index,
    frame: crashFrame(cursor, trace),
    playedAt,
    depth: 'engineer',
    selected: null,
    findings: [],
    branch: 'main',
    branches: [],
    outcomes: {},
    known: new Map(),
  });
  const size = { width: given.width ?? 1048, height: given.height ?? 374 };
  const counts = { partitions: model.partitions.length, lanes: model.lanes.length, branches: 0 };
  const rows = rowSizes(size, counts);
  const ahead = model.dues.filter(({ matters }) => matters).map(({ at }) => at);
  const { notable } = index;
  const width = rows.right - rows.left;
  const input = { cursor, playedAt, notable, findings: [], ahead, width, playing: false, eventPx: EVENT_PX };
  return layoutTimeline(toScene(model, rows, axisOf(nextViewport(null, input), input)));
}

describe('the timeline’s layout', () => {
  test('counts the seconds that nobody reads, up to the cursor', () => {
    const { owners } = layoutAt(24_200);
    expect(owners.rows[2]?.bars.map(({ kind }) => kind)).toEqual(['nobody', 'read', 'nobody']);
    expect(owners.rows[2]?.texts.at(-1)).toMatchObject({ text: 'nobody · 3.2 s', isHarm: true });
    expect(owners.rows[0]?.texts).toMatchObject([{ text: 'nobody yet', isHarm: false }]);
    expect(layoutAt(23_000, { playedAt: 24_200 }).owners.rows[2]?.texts.at(-1)?.text).toContain('2.0 s');
  });

  test('says what a tear holds', () => {
    const { folds } = layoutAt(24_200);
    expect(folds.tears.map(({ amount, contents }) => `${amount} ${contents}`)).toEqual([
      '11.2 s folded 11 heartbeats',
      '36.2 s folded not played yet',
    ]);
  });

  test('draws right of what was played only what is due', () => {
    const { future, scene } = layoutAt(24_200);
    for (const due of future.dues) expect(due.x).toBeGreaterThan(scene.played);
    expect(future.dues.flatMap(({ lines }) => lines)).toContain('out 63.324');
    expect(layoutAt(23_000, { playedAt: 24_200 }).future.dues).toEqual([]);
  });

  test('holds a parked request as a bar, an error by name, a crash as a cross', () => {
    const { lanes } = layoutAt(24_200);
    const [first, second] = lanes.lanes;
    expect(first?.messages.held.map(({ exchange }) => exchange.apiKey)).toEqual(['JoinGroup', 'SyncGroup']);
    expect(lanes.lanes.flatMap(({ texts }) => texts.texts.map(({ text }) => text))).toContain(
      'JoinGroup parked',
    );
    expect(second?.crosses).toHaveLength(1);
    expect(second?.pieces.map(({ kind }) => kind)).toEqual(['runs', 'gone']);
    expect(second?.ahead).not.toBe('');
  });

  test('no two words of a lane, and no two numbers of the ruler, overlap', () => {
    for (const cursor of [700, 6040, 24_200, 64_000, 75_000])
      for (const size of [
        { width: 1048, height: 374 },
        { width: 744, height: 270 },
        { width: 390, height: 215 },
      ]) {
        const { ruler, lanes } = layoutAt(cursor, size);
        const named = ruler.ticks.filter(({ text }) => text !== '').map(({ x }) => x);
        for (let place = 1; place < named.length; place++)
          expect((named[place] ?? 0) - (named[place - 1] ?? 0)).toBeGreaterThan(14);
        for (const { texts } of lanes.lanes) {
          const chips = texts.chips.map(({ x, width }) => [x, x + width] as const);
          for (const [place, [x0]] of chips.entries())
            if (place > 0) expect(x0).toBeGreaterThanOrEqual(chips[place - 1]?.[1] ?? 0);
        }
      }
  });

  test('what is under the pointer, and what is beside it by keyboard', () => {
    const layout = layoutAt(24_200);
    const { rows, x } = layout.scene;
    const flag = markAt(layout, x(CRASH_AT) + 20, rows.pins + 5);
    expect(flag?.words()).toBe('21.000 you: Crash consumer-2');
    expect(rowNames(layout)).toContain('consumer-2');
    const beats = marksInRow(layout, 'consumer-1');
    expect(beats[1]?.words()).toBe(
      '0.020 consumer-1 sends JoinGroup; reply at 0.025: MEMBER_ID_REQUIRED (79)',
    );
    expect(beats.map(({ at }) => at)).toEqual(beats.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  test('100,000 events cost a frame what is new: index and layout', () => {
    const once = crashTrace(120_000).filter(({ what }) => what.type !== 'TopicsChanged');
    const trace: TraceEvent[] = [...crashTrace(0)];
    for (let round = 0; trace.length < 100_000; round++)
      for (const event of once)
        trace.push({ ...event, seq: trace.length, at: (event.at + round * 121_000) as TraceEvent['at'] });
    const playedAt = trace.at(-1)?.at ?? 0;
    let index = extendIndex(EMPTY_INDEX, trace.slice(0, -600));
    const begun = performance.now();
    for (let place = trace.length - 600; place < trace.length; place += 10)
      index = extendIndex(index, trace.slice(place, place + 10));
    const perFrame = (performance.now() - begun) / 60;
    expect(perFrame).toBeLessThan(8);
    const from = performance.now();
    const layout = layoutAt(playedAt, {
      trace: trace.slice(-20_000).map((event, seq) => ({ ...event, seq })),
    });
    expect(performance.now() - from).toBeLessThan(2000);
    expect(layout.marks.length).toBeLessThan(2000);
  });
});
