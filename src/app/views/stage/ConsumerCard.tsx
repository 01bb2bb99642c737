/** A consumer: who it is, what it says of itself, what it owns, and the timers that it enforces itself. */
import { textWidth } from '../../draw/text-width.ts';
import { asideShort, cardSentence, downNotes, ownWords } from './card-words.ts';
import {
  CardHead,
  Owned,
  ownedWidth,
  StateText,
  stateWidth,
  TimerBlock,
  TimerLine,
  timerLineWidth,
  useStateWords,
} from './CardParts.tsx';
import type { Box, CardSize } from './layout.ts';
import type { ConsumerModel } from './model-consumers.ts';
import { SmallCard } from './SmallCard.tsx';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';

export interface ConsumerCardProps {
  readonly consumer: ConsumerModel;
  readonly box: Box;
  readonly size: CardSize;
}

export function ConsumerCard({ consumer, box, size }: ConsumerCardProps) {
  const frozen = consumer.process === 'running' && consumer.paused !== null;
  const state = consumer.process !== 'running' ? 'gone' : frozen ? 'frozen' : '';
  return (
    <Thing
      selection={{ type: 'consumer', node: consumer.node }}
      label={cardSentence(consumer)}
      box={box}
      menuCorner
    >
      <rect className={`stage-card ${state}`} {...box} rx={size === 'line' ? 7 : 10} />
      {size === 'full' && <FullCard consumer={consumer} box={box} />}
      {size === 'low' && <LowCard consumer={consumer} box={box} />}
      {(size === 'compact' || size === 'line') && <SmallCard consumer={consumer} box={box} size={size} />}
    </Thing>
  );
}

interface PartProps {
  readonly consumer: ConsumerModel;
  readonly box: Box;
}

function FullCard({ consumer, box }: PartProps) {
  const { shape } = useStage();
  const { x, y, width } = box;
  const down = consumer.process !== 'running';
  return (
    <>
      <TopLines consumer={consumer} box={box} first={y + 26} second={y + 48} />
      {down ? (
        <Notes consumer={consumer} x={x + 12} y={consumer.owned.length === 0 ? y + 50 : y + 67} />
      ) : shape === 'wide' ? (
        <>
          <TimerBlock
            consumer={consumer}
            timer={consumer.heartbeat}
            label="heartbeat"
            x={x + 24}
            y={y + 72}
          />
          <TimerBlock
            consumer={consumer}
            timer={consumer.poll}
            label="poll"
            x={x + width / 2 + 18}
            y={y + 72}
          />
        </>
      ) : (
        <Timers consumer={consumer} box={box} y={y + 75} />
      )}
    </>
  );
}

function LowCard({ consumer, box }: PartProps) {
  const tight = box.height < 76;
  const first = box.y + (tight ? 20 : 23);
  const second = box.y + (tight ? 39 : 44);
  const third = box.y + box.height - (tight ? 13 : 16);
  const down = consumer.process !== 'running';
  return (
    <>
      <TopLines consumer={consumer} box={box} first={first} second={second} />
      {down ? (
        <Notes
          consumer={consumer}
          x={box.x + 12}
          y={consumer.owned.length === 0 ? second : third + 3}
          amount={1}
        />
      ) : (
        <Timers consumer={consumer} box={box} y={third} />
      )}
    </>
  );
}

function Timers({ consumer, box, y }: PartProps & { y: number }) {
  const { depth } = useStage();
  const poll = timerLineWidth('poll', consumer.poll, depth);
  const room = box.width - 24 - poll - 10;
  const label = timerLineWidth('heartbeat', consumer.heartbeat, depth) <= room ? 'heartbeat' : 'beat';
  return (
    <>
      <TimerLine consumer={consumer} timer={consumer.heartbeat} label={label} x={box.x + 19} y={y} />
      <TimerLine
        consumer={consumer}
        timer={consumer.poll}
        label="poll"
        x={box.x + box.width - 5 - poll}
        y={y}
      />
    </>
  );
}

