/** A request that has arrived and waits for its answer: it lies at the coordinator's door and does not move. */
import { memberClass } from '../../draw/member.ts';
import { textWidth } from '../../draw/text-width.ts';
import type { ConsumerModel } from './model-consumers.ts';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';
import { seconds } from './words.ts';

const LABEL = { size: 11, weight: 500, family: 'mono' } as const;

export interface DockedProps {
  readonly consumer: ConsumerModel;
  readonly tracks: { readonly request: number; readonly reply: number };
  readonly span: { readonly from: number; readonly to: number };
}

export function Docked({ consumer, tracks, span }: DockedProps) {
  const { depth } = useStage();
  const parked = consumer.wire.docked.find(({ place }) => place === 'parked') ?? consumer.wire.docked[0];
  if (parked === undefined) return null;
  const others = consumer.wire.docked.length - 1;
  const two = tracks.reply !== tracks.request;
  const room = span.to - span.from - 6;
  const time = seconds(parked.waitsMs, depth);
  const timed = `${parked.apiKey} ${time}`;
  const label = two || textWidth(timed, LABEL) + 20 > room ? parked.apiKey : timed;
  const width = Math.min(room, textWidth(label, LABEL) + 20);
  const x = span.to - width;
  const y = tracks.request;
  const said = waitingText({ waits: time, others, unread: parked.place === 'unread' }, room);
  return (
    <Thing
      selection={{ type: 'message', seq: parked.seq }}
      label={`${parked.apiKey} of ${consumer.node}, at the coordinator for ${time}, no reply yet`}
      box={{ x, y: y - 11, width, height: 22 }}
      radius={5}
    >
      <g className={memberClass(consumer.ordinal)}>
        <path className="stage-docked" d={`M${span.to} ${y - 11}H${x + 5}q-5 0 -5 5v12q0 5 5 5H${span.to}`} />
        <path className="stage-dock" d={`M${span.to - 2} ${y - 11}v22`} />
        <text className="mono medium" x={x + 9} y={y + 4} style={{ fontSize: LABEL.size }}>
          {label}
        </text>
      </g>
      {two && (
        <text className="micro ink-2 end" x={span.to - 4} y={y + 24}>
          {said}
        </text>
      )}
    </Thing>
  );
}

function waitingText(wait: { waits: string; others: number; unread: boolean }, room: number): string {
  const { waits, others, unread } = wait;
  const more = others > 0 ? `, ${others} behind it` : '';
  const texts = unread
    ? [`arrived, not read for ${waits}${more}`, `not read, ${waits}`]
    : [`waits ${waits}, no reply yet${more}`, `waits ${waits}${more}`, `waits ${waits}`];
  const fits = (text: string) => textWidth(text, { size: 10.5, weight: 400, family: 'sans' }) <= room - 4;
  return texts.find(fits) ?? waits;
}
