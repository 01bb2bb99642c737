/**
 * Which part of the run the axis shows. It follows what is played: its left edge stands still until there is too
 * little room, then moves once and by a whole episode; a cursor that leaves it turns the page. A person may take it
 * over by wheel or brush, until the cursor leaves what is shown.
 */
import { bisectRight } from 'd3';
import { timeAxis, type TimeAxis } from '../../draw/time-axis.ts';
import { BEHIND_DUE_MS, quietFolds, type QuietFold } from './folds.ts';

export interface Viewport {
  readonly mode: 'follow' | 'manual';
  readonly from: number;
  readonly to: number;
  /** Folds that a person opened, by key. */
  readonly opened: ReadonlySet<string>;
  readonly peek: number | null;
  /** Where the cursor stood. */
  readonly cursor: number;
}

export interface ViewInput {
  readonly cursor: number;
  readonly playedAt: number;
  /** Ascending. */
  readonly notable: readonly number[];
  /** Where findings began: notable too, ascending. */
  readonly findings: readonly number[];
  /** Instants ahead that matter, ascending. */
  readonly ahead: readonly number[];
  readonly width: number;
  readonly playing: boolean;
  /** Room of an event; less where messages are not drawn. */
  readonly eventPx: number;
}

export interface ViewAxis {
  readonly axis: TimeAxis;
  readonly folds: readonly QuietFold[];
  /** Quiet time that a person opened, and may close. */
  readonly opened: readonly QuietFold[];
}

/** Below `least` px a second the left edge moves, to where there are `good` again: the hysteresis of the window. */
const LEAST_PX_PER_S = 19;
const GOOD_PX_PER_S = 30;
/** Widths that these are meant for; smaller axes are content with less. */
const FULL_WIDTH = 928;
const AHEAD_MS = 4200;
const EPISODE_GAP_MS = 1500;
const EPISODE_LEAD_MS = 600;
const EPISODES_MOST = 64;
/** A window that begins here shows nothing, so it is chosen anew. */
const NEVER = Infinity;
const PAGE_MS = 4000;
/** A person who shows less than this looks closely: little of it folds. */
const CLOSE_LOOK_MS = 20_000;

export function nextViewport(before: Viewport | null, input: ViewInput): Viewport {
  const { cursor, playedAt } = input;
  const opened = before?.opened ?? new Set<string>();
  const moved = before === null || before.cursor !== cursor;
  const isShown = before !== null && cursor >= before.from && cursor <= before.to;
  const peek = peekOf(before, input);
  if (before?.mode === 'manual' && (!moved || isShown)) return { ...before, peek, cursor };
  const base = { mode: 'follow', opened, peek, cursor } as const;
  if (cursor < playedAt && isShown && before.mode === 'follow') return { ...before, ...base };
  const to = cursor < playedAt ? pageEnd(input) : horizon(input);
  const kept = before?.mode === 'follow' && cursor >= before.from ? before.from : undefined;
  const roomAt = (from: number): number => axisOf({ ...base, from, to }, input).axis.scale;
  if (kept !== undefined && roomAt(kept) >= perMs(LEAST_PX_PER_S, input)) return { ...base, from: kept, to };
  return { ...base, from: chooseFrom(input, (from) => roomAt(from) >= perMs(GOOD_PX_PER_S, input)), to };
}

export function axisOf(view: Omit<Viewport, 'cursor'>, input: ViewInput): ViewAxis {
  const { mode, from, to, opened, peek } = view;
  const { playedAt, ahead, width, eventPx } = input;
  const notable = within(input, from, to);
  const span = to - from;
  const least = mode === 'manual' && span < CLOSE_LOOK_MS ? { least: span / 4 } : {};
  const all = quietFolds({ notable, from, to, playedAt, ahead, peek, ...least });
  const folds = all.filter(({ key }) => !opened.has(key));
  const axis = timeAxis({ events: [...notable, ...ahead], from, to, folds, width, eventPx });
  const torn = new Set(axis.segments.filter(({ kind }) => kind === 'fold').map((segment) => segment.from));
  return {
    axis,
    folds: folds.filter((fold) => torn.has(Math.max(fold.from, from))),
    opened: all.filter(({ key }) => opened.has(key)),
  };
}

