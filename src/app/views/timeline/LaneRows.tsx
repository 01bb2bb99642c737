/** Paints the lanes: two rails per consumer, what is left of its session between them, its messages across. */
import { memo } from 'react';
import { CrossMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import type { HeldBar } from './lane-messages.ts';
import { CHIP } from './lane-texts.ts';
import type { LaneLayout, LanesLayout, RailPiece } from './layout-lanes.ts';
import type { RowSizes } from './rows.ts';

interface Props {
  readonly lanes: LanesLayout;
  readonly rows: RowSizes;
  readonly played: number;
}

export const LaneRows = memo(function LaneRows({ lanes, rows, played }: Props) {
  return (
    <g>
      {lanes.lanes.map((lane) => (
        <Lane key={lane.row.node} lane={lane} left={rows.left} played={Math.min(played, rows.right)} />
      ))}
    </g>
  );
});

/** Above the tears: words are not cut. */
export const LaneWords = memo(function LaneWords({ lanes, rows }: Omit<Props, 'played'>) {
  return (
    <g>
      {lanes.captions.map(({ x, text, anchor }) => (
        <text
          key={text}
          className={anchor === 'end' ? 'micro ink-3 end tl-halo' : 'micro ink-3 tl-halo'}
          x={x}
          y={rows.lanes.y + 2}
        >
          {text}
        </text>
      ))}
      {lanes.lanes.map((lane) => (
        <LaneText key={lane.row.node} lane={lane} />
      ))}
    </g>
  );
});

function Lane({ lane, left, played }: { lane: LaneLayout; left: number; played: number }) {
  const { rails, level, messages, pieces, crosses, ahead, row } = lane;
  return (
    <g className={memberClass(row.ordinal)}>
      <path className="tl-level" d={level.fill} />
      <path className="tl-fall" d={level.edge} />
      {ahead !== '' && <path className="tl-fall ahead" d={ahead} />}
      <line className="tl-coordinator-rail" x1={left} x2={played} y1={rails.top} y2={rails.top} />
      {pieces.map((piece, index) => (
        <Rail key={index} piece={piece} y={rails.bottom} />
      ))}
      <path className="tl-spikes" d={messages.spikes} />
      {messages.routine
        .filter(({ apiKey }) => apiKey === 'OffsetCommit')
        .map(({ x }, index) => (
          <circle key={index} className="tl-commit" cx={x} cy={rails.top} r={1.5} />
        ))}
      {messages.held.map((bar) => (
        <Held key={bar.exchange.seq} bar={bar} y={rails.top} />
      ))}
      <path className="tl-request" d={messages.requests} />
      <path className="tl-reply" d={messages.replies} />
      <path className="tl-refusal" d={messages.refusals} />
      {messages.dots.map((x, index) => (
        <circle key={index} className="tl-dot" cx={x} cy={rails.bottom} r={1.9} />
      ))}
      {messages.lost.map(({ x, y, seq }) => (
        <CrossMark key={seq} x={x} y={y} size={3} weight={1.6} />
      ))}
      {crosses.map((x, index) => (
        <g key={index}>
          <circle className="tl-plate" cx={x} cy={rails.bottom} r={6.5} />
          <CrossMark x={x} y={rails.bottom} weight={2} tone="member-stroke" />
        </g>
      ))}
    </g>
  );
}

function Rail({ piece, y }: { piece: RailPiece; y: number }) {
  return <line className={`tl-rail ${piece.kind}`} x1={piece.x0} x2={piece.x1} y1={y} y2={y} />;
}

function Held({ bar: { x0, x1, isOpen }, y }: { bar: HeldBar; y: number }) {
  const width = Math.max(2, x1 - x0);
  const radius = Math.min(2.5, width / 2);
  return (
    <rect
      className={isOpen ? 'tl-held open' : 'tl-held'}
      x={x0}
      y={y - 2.5}
      width={width}
      height={5}
      rx={radius}
    />
  );
}

function LaneText({ lane }: { lane: LaneLayout }) {
  const { chips, texts } = lane.texts;
  return (
    <g>
      {chips.map(({ x, width, text, seq }) => (
        <g key={seq}>
          <rect className="tl-ink" x={x} y={lane.rails.bottom - 13} width={width} height={12} rx={3} />
          <text
            className="bold center inverse"
            x={x + width / 2}
            y={lane.rails.bottom - 3.8}
            style={{ fontSize: CHIP.size }}
          >
            {text}
          </text>
        </g>
      ))}
      {texts.map(({ x, y, text, tone }) => (
        <text
          key={`${x} ${text}`}
          className={`micro tl-halo ${tone === 'quiet' ? 'ink-3' : 'ink-2'}`}
          x={x}
          y={y}
        >
          {text}
        </text>
      ))}
    </g>
  );
}
