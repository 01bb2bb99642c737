/** The stage's drawing, from its model and its layout: back to front. */
import { Patterns } from '../../draw/patterns.tsx';
import { textWidth } from '../../draw/text-width.ts';
import { BarrierPlaces } from './BarrierPlaces.tsx';
import { Cells } from './Cells.tsx';
import { ConsumerCard } from './ConsumerCard.tsx';
import { Coordinator, titleOf } from './Coordinator.tsx';
import { partitionsIn, type StageLayout } from './layout.ts';
import { stripSpan } from './LogStrip.tsx';
import type { StageModel } from './model.ts';
import { PartitionRow } from './PartitionRow.tsx';
import { PhoneCard, PhonePartition } from './PhoneCard.tsx';
import { PhoneCoordinator } from './PhoneCoordinator.tsx';
import { Ribbons } from './Ribbons.tsx';
import { useStage } from './stage-context.ts';
import { ShortestSessions, Tiles, WireCounts } from './Tiles.tsx';
import { Wires } from './Wires.tsx';

export interface PictureProps {
  readonly model: StageModel;
  readonly layout: StageLayout;
}

export function Picture({ model, layout }: PictureProps) {
  const { scope } = useStage();
  return (
    <>
      <Patterns scope={scope} />
      {layout.shape === 'phone' ? (
        <PhonePicture model={model} layout={layout} />
      ) : (
        <WidePicture model={model} layout={layout} />
      )}
    </>
  );
}

function WidePicture({ model, layout }: PictureProps) {
  const span = stripSpan(model.partitions);
  const { partitions, cards, tiles } = layout;
  return (
    <>
      <Captions model={model} layout={layout} />
      {tiles === null && <Ribbons model={model} layout={layout} />}
      {partitions.mode === 'cells' ? (
        <Cells partitions={model.partitions} area={cellsArea(layout)} />
      ) : (
        model.partitions.map((partition, i) => {
          const place = partitions.places[i];
          if (place === undefined) return null;
          return (
            <PartitionRow
              key={partition.key}
              partition={partition}
              place={place}
              columns={partitions}
              span={span}
            />
          );
        })
      )}
      <Coordinator model={model} layout={layout} />
      {tiles === null ? (
        <>
          <BarrierPlaces model={model} layout={layout} />
          <Wires model={model} layout={layout} />
          {model.consumers.map((consumer, i) => {
            const box = cards.places[i];
            if (box === undefined) return null;
            return <ConsumerCard key={consumer.node} consumer={consumer} box={box} size={cards.size} />;
          })}
        </>
      ) : (
        <>
          <Tiles model={model} area={tiles} />
          <WireCounts model={model} layout={layout} />
          <ShortestSessions model={model} box={layout.coordinator} />
        </>
      )}
    </>
  );
}

function cellsArea({ partitions, captionY, height }: StageLayout) {
  const y = captionY + 10;
  return { x: partitions.x, y, width: partitions.right - partitions.x, height: height - y - 14 };
}

function Captions({ model, layout }: PictureProps) {
  const { depth, shape } = useStage();
  const { captions, groupId, consumers } = model;
  const { captionY: y, cards, wires, partitions, tiles } = layout;
  const topics = depth === 'learner' ? captions.topics.replace(/ · .*/, '') : captions.topics;
  return (
    <>
      <text className="label ink-3" x={partitions.x} y={y}>
        {shape === 'wide' ? (depth === 'learner' ? `topic ${topics}` : topics) : captions.topicsShort}
      </text>
      <text className="label ink-3" x={cards.x} y={y}>
        {shape === 'wide' && tiles === null ? `consumers of ${groupId}` : `group ${groupId}`}
      </text>
      {consumers.length === 0 && (
        <text className="small ink-3" x={cards.x} y={y + 40}>
          No consumer runs yet.
        </text>
      )}
      {depth !== 'learner' && tiles === null && consumers.length > 0 && (
        <text className="label ink-3 center" x={(wires.from + wires.to) / 2} y={y}>
          {captions.latency}
        </text>
      )}
    </>
  );
}

function PhonePicture({ model, layout }: PictureProps) {
  const span = stripSpan(model.partitions);
  const { cards, partitions, tiles } = layout;
  const orphans = partitionsIn(model, null);
  return (
    <>
      <PhoneCaptions model={model} layout={layout} />
      <PhoneCoordinator model={model} layout={layout} />
      {tiles === null ? (
        <>
          <BarrierPlaces model={model} layout={layout} />
          <Wires model={model} layout={layout} />
          {model.consumers.map((consumer, i) => {
            const box = cards.places[i];
            if (box === undefined) return null;
            const inside = partitionsIn(model, consumer.node);
            return (
              <PhoneCard
                key={consumer.node}
                consumer={consumer}
                partitions={inside}
                box={box}
                columns={partitions}
                span={span}
              />
            );
          })}
        </>
      ) : (
        <>
          <Tiles model={model} area={tiles} />
          <Cells
            partitions={model.partitions}
            area={{ x: tiles.x, y: tiles.y + tiles.height + 52, width: layout.width - 32, height: 110 }}
          />
        </>
      )}
      {orphans.map((partition, i) => {
        const place = partitions.places[i];
        if (place === undefined) return null;
        return (
          <PhonePartition
            key={partition.key}
            partition={partition}
            y={place.y}
            columns={partitions}
            span={span}
          />
        );
      })}
    </>
  );
}

const CAPTION = { size: 11, weight: 400, family: 'sans' } as const;

function PhoneCaptions({ model, layout }: PictureProps) {
  const { group, barrier } = model.coordinator;
  const topics = model.captions.topicsShort.replace(/ · .*/, '');
  const state =
    group === null ? titleOf(model.coordinator) : `${group.state}, generation ${group.generationId}`;
  const room = layout.width - 32 - textWidth(state, { ...CAPTION, weight: 600 }) - 16;
  const wait =
    barrier === null || barrier.leftMs === null ? '' : `, ${Math.round(barrier.leftMs / 1000)} s at most`;
  const left =
    barrier === null
      ? [`${topics} → group ${model.groupId}`, `${topics} → ${model.groupId}`, model.groupId]
      : [
          `join barrier: ${barrier.here} of ${barrier.of}${wait}`,
          `${barrier.here} of ${barrier.of} here${wait}`,
          '',
        ];
  const { captionY: y, width } = layout;
  return (
    <>
      <text className={barrier === null ? 'label ink-3' : 'label ink-2'} x={16} y={y}>
        {left.find((text) => textWidth(text, CAPTION) <= room)}
      </text>
      <text className="label ink-3 end" x={width - 16} y={y}>
        {group === null ? (
          state
        ) : (
          <>
            <tspan className="bold stage-ink">{group.state}</tspan>, generation {group.generationId}
          </>
        )}
      </text>
    </>
  );
}
