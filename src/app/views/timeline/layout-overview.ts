/** The whole run on one linear strip, with the window that is shown, and the other branches below it. */
import { textWidth } from '../../draw/text-width.ts';
import type { BranchRow } from './model.ts';
import type { Scene } from './scene.ts';

export interface Bar {
  readonly x: number;
  readonly width: number;
}

export interface BranchLayout {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly y: number;
  readonly partX: number;
  readonly width: number;
  readonly harm: readonly Bar[];
  readonly note: string;
  readonly noteX: number;
  readonly noteAnchor: 'start' | 'end';
}

export interface OverviewLayout {
  readonly y: number;
  readonly name: string;
  /** Instant at the right end. */
  readonly end: number;
  readonly played: number;
  readonly rebalances: readonly Bar[];
  readonly harm: readonly Bar[];
  readonly pins: readonly { readonly x: number; readonly isPlanned: boolean }[];
  readonly window: Bar;
  readonly cursor: number;
  readonly endText: string;
  readonly branches: readonly BranchLayout[];
  readonly hiddenBranches: number;
}

/** Ends of the strip: it grows by steps, not with every instant. */
const ENDS = [10, 20, 30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600].map(
  (s) => s * 1000,
);
const NAME = { size: 11, weight: 400, family: 'sans' } as const;
const NOTE = { size: 10.5, weight: 400, family: 'sans' } as const;
const WINDOW_LEAST = 10;

export function layoutOverview(scene: Scene): OverviewLayout | null {
  const { model, rows, axis } = scene;
  if (rows.overview === null) return null;
  const end = overviewEnd(scene);
  const width = rows.right - rows.left;
  const x = (at: number): number => rows.left + (Math.min(at, end) / end) * width;
  const bar = (from: number, to: number): Bar => ({ x: x(from), width: Math.max(1, x(to) - x(from)) });
  const { phases, harm, pins } = model.index;
  const rebalances = phases.flatMap((phase, index) =>
    phase.state === 'PreparingRebalance' || phase.state === 'CompletingRebalance'
      ? [bar(phase.at, phases[index + 1]?.at ?? model.playedAt)]
      : [],
  );
  const from = x(axis.from);
  return {
    y: rows.overview,
    name: 'whole run',
    end,
    played: x(model.playedAt),
    rebalances: apart(rebalances),
    harm: apart(harm.map((span) => bar(span.from, span.to ?? model.playedAt))),
    pins: [
      ...apart(pins.map(({ at }) => bar(at, at))).map((pin) => ({ x: pin.x, isPlanned: false })),
      ...model.planned.map(({ at }) => ({ x: x(at), isPlanned: true })),
    ],
    window: {
      x: Math.min(from, rows.right - WINDOW_LEAST),
      width: Math.max(WINDOW_LEAST, x(axis.to) - from),
    },
    cursor: x(model.cursor),
    endText: model.branchName === null ? `${end / 1000} s` : `${model.branchName} · ${end / 1000} s`,
    branches: model.branches
      .slice(0, rows.branches.shown)
      .map((branch, index) => layoutBranch(scene, branch, { y: rows.branches.y + index * 13, x })),
    hiddenBranches: Math.max(0, model.branches.length - rows.branches.shown),
  };
}

/** A name that has no room in the gutter stands beside the strip: it is never cut. */
function layoutBranch(
  { rows }: Scene,
  branch: BranchRow,
  { y, x }: { readonly y: number; readonly x: (at: number) => number },
): BranchLayout {
  const { id, partedAt, harm, note, playedAt } = branch;
  const hasRoom = textWidth(branch.name, NAME) <= rows.left - 22;
  const words = hasRoom ? note : [branch.name, note].filter((text) => text !== '').join(' · ');
  const wordsWidth = textWidth(words, NOTE);
  const partX = x(partedAt);
  const end = Math.max(x(playedAt ?? partedAt), partX + 14);
  const isRight = end + 8 + wordsWidth <= rows.width - 4;
  const width = Math.min(end, rows.right) - partX - 6;
  return {
    id,
    name: hasRoom ? branch.name : '',
    fullName: branch.name,
    y,
    partX,
    width: Math.max(8, width),
    harm: apart(
      harm
        .filter(({ to }) => to > partedAt)
        .map(({ from, to }) => ({
          x: x(Math.max(from, partedAt)),
          width: Math.max(1, x(to) - x(Math.max(from, partedAt))),
        })),
    ),
    note: words,
    noteX: isRight ? end + 8 : partX - 8,
    noteAnchor: isRight ? 'start' : 'end',
  };
}

function overviewEnd({ model, axis }: Scene): number {
  const branches = model.branches.map(({ partedAt, playedAt }) => playedAt ?? partedAt);
  // A deadline far away does not press the run together.
  const ahead = Math.min(axis.to, model.playedAt + Math.max(60_000, model.playedAt));
  const last = Math.max(model.playedAt, ahead, ...branches);
  return ENDS.find((end) => end >= last) ?? Math.ceil(last / 1_800_000) * 1_800_000;
}

/** Bars that touch are one: a long run has more of them than px. */
function apart(bars: readonly Bar[]): readonly Bar[] {
  const merged: { x: number; width: number }[] = [];
  for (const { x, width } of bars) {
    const last = merged.at(-1);
    if (last !== undefined && x - (last.x + last.width) < 0.5)
      last.width = Math.max(last.width, x + width - last.x);
    else merged.push({ x, width });
  }
  return merged;
}
