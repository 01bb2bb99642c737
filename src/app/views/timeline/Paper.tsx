/** Paints the future, which is paper: what is due if nobody acts; and the veil over what was played before. */
import { memo } from 'react';
import type { FutureLayout } from './layout-future.ts';
import type { RowSizes } from './rows.ts';

export const Paper = memo(function Paper({ rows, played }: { rows: RowSizes; played: number }) {
  const x = Math.max(rows.left, played);
  if (x >= rows.right) return null;
  return (
    <rect
      className="tl-paper"
      x={x}
      y={rows.ruler - 10}
      width={rows.right - x}
      height={rows.end - rows.ruler + 12}
    />
  );
});

/** Right of a cursor that was set back, what was played is there, and fainter. */
export function Veil({ rows, now, played }: { rows: RowSizes; now: number; played: number }) {
  const x0 = Math.max(rows.left, now);
  const x1 = Math.min(rows.right, played);
  if (x1 - x0 < 0.5) return null;
  return (
    <rect className="tl-veil" x={x0} y={rows.ruler + 1} width={x1 - x0} height={rows.end - rows.ruler + 1} />
  );
}

export const Dues = memo(function Dues({ future }: { future: FutureLayout }) {
  return (
    <g>
      {future.dues.map(({ key, x, y0, y1, lines, textX, textY, anchor }) => (
        <g key={key}>
          <line className="tl-due" x1={x} x2={x} y1={y0} y2={y1} />
          {lines.map((text, index) => (
            <text
              key={text}
              className={`micro tl-halo-paper ${index === 0 ? 'ink-2' : 'ink-3'} ${anchor === 'end' ? 'end' : ''}`}
              x={textX}
              y={textY + index * 13}
            >
              {text}
            </text>
          ))}
        </g>
      ))}
      {future.caption !== null && (
        <text className="micro ink-3" x={future.caption.x} y={future.caption.y}>
          not played yet
        </text>
      )}
      {future.before !== null && (
        <text className="micro ink-2 tl-halo" x={future.before.x} y={future.before.y}>
          played before
        </text>
      )}
    </g>
  );
});
