/** A consumer as a chip that can be picked, and a partition as a pill: the inspector's way to name things. */
import { ordinalOf } from '../../draw/who.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { sessionActs } from '../../store/session.ts';
import { Chip } from '../../widgets/Chip.tsx';
import { Pill } from '../../widgets/Pill.tsx';

export function Member({ node }: { readonly node: string }) {
  const frame = useSession((s) => s.frame);
  const process = frame?.consumers.find((consumer) => consumer.node === node)?.process;
  return (
    <Chip
      ordinal={ordinalOf(node, frame)}
      name={node}
      gone={process !== 'running'}
      onPick={() => sessionActs().select({ type: 'consumer', node })}
    />
  );
}

export function Partition({ topic, partition }: { readonly topic: string; readonly partition: number }) {
  const frame = useSession((s) => s.frame);
  const known = frame?.partitions.find((one) => one.topic === topic && one.partition === partition);
  const several = new Set(frame?.partitions.map((one) => one.topic)).size > 1;
  return (
    <Pill
      text={several ? `${topic}-${partition}` : `p${partition}`}
      kind={known?.readers.length === 0 ? 'nobody' : 'solid'}
      onPick={() => sessionActs().select({ type: 'partition', topic, partition })}
    />
  );
}
