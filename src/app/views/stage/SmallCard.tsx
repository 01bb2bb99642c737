/** A consumer where there is little room: two lines, or one. */
import { textWidth } from '../../draw/text-width.ts';
import { asideShort, downNotes, stateWords } from './card-words.ts';
import {
  CardHead,
  Owned,
  ownedWidth,
  StateText,
  stateWidth,
  TimerLine,
  timerLineWidth,
} from './CardParts.tsx';
import type { Box } from './layout.ts';
import type { ConsumerModel } from './model-consumers.ts';
import { useStage } from './stage-context.ts';

export interface SmallCardProps {
  readonly consumer: ConsumerModel;
  readonly box: Box;
  readonly size: 'compact' | 'line';
}

const NOTE = { size: 10.5, weight: 400, family: 'sans' } as const;

export function SmallCard({ consumer, box, size }: SmallCardProps) {
  const { depth } = useStage();
  const { x, y, width, height } = box;
  const two = size === 'compact';
  const first = two ? y + height / 2 - 5 : y + height / 2 + 4.5;
  const words = shortWords(consumer, width, depth);
  const corner = stateWidth(words, 10);
  return (
    <>
      <CardHead
        consumer={consumer}
        x={x + 10}
        y={first}
        width={width - 20}
        square={two ? 17 : 15}
        nameSize={12.5}
        cornerWidth={corner}
      />
      <StateText words={words} x={x + width - 10} y={first} size={10} />
      {two && <SecondLine consumer={consumer} box={box} y={y + height / 2 + 11} />}
    </>
  );
}

/** When the state has no room beside the name, a plain word says what the consumer does. */
function shortWords(consumer: ConsumerModel, width: number, depth: 'learner' | 'engineer' | 'implementer') {
  const words = stateWords(consumer, depth);
  const name = textWidth(consumer.node, { size: 12.5, weight: 600, family: 'sans' });
  const room = width - 20 - 25 - name - (consumer.isLeader ? 20 : 0) - 8;
  if (stateWidth(words, 10) <= room) return words;
  return stateWords(consumer, 'learner');
}

function SecondLine({ consumer, box, y }: { consumer: ConsumerModel; box: Box; y: number }) {
  const { depth } = useStage();
  const left = box.x + 12;
  const right = box.x + box.width - 10;
  if (consumer.process !== 'running') {
    return (
      <text className="micro ink-2" x={left} y={y + 3}>
        {downNotes(consumer, depth)[0]}
      </text>
    );
  }
  const aside = consumer.paused === null ? undefined : asideShort(consumer, depth).at(-1);
  const poll = timerLineWidth('poll', consumer.poll, depth);
  const beat = timerLineWidth('beat', consumer.heartbeat, depth);
  // Partitions come first: without room for both timers, the first one stays.
  const both = ownedWidth(consumer.owned) + 10 <= right - left - poll - beat - 10;
  const taken = aside !== undefined ? textWidth(aside, NOTE) : both ? poll + beat + 10 : beat;
  const timersX = right - taken;
  return (
    <>
      <Owned
        owned={consumer.owned}
        ordinal={consumer.ordinal}
        x={left}
        y={y - 10}
        room={timersX - left - 12}
      />
      {consumer.owned.length === 0 && (
        <text className="micro ink-3" x={left} y={y + 3}>
          {['owns nothing', 'no p'].find((text) => textWidth(text, NOTE) < timersX - left - 10)}
        </text>
      )}
      {aside !== undefined && aside !== '' ? (
        <text className="end micro ink-2" x={right} y={y + 3}>
          {aside}
        </text>
      ) : (
        <>
          <TimerLine consumer={consumer} timer={consumer.heartbeat} label="beat" x={timersX + 7} y={y - 1} />
          {both && (
            <TimerLine
              consumer={consumer}
              timer={consumer.poll}
              label="poll"
              x={right + 7 - poll}
              y={y - 1}
            />
          )}
        </>
      )}
    </>
  );
}
