/**
 * The folding axis: one monotone line between virtual time and the screen on which 2 ms and 45 s are legible together.
 * Quiet time shrinks to a tear, bursts open until each event has room, all else keeps one scale, found by bisection.
 * Widths are continuous in time, so that an axis which is drawn anew at every frame flows and does not jump.
 */
import { bisector } from 'd3';

/** Quiet time that may be folded. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
}

export interface Segment extends Quiet {
  readonly x0: number;
  readonly x1: number;
  /** slowed: opened so that its events stand apart. */
  readonly kind: 'open' | 'slowed' | 'fold';
}

export interface AxisInput {
  /** Instants that must stand apart, ascending. */
  readonly events: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly folds: readonly Quiet[];
  readonly width: number;
  /** What each event has at least, in px. */
  readonly eventPx?: number;
}

export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Px of one ms of open time. */
  readonly scale: number;
  readonly segments: readonly Segment[];
  /** Beyond its ends the axis goes on at its scale. */
  x(at: number): number;
  time(x: number): number;
}

/** What each event has at least. */
export const EVENT_PX = 5.5;
/** How wide a tear is. */
export const TEAR_PX = 36;
/** Shorter quiet time is not worth a tear; up to twice this length it shrinks little by little. */
export const FOLD_LEAST_MS = 2000;
/** What of the width bursts may take: with more events than that each has less. */
const BURST_SHARE = 0.7;
/** Quiet time is torn when it has less than this of its linear width. */
const TORN_BELOW = 0.6;
const HALVINGS = 36;

const bySegmentTime = bisector((segment: Segment) => segment.from);
const bySegmentX = bisector((segment: Segment) => segment.x0);

export function timeAxis({ events, from, to, folds, width, eventPx = EVENT_PX }: AxisInput): TimeAxis {
  const end = Math.max(to, from + 1);
  const within = folds
    .map((fold) => ({ from: Math.max(fold.from, from), to: Math.min(fold.to, end) }))
    .filter((fold) => fold.to > fold.from);
  const spans = spansOf(knotsOf(events, { from, to: end }, within), within);
  const slots = spans.filter((span) => !span.isFold).length;
  const least = Math.min(eventPx, (BURST_SHARE * width) / Math.max(1, slots));
  const scale = findScale(spans, least, width);
  const segments = place(spans, { scale, least, width });
  return {
    from,
    to: end,
    width,
    scale,
    segments,
    x: (at) => xOf({ from, to: end, width, scale, segments }, at),
    time: (x) => timeOf({ from, to: end, width, scale, segments }, x),
  };
}

/** Between two axes of one width: `share` of the way from one to the other. Both are monotone, so it is, too. */
export function blendAxes(before: TimeAxis, after: TimeAxis, share: number): TimeAxis {
  const { from, to, width, scale } = after;
  // Where either axis changes its pace, its end included, the way between them does.
  const paces = [...before.segments.map((segment) => segment.from), before.to];
  const inner = paces.filter((at) => at > from && at < to);
  const knots = [...new Set([...after.segments.map((segment) => segment.from), ...inner, to])];
  knots.sort((a, b) => a - b);
  const x = (at: number): number => before.x(at) + (after.x(at) - before.x(at)) * share;
  const segments = knots.slice(1).map((end, index): Segment => {
    const start = knots[index] ?? end;
    const kind = after.segments[bySegmentTime.right(after.segments, start) - 1]?.kind ?? 'open';
    return { from: start, to: end, x0: x(start), x1: x(end), kind };
  });
  return {
    from,
    to,
    width,
    scale,
    segments,
    x,
    time: (at) => {
      const segment = segments[Math.max(0, bySegmentX.right(segments, at) - 1)];
      if (segment === undefined || segment.x1 <= segment.x0) return after.time(at);
      return segment.from + ((at - segment.x0) / (segment.x1 - segment.x0)) * (segment.to - segment.from);
    },
  };
}

