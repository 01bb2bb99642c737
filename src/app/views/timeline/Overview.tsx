/** Paints the whole run with the window that the axis shows, and the other branches below it. */
import { memo } from 'react';
import type { BranchLayout, OverviewLayout } from './layout-overview.ts';
import type { RowSizes } from './rows.ts';

export const STRIP_PX = 12;

export const Overview = memo(function Overview({
  overview,
  rows,
}: {
  overview: OverviewLayout;
  rows: RowSizes;
}) {
  const { y, name, played, rebalances, harm, pins, window, cursor, endText } = overview;
  return (
    <g>
      <text className="label ink-3 end" x={rows.left - 14} y={y + 9}>
        {name}
      </text>
      <rect
        className="tl-strip"
        x={rows.left}
        y={y}
        width={rows.right - rows.left}
        height={STRIP_PX}
        rx={3}
      />
      <rect
        className="tl-strip-played"
        x={rows.left}
        y={y}
        width={Math.max(0, played - rows.left)}
        height={STRIP_PX}
        rx={3}
      />
      {rebalances.map(({ x, width }, index) => (
        <rect key={index} className="tl-strip-rebalance" x={x} y={y} width={width} height={STRIP_PX} />
      ))}
      {harm.map(({ x, width }, index) => (
        <rect key={index} className="tl-harm" x={x} y={y + 8} width={width} height={4} />
      ))}
      <text className="micro ink-3 end" x={rows.right - 4} y={y + 9.5}>
        {endText}
      </text>
      {pins.map(({ x, isPlanned }, index) => (
        <path
          key={index}
          className={isPlanned ? 'tl-pin planned' : 'tl-pin'}
          d={`M${x} ${y + STRIP_PX}l-4 6h8z`}
        />
      ))}
      <rect className="tl-window" x={window.x} y={y - 2.5} width={window.width} height={17} rx={4} />
      <line className="tl-now" x1={cursor} x2={cursor} y1={y - 4} y2={y + 16} />
      {overview.branches.map((branch) => (
        <Branch key={branch.id} branch={branch} top={y + STRIP_PX} left={rows.left} />
      ))}
    </g>
  );
});

function Branch({ branch, top, left }: { branch: BranchLayout; top: number; left: number }) {
  const { name, y, partX, width, harm, note, noteX, noteAnchor } = branch;
  return (
    <g>
      <path className="tl-parts" d={`M${partX} ${top}V${y + 1}q0 3 3 3h3`} />
      <text className="label ink-2 end" x={left - 14} y={y + 8}>
        {name}
      </text>
      <rect className="tl-strip-played" x={partX + 6} y={y} width={width} height={8} rx={2.5} />
      {harm.map((bar, index) => (
        <rect key={index} className="tl-harm" x={bar.x} y={y + 5} width={bar.width} height={3} />
      ))}
      <text className={noteAnchor === 'end' ? 'micro ink-2 end' : 'micro ink-2'} x={noteX} y={y + 8}>
        {note}
      </text>
    </g>
  );
}
