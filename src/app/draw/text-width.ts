/** How wide a text will be on the screen: measured by a canvas, estimated where there is none (tests). */

export interface TextFont {
  readonly size: number;
  readonly weight: 400 | 500 | 600 | 700;
  readonly family: 'sans' | 'mono';
}

const FAMILIES = {
  sans: "'Inter Variable', Inter, system-ui, sans-serif",
  mono: "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace",
} as const;

/** Mean advance per em of our two families, measured over lower-case English and Kafka's names. */
const ESTIMATE = { sans: 0.56, mono: 0.6 } as const;
const KNOWN_MAX = 4000;

const known = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

export function textWidth(text: string, font: TextFont): number {
  const key = `${font.family} ${font.weight} ${font.size} ${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const width = measure(text, font);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, width);
  return width;
}

/** The text, or as much of it as fits, ended by an ellipsis. */
export function fitText(text: string, width: number, font: TextFont): string {
  if (textWidth(text, font) <= width) return text;
  let kept = text.length - 1;
  while (kept > 1 && textWidth(`${text.slice(0, kept)}…`, font) > width) kept -= 1;
  return `${text.slice(0, kept)}…`;
}

/** Forget all widths: they were taken before the fonts had loaded. */
export function forgetWidths(): void {
  known.clear();
}

function measure(text: string, font: TextFont): number {
  context ??= typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * font.size * ESTIMATE[font.family];
  context.font = `${font.weight} ${font.size}px ${FAMILIES[font.family]}`;
  // Figures are tabular on the page (`tnum`), and a canvas knows no font features: each is as wide as a zero.
  return context.measureText(text.replaceAll(/\d/g, '0')).width;
}
