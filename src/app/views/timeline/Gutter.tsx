/** Paints what the rows are called; a click on a name selects the thing. */
import { memo } from 'react';
import { SquareMark } from '../../draw/marks.tsx';
import { fitText } from '../../draw/text-width.ts';
import type { Selection } from '../../store/selection.ts';
import type { LanesLayout } from './layout-lanes.ts';
import type { OwnersLayout } from './layout-owners.ts';
import type { RowSizes } from './rows.ts';

interface Props {
  readonly owners: OwnersLayout;
  readonly lanes: LanesLayout;
  readonly rows: RowSizes;
  readonly selected: Selection | null;
}

const NAME = { size: 11, weight: 400, family: 'mono' } as const;

export const Gutter = memo(function Gutter({ owners, lanes, rows, selected }: Props) {
  const isPhone = rows.form === 'phone';
  const end = rows.left - (isPhone ? 8 : 14);
  return (
    <g>
      {!isPhone && (
        <>
          <text className="label ink-3 end" x={end} y={rows.pins + 10}>
            you
          </text>
          <text className="label ink-3 end" x={end} y={rows.phases.y + 14}>
            group
          </text>
        </>
      )}
      {rows.owners.height >= 9 &&
        owners.rows.map(({ key, name, y }) => (
          <text
            key={key}
            className={isSelected(selected, key) ? 'mono end bold tl-row-name' : 'mono end ink-2 tl-row-name'}
            x={end}
            y={y + rows.owners.height / 2 + 3}
          >
            {fitText(name, rows.left - 16, NAME)}
          </text>
        ))}
      {rows.owners.height < 9 && owners.rows.length > 0 && (
        <text className="label ink-3 end" x={end} y={rows.owners.y + 10}>
          {owners.rows.length} partitions
        </text>
      )}
      {lanes.lanes.map(({ row, y, height }, index) => (
        <g key={row.node}>
          <SquareMark x={end - 15} y={y + height / 2 - 9} ordinal={row.ordinal} size={15} gone={row.isGone} />
          <text className="label ink-3 end" x={end - 20} y={y + height / 2 + 2}>
            {fitText(row.node.replace(/-\d+$/u, ''), rows.left - 44, { ...NAME, family: 'sans' })}
          </text>
          {index > 0 && <line className="tl-hair" x1={0} x2={rows.left - 8} y1={y - 1.5} y2={y - 1.5} />}
        </g>
      ))}
      {lanes.hidden > 0 && !isPhone && (
        <text className="micro ink-3 end" x={end} y={rows.lanes.y + 1}>
          {lanes.hidden} more
        </text>
      )}
    </g>
  );
});

function isSelected(selected: Selection | null, key: string): boolean {
  return selected?.type === 'partition' && `${selected.topic}-${selected.partition}` === key;
}
