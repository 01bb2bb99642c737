/** Paints ownership: who reads each partition, and where nobody does. */
import { memo } from 'react';
import { memberClass } from '../../draw/member.ts';
import { fills } from '../../draw/patterns.tsx';
import type { OwnerBar, OwnerRowLayout, OwnersLayout, OwnerText } from './layout-owners.ts';
import type { RowSizes } from './rows.ts';

interface Props {
  readonly owners: OwnersLayout;
  readonly rows: RowSizes;
  readonly scope: string;
}

export const OwnerRows = memo(function OwnerRows({ owners, rows, scope }: Props) {
  return (
    <g>
      {owners.rows.map((row) => (
        <g key={row.key}>
          {row.bars.map((bar) => (
            <Bar key={bar.key} bar={bar} y={row.y} height={rows.owners.height} scope={scope} />
          ))}
        </g>
      ))}
    </g>
  );
});

export const OwnerTexts = memo(function OwnerTexts({ owners, rows }: Omit<Props, 'scope'>) {
  return (
    <g>
      {owners.rows.map((row) => (
        <g key={row.key}>
          {row.texts.map((text) => (
            <NobodyText key={text.key} row={row} text={text} height={rows.owners.height} />
          ))}
        </g>
      ))}
    </g>
  );
});

function Bar(props: { bar: OwnerBar; y: number; height: number; scope: string }) {
  const { bar, y, height, scope } = props;
  const inner = height > 6 ? height - 3 : Math.max(1, height - 0.5);
  const top = height > 6 ? y + 1 : y;
  const box = {
    x: bar.x,
    y: top,
    width: bar.width,
    height: inner,
    rx: Math.min(2.5, bar.width / 2, inner / 2),
  };
  const [ordinal = 0, second = 0] = bar.ordinals;
  const number = bar.hasNumber ? (
    <text className={`tl-owner-number ${bar.kind}`} x={bar.x + 6} y={y + (height - 1) / 2 + 3.4}>
      {ordinal}
    </text>
  ) : null;
  if (bar.isThinHarm) return <rect className="tl-harm" {...box} />;
  switch (bar.kind) {
    case 'read':
      return (
        <g className={memberClass(ordinal)}>
          <rect className="tl-read" {...box} />
          {number}
        </g>
      );
    case 'leaving':
      return (
        <g className={memberClass(ordinal)}>
          <rect className="tl-outlined" {...inset(box)} style={{ fill: fills.revoking(scope, ordinal) }} />
        </g>
      );
    case 'two':
      return (
        <g>
          <rect className={`tl-read ${memberClass(ordinal)}`} {...box} height={inner / 2} />
          <rect
            className={`tl-read ${memberClass(second)}`}
            {...box}
            y={top + inner / 2}
            height={inner / 2}
          />
          <rect className="tl-two" {...box} />
        </g>
      );
    case 'frozen':
      return (
        <g className={memberClass(ordinal)}>
          <rect className="tl-frozen" {...inset(box)} style={{ fill: fills.nobody(scope) }} />
          {bar.hasNumber && (
            <rect className="tl-plate" x={bar.x + 2} y={top + 1} width={11} height={inner - 2} rx={2} />
          )}
          {number}
        </g>
      );
    case 'nobody':
      return <rect className="tl-nobody" {...inset(box)} style={{ fill: fills.nobody(scope) }} />;
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
}

/** A stroke lies on its edge: half of it inside. */
function inset({ x, y, width, height, rx }: Box): Box {
  return { x: x + 0.5, y: y + 0.5, width: Math.max(0.5, width - 1), height: Math.max(0.5, height - 1), rx };
}

function NobodyText({ row, text, height }: { row: OwnerRowLayout; text: OwnerText; height: number }) {
  const plate = Math.min(11, height - 4);
  return (
    <g>
      <rect
        className="tl-plate"
        x={text.x - text.width / 2}
        y={row.y + (height - plate) / 2 - 0.5}
        width={text.width}
        height={plate}
        rx={2}
      />
      <text
        className={text.isHarm ? 'bold center harm tl-nobody-text' : 'medium center ink-2 tl-nobody-text'}
        x={text.x}
        y={row.y + height / 2 + 3.1}
      >
        {text.text}
      </text>
    </g>
  );
}
