/** A partition on the stage: its log, what is unread and uncommitted, and how long nobody has read it. */
import { textWidth, type TextFont } from '../../draw/text-width.ts';
import { fills } from '../../draw/patterns.tsx';
import type { PartitionPlace, StageLayout } from './layout.ts';
import { LogStrip } from './LogStrip.tsx';
import type { PartitionModel } from './model-partitions.ts';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';
import { seconds } from './words.ts';

export interface PartitionRowProps {
  readonly partition: PartitionModel;
  readonly place: PartitionPlace;
  readonly columns: StageLayout['partitions'];
  readonly span: number;
}

export function PartitionRow({ partition, place, columns, span }: PartitionRowProps) {
  const { shape } = useStage();
  const box = {
    x: columns.x - 8,
    y: place.top,
    width: columns.right - columns.x + 14,
    height: place.height,
  };
  const { topic, partition: number, reading } = partition;
  const nobody = reading === 'nobody';
  const inset = nobody ? 2 : 0;
  const full = columns.mode === 'full';
  return (
    <Thing
      selection={{ type: 'partition', topic, partition: number }}
      label={partitionSentence(partition)}
      box={box}
      radius={8}
      menuCorner
    >
      {nobody && <Unread box={box} />}
      <rect className="stage-row-edge" {...box} rx={8} />
      <text className="mono bold small" x={columns.x} y={place.y + 4}>
        {partition.label}
      </text>
      <LogStrip
        partition={partition}
        x={columns.stripX + inset}
        y={place.y}
        width={columns.stripWidth - inset}
        height={full ? 9 : 7}
        span={span}
      />
      {full ? (
        shape === 'wide' ? (
          <WideFigures partition={partition} y={place.y} columns={columns} />
        ) : (
          <NarrowFigures partition={partition} y={place.y} columns={columns} />
        )
      ) : (
        <LineFigure partition={partition} y={place.y} columns={columns} />
      )}
    </Thing>
  );
}

/** Nobody reads it: hatched ground with a dashed edge. */
export function Unread({ box }: { readonly box: { x: number; y: number; width: number; height: number } }) {
  const { scope } = useStage();
  return (
    <>
      <rect {...box} rx={8} fill={fills.nobodyField(scope)} />
      <rect className="stage-nobody" {...box} rx={8} />
    </>
  );
}

interface FiguresProps {
  readonly partition: PartitionModel;
  readonly y: number;
  readonly columns: StageLayout['partitions'];
}

const MICRO: TextFont = { size: 10.5, weight: 400, family: 'sans' };

function WideFigures({ partition, y, columns }: FiguresProps) {
  const { depth } = useStage();
  const { unread, uncommitted } = partition;
  const nobody = partition.reading === 'nobody';
  const said = nobodyText(partition, depth);
  const room = columns.stripWidth - (said === null ? 0 : textWidth(said, { ...MICRO, weight: 600 }) + 5);
  const offsets = depth === 'learner' ? '' : fitting(offsetTexts(partition), room);
  const stripEnd = columns.stripX + columns.stripWidth;
  return (
    <>
      <text className="end" x={columns.right} y={y + 3.5}>
        <tspan className="bold" style={{ fontSize: 14 }}>
          {unread ?? '–'}
        </tspan>
        <tspan className="micro ink-3" dx={4}>
          unread
        </tspan>
      </text>
      {uncommitted !== null && depth !== 'learner' && (
        <text className="end micro ink-3" x={columns.right} y={y + 17}>
          {uncommitted} uncommitted
        </text>
      )}
      <text className="micro ink-3" x={columns.stripX + (nobody ? 2 : 0)} y={y + 17}>
        {offsets}
      </text>
      {said !== null && (
        <text className={`end micro bold ${partition.harm ? 'harm' : 'ink-2'}`} x={stripEnd} y={y + 17}>
          {said}
        </text>
      )}
    </>
  );
}

