/** What is left of the session that the coordinator keeps for a consumer, as a level between the two rails. */
import { bisector } from 'd3';
import { round, type Scene } from './scene.ts';
import type { SessionPoint } from './timeline-index.ts';

export interface LevelLayout {
  /** Closed, to be filled. */
  readonly fill: string;
  /** The upper edge, where it falls visibly. */
  readonly edge: string;
}

export interface Rails {
  readonly top: number;
  readonly bottom: number;
}

/** A request of the member is parked meanwhile. */
export interface Held {
  readonly from: number;
  readonly to: number;
}

const byAt = bisector((point: SessionPoint) => point.at);
/** Less than this is not a fall that an eye would follow. */
const FALL_LEAST = 0.12;

export function levelAt(session: readonly SessionPoint[], at: number): number {
  const point = session[byAt.right(session, at) - 1];
  if (point === undefined || point.type !== 'armed') return 0;
  return left(point, at);
}

export function layoutLevel(
  scene: Scene,
  session: readonly SessionPoint[],
  { rails, held }: { readonly rails: Rails; readonly held: readonly Held[] },
): LevelLayout {
  const { axis, model } = scene;
  const first = Math.max(0, byAt.right(session, axis.from) - 1);
  const end = byAt.left(session, Math.min(axis.to, model.playedAt + 1));
  const fills: string[] = [];
  const edges: string[] = [];
  let lastX = -Infinity;
  for (let index = first; index < end; index++) {
    const point = session[index];
    if (point?.type !== 'armed') continue;
    const next = session[index + 1]?.at ?? Infinity;
    const to = Math.min(next, point.due, model.playedAt, axis.to);
    const from = Math.max(point.at, axis.from);
    const x1 = scene.x(to);
    // Renewals closer than the eye can tell are one.
    if (to <= from || (x1 - lastX < 0.8 && next !== Infinity && index + 1 < end)) continue;
    for (const piece of pieces(from, to, held)) {
      const line = polyline(scene, { point, rails, ...piece });
      const x0 = round(Math.max(scene.rows.left, scene.x(piece.from)));
      fills.push(`M${x0} ${rails.bottom}L${line}L${round(scene.x(piece.to))} ${rails.bottom}Z`);
      if (!piece.isHeld && 1 - left(point, piece.to) >= FALL_LEAST) edges.push(`M${line}`);
    }
    lastX = x1;
  }
  return { fill: fills.join(''), edge: edges.join('') };
}

/** While the coordinator owes the member an answer, nobody counts: the level stands. */
function pieces(
  from: number,
  to: number,
  held: readonly Held[],
): readonly { readonly from: number; readonly to: number; readonly isHeld: boolean }[] {
  const cuts = held.flatMap((each) => [each.from, each.to]).filter((at) => at > from && at < to);
  const ends = [from, ...cuts.sort((a, b) => a - b), to];
  return ends.slice(1).map((end, index) => {
    const start = ends[index] ?? from;
    const middle = (start + end) / 2;
    return { from: start, to: end, isHeld: held.some((each) => each.from < middle && each.to > middle) };
  });
}

/** How it will fall if nobody is heard. */
export function levelAhead(
  scene: Scene,
  session: { readonly armedAt: number; readonly due: number },
  rails: Rails,
): string {
  const point: SessionPoint = { at: session.armedAt, seq: -1, type: 'armed', due: session.due };
  const from = scene.model.playedAt;
  const to = Math.min(session.due, scene.axis.to);
  return to <= from ? '' : `M${polyline(scene, { point, from, to, rails, isHeld: false })}`;
}

interface Piece {
  readonly point: SessionPoint;
  readonly from: number;
  readonly to: number;
  readonly rails: Rails;
  readonly isHeld: boolean;
}

function polyline(scene: Scene, { point, from, to, rails, isHeld }: Piece): string {
  const bends = scene.axis.segments
    .map((segment) => segment.from)
    .filter((at) => at > from && at < to && scene.folds.some((fold) => fold.from === at || fold.to === at));
  return [from, ...bends, to]
    .map((at) => {
      const y = rails.bottom - (isHeld ? 1 : left(point, at)) * (rails.bottom - rails.top);
      return `${round(scene.x(at))} ${round(y)}`;
    })
    .join('L');
}

function left({ at: armedAt, due }: SessionPoint, at: number): number {
  return Math.min(1, Math.max(0, (due - at) / Math.max(1, due - armedAt)));
}