/** What is notable between two instants, with the one before and the one behind them. */
function within({ notable, findings }: ViewInput, from: number, to: number): readonly number[] {
  const near = [notable, findings].flatMap((list) =>
    list.slice(Math.max(0, bisectRight(list, from) - 1), bisectRight(list, to) + 1),
  );
  return near.sort((a, b) => a - b);
}

/** Opens quiet time and shows it whole; folds it again and follows on. */
export function toggleFold(view: Viewport, fold: QuietFold): Viewport {
  const opened = new Set(view.opened);
  if (opened.delete(fold.key)) return { ...view, mode: 'follow', opened, from: NEVER };
  opened.add(fold.key);
  const margin = Math.max(600, (fold.to - fold.from) * 0.06);
  const from = Math.max(0, Math.round(fold.from - margin));
  return { ...view, mode: 'manual', opened, from, to: Math.round(fold.to + margin) };
}

/** Back to what follows the cursor: the window is chosen anew. */
export function followAgain(view: Viewport): Viewport {
  return { ...view, mode: 'follow', from: NEVER };
}

/** Another piece of time, in px of the axis that is shown: pan by dx, zoom by a factor around x. */
export function moveView(
  view: Viewport,
  axis: TimeAxis,
  change: { readonly dx: number; readonly factor: number; readonly x: number },
): Viewport {
  const { dx, factor, x } = change;
  const from = Math.max(0, Math.round(axis.time(x - x / factor + dx)));
  const to = Math.round(axis.time(x + (axis.width - x) / factor + dx));
  if (to - from < 4) return view;
  return { ...view, mode: 'manual', from, to };
}

/** The same length of time, elsewhere: the brush of the whole run. */
export function showRange(view: Viewport, from: number, to: number): Viewport {
  const start = Math.max(0, Math.round(from));
  return { ...view, mode: 'manual', from: start, to: Math.max(start + 4, Math.round(to)) };
}

function perMs(pxPerSecond: number, { width }: ViewInput): number {
  return (pxPerSecond * Math.min(1, Math.max(0.6, width / FULL_WIDTH))) / 1000;
}

/** As far as what matters next; a little of what is not played stands there always. */
function horizon({ playedAt, cursor, ahead }: ViewInput): number {
  const now = Math.max(playedAt, cursor);
  return Math.max(now + AHEAD_MS, ...ahead.map((at) => at + BEHIND_DUE_MS));
}

function pageEnd({ cursor, notable, playedAt }: ViewInput): number {
  const next = notable[bisectRight(notable, cursor + PAGE_MS)] ?? playedAt;
  return Math.min(Math.max(cursor + PAGE_MS, next + PAGE_MS / 4), playedAt + AHEAD_MS);
}

/** The earliest beginning of an episode from which all still has room. */
function chooseFrom({ cursor, notable }: ViewInput, hasRoom: (from: number) => boolean): number {
  const starts: number[] = [];
  for (let place = bisectRight(notable, cursor) - 1; place >= 0; place--) {
    const at = notable[place] ?? 0;
    const gap = at - (notable[place - 1] ?? -Infinity);
    if (gap > EPISODE_GAP_MS) starts.push(Math.max(0, at - EPISODE_LEAD_MS));
    if (starts.length >= EPISODES_MOST) break;
  }
  if (starts.length < EPISODES_MOST && starts.at(-1) !== 0) starts.push(0);
  let fits = -1;
  let fails = starts.length;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (hasRoom(starts[middle] ?? 0)) fits = middle;
    else fails = middle;
  }
  return starts[fits] ?? Math.max(0, Math.min(starts[0] ?? 0, cursor - PAGE_MS / 2));
}

/** While it is not dragged or played, quiet time opens around the cursor, and stays while the cursor is near. */
function peekOf(before: Viewport | null, { cursor, playedAt, playing }: ViewInput): number | null {
  if (playing || cursor >= playedAt) return null;
  const peek = before?.peek ?? null;
  return peek !== null && Math.abs(peek - cursor) < 1000 ? peek : cursor;
}
