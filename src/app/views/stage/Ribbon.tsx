/** From a partition to the card of whoever owns it: flowing while it advances, hollow while it does not, torn for nobody. */
import { CrossMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import type { PartitionModel } from './model-partitions.ts';

export interface RibbonProps {
  readonly partition: PartitionModel;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly ordinal: number;
}

export function Ribbon({ partition, from, to, ordinal }: RibbonProps) {
  const bend = (to.x - from.x) * 0.45;
  const path = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
  if (partition.reading === 'nobody') {
    const end = to.x - 20;
    return (
      <g aria-hidden="true">
        <path
          className="stage-torn-ribbon"
          d={`M${from.x + 8} ${from.y}C${from.x + bend} ${from.y} ${end - bend * 0.6} ${to.y} ${end - 4} ${to.y}`}
        />
        <CrossMark x={end + 3} y={to.y} size={3.2} weight={1.5} tone="quiet" />
      </g>
    );
  }
  const advancing = partition.reading === 'advancing';
  return (
    <g className={`stage-ribbon ${memberClass(ordinal)}`} aria-hidden="true">
      <path className={advancing ? 'stage-band' : 'stage-band hollow'} d={path} pathLength={1} />
      {advancing ? (
        <path className="stage-flow" d={path} />
      ) : (
        <path className={partition.leaving ? 'stage-band-inside leaving' : 'stage-band-inside'} d={path} />
      )}
    </g>
  );
}
