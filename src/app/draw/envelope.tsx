/** A message as a mark: a request points right, to the coordinator; a reply points left and carries its verdict. */
import { TickMark } from './marks.tsx';
import { memberClass } from './member.ts';
import { fills } from './patterns.tsx';
import { textWidth } from './text-width.ts';

export type Verdict =
  | { readonly type: 'fine' }
  /** The number follows the name, unless it is left out. */
  | { readonly type: 'error'; readonly name: string; readonly code: number | null };

export interface EnvelopeProps {
  readonly scope: string;
  /** The middle. */
  readonly x: number;
  readonly y: number;
  /** The api key, as Kafka spells it. */
  readonly text: string;
  readonly ordinal: number;
  readonly direction: 'request' | 'reply';
  /** Replies only; an error is said by name, the number follows. */
  readonly verdict?: Verdict | null;
  /** Due and not sent. */
  readonly ghost?: boolean;
  readonly textSize?: number;
  /** An error that has no room inside hangs below, broken into lines of this width at most. */
  readonly hangWidth?: number | null;
}

const HEIGHT = 24;
const PAD = 9;
const SIZE = 11.5;
const CODE = { size: 10.5, weight: 600, family: 'sans' } as const;
const LINE = 13;

export function envelopeWidth(text: string, verdict: Verdict | null = null, textSize = SIZE): number {
  const label = textWidth(text, { size: textSize, weight: 500, family: 'mono' });
  return label + verdictWidth(verdict) + PAD * 2 + 7;
}

function verdictText(verdict: Verdict): string {
  if (verdict.type === 'fine') return '';
  return verdict.code === null ? verdict.name : `${verdict.name} ${verdict.code}`;
}

function verdictWidth(verdict: Verdict | null): number {
  if (verdict === null) return 0;
  return verdict.type === 'fine' ? 16 : textWidth(verdictText(verdict), CODE) + 12;
}

export function Envelope(props: EnvelopeProps) {
  const { scope, x, y, text, ordinal, direction, ghost = false, textSize = SIZE, hangWidth = null } = props;
  const verdict = props.verdict ?? null;
  const inside = hangWidth === null ? verdict : null;
  const width = envelopeWidth(text, inside, textSize);
  const left = x - width / 2;
  const textX = left + PAD + (direction === 'reply' ? 6 : 0);
  return (
    <g className={memberClass(ordinal)}>
      <path
        className={ghost ? 'mark-envelope ghost' : 'mark-envelope'}
        d={outline(left, y, width, direction)}
        filter={ghost ? undefined : fills.lift(scope)}
      />
      {inside !== null && <VerdictMark verdict={inside} x={textX} y={y} />}
      <text
        className={ghost ? 'mono medium ink-3' : 'mono medium'}
        x={textX + verdictWidth(inside)}
        y={y + 4}
        style={{ fontSize: textSize }}
      >
        {text}
      </text>
      {hangWidth !== null && verdict?.type === 'error' && (
        <Hanging text={verdictText(verdict)} x={x} y={y + HEIGHT / 2 + 1} width={hangWidth} />
      )}
    </g>
  );
}

function VerdictMark({ verdict, x, y }: { verdict: Verdict; x: number; y: number }) {
  if (verdict.type === 'fine') return <TickMark x={x + 5} y={y} />;
  const width = verdictWidth(verdict) - 4;
  return (
    <>
      <rect className="mark-verdict" x={x - 2} y={y - 8} width={width} height={16} rx={4} />
      <text className="bold center inverse" x={x - 2 + width / 2} y={y + 3.8} style={{ fontSize: CODE.size }}>
        {verdictText(verdict)}
      </text>
    </>
  );
}

function Hanging({ text, x, y, width }: { text: string; x: number; y: number; width: number }) {
  const size = [10.5, 10, 9.5].find(
    (candidate) => textWidth(text, { ...CODE, size: candidate }) <= width - 10,
  );
  const lines = size === undefined ? breakName(text, width - 12) : [text];
  const font = { ...CODE, size: size ?? CODE.size };
  const widest = Math.max(...lines.map((line) => textWidth(line, font))) + 10;
  const height = lines.length * LINE + 3;
  return (
    <>
      <rect className="mark-verdict" x={x - widest / 2} y={y} width={widest} height={height} rx={4} />
      {lines.map((line, i) => (
        <text
          key={line}
          className="bold center inverse"
          x={x}
          y={y + 11.5 + i * LINE}
          style={{ fontSize: font.size }}
        >
          {line}
        </text>
      ))}
    </>
  );
}

/** Kafka's long names break after an underscore; the number stays with the last part. */
export function breakName(text: string, width: number): readonly string[] {
  if (textWidth(text, CODE) <= width) return [text];
  const lines: string[] = [];
  for (const part of text.match(/[^_]+_?/g) ?? [text]) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(line + part, CODE) <= width) lines[lines.length - 1] = line + part;
    else lines.push(part);
  }
  return lines;
}

function outline(left: number, y: number, width: number, direction: 'request' | 'reply'): string {
  const top = y - HEIGHT / 2;
  const bottom = y + HEIGHT / 2;
  const right = left + width;
  if (direction === 'reply') {
    return `M${left + 8} ${top}H${right - 5}q5 0 5 5V${bottom - 5}q0 5 -5 5H${left + 8}L${left} ${y}Z`;
  }
  return `M${left + 5} ${top}H${right - 8}L${right} ${y}L${right - 8} ${bottom}H${left + 5}q-5 0 -5 -5V${top + 5}q0 -5 5 -5Z`;
}
