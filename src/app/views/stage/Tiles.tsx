/** Beyond ten consumers: numbered tiles sorted by where they are, counts instead of envelopes, the shortest sessions. */
import { ArcMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import { cardSentence } from './card-words.ts';
import type { Box, StageLayout } from './layout.ts';
import type { StageModel } from './model.ts';
import type { ConsumerModel } from './model-consumers.ts';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';
import { count, seconds } from './words.ts';

const GAP = 4;
const TITLE = 26;
const SESSIONS_AT_MOST = 5;

export function Tiles({ model, area }: { readonly model: StageModel; readonly area: Box }) {
  const groups = [
    {
      title: 'not in the group',
      members: model.consumers.filter((c) => c.process === 'running' && c.seat === null),
    },
    {
      title: 'in the group',
      members: model.consumers.filter((c) => c.process === 'running' && c.seat !== null),
    },
    { title: 'gone', members: model.consumers.filter(({ process }) => process !== 'running') },
  ].filter(({ members }) => members.length > 0);
  const pitch = pitchFor(
    groups.map(({ members }) => members.length),
    area,
  );
  const columns = columnsOf(area, pitch);
  let y = area.y + 8;
  const placed = groups.map(({ title, members }) => {
    const top = y;
    y += TITLE + Math.ceil(members.length / columns) * pitch;
    return { title, members, top };
  });
  return placed.map(({ title, members, top }) => (
    <g key={title}>
      <text className="label ink-3" x={area.x} y={top + 4}>
        {members.length} {title}
      </text>
      {members.map((consumer, i) => (
        <Tile
          key={consumer.node}
          consumer={consumer}
          side={pitch - GAP}
          x={area.x + (i % columns) * pitch}
          y={top + 12 + Math.floor(i / columns) * pitch}
        />
      ))}
    </g>
  ));
}

function columnsOf({ width }: Box, pitch: number): number {
  return Math.max(1, Math.floor((width + GAP) / pitch));
}

/** As large as lets all of them in. */
function pitchFor(amounts: readonly number[], area: Box): number {
  for (let pitch = 30; pitch > 16; pitch -= 1) {
    const rows = amounts.reduce((sum, amount) => sum + Math.ceil(amount / columnsOf(area, pitch)), 0);
    if (rows * pitch + amounts.length * TITLE <= area.height) return pitch;
  }
  return 16;
}

function Tile(props: { consumer: ConsumerModel; side: number; x: number; y: number }) {
  const { consumer, side, x, y } = props;
  const gone = consumer.process !== 'running';
  const still = consumer.paused !== null;
  return (
    <Thing
      selection={{ type: 'consumer', node: consumer.node }}
      label={cardSentence(consumer)}
      box={{ x, y, width: side, height: side }}
      radius={5}
    >
      <g className={memberClass(consumer.ordinal)}>
        <rect
          className={`stage-tile ${gone ? 'gone' : ''} ${still ? 'frozen' : ''} ${consumer.seat === null ? 'outside' : ''}`}
          x={x + 0.75}
          y={y + 0.75}
          width={side - 1.5}
          height={side - 1.5}
          rx={5}
        />
        <text
          className={`bold center stage-tile-number ${gone ? 'gone' : ''}`}
          x={x + side / 2}
          y={y + side / 2 + 4}
          style={{ fontSize: side < 22 ? 9.5 : 12 }}
        >
          {consumer.ordinal}
        </text>
      </g>
      <title>{consumer.node}</title>
    </Thing>
  );
}

/** What is on all wires together. */
export function WireCounts({ model, layout }: { readonly model: StageModel; readonly layout: StageLayout }) {
  const all = model.consumers.flatMap(({ wire }) => [...wire.travelling, ...wire.docked]);
  const requests = all.filter(
    ({ direction, place }) => direction === 'request' && place === 'travelling',
  ).length;
  const replies = all.filter(({ direction }) => direction === 'reply').length;
  const docked = all.filter(({ place }) => place !== 'travelling').length;
  const from = layout.tiles === null ? layout.wires.from : layout.tiles.x + layout.tiles.width + 8;
  const x = (from + layout.wires.to) / 2;
  const y = layout.coordinator.y + layout.coordinator.height / 2;
  const lines = [
    `${count(requests, 'request')} →`,
    `← ${replies} ${replies === 1 ? 'reply' : 'replies'}`,
    `${docked} parked`,
  ];
  return lines.map((line, i) => (
    <text key={line} className="label ink-2 center" x={x} y={y - 18 + i * 18}>
      {line}
    </text>
  ));
}

/** The sessions that run out first, and how many more there are. */
export function ShortestSessions({ model, box }: { readonly model: StageModel; readonly box: Box }) {
  const { depth } = useStage();
  const running = model.consumers
    .flatMap((consumer) =>
      consumer.seat?.session.armed === true ? [{ consumer, session: consumer.seat.session }] : [],
    )
    .toSorted((a, b) => a.session.leftMs - b.session.leftMs);
  const shown = running.slice(0, SESSIONS_AT_MOST);
  const y = box.y + 138;
  return (
    <>
      <text className="label ink-3" x={box.x + 16} y={y - 26}>
        {shown.length === 0 ? 'no session runs' : 'sessions, shortest first'}
      </text>
      {shown.map(({ consumer, session }, i) => (
        <g key={consumer.node} className={memberClass(consumer.ordinal)}>
          <ArcMark
            x={box.x + 26}
            y={y + i * 30}
            radius={9}
            left={session.leftMs / session.ofMs}
            weight={2.6}
          />
          <text className="label" x={box.x + 44} y={y + 4 + i * 30}>
            {consumer.node}
          </text>
          <text className="label bold end" x={box.x + box.width - 16} y={y + 4 + i * 30}>
            {seconds(session.leftMs, depth)}
          </text>
        </g>
      ))}
      {running.length > shown.length && (
        <text className="label ink-3" x={box.x + 16} y={y + shown.length * 30 + 2}>
          and {running.length - shown.length} more
        </text>
      )}
    </>
  );
}
