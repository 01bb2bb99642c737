/** One partition as a strip: committed, handed out, not yet read. Its right edge is the end of the log. */
import { memberClass } from '../../draw/member.ts';
import type { PartitionModel } from './model-partitions.ts';

export interface LogStripProps {
  readonly partition: PartitionModel;
  readonly x: number;
  /** The middle. */
  readonly y: number;
  readonly width: number;
  readonly height?: number;
  /** How many offsets the width stands for: the same for all partitions. */
  readonly span: number;
}

export function LogStrip({ partition, x, y, width, height = 9, span }: LogStripProps) {
  const { end, reading, readers, last } = partition;
  const at = (offset: number) => x + Math.min(1, Math.max(0, (offset - (end - span)) / span)) * width;
  const top = y - height / 2;
  const committedX = at(partition.committed ?? 0);
  const positionX = at(partition.position ?? partition.committed ?? end);
  const live = reading === 'advancing';
  const from = partition.committedKnown ? Math.min(committedX, positionX) : positionX;
  return (
    <g className={memberClass(last?.ordinal ?? 0)}>
      <rect className="stage-log" x={x} y={top} width={width} height={height} rx={2.5} />
      {partition.committed !== null && (
        <rect className="stage-log-done" x={x} y={top} width={Math.max(0, committedX - x)} height={height} />
      )}
      <rect
        className={`stage-log-read ${reading}`}
        x={from}
        y={top + (live ? 0 : 0.5)}
        width={Math.max(0, positionX - from)}
        height={height - (live ? 0 : 1)}
      />
      <path
        className={live ? 'stage-unread' : 'stage-unread waiting'}
        d={unread(partition, { at, top, height, span, width })}
      />
      {partition.committed !== null && (
        <path className="stage-committed" d={`M${committedX} ${top}v${height + 3.5}`} />
      )}
      {partition.position !== null && (
        <path
          className={live ? 'stage-position' : 'stage-position hollow'}
          d={`M${positionX - 4.2} ${top - 7}h8.4l-4.2 6z`}
        />
      )}
      {reading === 'several' && <Torn readers={readers} x={x} top={top} width={width} height={height} />}
    </g>
  );
}

interface Scale {
  readonly at: (offset: number) => number;
  readonly top: number;
  readonly height: number;
  readonly span: number;
  readonly width: number;
}

/** Unread records as little bars; when they are many, each bar stands for several. */
function unread(partition: PartitionModel, { at, top, height, span, width }: Scale): string {
  const from = partition.position ?? partition.committed;
  if (from === null) return '';
  const step = Math.max(1, (span / width) * 3.4);
  let path = '';
  for (let offset = partition.end - 0.5; offset > Math.max(from, partition.end - span); offset -= step)
    path += `M${at(offset).toFixed(1)} ${top}v${height}`;
  return path;
}

/** Two readers: a split bar with a red edge. */
function Torn(props: {
  readers: PartitionModel['readers'];
  x: number;
  top: number;
  width: number;
  height: number;
}) {
  const { readers, x, top, width, height } = props;
  const part = height / readers.length;
  return (
    <>
      {readers.map(({ node, ordinal }, i) => (
        <g key={node} className={memberClass(ordinal)}>
          <rect className="stage-torn" x={x} y={top + part * i} width={width} height={part} />
        </g>
      ))}
      <rect className="stage-harm-edge" x={x - 1} y={top - 1} width={width + 2} height={height + 2} rx={3} />
    </>
  );
}

const STEPS = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000] as const;

/** The span that shows the oldest uncommitted record of all partitions, in steps so that it does not creep. */
export function stripSpan(partitions: readonly PartitionModel[]): number {
  const longest = Math.max(
    0,
    ...partitions.map(({ end, committed, position }) => end - Math.min(committed ?? end, position ?? end)),
  );
  return STEPS.find((step) => step >= longest * 1.15) ?? longest * 1.15;
}
