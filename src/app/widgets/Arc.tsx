/** A timer in a sentence or a table: a ring of what is left, with its number. */
import { ArcMark } from '../draw/marks.tsx';
import { memberClass } from '../draw/member.ts';
import './widgets.css';

export interface ArcProps {
  /** What is left, 0 … 1. */
  readonly left: number;
  /** Stands in the middle; leave it out below 24 px. */
  readonly text?: string;
  /** The member whose timer it is; none: ink. */
  readonly ordinal?: number;
  readonly size?: number;
  /** Its thread is paused, or nothing is armed: the ring is dotted. */
  readonly held?: boolean;
  /** Said to a screen reader: `session: 39.1 s left`. */
  readonly label: string;
}

export function Arc({ left, text, ordinal, size = 20, held = false, label }: ArcProps) {
  const weight = size < 24 ? 2.6 : 3.4;
  const mark = { x: size / 2, y: size / 2, radius: (size - weight) / 2, left, weight, held };
  return (
    <svg
      className="draw w-arc"
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
    >
      <g className={ordinal === undefined ? undefined : memberClass(ordinal)}>
        {text === undefined ? <ArcMark {...mark} /> : <ArcMark {...mark} text={text} />}
      </g>
    </svg>
  );
}
