/** On a phone a consumer's partitions lie inside its card, so that both can be read at arm's length. */
import { fills } from '../../draw/patterns.tsx';
import { cardSentence, stateWords } from './card-words.ts';
import { CardHead, StateText, stateWidth } from './CardParts.tsx';
import type { Box, StageLayout } from './layout.ts';
import { LogStrip } from './LogStrip.tsx';
import type { ConsumerModel } from './model-consumers.ts';
import type { PartitionModel } from './model-partitions.ts';
import { partitionSentence } from './PartitionRow.tsx';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';

export interface PhoneCardProps {
  readonly consumer: ConsumerModel;
  readonly partitions: readonly PartitionModel[];
  readonly box: Box;
  readonly columns: StageLayout['partitions'];
  readonly span: number;
}

export function PhoneCard({ consumer, partitions, box, columns, span }: PhoneCardProps) {
  const gone = consumer.process !== 'running';
  const frozen = !gone && consumer.paused !== null;
  // Kafka's state has no room beside the name: the corner says what is wrong, and nothing when all is well.
  const plain = stateWords(consumer, 'learner');
  const words = gone || frozen ? plain : { ...plain, before: '', state: '' };
  return (
    <>
      <Thing
        selection={{ type: 'consumer', node: consumer.node }}
        label={cardSentence(consumer)}
        box={box}
        menuCorner
      >
        <rect className={`stage-card ${gone ? 'gone' : frozen ? 'frozen' : ''}`} {...box} rx={10} />
        <CardHead
          consumer={consumer}
          x={box.x + 10}
          y={box.y + 24}
          width={box.width - 18}
          square={19}
          nameSize={12.5}
          cornerWidth={stateWidth(words, 9.5)}
        />
        <StateText words={words} x={box.x + box.width - 8} y={box.y + 24} size={9.5} />
        {partitions.length === 0 && (
          <text className="label ink-3" x={box.x + 12} y={box.y + 48}>
            {gone || consumer.state === 'STABLE'
              ? 'reads no partition'
              : `${plain.state}, reads no partition`}
          </text>
        )}
      </Thing>
      {partitions.map((partition, i) => (
        <PhonePartition
          key={partition.key}
          partition={partition}
          y={box.y + 44 + i * 23}
          columns={columns}
          span={span}
        />
      ))}
    </>
  );
}

export interface PhonePartitionProps {
  readonly partition: PartitionModel;
  readonly y: number;
  readonly columns: StageLayout['partitions'];
  readonly span: number;
}

export function PhonePartition({ partition, y, columns, span }: PhonePartitionProps) {
  const { scope } = useStage();
  const nobody = partition.reading === 'nobody';
  const box = { x: columns.x + 6, y: y - 10.5, width: columns.right - columns.x - 2, height: 21 };
  const { topic, partition: number } = partition;
  return (
    <Thing
      selection={{ type: 'partition', topic, partition: number }}
      label={partitionSentence(partition)}
      box={box}
      radius={5}
    >
      {nobody && (
        <>
          <rect {...box} rx={5} fill={fills.nobodyField(scope)} />
          <rect className="stage-nobody" {...box} rx={5} />
        </>
      )}
      <rect className="stage-row-edge" {...box} rx={5} />
      <text className="mono bold" x={columns.x + 12} y={y + 4} style={{ fontSize: 11.5 }}>
        {partition.label}
      </text>
      <LogStrip
        partition={partition}
        x={columns.stripX}
        y={y + 1}
        width={columns.stripWidth}
        height={7}
        span={span}
      />
      <text
        className={`bold end ${nobody && partition.harm ? 'harm' : ''}`}
        x={columns.right}
        y={y + 4.5}
        style={{ fontSize: 12.5 }}
      >
        {partition.unread ?? '–'}
      </text>
    </Thing>
  );
}
