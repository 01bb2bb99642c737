/**
 * The pointer on the timeline: drag scrubs, a click picks a mark, opens a tear or names a row; the wheel pans, with ctrl
 * it zooms; the whole run's window is dragged. At most one question to the worker per animation frame.
 */
import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Instant } from '../../../engine/kernel/time.ts';
import { isSameSelection, type Selection } from '../../store/selection.ts';
import { sessionActs, useSession } from '../../store/session.ts';
import { STRIP_PX } from './Overview.tsx';
import { markAt, type TimelineLayout } from './layout.ts';
import type { QuietFold } from './folds.ts';
import type { Mark } from './scene.ts';
import type { KeptView } from './use-view.ts';
import { moveView, showRange, toggleFold } from './viewport.ts';

export interface Hovered {
  readonly x: number;
  readonly y: number;
  readonly mark: Mark | null;
}

interface Press {
  readonly x: number;
  readonly y: number;
  readonly kind: 'axis' | 'brush' | 'pan';
  /** brush: where in the window it was taken, in ms from its left edge. */
  readonly grip: number;
  moved: boolean;
}

const CLICK_PX = 3;

export function usePointer(
  place: RefObject<HTMLDivElement | null>,
  layout: TimelineLayout | null,
  kept: KeptView,
) {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const press = useRef<Press | null>(null);
  const frame = useRef(0);
  const latest = useRef({ layout, kept });
  useLayoutEffect(() => {
    latest.current = { layout, kept };
  }, [layout, kept]);
  useWheel(place, latest);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const soon = (what: () => void): void => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(what);
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (layout === null || event.button > 1 || isControl(event.target)) return;
    const { x, y } = pointOf(event);
    if (x < layout.scene.rows.left - 4 && !isOnStrip(layout, y)) return selectRow(layout, y);
    event.currentTarget.setPointerCapture(event.pointerId);
    const kind = isOnStrip(layout, y) ? 'brush' : event.shiftKey || event.button === 1 ? 'pan' : 'axis';
    press.current = { x, y, kind, grip: kind === 'brush' ? gripOf(layout, x) : 0, moved: false };
    if (kind === 'brush') brush(layout, kept, { x, grip: press.current.grip });
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (layout === null) return;
    const { x, y } = pointOf(event);
    const held = press.current;
    if (held === null) {
      soon(() => hover(latest.current.layout, { x, y }, setHovered));
      return;
    }
    if (!held.moved && Math.hypot(x - held.x, y - held.y) <= CLICK_PX) return;
    if (!held.moved && held.kind === 'axis') kept.hold(true);
    held.moved = true;
    if (held.kind === 'axis') soon(() => scrub(latest.current.layout, x));
    else if (held.kind === 'brush') soon(() => brush(latest.current.layout, kept, { x, grip: held.grip }));
    else pan(latest, held, x);
  };
  const onPointerUp = (event: PointerEvent): void => {
    const held = press.current;
    press.current = null;
    if (held === null || layout === null) return;
    if (held.kind === 'axis' && held.moved) kept.hold(false);
    if (held.kind === 'axis' && !held.moved && event.type === 'pointerup') click(layout, kept, held);
  };
  const onPointerLeave = (): void => {
    cancelAnimationFrame(frame.current);
    setHovered(null);
    if (useSession.getState().hovered !== null) sessionActs().hover(null);
  };
  return {
    hovered,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onPointerLeave },
  };
}

type Latest = RefObject<{ readonly layout: TimelineLayout | null; readonly kept: KeptView }>;

