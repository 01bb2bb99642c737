/** The small signs of all drawings, as SVG: identity square, crown, cross, tick, timer arc, partition pill. */
import { memberClass } from './member.ts';
import { fills } from './patterns.tsx';
import { textWidth } from './text-width.ts';

interface At {
  readonly x: number;
  readonly y: number;
}

/** Identity: the number on its colour; hollow when its process is gone. x, y: the upper left corner. */
export function SquareMark(props: At & { ordinal: number; size?: number; gone?: boolean }) {
  const { x, y, ordinal, size = 20, gone = false } = props;
  const inset = gone ? 0.75 : 0;
  const fontSize = size * (ordinal > 9 ? 0.48 : 0.58);
  return (
    <g className={memberClass(ordinal)}>
      <rect
        className={gone ? 'mark-square gone' : 'mark-square'}
        x={x + inset}
        y={y + inset}
        width={size - 2 * inset}
        height={size - 2 * inset}
        rx={size / 4.2}
      />
      <text
        className={gone ? 'mark-square-number gone' : 'mark-square-number'}
        x={x + size / 2}
        y={y + size / 2 + fontSize * 0.36}
        style={{ fontSize }}
      >
        {ordinal}
      </text>
    </g>
  );
}

/** The group's leader (not a partition's). 12 by 9, from the upper left corner. */
export function CrownMark({ x, y }: At) {
  return (
    <path
      className="mark-fill"
      d={`M${x} ${y + 9}v-7.5l3.2 3.1l2.8 -4.6l2.8 4.6l3.2 -3.1v7.5z`}
      role="img"
      aria-label="group leader: works out the assignment"
    >
      <title>group leader: works out the assignment</title>
    </path>
  );
}

export function CrossMark(props: At & { size?: number; weight?: number; tone?: string }) {
  const { x, y, size = 4, weight = 1.8, tone = '' } = props;
  const d = `M${x - size} ${y - size}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`;
  return <path className={`mark-stroke ${tone}`} d={d} strokeWidth={weight} />;
}

export function TickMark(props: At & { weight?: number; tone?: string }) {
  const { x, y, weight = 1.8, tone = '' } = props;
  return (
    <path
      className={`mark-stroke ${tone}`}
      d={`M${x - 3.6} ${y + 0.2}l2.6 2.6l4.8 -5.6`}
      strokeWidth={weight}
    />
  );
}

export interface ArcMarkProps extends At {
  readonly radius: number;
  /** What is left, 0 … 1; runs clockwise from the top. */
  readonly left: number;
  readonly weight?: number;
  /** The timer does not run: its thread is paused, or nothing is armed. */
  readonly held?: boolean;
  /** Stands in the middle. */
  readonly text?: string;
}

/** A timer: what is left of it. Its colour is the member's around it, or ink. */
export function ArcMark({ x, y, radius, left, weight = 3, held = false, text }: ArcMarkProps) {
  const share = Math.min(1, Math.max(0, left));
  return (
    <>
      <circle
        className={held ? 'mark-track held' : 'mark-track'}
        cx={x}
        cy={y}
        r={radius}
        strokeWidth={weight}
      />
      {share > 0.985 ? (
        <circle className="mark-arc" cx={x} cy={y} r={radius} strokeWidth={weight} />
      ) : (
        share > 0 && <path className="mark-arc" d={arcPath(x, y, radius, share)} strokeWidth={weight} />
      )}
      {text !== undefined && (
        <text
          className="mark-number"
          x={x}
          y={y + radius * 0.25}
          style={{ fontSize: Math.max(9, radius * 0.72) }}
        >
          {text}
        </text>
      )}
    </>
  );
}

function arcPath(x: number, y: number, radius: number, share: number): string {
  const angle = share * 2 * Math.PI;
  const toX = x + radius * Math.sin(angle);
  const toY = y - radius * Math.cos(angle);
  const large = share > 0.5 ? 1 : 0;
  return `M${x} ${y - radius}A${radius} ${radius} 0 ${large} 1 ${toX.toFixed(2)} ${toY.toFixed(2)}`;
}

export type PillKind = 'solid' | 'nobody' | 'leaving' | 'arriving';

const PILL_FONT = { size: 11.5, weight: 500, family: 'mono' } as const;

export function pillWidth(text: string): number {
  return textWidth(text, PILL_FONT) + 10;
}

/** A partition, 18 high, from the upper left corner. */
export function PillMark(props: At & { scope: string; text: string; kind: PillKind; ordinal?: number }) {
  const { x, y, scope, text, kind, ordinal = 0 } = props;
  const width = pillWidth(text);
  const fill = pillFill(scope, kind, ordinal);
  return (
    <g className={memberClass(ordinal)}>
      <rect className={`mark-pill ${kind}`} x={x} y={y} width={width} height={18} rx={5} style={fill} />
      {kind === 'leaving' && (
        <rect x={x + 4} y={y + 3} width={width - 8} height={12} rx={2} fill="var(--panel)" />
      )}
      <text className="mono medium center" x={x + width / 2} y={y + 13} style={{ fontSize: PILL_FONT.size }}>
        {text}
      </text>
    </g>
  );
}

function pillFill(scope: string, kind: PillKind, ordinal: number): { fill: string } | undefined {
  switch (kind) {
    case 'solid':
      return undefined;
    case 'nobody':
      return { fill: fills.nobody(scope) };
    case 'leaving':
      return { fill: fills.revoking(scope, ordinal) };
    case 'arriving':
      return { fill: fills.joining(scope, ordinal) };
  }
}
