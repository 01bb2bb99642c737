/** Pieces that cards of every size share: name, state, owned partitions, one timer. */
import { ArcMark, CrownMark, pillWidth, PillMark, SquareMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import { fitText, textWidth, type TextFont } from '../../draw/text-width.ts';
import type { Depth } from '../../store/selection.ts';
import { stateWords, timerShare, timerText, type StateWords } from './card-words.ts';
import type { ConsumerModel, OwnedModel, TimerModel } from './model-consumers.ts';
import { useStage } from './stage-context.ts';

export interface HeadProps {
  readonly consumer: ConsumerModel;
  readonly x: number;
  /** Baseline of the name. */
  readonly y: number;
  readonly width: number;
  readonly square?: number;
  readonly nameSize?: number;
  /** What the corner keeps free for. */
  readonly cornerWidth: number;
}

/** Square, name and crown; tells nobody about the state. */
export function CardHead({ consumer, x, y, width, square = 20, nameSize = 14, cornerWidth }: HeadProps) {
  const gone = consumer.process !== 'running';
  const font: TextFont = { size: nameSize, weight: 600, family: 'sans' };
  const nameX = x + square + 8;
  const room = width - square - 8 - cornerWidth - (consumer.isLeader ? 20 : 0) - 4;
  const name = fitText(consumer.node, room, font);
  return (
    <>
      <SquareMark x={x} y={y - square * 0.75} size={square} ordinal={consumer.ordinal} gone={gone} />
      <text className={`bold ${gone ? 'ink-2' : ''}`} x={nameX} y={y} style={{ fontSize: nameSize }}>
        {name}
        {name !== consumer.node && <title>{consumer.node}</title>}
      </text>
      {consumer.isLeader && <CrownMark x={nameX + textWidth(name, font) + 7} y={y - 10} />}
    </>
  );
}

const BEFORE: TextFont = { size: 11, weight: 400, family: 'sans' };

function stateFont(words: StateWords, size: number): TextFont {
  return words.mono ? { size, weight: 500, family: 'mono' } : { ...BEFORE, size };
}

export function stateWidth(words: StateWords, size: number): number {
  const before = words.before === '' ? 0 : textWidth(`${words.before} `, { ...BEFORE, size });
  return before + (words.state === '' ? 0 : textWidth(words.state, stateFont(words, size)));
}

/** The client's state; of a dead one struck through, for it is no longer true. */
export function StateText(props: { words: StateWords; x: number; y: number; size: number; end?: boolean }) {
  const { words, x, y, size, end = true } = props;
  return (
    <text className={`ink-2 ${end ? 'end' : ''}`} x={x} y={y} style={{ fontSize: size }}>
      {words.before !== '' && <tspan>{words.before} </tspan>}
      {words.state !== '' && (
        <tspan
          className={words.mono ? 'mono medium' : ''}
          textDecoration={words.struck ? 'line-through' : 'none'}
        >
          {words.state}
        </tspan>
      )}
    </text>
  );
}

export function ownedWidth(owned: readonly OwnedModel[]): number {
  return Math.max(
    0,
    owned.reduce((sum, { label }) => sum + pillWidth(label) + 4, -4),
  );
}

/** As many owned partitions as there is room for, and how many more. */
export function Owned(props: {
  owned: readonly OwnedModel[];
  ordinal: number;
  x: number;
  y: number;
  room: number;
  toRight?: boolean;
}) {
  const { scope } = useStage();
  const { owned, ordinal, x, y, room, toRight = false } = props;
  const shown = fittingOwned(owned, room);
  const rest = owned.length - shown.length;
  const width = ownedWidth(shown) + (rest > 0 ? 26 : 0);
  const start = toRight ? x - width : x;
  const places = shown.map((entry, i) => ({
    entry,
    at: start + ownedWidth(shown.slice(0, i)) + (i > 0 ? 4 : 0),
  }));
  return (
    <>
      {places.map(({ entry, at }) => (
        <PillMark
          key={entry.key}
          scope={scope}
          x={at}
          y={y}
          text={entry.label}
          kind={entry.kind}
          ordinal={ordinal}
        />
      ))}
      {rest > 0 && (
        <text className="label ink-2" x={start + width - 22} y={y + 13}>
          +{rest}
        </text>
      )}
    </>
  );
}

function fittingOwned(owned: readonly OwnedModel[], room: number): readonly OwnedModel[] {
  if (ownedWidth(owned) <= room) return owned;
  let amount = owned.length - 1;
  while (amount > 0 && ownedWidth(owned.slice(0, amount)) + 26 > room) amount -= 1;
  return owned.slice(0, amount);
}

export interface TimerProps {
  readonly consumer: ConsumerModel;
  readonly timer: TimerModel;
  readonly label: string;
  /** The middle of the ring. */
  readonly x: number;
  readonly y: number;
}

/** Name above, what is left below. */
export function TimerBlock({ consumer, timer, label, x, y }: TimerProps) {
  const { depth } = useStage();
  const plain = depth === 'learner' && timer.armed && !timer.held;
  const radius = depth === 'learner' ? 8 : 10;
  return (
    <g className={memberClass(consumer.ordinal)}>
      <Ring timer={timer} x={x} y={y} radius={radius} />
      <text className="label ink-3" x={x + radius + 7} y={plain ? y + 4 : y - 3}>
        {label}
      </text>
      {!plain && (
        <text className="label bold" x={x + radius + 7} y={y + 12}>
          {timerText(timer, depth)}
        </text>
      )}
    </g>
  );
}

/** On one line. */
export function TimerLine({ consumer, timer, label, x, y }: TimerProps) {
  const { depth } = useStage();
  const plain = depth === 'learner' && timer.armed && !timer.held;
  return (
    <g className={memberClass(consumer.ordinal)}>
      <Ring timer={timer} x={x} y={y} radius={6.5} />
      <text className="micro ink-2" x={x + 12} y={y + 4}>
        {label}
        {!plain && (
          <tspan className="bold stage-ink" dx={3}>
            {timerText(timer, depth)}
          </tspan>
        )}
      </text>
    </g>
  );
}

/** From the left edge of its ring to the end of its text. */
export function timerLineWidth(label: string, timer: TimerModel, depth: Depth): number {
  const font: TextFont = { size: 10.5, weight: 400, family: 'sans' };
  const plain = depth === 'learner' && timer.armed && !timer.held;
  const value = plain ? 0 : textWidth(timerText(timer, depth), { ...font, weight: 600 }) + 3;
  return 19 + textWidth(label, font) + value;
}

function Ring({ timer, x, y, radius }: { timer: TimerModel; x: number; y: number; radius: number }) {
  return (
    <ArcMark
      x={x}
      y={y}
      radius={radius}
      left={timerShare(timer)}
      weight={radius < 8 ? 2.4 : 2.6}
      held={!timer.armed || timer.held}
    />
  );
}

/** The state as the corner or the second line can show it. */
export function useStateWords(consumer: ConsumerModel): StateWords {
  return stateWords(consumer, useStage().depth);
}