/** Name and state; what it owns and what is unusual. A long state goes to the second line. */
function TopLines({ consumer, box, first, second }: PartProps & { first: number; second: number }) {
  const { depth } = useStage();
  const { x, width } = box;
  const words = useStateWords(consumer);
  const nameSize = width < 210 ? 13 : 14;
  const nameWidth = textWidth(consumer.node, { size: nameSize, weight: 600, family: 'sans' });
  const corner = width - 40 - nameWidth - (consumer.isLeader ? 19 : 0) - 20;
  const size = [11, 10.5, 10].find((candidate) => stateWidth(words, candidate) <= corner);
  const right = x + width - 12;
  // When the whole of it has no room, `dead` stays in the corner and the state it had goes below.
  const below = size === undefined ? { ...words, before: words.struck ? 'was' : '' } : null;
  const cornerWords = words.struck ? words.before.replace('; was', '') : '';
  return (
    <>
      <CardHead
        consumer={consumer}
        x={x + 12}
        y={first}
        width={width - 24}
        nameSize={nameSize}
        cornerWidth={size === undefined ? textWidth(cornerWords, CORNER) : stateWidth(words, size)}
      />
      {size !== undefined && <StateText words={words} x={right} y={first} size={size} />}
      {size === undefined && (
        <text className="end ink-2 label medium" x={right} y={first}>
          {cornerWords === '' && depth !== 'learner' && consumer.generationId !== null && width > 210
            ? `gen. ${consumer.generationId}`
            : cornerWords}
        </text>
      )}
      {below === null || below.struck ? (
        <OwnedLine consumer={consumer} box={box} y={second} right={below} />
      ) : (
        <>
          <StateText words={below} x={x + 12} y={second} size={10} end={false} />
          <LongAside consumer={consumer} x={right} y={second} room={width - 34 - stateWidth(below, 10)} />
        </>
      )}
    </>
  );
}

const CORNER = { size: 11, weight: 400, family: 'sans' } as const;

/** Beside a state that fills the second line. */
function LongAside({
  consumer,
  x,
  y,
  room,
}: {
  consumer: ConsumerModel;
  x: number;
  y: number;
  room: number;
}) {
  if (consumer.owned.length > 0)
    return <Owned owned={consumer.owned} ordinal={consumer.ordinal} x={x} y={y - 13} room={room} toRight />;
  const said = ['owns nothing', 'no partition'].find((text) => textWidth(text, CORNER) <= room);
  return (
    <text className="end label ink-2" x={x} y={y}>
      {said}
    </text>
  );
}

function OwnedLine(props: PartProps & { y: number; right: ReturnType<typeof useStateWords> | null }) {
  const { depth } = useStage();
  const { consumer, box, y, right } = props;
  const taken = right === null ? 0 : stateWidth(right, 10.5) + 8;
  const room = box.width - 24 - taken;
  const wanted = Math.min(ownedWidth(consumer.owned), 150);
  const wordWidth = (text: string) =>
    text === '' ? 0 : textWidth(text, CORNER) + (consumer.owned.length > 0 ? 7 : 0);
  const words = ownWords(consumer);
  const said = words.find((text) => wordWidth(text) + wanted <= room) ?? words.at(-1) ?? '';
  const ownWidth = wordWidth(said);
  const pills = Math.max(0, Math.min(ownedWidth(consumer.owned), room - ownWidth));
  const aside = asideShort(consumer, depth).find(
    (text) => textWidth(text, CORNER) + 8 <= room - ownWidth - pills,
  );
  return (
    <>
      <text className="label ink-3" x={box.x + 12} y={y}>
        {said}
      </text>
      <Owned
        owned={consumer.owned}
        ordinal={consumer.ordinal}
        x={box.x + 12 + ownWidth}
        y={y - 13}
        room={room - ownWidth}
      />
      {right !== null && <StateText words={right} x={box.x + box.width - 12} y={y} size={10.5} />}
      {right === null && aside !== undefined && (
        <text className="end label ink-2" x={box.x + box.width - 12} y={y}>
          {aside}
        </text>
      )}
    </>
  );
}

function Notes({
  consumer,
  x,
  y,
  amount = 2,
}: {
  consumer: ConsumerModel;
  x: number;
  y: number;
  amount?: number;
}) {
  const { depth } = useStage();
  return downNotes(consumer, depth)
    .slice(0, amount)
    .map((note, i) => (
      <text
        key={note.replaceAll(/[\d.]+/g, '')}
        className={`label ${i === 0 ? 'ink-2' : 'ink-3'}`}
        x={x}
        y={y + i * 15}
      >
        {note}
      </text>
    ));
}
