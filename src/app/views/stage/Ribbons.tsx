/** All ribbons of the stage: where each starts at its partition and where it lands on a card. */
import type { Box, StageLayout } from './layout.ts';
import type { StageModel } from './model.ts';
import type { PartitionModel, Reader } from './model-partitions.ts';
import { Ribbon } from './Ribbon.tsx';

export function Ribbons({ model, layout }: { readonly model: StageModel; readonly layout: StageLayout }) {
  const { partitions, cards } = layout;
  return model.partitions.flatMap((partition, i) => {
    const place = partitions.places[i];
    if (place === undefined) return [];
    return endsOf(partition).flatMap((reader) => {
      const index = model.consumers.findIndex(({ node }) => node === reader.node);
      const card = cards.places[index];
      if (card === undefined) return [];
      const landing = landingY(card, partition, landingOf(model, reader));
      return [
        <Ribbon
          key={`${partition.key} ${reader.node} ${partition.reading === 'nobody' ? 'nobody' : 'read'}`}
          partition={partition}
          from={{ x: partitions.right + 6, y: place.y }}
          to={{ x: cards.x, y: landing }}
          ordinal={reader.ordinal}
        />,
      ];
    });
  });
}

function endsOf({ reading, readers, last }: PartitionModel): readonly Reader[] {
  if (reading !== 'nobody') return readers;
  return last === null ? [] : [last];
}

/** All partitions that land on this reader's card, in their order. */
function landingOf(model: StageModel, reader: Reader): readonly PartitionModel[] {
  return model.partitions.filter((partition) => endsOf(partition).some(({ node }) => node === reader.node));
}

function landingY(card: Box, partition: PartitionModel, all: readonly PartitionModel[]): number {
  const place = all.findIndex(({ key }) => key === partition.key);
  const room = Math.min(card.height - 14, (all.length - 1) * 16);
  const step = all.length > 1 ? room / (all.length - 1) : 0;
  return card.y + card.height / 2 - room / 2 + place * step;
}