function NarrowFigures({ partition, y, columns }: FiguresProps) {
  const { depth } = useStage();
  const { unread, uncommitted } = partition;
  const { unreadMs } = partition;
  const nobody = partition.reading === 'nobody' && unreadMs !== null;
  const said = nobody ? `nobody ${seconds(unreadMs, depth)}` : nobodyText(partition, depth);
  const room = columns.right - columns.stripX;
  const second =
    said ??
    fitting(
      uncommitted === null || depth === 'learner' ? [''] : [`${uncommitted} uncommitted`],
      room - 20 - String(unread).length * 7,
    );
  const wide = textWidth(`${unread} unread`, MICRO) + textWidth(second, { ...MICRO, weight: 600 }) + 8 > room;
  return (
    <>
      <text className="micro" x={wide ? columns.x : columns.stripX} y={y + 17}>
        <tspan className="bold">{unread ?? '–'}</tspan>
        <tspan className="ink-3" dx={3}>
          unread
        </tspan>
      </text>
      <text
        className={`end micro ${said === null ? 'ink-3' : partition.harm ? 'bold harm' : 'bold ink-2'}`}
        x={columns.right}
        y={y + 17}
      >
        {said !== null && partition.unreadMs !== null
          ? `nobody ${seconds(partition.unreadMs, depth)}`
          : second}
      </text>
    </>
  );
}

function LineFigure({ partition, y, columns }: FiguresProps) {
  const { depth, shape } = useStage();
  const { unreadMs } = partition;
  const x = shape === 'wide' ? columns.right : columns.right + 6;
  const nobody = unreadMs !== null && partition.reading === 'nobody';
  if (shape === 'narrow') {
    // No room beside the strip: the number stands at its end, on the panel's own ground.
    const text = nobody ? `nobody ${seconds(unreadMs, depth)}` : `${partition.unread ?? '–'}`;
    return (
      <text className={`end micro bold stage-halo ${nobody && partition.harm ? 'harm' : ''}`} x={x} y={y + 4}>
        {text}
      </text>
    );
  }
  return (
    <text className={`end micro ${nobody && partition.harm ? 'bold harm' : 'ink-3'}`} x={x} y={y + 4}>
      {nobody ? (
        `nobody ${seconds(unreadMs, depth)}`
      ) : (
        <>
          <tspan className="bold stage-ink">{partition.unread ?? '–'}</tspan> unread
        </>
      )}
    </text>
  );
}

function nobodyText(partition: PartitionModel, depth: 'learner' | 'engineer' | 'implementer'): string | null {
  if (partition.reading === 'several') return `read by ${partition.readers.length} at once`;
  if (partition.reading !== 'nobody' || partition.unreadMs === null) return null;
  const time = seconds(partition.unreadMs, depth);
  return partition.harm ? `nobody reads · ${time}` : `nobody reads yet · ${time}`;
}

function offsetTexts({ committed, committedKnown, position, end }: PartitionModel): readonly string[] {
  const unknown = committedKnown ? 'nothing committed' : 'commits not read yet';
  const all = [
    committed === null ? unknown : `committed ${committed}`,
    ...(position === null ? [] : [`position ${position}`]),
    `end ${end}`,
  ];
  return all.map((_, i) => all.slice(0, all.length - i).join(' · '));
}

/** The first of them that has room, or nothing. */
function fitting(texts: readonly string[], room: number): string {
  return texts.find((text) => textWidth(text, MICRO) <= room) ?? '';
}

export function partitionSentence(partition: PartitionModel): string {
  const { topic, partition: number, unread, uncommitted, reading, readers, unreadMs } = partition;
  const who = readers.map(({ node }) => node).join(' and ');
  const state = {
    nobody: `nobody reads it${unreadMs === null ? '' : `, for ${seconds(unreadMs)}`}`,
    several: `read by ${who} at once`,
    still: `owned by ${who}, which does not advance`,
    advancing: `read by ${who}`,
  }[reading];
  const figures = [
    unread === null ? '' : `, ${unread} unread`,
    uncommitted === null ? '' : `, ${uncommitted} uncommitted`,
  ];
  return `${topic} partition ${number}: ${state}${figures.join('')}`;
}
