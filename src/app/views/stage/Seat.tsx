/** A member's seat at the coordinator: its session as a ring, when it was last heard, who it is. */
import { ArcMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import { textWidth, type TextFont } from '../../draw/text-width.ts';
import type { Depth } from '../../store/selection.ts';
import type { Box, CardSize } from './layout.ts';
import type { ConsumerModel, SeatModel } from './model-consumers.ts';
import { useStage } from './stage-context.ts';
import { ago, seconds, shortId } from './words.ts';

export interface SeatProps {
  readonly consumer: ConsumerModel;
  readonly box: Box;
  readonly card: Box;
  readonly size: CardSize;
  /** The coordinator has read its log: it knows who is a member. */
  readonly isKnown: boolean;
}

export function Seat({ consumer, box, card, size, isKnown }: SeatProps) {
  const { depth, shape } = useStage();
  const { seat } = consumer;
  const y = card.y + card.height / 2;
  if (seat === null) return <NoSeat consumer={consumer} box={box} y={y} isKnown={isKnown} />;
  const radius = shape === 'narrow' ? { full: 15, low: 15, compact: 12, line: 8 }[size] : RADII[size];
  const ringX = box.x + (shape === 'narrow' ? 16 : 22) + radius;
  const textX = ringX + radius + (shape === 'narrow' ? 7 : 10);
  const lines = seatLines(seat, consumer, depth);
  const amount = { full: shape === 'narrow' ? 2 : 3, low: 2, compact: 2, line: 1 }[size];
  const chosen = fitLines(
    lines.slice(0, depth === 'learner' ? Math.min(2, amount) : amount),
    box.x + box.width - 5 - textX,
  );
  const center = centerText(seat, consumer, depth);
  const share = seat.session.heldBy === null ? shareOf(seat) : 1;
  const held = seat.session.heldBy !== null || !seat.session.armed;
  const step = size === 'compact' ? 12.5 : 15;
  const start = y + 4 - ((chosen.length - 1) * step) / 2;
  return (
    <>
      <g className={memberClass(consumer.ordinal)}>
        {radius >= 12 ? (
          <ArcMark x={ringX} y={y} radius={radius} left={share} weight={3.4} held={held} text={center} />
        ) : (
          <ArcMark x={ringX} y={y} radius={radius} left={share} weight={2.6} held={held} />
        )}
      </g>
      {chosen.map((text, i) => (
        <text
          key={lines[i]?.[0]?.replaceAll(/[\d.]+/g, '') ?? i}
          className={i === 0 ? 'medium' : `label ${i === 1 ? 'ink-2' : 'ink-3'}`}
          x={textX}
          y={start + i * step}
          style={i === 0 ? { fontSize: size === 'full' && shape !== 'narrow' ? 12.5 : 11 } : undefined}
        >
          {text}
        </text>
      ))}
    </>
  );
}

const RADII = { full: 16, low: 16, compact: 12, line: 8 } as const;

function shareOf({ session }: SeatModel): number {
  return session.armed ? session.leftMs / session.ofMs : 0;
}

/** In the ring: whole seconds. A learner sees them only when this session runs out. */
export function centerText(seat: SeatModel, consumer: ConsumerModel, depth: Depth): string {
  if (seat.session.heldBy !== null) return '‖';
  if (!seat.session.armed) return '';
  const runsOut = consumer.process !== 'running' || shareOf(seat) < 0.6;
  if (depth === 'learner' && !runsOut) return '';
  return String(Math.round(seat.session.leftMs / 1000));
}

/** Each line in its wordings, longest first. */
function seatLines(seat: SeatModel, consumer: ConsumerModel, depth: Depth): readonly (readonly string[])[] {
  const { session, heardMs, role, former } = seat;
  const id = shortId(seat.memberId);
  const left = seconds(session.leftMs, depth);
  const heard = heardMs === null ? [] : [`heard ${ago(heardMs, depth)}`];
  if (session.heldBy !== null) {
    const why = `cannot expire while ${session.heldBy} waits`;
    return [
      ['session held', 'held'],
      depth === 'learner' ? ['it waits for all'] : [why, `${session.heldBy} waits`],
      [id],
    ];
  }
  if (role === 'pending') return [['id given out, not joined', 'id given out'], [`for ${left} more`], [id]];
  if (former)
    return [[`seat of its last life: ${left}`, `old seat ${left}`], ['nobody sits in it', 'empty'], [id]];
  const runsOut = consumer.process !== 'running' || (session.armed && shareOf(seat) < 0.6);
  if (depth === 'learner') {
    return runsOut
      ? [
          [`${left} until it counts`, `${left} left`],
          ['as gone: its session', 'then it is gone'],
        ]
      : [
          heardMs === null
            ? ['its session runs']
            : heardMs < 1000
              ? ['just heard from']
              : [`heard ${ago(heardMs, depth)}`],
          shareOf(seat) > 0.97 ? ['session is full', 'session'] : ['its session runs', 'session'],
        ];
  }
  const head = runsOut ? [`session ${left} left`, `session ${left}`, left] : [`session ${left}`, left];
  return [
    head,
    heard.length > 0 ? heard : [role],
    role === 'leader' ? [`group leader · ${id}`, 'group leader'] : [`${role} · ${id}`, id, role],
  ];
}

const FIRST: TextFont = { size: 12.5, weight: 500, family: 'sans' };
const OTHER: TextFont = { size: 11, weight: 400, family: 'sans' };

function fitLines(lines: readonly (readonly string[])[], room: number): readonly string[] {
  return lines.map(
    (texts, i) =>
      texts.find((text) => textWidth(text, i === 0 && room > 130 ? FIRST : OTHER) <= room) ??
      texts.at(-1) ??
      '',
  );
}

interface NoSeatProps {
  readonly consumer: ConsumerModel;
  readonly box: Box;
  readonly y: number;
  readonly isKnown: boolean;
}

function NoSeat({ consumer, box, y, isKnown }: NoSeatProps) {
  const texts = !isKnown
    ? ['not read from the log yet', 'not read yet']
    : consumer.process === 'running'
      ? ['not a member']
      : ['no longer a member'];
  const text = texts.find((one) => textWidth(one, OTHER) <= box.width - 26) ?? texts.at(-1);
  return (
    <text className="label ink-3" x={box.x + 20} y={y + 4}>
      {text}
    </text>
  );
}
