/** On a phone the coordinator is a column of session rings; its state stands in the caption above. */
import { ArcMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import { coordinatorSentence } from './Coordinator.tsx';
import type { StageLayout } from './layout.ts';
import type { StageModel } from './model.ts';
import type { ConsumerModel } from './model-consumers.ts';
import { centerText } from './Seat.tsx';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';
import { count, seconds } from './words.ts';

export function PhoneCoordinator({
  model,
  layout,
}: {
  readonly model: StageModel;
  readonly layout: StageLayout;
}) {
  const box = layout.coordinator;
  return (
    <>
      <Thing
        selection={{ type: 'coordinator' }}
        label={coordinatorSentence(model.coordinator)}
        box={box}
        radius={12}
        menuCorner
      >
        <rect className="stage-panel" {...box} rx={12} />
        {layout.tiles !== null && (
          <text className="label ink-2 center" x={box.x + box.width / 2} y={box.y + box.height / 2 + 4}>
            {count(model.coordinator.group?.members ?? 0, 'member')}
          </text>
        )}
      </Thing>
      {model.consumers.map((consumer, i) => {
        const card = layout.cards.places[i];
        if (card === undefined) return null;
        return (
          <g key={consumer.node} className="stage-through">
            <Ring
              consumer={consumer}
              x={box.x + box.width / 2}
              y={card.y + card.height / 2 - 4}
              isKnown={model.coordinator.availability === 'active'}
            />
          </g>
        );
      })}
    </>
  );
}

interface RingProps {
  readonly consumer: ConsumerModel;
  readonly x: number;
  readonly y: number;
  /** The coordinator has read its log: it knows who is a member. */
  readonly isKnown: boolean;
}

function Ring({ consumer, x, y, isKnown }: RingProps) {
  const { depth } = useStage();
  const { seat } = consumer;
  if (seat === null) {
    return (
      <text className="micro ink-3 center" x={x} y={y + 8}>
        {isKnown ? 'no member' : 'not read yet'}
      </text>
    );
  }
  const { session } = seat;
  const held = session.heldBy !== null;
  const runsOut = consumer.process !== 'running';
  const said = held ? 'session held' : runsOut ? `${seconds(session.leftMs, depth)} left` : 'session';
  const left = held ? 1 : session.armed ? session.leftMs / session.ofMs : 0;
  return (
    <>
      <g className={memberClass(consumer.ordinal)}>
        <ArcMark
          x={x}
          y={y}
          radius={18}
          left={left}
          weight={3.4}
          held={held || !session.armed}
          text={centerText(seat, consumer, depth)}
        />
      </g>
      <text className={`micro center ${runsOut ? 'bold' : 'ink-3'}`} x={x} y={y + 35}>
        {said}
      </text>
    </>
  );
}
