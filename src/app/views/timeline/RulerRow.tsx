/** Paints the ruler, its grid, the findings on it, and the cursor above all rows. */
import { memo } from 'react';
import type { RulerLayout } from './layout-ruler.ts';
import type { RowSizes } from './rows.ts';

export const RulerRow = memo(function RulerRow({ ruler, rows }: { ruler: RulerLayout; rows: RowSizes }) {
  return (
    <g>
      {ruler.ticks.map(({ at, x }) => (
        <line key={at} className="tl-hair" x1={x} x2={x} y1={rows.ruler} y2={rows.end} />
      ))}
      <line className="tl-edge" x1={rows.left} x2={rows.right} y1={rows.ruler} y2={rows.ruler} />
      {ruler.slowed.map(({ x0, x1 }, index) => (
        <line key={index} className="tl-slowed" x1={x0} x2={x1} y1={rows.ruler + 2} y2={rows.ruler + 2} />
      ))}
      {ruler.slowedLabel !== null && (
        <text className="micro ink-3 tl-halo" x={ruler.slowedLabel.x} y={ruler.slowedLabel.y}>
          slowed
        </text>
      )}
      {ruler.ticks.map(({ at, x, text }) =>
        text === '' ? null : (
          <g key={at}>
            <line className="tl-mark" x1={x} x2={x} y1={rows.ruler - 4} y2={rows.ruler} />
            <text className="micro ink-3 center" x={x} y={rows.ruler - 8}>
              {text}
            </text>
          </g>
        ),
      )}
    </g>
  );
});

export const FindingMarks = memo(function FindingMarks({ ruler }: { ruler: RulerLayout }) {
  return (
    <g>
      {ruler.findings.map(({ x, y, kind, seq }, index) => (
        <path
          key={`${seq} ${index}`}
          className={kind === 'assertion' ? 'tl-finding ours' : 'tl-finding'}
          d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`}
        />
      ))}
    </g>
  );
});

/** An axis that is on its way may have the cursor a little beyond its end. */
const NEAR_PX = 60;

export function Cursor({ ruler, rows, x: at }: { ruler: RulerLayout; rows: RowSizes; x: number }) {
  const { x, text, width } = ruler.cursor;
  if (at < rows.left - NEAR_PX || at > rows.right + NEAR_PX) return null;
  const now = Math.min(rows.right, Math.max(rows.left, at));
  return (
    <g className="tl-cursor">
      <line x1={now} x2={now} y1={rows.ruler - 2} y2={rows.end + 2} />
      <rect x={x - width / 2} y={rows.ruler - 24} width={width} height={20} rx={5} />
      <text className="bold center inverse" x={x} y={rows.ruler - 10}>
        {text}
      </text>
      <path d={`M${now - 4} ${rows.ruler - 4.5}h8l-4 4.5z`} />
    </g>
  );
}
