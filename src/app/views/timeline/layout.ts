/** Where everything stands: all rows of the timeline on one axis, and the list of what one can point at. */
import { layoutFolds, type FoldsLayout } from './layout-folds.ts';
import { layoutFuture, type FutureLayout } from './layout-future.ts';
import { layoutLanes, type LanesLayout } from './layout-lanes.ts';
import { layoutOverview, type OverviewLayout } from './layout-overview.ts';
import { layoutOwners, type OwnersLayout } from './layout-owners.ts';
import { layoutPhases, type PhasesLayout } from './layout-phases.ts';
import { layoutPins, type PinsLayout } from './layout-pins.ts';
import { layoutRuler, type RulerLayout } from './layout-ruler.ts';
import type { Mark, Scene } from './scene.ts';

export interface TimelineLayout {
  readonly scene: Scene;
  readonly ruler: RulerLayout;
  readonly pins: PinsLayout;
  readonly phases: PhasesLayout;
  readonly owners: OwnersLayout;
  readonly lanes: LanesLayout;
  readonly future: FutureLayout;
  readonly folds: FoldsLayout;
  readonly overview: OverviewLayout | null;
  readonly marks: readonly Mark[];
}

export function layoutTimeline(scene: Scene): TimelineLayout {
  const ruler = layoutRuler(scene);
  const pins = layoutPins(scene);
  const phases = layoutPhases(scene);
  const owners = layoutOwners(scene);
  const lanes = layoutLanes(scene);
  const future = layoutFuture(scene);
  return {
    scene,
    ruler,
    pins,
    phases,
    owners,
    lanes,
    future,
    folds: layoutFolds(scene),
    overview: layoutOverview(scene),
    marks: [ruler, pins, phases, owners, lanes, future].flatMap(({ marks }) => marks),
  };
}

/** What lies under a point: small things before large ones, then the nearest. */
export function markAt(layout: TimelineLayout, x: number, y: number): Mark | undefined {
  if (layout.folds.tears.some((tear) => x > tear.x && x < tear.x + tear.width)) return undefined;
  let best: Mark | undefined;
  let least = Infinity;
  for (const mark of layout.marks) {
    if (y < mark.y0 || y > mark.y1) continue;
    const away = Math.max(mark.x0 - x, 0, x - mark.x1);
    if (away > 3) continue;
    const cost = away + (mark.isLarge === true ? 1000 : 0) + Math.min(20, mark.x1 - mark.x0) / 100;
    if (cost < least) [best, least] = [mark, cost];
  }
  return best;
}

/** Rows in which one can go from mark to mark, from above. */
export function rowNames(layout: TimelineLayout): readonly string[] {
  const { partitions } = layout.scene.model;
  const known = ['you', 'group', ...partitions.map(({ key }) => key)];
  const lanes = layout.lanes.lanes.map(({ row }) => row.node);
  const filled = new Set(layout.marks.map(({ row }) => row));
  return [...known, ...lanes].filter((row) => filled.has(row));
}

export function marksInRow(layout: TimelineLayout, row: string): readonly Mark[] {
  return layout.marks.filter((mark) => mark.row === row).toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}