/** Pieces of the axis between two instants that are not torn, in px. */
export function openRuns(axis: TimeAxis, from: number, to: number): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const segment of axis.segments) {
    if (segment.kind === 'fold' || segment.to <= from || segment.from >= to) continue;
    const x0 = axis.x(Math.max(segment.from, from));
    const x1 = axis.x(Math.min(segment.to, to));
    const last = runs.at(-1);
    if (last !== undefined && x0 - last[1] < 0.01) last[1] = x1;
    else runs.push([x0, x1]);
  }
  return runs;
}

interface Span extends Quiet {
  readonly isFold: boolean;
}

type Drawn = Pick<TimeAxis, 'from' | 'to' | 'width' | 'scale' | 'segments'>;

function knotsOf(events: readonly number[], range: Quiet, folds: readonly Quiet[]): readonly number[] {
  const inside = events.filter(
    (at) => at > range.from && at < range.to && !folds.some((fold) => at > fold.from && at < fold.to),
  );
  const all = [range.from, range.to, ...inside, ...folds.flatMap((fold) => [fold.from, fold.to])];
  return [...new Set(all)].sort((a, b) => a - b);
}

function spansOf(knots: readonly number[], folds: readonly Quiet[]): readonly Span[] {
  const torn = new Map(folds.map((fold) => [fold.from, fold.to]));
  return knots.slice(1).map((to, index) => {
    const from = knots[index] ?? to;
    return { from, to, isFold: torn.get(from) === to };
  });
}

function widthOf({ from, to, isFold }: Span, scale: number, least: number): number {
  const linear = (to - from) * scale;
  if (!isFold) return Math.max(least, linear);
  const grown = Math.max(0, (2 * FOLD_LEAST_MS - (to - from)) / FOLD_LEAST_MS);
  return Math.min(linear, TEAR_PX + Math.min(1, grown) * Math.max(0, FOLD_LEAST_MS * scale - TEAR_PX));
}

function findScale(spans: readonly Span[], least: number, width: number): number {
  let low = Math.log(1e-7);
  let high = Math.log(Math.max(1, width));
  for (let round = 0; round < HALVINGS; round++) {
    const middle = (low + high) / 2;
    const scale = Math.exp(middle);
    let total = 0;
    for (const span of spans) total += widthOf(span, scale, least);
    if (total > width) high = middle;
    else low = middle;
  }
  return Math.exp(low);
}

/** Lays the spans out; what rounding, or an axis of tears only, leaves over is shared by all. */
function place(
  spans: readonly Span[],
  { scale, least, width }: { readonly scale: number; readonly least: number; readonly width: number },
): readonly Segment[] {
  const widths = spans.map((span) => widthOf(span, scale, least));
  const total = widths.reduce((sum, each) => sum + each, 0);
  const stretch = width / total;
  let x = 0;
  return spans.map(({ from, to, isFold }, index) => {
    const x0 = x;
    x += (widths[index] ?? 0) * stretch;
    const linear = (to - from) * scale * stretch;
    // Quiet time that is squeezed by little is not torn yet.
    const isTorn = isFold && x - x0 < TORN_BELOW * linear;
    const isSlowed = !isFold && (to - from) * scale < least / 2;
    return { from, to, x0, x1: x, kind: isTorn ? 'fold' : isSlowed ? 'slowed' : 'open' };
  });
}

function xOf({ from, to, width, scale, segments }: Drawn, at: number): number {
  if (at <= from) return (at - from) * scale;
  if (at >= to) return width + (at - to) * scale;
  const segment = segments[bySegmentTime.right(segments, at) - 1];
  if (segment === undefined) return 0;
  return segment.x0 + ((at - segment.from) / (segment.to - segment.from)) * (segment.x1 - segment.x0);
}

function timeOf({ from, to, width, scale, segments }: Drawn, x: number): number {
  if (x <= 0) return from + x / scale;
  if (x >= width) return to + (x - width) / scale;
  const segment = segments[bySegmentX.right(segments, x) - 1];
  if (segment === undefined) return from;
  return segment.from + ((x - segment.x0) / (segment.x1 - segment.x0)) * (segment.to - segment.from);
}
