/** Lanes: a pair of rails for each consumer, on top what the coordinator knows, below what the consumer does. */
import { instantText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import { layoutLevel, levelAhead, levelAt, type Held, type LevelLayout, type Rails } from './lane-level.ts';
import { layoutMessages, type MessagesLayout } from './lane-messages.ts';
import { layoutTexts, type LaneTexts } from './lane-texts.ts';
import type { LaneRow } from './model.ts';
import type { Mark, Scene } from './scene.ts';
import type { LifePoint } from './timeline-index.ts';

export interface RailPiece {
  readonly x0: number;
  readonly x1: number;
  readonly kind: 'runs' | 'frozen' | 'gone';
}

export interface LaneLayout {
  readonly row: LaneRow;
  readonly y: number;
  readonly height: number;
  readonly rails: Rails;
  readonly level: LevelLayout;
  /** How the session will run out. */
  readonly ahead: string;
  readonly pieces: readonly RailPiece[];
  readonly crosses: readonly number[];
  readonly messages: MessagesLayout;
  readonly texts: LaneTexts;
}

/** What the parts of a lane are, said once above the first. */
export interface LaneCaption {
  readonly x: number;
  readonly text: string;
  readonly anchor: 'start' | 'end';
}

export interface LanesLayout {
  readonly lanes: readonly LaneLayout[];
  readonly captions: readonly LaneCaption[];
  /** Lanes that have no room. */
  readonly hidden: number;
  readonly marks: readonly Mark[];
}

const CAPTION = { size: 10.5, weight: 400, family: 'sans' } as const;
const PARTED_PX = 46;

export function layoutLanes(scene: Scene): LanesLayout {
  const { model, rows } = scene;
  const shown = shownLanes(scene);
  const named = new Set<number>();
  const parked = new Set<string>();
  const falling = mostFallen(scene, shown);
  const lanes = shown.map((row, index): LaneLayout => {
    const y = rows.lanes.y + index * rows.lanes.height;
    const rails = { top: y + 6, bottom: y + rows.lanes.height - 9 };
    const messages = layoutMessages(scene, row.lane.exchanges, rails);
    const due = model.dues.find(({ node, armedAt }) => node === row.node && armedAt !== null);
    const isRunningOut = due !== undefined && due.armedAt !== null && model.cursor === model.playedAt;
    return {
      row,
      y,
      height: rows.lanes.height,
      rails,
      level: layoutLevel(scene, row.lane.session, { rails, held: heldTimes(scene, messages) }),
      ahead: isRunningOut ? levelAhead(scene, { armedAt: due.armedAt ?? 0, due: due.at }, rails) : '',
      pieces: railPieces(scene, row.lane.life),
      crosses: row.lane.life
        .filter(({ at, type }) => isDown(type) && at >= scene.axis.from && at <= scene.axis.to)
        .map(({ at }) => scene.x(at)),
      messages,
      texts: layoutTexts(scene, { row, rails, messages, named, parked, saysSession: row.node === falling }),
    };
  });
  return {
    lanes,
    captions: captions(scene, lanes[0]),
    hidden: model.lanes.length - shown.length,
    marks: lanes.flatMap((lane) => [...lane.messages.marks, ...lifeMarks(scene, lane)]),
  };
}

function heldTimes({ model }: Scene, { held }: MessagesLayout): readonly Held[] {
  return held.map(({ exchange: { deliveredAt, sentAt, replyAt } }) => ({
    from: deliveredAt ?? sentAt,
    to: replyAt ?? model.playedAt,
  }));
}

/** All that fit; the selected one and those in trouble before others, in their order. */
function shownLanes({ model, rows }: Scene): readonly LaneRow[] {
  const { lanes, selected } = model;
  if (lanes.length <= rows.lanes.shown) return lanes;
  const rank = (row: LaneRow): number => {
    if (selected?.type === 'consumer' && selected.node === row.node) return 0;
    return row.isGone ? 1 : 2;
  };
  const chosen = new Set(lanes.toSorted((a, b) => rank(a) - rank(b)).slice(0, rows.lanes.shown));
  return lanes.filter((row) => chosen.has(row));
}

function mostFallen({ model }: Scene, rows: readonly LaneRow[]): string | undefined {
  const levels = rows.map(({ node, lane }) => ({ node, level: levelAt(lane.session, model.cursor) }));
  const alive = levels.filter(({ level }) => level > 0);
  return alive.toSorted((a, b) => a.level - b.level)[0]?.node;
}

function isDown(type: LifePoint['type']): boolean {
  return type === 'killed' || type === 'exception' || type === 'closed';
}

function railPieces(scene: Scene, life: readonly LifePoint[]): readonly RailPiece[] {
  const pieces: RailPiece[] = [];
  const add = (from: number, to: number, kind: RailPiece['kind']): void => {
    const x0 = scene.clampX(from);
    const x1 = Math.min(scene.clampX(to), scene.played);
    if (x1 > x0) pieces.push({ x0, x1, kind });
  };
  let since: { readonly at: number; readonly kind: RailPiece['kind'] } | undefined;
  for (const { at, type } of life) {
    const kind = railKind(type);
    if (kind === undefined) continue;
    if (since !== undefined) add(since.at, at, since.kind);
    since = { at, kind };
  }
  if (since !== undefined) add(since.at, scene.model.playedAt, since.kind);
  return pieces;
}

function railKind(type: LifePoint['type']): RailPiece['kind'] | undefined {
  if (type === 'started' || type === 'resumed') return 'runs';
  if (type === 'paused') return 'frozen';
  return isDown(type) ? 'gone' : undefined;
}

const LIFE_WORDS: Readonly<Record<LifePoint['type'], string>> = {
  started: 'starts',
  killed: 'is killed: its process is gone',
  closed: 'is closed: its process ends',
  exception: 'ends by an exception',
  paused: 'is frozen',
  resumed: 'goes on',
  removed: 'is removed from the group by the coordinator',
};

function lifeMarks(scene: Scene, { row, rails }: LaneLayout): readonly Mark[] {
  return row.lane.life
    .filter(({ at }) => at >= scene.axis.from && at <= scene.axis.to)
    .map(({ at, seq, type }): Mark => {
      const x = scene.x(at);
      const y = type === 'removed' ? rails.top : rails.bottom;
      return {
        row: row.node,
        x0: x - 6,
        x1: x + 6,
        y0: y - 6,
        y1: y + 6,
        at,
        seq,
        selection: { type: 'event', seq },
        words: () => `${instantText(at)} ${row.node} ${LIFE_WORDS[type]}`,
      };
    });
}

/** `coordinator` names the upper rail; `request` and `reply` stand at both sides of the first message with room. */
function captions(scene: Scene, first: LaneLayout | undefined): readonly LaneCaption[] {
  if (first === undefined || scene.rows.form !== 'wide') return [];
  const start = scene.rows.left + 2;
  const named: LaneCaption = { x: start, text: 'coordinator', anchor: 'start' };
  const least = start + textWidth('coordinator', CAPTION) + 12 + PARTED_PX;
  const runs = scene.runs(scene.axis.from, scene.model.playedAt);
  const hasRoom = (x: number): boolean =>
    x > least && runs.some(([x0, x1]) => x - PARTED_PX >= x0 && x + PARTED_PX <= x1);
  const full = first.messages.shown.flatMap(({ sentAt, doneAt }) =>
    doneAt === null || doneAt - sentAt > 200 ? [] : [(scene.x(sentAt) + scene.x(doneAt)) / 2],
  );
  const x = [...full, ...first.messages.routine.map((spike) => spike.x)].find(hasRoom);
  if (x === undefined) return [named];
  return [named, { x: x - 5, text: 'request', anchor: 'end' }, { x: x + 5, text: 'reply', anchor: 'start' }];
}
