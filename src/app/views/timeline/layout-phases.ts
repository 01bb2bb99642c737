/** The group's phases, by the group's own state names, and the generations that it formed. */
import { bisector } from 'd3';
import { instantText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import { TextLine, widestRun, type Mark, type Scene } from './scene.ts';
import type { Phase } from './timeline-index.ts';

export interface PhaseBar {
  readonly x: number;
  readonly width: number;
  readonly state: string;
  readonly seq: number;
}

export interface PhaseText {
  readonly x: number;
  readonly text: string;
  readonly kind: 'state' | 'generation';
}

export interface PhasesLayout {
  readonly bars: readonly PhaseBar[];
  readonly texts: readonly PhaseText[];
  readonly marks: readonly Mark[];
}

const STATE = { size: 11.5, weight: 500, family: 'sans' } as const;
const LABEL = { size: 11, weight: 500, family: 'sans' } as const;
const byStart = bisector((phase: Phase) => phase.at);

export function layoutPhases(scene: Scene): PhasesLayout {
  const { model, rows, axis } = scene;
  const { phases } = model.index;
  const first = Math.max(0, byStart.right(phases, axis.from) - 1);
  const end = byStart.left(phases, axis.to);
  const shown = phases.slice(first, end).map((phase, index) => {
    const to = phases[first + index + 1]?.at ?? model.playedAt;
    return { ...phase, to: Math.min(to, model.playedAt) };
  });
  const line = new TextLine();
  const texts = [
    ...shown.flatMap((phase) => stateText(scene, phase, line) ?? []),
    ...generationTexts(scene, shown, line),
  ];
  const bars = shown.map(({ at, to, state, seq }): PhaseBar => {
    const x = scene.clampX(at);
    return { x, width: Math.max(1, scene.clampX(to) - x - 1), state, seq };
  });
  const marks = shown
    .filter(({ at }) => at >= axis.from)
    .map(({ at, state, seq }, index): Mark => {
      const bar = bars[index + (shown.length - shown.filter((each) => each.at >= axis.from).length)];
      return {
        row: 'group',
        x0: scene.x(at),
        x1: scene.x(at) + Math.min(8, bar?.width ?? 8),
        y0: rows.phases.y,
        y1: rows.phases.y + rows.phases.height,
        at,
        seq,
        selection: { type: 'event', seq },
        words: () => `${instantText(at)} the group is ${state}`,
      };
    });
  return { bars, texts, marks };
}

function stateText(
  scene: Scene,
  { at, to, state }: Phase & { readonly to: number },
  line: TextLine,
): PhaseText | undefined {
  const run = widestRun(scene.runs(at, to));
  const width = textWidth(state, STATE);
  if (run === undefined || run[1] - run[0] < width + 12) return undefined;
  const x = run[0] + 8;
  return line.take(x - 6, x + width + 8) ? { x, text: state, kind: 'state' } : undefined;
}

/** Where the group rests in it: while it prepares the next one, the number would mislead. */
function generationTexts(
  scene: Scene,
  phases: readonly (Phase & { readonly to: number })[],
  line: TextLine,
): readonly PhaseText[] {
  const { generations } = scene.model.index;
  const texts: PhaseText[] = [];
  generations.forEach(({ at, generationId }, index) => {
    const to = Math.min(generations[index + 1]?.at ?? Infinity, scene.model.playedAt);
    if (to < scene.axis.from || at > scene.axis.to) return;
    const text = `generation ${generationId}`;
    const width = textWidth(text, LABEL);
    const resting = phases.filter((phase) => phase.state === 'Stable' && phase.to > at && phase.at < to);
    const runs = resting.flatMap((phase) => scene.runs(Math.max(at, phase.at), Math.min(to, phase.to)));
    for (const [x0, x1] of runs)
      for (let x = x0 + 8; x + width + 6 <= x1; x += 20)
        if (line.take(x - 4, x + width + 6)) {
          texts.push({ x, text, kind: 'generation' });
          return;
        }
  });
  return texts;
}
