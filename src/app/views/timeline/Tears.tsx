/** Paints folded time as a tear that says how much and what is in it, and handles to fold again what was opened. */
import { memo } from 'react';
import type { FoldsLayout, Tear } from './layout-folds.ts';

export const Tears = memo(function Tears({ folds }: { folds: FoldsLayout }) {
  return (
    <g>
      {folds.tears.map((tear) => (
        <TearMark key={`${tear.key} ${Math.round(tear.x)}`} tear={tear} />
      ))}
      {folds.handles.map(({ key, x, y, title }) => (
        <g key={key} className="tl-handle" data-fold={key}>
          <title>{title}</title>
          <rect x={x - 1} y={y - 9} width={20} height={18} rx={4} />
          <path d={`M${x + 3} ${y - 4}l4 4l-4 4M${x + 15} ${y - 4}l-4 4l4 4`} />
        </g>
      ))}
    </g>
  );
});

function TearMark({ tear }: { tear: Tear }) {
  const { key, x, width, y0, y1, amount, contents, title, textY } = tear;
  return (
    <g className="tl-tear" data-fold={key}>
      <title>{title}</title>
      <rect x={x} y={y0} width={width} height={y1 - y0} />
      <path d={zigzag(x, y0, y1)} />
      <path d={zigzag(x + width, y0, y1)} />
      {width >= 20 && (
        <text
          className="micro ink-3 center"
          transform={`translate(${x + width / 2 + 3.5} ${textY}) rotate(-90)`}
          xmlSpace="preserve"
        >
          <tspan className="medium ink-2">{amount}</tspan>
          {contents === '' ? '' : `  ·  ${contents}`}
        </text>
      )}
    </g>
  );
}

function zigzag(x: number, y0: number, y1: number): string {
  const points: string[] = [];
  for (let y = y0, index = 0; y < y1; y += 7, index++) points.push(`${x + (index % 2 === 0 ? -3 : 3)} ${y}`);
  return `M${points.join('L')}`;
}
