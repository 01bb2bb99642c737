/** Paints what was done (flags) and the group's phases: solid underline prepares, dashed completes, none is stable. */
import { memo } from 'react';
import type { PhasesLayout } from './layout-phases.ts';
import { FLAG_HEIGHT, type Flag, type PinsLayout } from './layout-pins.ts';
import type { RowSizes } from './rows.ts';

export const PhaseRow = memo(function PhaseRow({ phases, rows }: { phases: PhasesLayout; rows: RowSizes }) {
  const { y, height } = rows.phases;
  return (
    <g>
      {phases.bars.map(({ x, width, state, seq }) => (
        <g key={seq}>
          <rect
            className={state === 'Stable' || state === 'Empty' ? 'tl-phase' : 'tl-phase moving'}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={Math.min(3, width / 2)}
          />
          {state === 'PreparingRebalance' && (
            <rect
              className="tl-ink"
              x={x}
              y={y + height - 3}
              width={width}
              height={3}
              rx={Math.min(1.5, width / 2)}
            />
          )}
          {state === 'CompletingRebalance' && (
            <line
              className="tl-completing"
              x1={x + 0.5}
              x2={x + width}
              y1={y + height - 1.5}
              y2={y + height - 1.5}
            />
          )}
          {state === 'Dead' && (
            <line className="tl-dead" x1={x} x2={x + width} y1={y + height / 2} y2={y + height / 2} />
          )}
        </g>
      ))}
    </g>
  );
});

/** Above the tears: a state's name may not be cut. */
export const PhaseTexts = memo(function PhaseTexts({
  phases,
  rows,
}: {
  phases: PhasesLayout;
  rows: RowSizes;
}) {
  return (
    <g>
      {phases.texts.map(({ x, text, kind }) => (
        <text
          key={`${kind} ${text} ${x}`}
          className={kind === 'state' ? 'medium tl-state' : 'medium label ink-2'}
          x={x}
          y={rows.phases.y + rows.phases.height / 2 + 4}
        >
          {text}
        </text>
      ))}
    </g>
  );
});

export const FlagRow = memo(function FlagRow({ pins, rows }: { pins: PinsLayout; rows: RowSizes }) {
  return (
    <g>
      {pins.flags.map((flag) => (
        <FlagMark key={`${flag.seq} ${flag.x}`} flag={flag} end={rows.end} />
      ))}
    </g>
  );
});

function FlagMark({ flag, end }: { flag: Flag; end: number }) {
  const { x, y, width, text, isPlanned, hasLine } = flag;
  const notch = text === '' ? 3 : 5;
  const half = FLAG_HEIGHT / 2;
  return (
    <g className={isPlanned ? 'tl-flag planned' : 'tl-flag'}>
      {hasLine && <line x1={x} x2={x} y1={y} y2={end} />}
      <path d={`M${x} ${y}h${width}l-${notch} ${half}l${notch} ${half}h-${width}z`} />
      {text !== '' && (
        <text className={isPlanned ? 'label medium' : 'label medium inverse'} x={x + 6} y={y + 12.5}>
          {text}
        </text>
      )}
    </g>
  );
}
