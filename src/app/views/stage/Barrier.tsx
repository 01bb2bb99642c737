/** The barrier that a rebalance waits at: a gate with one slot per member, and a place of its own for its deadline. */
import { ArcMark, TickMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import { textWidth } from '../../draw/text-width.ts';
import { tracksOf, type StageLayout } from './layout.ts';
import type { ConsumerModel } from './model-consumers.ts';
import type { BarrierModel } from './model-coordinator.ts';
import { useStage } from './stage-context.ts';
import { length, seconds } from './words.ts';

/** Half of the gate's width. */
export function gateHalf({ shape }: StageLayout): number {
  return shape === 'wide' ? 13 : 11;
}

export interface GateProps {
  readonly barrier: BarrierModel;
  readonly consumers: readonly ConsumerModel[];
  readonly layout: StageLayout;
}

export function Gate({ barrier, consumers, layout }: GateProps) {
  const { cards, wires } = layout;
  const first = cards.places[0];
  const last = cards.places.at(-1);
  if (first === undefined || last === undefined) return null;
  const top = first.y - 2;
  const half = gateHalf(layout);
  const x = wires.to - half;
  return (
    <g role="img" aria-label={barrierSentence(barrier)}>
      <rect
        className={`stage-gate ${barrier.kind}`}
        x={x}
        y={top}
        width={2 * half}
        height={last.y + last.height + 2 - top}
        rx={8}
      />
      {consumers.map((consumer, i) => {
        const card = cards.places[i];
        if (card === undefined) return null;
        const y = tracksOf(card, wires.twoTracks).request;
        return <Slot key={consumer.node} consumer={consumer} kind={barrier.kind} x={wires.to} y={y} />;
      })}
    </g>
  );
}

/** Here: filled and ticked. Missing: hollow. No member: a dash. */
function Slot(props: { consumer: ConsumerModel; kind: BarrierModel['kind']; x: number; y: number }) {
  const { consumer, kind, x, y } = props;
  const { seat } = consumer;
  if (seat === null) return <path className="stage-slot-none" d={`M${x - 5} ${y}h10`} />;
  const here = kind === 'sync' ? seat.synced : seat.joined;
  return (
    <g className={memberClass(consumer.ordinal)}>
      {here ? (
        <>
          <rect className="stage-slot here" x={x - 9} y={y - 9} width={18} height={18} rx={5} />
          <g className="stage-slot-tick">
            <TickMark x={x} y={y} weight={2} tone="on-member" />
          </g>
        </>
      ) : (
        <rect className="stage-slot missing" x={x - 8.2} y={y - 8.2} width={16.4} height={16.4} rx={5} />
      )}
    </g>
  );
}

/** In the coordinator's head: how many are here, and how long it waits at most. */
export function BarrierBlock(props: { barrier: BarrierModel; x: number; y: number; width: number }) {
  const { barrier, x, y, width } = props;
  const { shape } = useStage();
  const ring = shape === 'wide' ? 16 : 0;
  const textX = ring === 0 ? x : x + ring * 2 + 16;
  const room = width - (textX - x);
  const share = barrier.leftMs === null || barrier.ofMs === null ? 0 : barrier.leftMs / barrier.ofMs;
  const seconds = barrier.leftMs === null ? '–' : String(Math.round(barrier.leftMs / 1000));
  return (
    <>
      {ring > 0 && (
        <ArcMark x={x + ring + 6} y={y + 21} radius={ring} left={share} weight={3.4} text={seconds} />
      )}
      <Lines barrier={barrier} x={textX} y={y + 8} room={room} />
    </>
  );
}

const SMALL = { size: 11, weight: 500, family: 'sans' } as const;

function Lines({ barrier, x, y, room }: { barrier: BarrierModel; x: number; y: number; room: number }) {
  const { depth } = useStage();
  const lines = barrierLines(barrier, depth);
  const fit = (texts: readonly string[]) =>
    texts.find((text) => textWidth(text, SMALL) <= room) ?? texts.at(-1);
  return (
    <>
      <text className="medium" x={x} y={y} style={{ fontSize: 12 }}>
        {fit(lines.title)}
      </text>
      {lines.rest.map((texts, i) => (
        <text key={texts[0]} className={`micro ${i === 0 ? 'ink-2' : 'ink-3'}`} x={x} y={y + 13 + i * 12}>
          {fit(texts)}
        </text>
      ))}
    </>
  );
}

function barrierLines(barrier: BarrierModel, depth: 'learner' | 'engineer' | 'implementer') {
  const { kind, here, of, leftMs, ofMs, setting } = barrier;
  const title =
    kind === 'sync'
      ? [`sync: ${here} of ${of} have asked`, `sync ${here} of ${of}`]
      : [`join barrier: ${here} of ${of} here`, `joined ${here} of ${of}`];
  if (leftMs === null || ofMs === null) return { title, rest: [] };
  const most = `${seconds(leftMs, depth)} more`;
  const wait =
    kind === 'initial'
      ? [`opens in ${seconds(leftMs, depth)}`]
      : [`waits ${most} at most`, `${most} at most`];
  if (depth === 'learner' || setting === null) return { title, rest: [wait] };
  const named =
    kind === 'initial'
      ? [[`initial delay ${length(ofMs)} =`], [setting, 'initial.rebalance.delay']]
      : [[`rebalance timeout ${length(ofMs)} =`, `timeout ${length(ofMs)} =`], [setting]];
  return { title, rest: [wait, ...named] };
}

function barrierSentence({ kind, here, of, leftMs, missing }: BarrierModel): string {
  const what = kind === 'sync' ? 'sync barrier' : 'join barrier';
  const waits = missing.length === 0 ? '' : `; waits for ${missing.join(', ')}`;
  return `${what}: ${here} of ${of}${waits}${leftMs === null ? '' : `; ${seconds(leftMs)} more at most`}`;
}
