/** Many partitions: one cell each, with its reader's number; hatched while nobody reads it. */
import { memberClass } from '../../draw/member.ts';
import { fills } from '../../draw/patterns.tsx';
import type { Box } from './layout.ts';
import type { PartitionModel } from './model-partitions.ts';
import { partitionSentence } from './PartitionRow.tsx';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';

export function Cells({
  partitions,
  area,
}: {
  readonly partitions: readonly PartitionModel[];
  readonly area: Box;
}) {
  const side = cellSide(partitions.length, area);
  const columns = Math.max(1, Math.floor(area.width / side));
  return partitions.map((partition, i) => (
    <Cell
      key={partition.key}
      partition={partition}
      x={area.x + (i % columns) * side}
      y={area.y + Math.floor(i / columns) * side}
      side={side - 2}
    />
  ));
}

function cellSide(amount: number, { width, height }: Box): number {
  for (let side = 30; side > 9; side -= 1)
    if (Math.floor(width / side) * Math.floor(height / side) >= amount) return side;
  return 9;
}

function Cell({ partition, x, y, side }: { partition: PartitionModel; x: number; y: number; side: number }) {
  const { scope } = useStage();
  const { topic, partition: number, last, reading } = partition;
  const nobody = reading === 'nobody';
  return (
    <Thing
      selection={{ type: 'partition', topic, partition: number }}
      label={partitionSentence(partition)}
      box={{ x, y, width: side, height: side }}
      radius={3}
    >
      <g className={memberClass(last?.ordinal ?? 0)}>
        <rect
          className={`stage-cell ${reading}`}
          x={x}
          y={y}
          width={side}
          height={side}
          rx={3}
          style={nobody ? { fill: fills.nobody(scope) } : undefined}
        />
        {!nobody && side >= 14 && (
          <text
            className={`bold center stage-cell-number ${reading}`}
            x={x + side / 2}
            y={y + side / 2 + 3.5}
          >
            {last?.ordinal}
          </text>
        )}
      </g>
      <title>{partition.key}</title>
    </Thing>
  );
}
