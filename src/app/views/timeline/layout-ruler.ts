/** The ruler: round instants that have room, where the axis is slowed, where the findings began. */
import type { Finding } from '../../../engine/invariants/finding.ts';
import { instantText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import { TextLine, type Mark, type Scene } from './scene.ts';

export interface Tick {
  readonly at: number;
  readonly x: number;
  /** Empty: no room for a number. */
  readonly text: string;
}

export interface RulerLayout {
  readonly ticks: readonly Tick[];
  readonly slowed: readonly { readonly x0: number; readonly x1: number }[];
  /** Where the word stands. */
  readonly slowedLabel: { readonly x: number; readonly y: number } | null;
  readonly cursor: { readonly x: number; readonly text: string; readonly width: number };
  readonly findings: readonly FindingMark[];
  readonly marks: readonly Mark[];
}

export interface FindingMark {
  readonly x: number;
  readonly y: number;
  readonly kind: Finding['kind'];
  readonly seq: number;
}

const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000, 120_000, 300_000,
];
const TICK_PX = 46;
const MICRO = { size: 10.5, weight: 400, family: 'sans' } as const;
const CURSOR = { size: 11.5, weight: 600, family: 'sans' } as const;
const FINDINGS_MOST = 200;

export function layoutRuler(scene: Scene): RulerLayout {
  const { model, rows } = scene;
  const text =
    model.depth === 'learner' ? `${(model.cursor / 1000).toFixed(1)} s` : `${instantText(model.cursor)} s`;
  const width = textWidth(text, CURSOR) + 14;
  const half = width / 2;
  const x = Math.min(rows.width - half - 2, Math.max(half + 2, scene.now));
  const slowed = slowedRuns(scene);
  const findings = findingMarks(scene);
  return {
    ticks: ticks(scene, [x - half, x + half]),
    slowed,
    slowedLabel: slowedLabel(scene, slowed),
    cursor: { x, text, width },
    findings: findings.map(({ mark, finding }) => {
      return { x: mark.x0 + 4, y: mark.y0 + 4, kind: finding.kind, seq: finding.seq };
    }),
    marks: findings.map(({ mark }) => mark),
  };
}

function ticks(scene: Scene, taken: readonly [number, number]): readonly Tick[] {
  const { axis } = scene;
  const step = STEPS.find((each) => each * axis.scale >= TICK_PX) ?? 600_000;
  const line = new TextLine();
  line.take(...taken);
  const found: Tick[] = [];
  for (const segment of axis.segments) {
    if (segment.kind === 'fold') continue;
    const last = segment === axis.segments.at(-1) ? segment.to : segment.to - 0.001;
    for (let at = Math.ceil(segment.from / step) * step; at <= last; at += step) {
      const x = scene.x(at);
      const label = tickText(at, step, found.length === 0);
      const half = textWidth(label, MICRO) / 2 + 5;
      found.push({ at, x, text: line.take(x - half, x + half) ? label : '' });
    }
  }
  return found;
}

function tickText(at: number, step: number, isFirst: boolean): string {
  const digits = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  return `${(at / 1000).toFixed(digits)}${isFirst ? ' s' : ''}`;
}

function slowedRuns(scene: Scene): readonly { readonly x0: number; readonly x1: number }[] {
  const runs: { x0: number; x1: number }[] = [];
  for (const { kind, x0, x1 } of scene.axis.segments) {
    if (kind !== 'slowed') continue;
    const last = runs.at(-1);
    if (last !== undefined && x0 + scene.rows.left - last.x1 < 0.5) last.x1 = x1 + scene.rows.left;
    else runs.push({ x0: x0 + scene.rows.left, x1: x1 + scene.rows.left });
  }
  return runs;
}

/** The word stands once: under the longest stretch, where no flag is. */
function slowedLabel(
  { rows, now, played }: Scene,
  slowed: RulerLayout['slowed'],
): { readonly x: number; readonly y: number } | null {
  if (rows.form === 'phone') return null;
  const longest = slowed.toSorted((a, b) => b.x1 - b.x0 - (a.x1 - a.x0))[0];
  if (longest === undefined || longest.x1 - longest.x0 < 24) return null;
  // `played before` stands there.
  if (played > now && longest.x0 > now - 40 && longest.x0 < now + 90) return null;
  return { x: longest.x0, y: rows.ruler + 13 };
}

function findingMarks(scene: Scene): readonly { readonly mark: Mark; readonly finding: Finding }[] {
  const { model, rows, axis } = scene;
  return model.findings
    .filter(({ from }) => from >= axis.from && from <= axis.to)
    .slice(-FINDINGS_MOST)
    .map((finding) => {
      const partition = model.partitions.findIndex(({ key }) => finding.subjects.includes(key));
      const isOwner = partition >= 0 && rows.owners.height >= 9;
      const y = isOwner
        ? rows.owners.y + partition * rows.owners.height + rows.owners.height / 2
        : rows.ruler;
      const x = scene.x(finding.from);
      const mark: Mark = {
        row: model.partitions[partition]?.key ?? 'you',
        x0: x - 4,
        x1: x + 4,
        y0: y - 4,
        y1: y + 4,
        at: finding.from,
        seq: finding.seq,
        selection: { type: 'event', seq: finding.seq },
        words: () => `${instantText(finding.from)} ${finding.id}, ${finding.title}: ${finding.sentence}`,
      };
      return { mark, finding };
    });
}
