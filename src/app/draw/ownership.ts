/** What a consumer owned, by its own lights, when an event happened: read off the trace. */
import type { TopicPartition } from '../../engine/kafka/topic-partition.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import { countUpTo, type TraceIndex } from './trace-index.ts';

/** After everything up to `seq`; the end of a process takes all of it. */
export function ownedBy(
  node: string,
  seq: number,
  { trace, index }: { readonly trace: readonly TraceEvent[]; readonly index: TraceIndex },
): readonly TopicPartition[] {
  const changes = index.ownership.get(node) ?? [];
  const owned = new Map<string, TopicPartition>();
  for (const change of changes.slice(0, countUpTo(changes, seq))) {
    const what = trace[change]?.what;
    if (what?.type === 'NodeDown') owned.clear();
    else if (what?.type === 'PartitionsAssigned')
      for (const tp of what.partitions) owned.set(`${tp.topic}-${tp.partition}`, tp);
    else if (what?.type === 'PartitionsRevoked' || what?.type === 'PartitionsLost')
      for (const tp of what.partitions) owned.delete(`${tp.topic}-${tp.partition}`);
  }
  return [...owned.values()].sort((a, b) =>
    a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition,
  );
}