function pointOf(event: PointerEvent): { readonly x: number; readonly y: number } {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

function isOnStrip({ overview }: TimelineLayout, y: number): boolean {
  return overview !== null && y >= overview.y - 5 && y <= overview.y + STRIP_PX + 6;
}

function scrub(layout: TimelineLayout | null, x: number): void {
  if (layout === null) return;
  const { axis, rows } = layout.scene;
  const at = Math.round(axis.time(Math.min(axis.width, Math.max(0, x - rows.left))));
  show(at);
}

function show(at: number): void {
  sessionActs().show({ type: 'instant', at: Math.max(0, at) as Instant });
}

function click(layout: TimelineLayout, kept: KeptView, { x, y }: Press): void {
  const { tears, handles } = layout.folds;
  const handle = handles.find((each) => Math.abs(x - each.x - 9) < 12 && Math.abs(y - each.y) < 11);
  const tear = tears.find((each) => x >= each.x && x <= each.x + each.width && y >= each.y0 && y <= each.y1);
  const key = (handle ?? tear)?.key;
  const { folds, openedFolds } = layout.scene;
  const fold = [...openedFolds, ...folds].find(
    (each) => each.key === key && (handle !== undefined || isAround(layout, each, x)),
  );
  if (fold !== undefined) return kept.change((view) => toggleFold(view, fold));
  const mark = markAt(layout, x, y);
  if (mark?.selection === null) return show(mark.at);
  if (mark !== undefined) return sessionActs().select(mark.selection);
  scrub(layout, x);
}

function isAround({ scene }: TimelineLayout, { from, to }: QuietFold, x: number): boolean {
  return x >= scene.x(from) - 1 && x <= scene.x(to) + 1;
}

function selectRow({ owners, lanes, scene }: TimelineLayout, y: number): void {
  const { rows, model } = scene;
  const lane = lanes.lanes.find((each) => y >= each.y && y < each.y + each.height);
  const place = owners.rows.findIndex((row) => y >= row.y && y < row.y + rows.owners.height);
  const partition = model.partitions[place];
  if (lane !== undefined) return sessionActs().select({ type: 'consumer', node: lane.row.node });
  if (partition !== undefined) {
    const { topic, partition: number } = partition.line;
    return sessionActs().select({ type: 'partition', topic, partition: number });
  }
  if (y >= rows.phases.y && y < rows.phases.y + rows.phases.height)
    sessionActs().select({ type: 'coordinator' });
}

function overviewTime({ overview, scene }: TimelineLayout, x: number): number {
  const { left, right } = scene.rows;
  return ((x - left) / (right - left)) * (overview?.end ?? 0);
}

function gripOf(layout: TimelineLayout, x: number): number {
  const { from, to } = layout.scene.axis;
  const at = overviewTime(layout, x);
  return at >= from && at <= to ? at - from : (to - from) / 2;
}

function brush(
  layout: TimelineLayout | null,
  kept: KeptView,
  { x, grip }: { readonly x: number; readonly grip: number },
): void {
  if (layout === null) return;
  const { from, to } = layout.scene.axis;
  const start = Math.max(0, overviewTime(layout, x) - grip);
  kept.change((view) => showRange(view, start, start + (to - from)));
}

function pan(latest: Latest, held: Press, x: number): void {
  const { layout, kept } = latest.current;
  if (layout === null) return;
  const dx = held.x - x;
  Object.assign(held, { x });
  kept.change((view) => moveView(view, layout.scene.axis, { dx, factor: 1, x: 0 }));
}

function hover(
  layout: TimelineLayout | null,
  { x, y }: { readonly x: number; readonly y: number },
  setHovered: (hovered: Hovered | null) => void,
): void {
  if (layout === null) return;
  const { rows } = layout.scene;
  const isInside = x >= rows.left && x <= rows.right && y <= rows.end;
  const mark = isInside ? (markAt(layout, x, y) ?? null) : null;
  setHovered(isInside ? { x, y, mark } : null);
  const selection: Selection | null = mark?.selection ?? null;
  if (!isSameSelection(useSession.getState().hovered, selection)) sessionActs().hover(selection);
}

/** As d3-zoom has it: a notch of the wheel is a fifth, a pinch is ten times finer and says ctrl. */
function useWheel(place: RefObject<HTMLDivElement | null>, latest: Latest): void {
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const { layout, kept } = latest.current;
      if (layout === null) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
      const x = event.clientX - element.getBoundingClientRect().left - layout.scene.rows.left;
      const isZoom = event.ctrlKey || event.metaKey;
      const along = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      const change = isZoom
        ? { dx: 0, factor: 2 ** (-event.deltaY * unit * 0.004), x }
        : { dx: along * unit, factor: 1, x: 0 };
      kept.change((view) => moveView(view, layout.scene.axis, change));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [place, latest]);
}
