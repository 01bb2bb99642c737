/** The paper right of what was played: what is due if nobody acts, and nothing else. */
import { instantText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import type { Due } from './dues.ts';
import { TextLine, type Mark, type Scene } from './scene.ts';

export interface DueLayout {
  readonly key: string;
  readonly x: number;
  readonly y0: number;
  readonly y1: number;
  readonly lines: readonly string[];
  readonly textX: number;
  readonly textY: number;
  readonly anchor: 'start' | 'end';
}

export interface FutureLayout {
  readonly dues: readonly DueLayout[];
  readonly marks: readonly Mark[];
  /** `not played yet`, where it has room. */
  readonly caption: { readonly x: number; readonly y: number } | null;
  /** `played before`: right of a cursor that was set back. */
  readonly before: { readonly x: number; readonly y: number } | null;
}

const MICRO = { size: 10.5, weight: 400, family: 'sans' } as const;
const TEXT_GAP = 6;

export function layoutFuture(scene: Scene): FutureLayout {
  const { model, rows, axis } = scene;
  // Deadlines of an earlier cursor may lie in what was played: what really happened there is drawn already.
  const isLive = model.cursor >= model.playedAt;
  const seen = Math.min(scene.played, rows.right);
  const dues = isLive
    ? model.dues.filter(({ at, kind }) => at > model.playedAt && at <= axis.to && kind !== 'command')
    : [];
  const lines = new Map<string, TextLine>();
  let beatSaid = model.depth === 'learner';
  const layouts = dues.flatMap((due, index) => {
    const place = dueRow(scene, due);
    if (place === undefined || scene.folds.some(({ from, to }) => due.at > from && due.at < to)) return [];
    const says = due.kind !== 'heartbeat' || !beatSaid;
    const line = lines.get(due.node ?? '') ?? new TextLine();
    lines.set(due.node ?? '', line);
    const text = says && rows.form !== 'phone' ? dueText(scene, due, line) : undefined;
    if (due.kind === 'heartbeat' && text !== undefined) beatSaid = true;
    const layout: DueLayout = {
      key: `${due.at} ${due.node ?? ''} ${index}`,
      x: scene.x(due.at),
      ...place,
      lines: text?.lines ?? [],
      textX: text?.x ?? 0,
      textY: place.y0 + (due.node === null ? 14 : Math.max(9, (place.y1 - place.y0) / 2 + 1)),
      anchor: text?.anchor ?? 'start',
    };
    return [{ due, layout }];
  });
  return {
    dues: layouts.map(({ layout }) => layout),
    marks: layouts.map(({ due, layout }) => dueMark(due, layout)),
    caption: caption(scene, lines.get('') ?? new TextLine()),
    before: rows.form !== 'phone' && seen - scene.now > 90 ? { x: scene.now + 8, y: rows.ruler + 13 } : null,
  };
}

function dueRow(scene: Scene, { node }: Due): { readonly y0: number; readonly y1: number } | undefined {
  const { rows, model } = scene;
  if (node === null || rows.form === 'phone') return { y0: rows.phases.y, y1: rows.end };
  const index = model.lanes.findIndex((lane) => lane.node === node);
  if (index < 0 || index >= rows.lanes.shown) return undefined;
  const y0 = rows.lanes.y + index * rows.lanes.height + 6;
  return { y0, y1: y0 + rows.lanes.height - 15 };
}

function dueMark({ at, node, lines }: Due, { x, y0, y1 }: DueLayout): Mark {
  return {
    row: node ?? 'group',
    x0: x - 2,
    x1: x + 2,
    y0,
    y1,
    at,
    seq: -at,
    selection: null,
    words: () => `if nobody acts, ${node ?? 'group'}: ${lines.join(' ')}`,
  };
}

interface PlacedText {
  readonly lines: readonly string[];
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

/** What it is and when; at least when. */
function dueText(scene: Scene, due: Due, line: TextLine): PlacedText | undefined {
  for (const lines of [due.lines, [instantText(due.at)]]) {
    const placed = placeText(scene, { due, lines }, line);
    if (placed !== undefined) return { ...placed, lines };
  }
  return undefined;
}

function placeText(
  scene: Scene,
  { due, lines }: { readonly due: Due; readonly lines: readonly string[] },
  line: TextLine,
): { readonly x: number; readonly anchor: 'start' | 'end' } | undefined {
  const width = Math.max(...lines.map((text) => textWidth(text, MICRO)));
  const x = scene.x(due.at);
  const run = scene
    .runs(scene.model.playedAt, scene.axis.to)
    .find(([x0, x1]) => x >= x0 - 0.1 && x <= x1 + 0.1);
  const right = Math.max(run?.[1] ?? x, due.at >= scene.axis.to - 2500 ? scene.rows.width - 4 : 0);
  if (x + TEXT_GAP + width <= right && line.take(x, x + TEXT_GAP + width + 4))
    return { x: x + TEXT_GAP, anchor: 'start' };
  const left = run?.[0] ?? x;
  if (x - TEXT_GAP - width >= left && line.take(x - TEXT_GAP - width - 4, x))
    return { x: x - TEXT_GAP, anchor: 'end' };
  return undefined;
}

/** It stands in the group's row, where what is due of the group has been written already. */
function caption(scene: Scene, line: TextLine): FutureLayout['caption'] {
  const { rows, model, axis } = scene;
  const width = textWidth('not played yet', MICRO) + 18;
  const run = scene.runs(model.playedAt, axis.to).find(([x0, x1]) => x1 - x0 >= width);
  if (run === undefined || !line.take(run[0], run[0] + width)) return null;
  return { x: run[0] + 9, y: rows.phases.y + rows.phases.height / 2 + 4 };
}
