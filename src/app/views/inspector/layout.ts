/**
 * Where a statechart's boxes and edges lie: states in a line by their distance from the initial one, across if they
 * fit and down if not; a step to the next is a straight arrow, every other edge an arc on its own side. No two boxes
 * overlap, and no text stands on an edge.
 */
import { textWidth, type TextFont } from '../../draw/text-width.ts';
import type { ChartModel, ModelEdge } from './chart-model.ts';

export interface ChartBox {
  readonly state: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ChartArrow {
  readonly edge: ModelEdge;
  readonly path: string;
  /** The head: its point, and the direction it flies. */
  readonly head: { readonly x: number; readonly y: number; readonly angle: 0 | 90 | 180 | 270 };
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly direction: 'across' | 'down';
  readonly boxes: readonly ChartBox[];
  readonly arrows: readonly ChartArrow[];
}

export const STATE_FONT: TextFont = { size: 10, weight: 500, family: 'mono' };

const PAD = 6;
const BOX = { across: 31, down: 23 } as const;
const LINE = 12;
const GAP_LEAST = 13;
const GAP_MOST = 34;
const DOWN_GAP = 17;
const ARC_BASE = 11;
const ARC_STEP = 7;

export function layoutChart(chart: ChartModel, width: number): ChartLayout {
  const order = orderOf(chart);
  const lines = order.map((state) => wrap(state, chart));
  const widths = lines.map(
    (parts) => Math.ceil(Math.max(...parts.map((part) => textWidth(part, STATE_FONT)))) + 2 * PAD,
  );
  const room = width - widths.reduce((sum, one) => sum + one, 0) - 2;
  const gap = order.length > 1 ? room / (order.length - 1) : 0;
  return order.length === 1 || gap >= GAP_LEAST
    ? across(chart, order, { lines, widths, gap: Math.min(gap, GAP_MOST), width })
    : down(chart, order, width);
}

/** Up to so many states every order is tried; beyond, breadth first is good enough. */
const TRIED_AT_MOST = 7;
const kept = new Map<string, readonly string[]>();

/** The order in which most edges lead to the next state: found once for a chart, whatever it does. */
export function orderOf(chart: ChartModel): readonly string[] {
  const { initial, states, all } = chart;
  const key = JSON.stringify([initial, states, all]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const start = states.includes(initial) ? initial : (states[0] ?? '');
  const first = breadthFirst(start, states, all);
  const order = states.length > TRIED_AT_MOST ? first : bestOrder(first, all);
  kept.set(key, order);
  return order;
}

type Pairs = ChartModel['all'];

function breadthFirst(start: string, states: readonly string[], pairs: Pairs): readonly string[] {
  const order = [start];
  for (const state of order)
    for (const [from, to] of pairs) if (from === state && !order.includes(to)) order.push(to);
  return [...order, ...states.filter((state) => !order.includes(state))];
}

function bestOrder(first: readonly string[], pairs: Pairs): readonly string[] {
  const [start, ...rest] = first;
  if (start === undefined) return first;
  let best = first;
  let least = costOf(first, pairs);
  for (const tail of permutations(rest)) {
    const order = [start, ...tail];
    const cost = costOf(order, pairs);
    if (cost < least) [best, least] = [order, cost];
  }
  return best;
}

/** A step to the next costs nothing, a skip its length, a way back more. */
function costOf(order: readonly string[], pairs: Pairs): number {
  return pairs.reduce((sum, [from, to]) => {
    const span = order.indexOf(to) - order.indexOf(from);
    return sum + (span >= 0 ? Math.max(0, span - 1) : 1.4 - 1.5 * span);
  }, 0);
}

function* permutations(items: readonly string[]): Generator<readonly string[]> {
  if (items.length < 2) yield items;
  for (const item of items.length < 2 ? [] : items)
    for (const tail of permutations(items.filter((other) => other !== item))) yield [item, ...tail];
}

/** Long names go on two lines, at an underscore or a capital. */
function wrap(state: string, { current, inner }: ChartModel): readonly string[] {
  if (state === current && inner !== null) return [state, inner];
  if (state.length <= 9) return [state];
  const breaks = [...state.matchAll(/_|(?<=[a-z])(?=[A-Z])|\s/gu)].map(({ index }) => index);
  const middle = state.length / 2;
  const best = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  if (best === undefined) return [state];
  const keeps = state[best] === '_' ? best + 1 : best;
  return [state.slice(0, keeps), state.slice(keeps).trim()];
}

interface Across {
  readonly lines: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly gap: number;
  readonly width: number;
}

function across(
  chart: ChartModel,
  order: readonly string[],
  { lines, widths, gap, width }: Across,
): ChartLayout {
  const tall = lines.some((parts) => parts.length > 1);
  const height = tall ? BOX.across : BOX.down;
  const reach = reachOf(chart, order);
  const top = reach.forward;
  let x = 1;
  const boxes = order.map((state, place): ChartBox => {
    const box = { state, lines: lines[place] ?? [state], x, y: top, width: widths[place] ?? 0, height };
    x += box.width + gap;
    return box;
  });
  const arrows = chart.edges.flatMap((edge) => arrowAcross(edge, order, boxes));
  return { width, height: top + height + reach.backward + 2, direction: 'across', boxes, arrows };
}

/** How far the arcs stand out on either side. */
function reachOf(
  { edges }: ChartModel,
  order: readonly string[],
): { readonly forward: number; readonly backward: number } {
  let forward = 2;
  let backward = 0;
  for (const { from, to } of edges) {
    const span = order.indexOf(to) - order.indexOf(from);
    if (span > 1 || span === 0) forward = Math.max(forward, bulge(Math.max(1, span)) + 2);
    if (span < 0) backward = Math.max(backward, bulge(-span));
  }
  return { forward, backward };
}

function bulge(span: number): number {
  return ARC_BASE + ARC_STEP * (span - 1);
}

function arrowAcross(
  edge: ModelEdge,
  order: readonly string[],
  boxes: readonly ChartBox[],
): readonly ChartArrow[] {
  const from = boxes.find(({ state }) => state === edge.from);
  const to = boxes.find(({ state }) => state === edge.to);
  if (from === undefined || to === undefined) return [];
  const span = order.indexOf(edge.to) - order.indexOf(edge.from);
  const middle = (box: ChartBox): number => box.x + box.width / 2;
  if (span === 1) {
    const y = from.y + from.height / 2;
    const [x1, x2] = [from.x + from.width, to.x];
    return [{ edge, path: `M${x1} ${y}H${x2 - 1}`, head: { x: x2, y, angle: 0 } }];
  }
  if (span === 0) {
    const [x1, x2, y] = [middle(from) - 9, middle(from) + 9, from.y];
    const high = y - bulge(1) * 1.2;
    return [
      { edge, path: `M${x1} ${y}C${x1} ${high} ${x2} ${high} ${x2} ${y - 1}`, head: { x: x2, y, angle: 90 } },
    ];
  }
  const isForward = span > 0;
  const y = isForward ? from.y : from.y + from.height;
  const x1 = middle(from) + (isForward ? 7 : -7);
  const x2 = middle(to) + (isForward ? -7 : 7);
  const far = y + (isForward ? -1 : 1) * bulge(Math.abs(span)) * (4 / 3);
  return [
    {
      edge,
      path: `M${x1} ${y}C${x1} ${far} ${x2} ${far} ${x2} ${y + (isForward ? -1 : 1)}`,
      head: { x: x2, y, angle: isForward ? 90 : 270 },
    },
  ];
}

function down(chart: ChartModel, order: readonly string[], width: number): ChartLayout {
  const named = order.map((state) =>
    state === chart.current && chart.inner !== null ? `${state} · ${chart.inner}` : state,
  );
  const widest = Math.ceil(Math.max(...named.map((name) => textWidth(name, STATE_FONT)))) + 2 * PAD;
  const boxWidth = Math.min(widest, width - 2);
  const reach = reachDown(chart, order);
  const x = Math.min(reach.forward, Math.max(1, width - boxWidth - reach.backward));
  const boxes = order.map((state, place): ChartBox => ({
    state,
    lines: [named[place] ?? state],
    x,
    y: 1 + place * (BOX.down + DOWN_GAP),
    width: boxWidth,
    height: BOX.down,
  }));
  const arrows = chart.edges.flatMap((edge) => arrowDown(edge, order, boxes));
  const last = boxes.at(-1);
  return { width, height: (last?.y ?? 0) + BOX.down + 3, direction: 'down', boxes, arrows };
}

function reachDown(
  chart: ChartModel,
  order: readonly string[],
): { readonly forward: number; readonly backward: number } {
  const { forward, backward } = reachOf(chart, order);
  return { forward: forward + 2, backward: Math.max(backward, 2) + 4 };
}

function arrowDown(
  edge: ModelEdge,
  order: readonly string[],
  boxes: readonly ChartBox[],
): readonly ChartArrow[] {
  const from = boxes.find(({ state }) => state === edge.from);
  const to = boxes.find(({ state }) => state === edge.to);
  if (from === undefined || to === undefined) return [];
  const span = order.indexOf(edge.to) - order.indexOf(edge.from);
  const center = from.x + Math.min(from.width / 2, 40);
  const middle = (box: ChartBox): number => box.y + box.height / 2;
  if (span === 1)
    return [
      {
        edge,
        path: `M${center} ${from.y + from.height}V${to.y - 1}`,
        head: { x: center, y: to.y, angle: 90 },
      },
    ];
  const isForward = span >= 0;
  const x = isForward ? from.x : from.x + from.width;
  const shift = span === 0 ? 6 : 5;
  const y1 = middle(from) + (span === 0 ? -shift : isForward ? shift : -shift);
  const y2 = middle(to) + (span === 0 ? shift : isForward ? -shift : shift);
  const far = x + (isForward ? -1 : 1) * bulge(Math.max(1, Math.abs(span))) * (4 / 3);
  return [
    {
      edge,
      path: `M${x} ${y1}C${far} ${y1} ${far} ${y2} ${x + (isForward ? -1 : 1)} ${y2}`,
      head: { x, y: y2, angle: isForward ? 0 : 180 },
    },
  ];
}

/** Where a box's lines of text stand. */
export function baselines(box: ChartBox): readonly number[] {
  const middle = box.y + box.height / 2 + 3.6;
  return box.lines.map((_, place) => middle + (place - (box.lines.length - 1) / 2) * LINE);
}
