/** The group coordinator: the group's state, and one session per member, for it is the coordinator that enforces them. */
import { textWidth } from '../../draw/text-width.ts';
import { BarrierBlock } from './Barrier.tsx';
import type { Box, StageLayout } from './layout.ts';
import type { StageModel } from './model.ts';
import type { CoordinatorModel } from './model-coordinator.ts';
import { Seat } from './Seat.tsx';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';
import { count, plainGroupState } from './words.ts';

export interface CoordinatorProps {
  readonly model: StageModel;
  readonly layout: StageLayout;
}

export function Coordinator({ model, layout }: CoordinatorProps) {
  const { coordinator } = model;
  const box = layout.coordinator;
  return (
    <>
      <Thing
        selection={{ type: 'coordinator' }}
        label={coordinatorSentence(coordinator)}
        box={box}
        radius={12}
        menuCorner
      >
        <rect className="stage-panel" {...box} rx={12} />
        <Head model={model} box={box} />
      </Thing>
      {model.consumers.map((consumer, i) => {
        const card = layout.cards.places[i];
        if (card === undefined) return null;
        const previous = layout.cards.places[i - 1];
        const lineY = previous === undefined ? card.y - 4 : (previous.y + previous.height + card.y) / 2;
        return (
          <g key={consumer.node} className="stage-through">
            {(i > 0 || coordinator.barrier === null) && (
              <path className="stage-hair" d={`M${box.x + 12} ${lineY}H${box.x + box.width - 12}`} />
            )}
            <Seat
              consumer={consumer}
              box={box}
              card={card}
              size={layout.cards.size}
              isKnown={coordinator.availability === 'active'}
            />
          </g>
        );
      })}
    </>
  );
}

function Head({ model, box }: { model: StageModel; box: Box }) {
  const { depth, shape } = useStage();
  const { coordinator, groupId } = model;
  const { group, barrier, broker } = coordinator;
  const left = box.x + 16;
  const right = box.x + box.width - 16;
  const title = titleOf(coordinator);
  const narrow = shape === 'narrow';
  const room = narrow ? box.width - 26 : box.width - 32 - (group === null ? 0 : 24);
  const size = [19, 17, 15.5, 14, 12.5, 11.5].find(
    (candidate) => textWidth(title, { size: candidate, weight: 600, family: 'sans' }) <= room,
  );
  return (
    <>
      <text className="label ink-3" x={left} y={box.y + 20}>
        {narrow ? 'Coordinator' : 'Group coordinator'}
      </text>
      {narrow && group !== null && (
        <text className="label ink-3 end" x={right} y={box.y + 20}>
          gen. <tspan className="bold stage-ink">{group.generationId}</tspan>
        </text>
      )}
      {!narrow && depth !== 'learner' && (
        <text className="label ink-3 end" x={right} y={box.y + 20}>
          {broker}
        </text>
      )}
      <text
        className={`bold stage-state ${group === null ? '' : group.state}`}
        x={left}
        y={box.y + 43}
        style={{ fontSize: size ?? 11 }}
      >
        {title}
      </text>
      {group !== null && !narrow && (
        <text className="bold end" x={right} y={box.y + 43} style={{ fontSize: 19 }}>
          {group.generationId}
        </text>
      )}
      {barrier === null ? (
        <SubLine model={model} box={box} groupId={groupId} />
      ) : (
        <BarrierBlock barrier={barrier} x={left} y={box.y + 53} width={box.width - 28} />
      )}
    </>
  );
}

function SubLine({ model, box, groupId }: { model: StageModel; box: Box; groupId: string }) {
  const { depth, shape } = useStage();
  const { group, availability } = model.coordinator;
  const right = group === null || shape === 'narrow' ? '' : 'generation';
  const pending =
    group === null || group.pendingIds === 0 ? '' : `${count(group.pendingIds, 'id')} given out`;
  const protocol = group?.protocolName ?? null;
  const texts =
    availability !== 'active'
      ? depth === 'learner'
        ? ['reads the group from its log', 'reads its log', '']
        : ['answers COORDINATOR_LOAD_IN_PROGRESS', 'reads its log: answers error 14', 'answers error 14', '']
      : group === null
        ? ['nobody has asked to join yet', 'nobody has joined', '']
        : depth === 'learner'
          ? [plainGroupState(group.state), '']
          : [
              ...(pending === '' ? [] : [pending]),
              ...(protocol === null
                ? []
                : [`group ${groupId} · ${protocol}`, `${groupId} · ${protocol}`, protocol]),
              `group ${groupId}`,
              '',
            ];
  const font = { size: 11, weight: 400, family: 'sans' } as const;
  const room = box.width - 32 - (right === '' ? 0 : textWidth(right, font) + 8);
  return (
    <>
      <text className="label ink-2" x={box.x + 16} y={box.y + 63}>
        {texts.find((text) => textWidth(text, font) <= room)}
      </text>
      <text className="label ink-3 end" x={box.x + box.width - 16} y={box.y + 63}>
        {right}
      </text>
    </>
  );
}

export function titleOf({ availability, group, broker }: CoordinatorModel): string {
  if (broker === null) return 'no coordinator';
  if (availability === 'loading') return 'loading';
  if (availability === 'unloaded') return 'not loaded';
  return group?.state ?? 'no group yet';
}

export function coordinatorSentence(coordinator: CoordinatorModel): string {
  const { group, broker } = coordinator;
  const where = broker === null ? 'Group coordinator' : `Group coordinator on ${broker}`;
  if (group === null) return `${where}: ${titleOf(coordinator)}`;
  const members = count(group.members, 'member');
  return `${where}: group is ${titleOf(coordinator)}, generation ${group.generationId}, ${members}`;
}
