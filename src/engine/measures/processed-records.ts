/** Which records of which partition have been processed, by anybody. */
import type { RecordRange } from '../kafka/client.ts';
import { addRange, type Ranges } from './ranges.ts';

/** Topic → partition → records; arrays, because they are copied for every batch that is processed. */
export type ProcessedRecords = ReadonlyMap<string, readonly (Ranges | undefined)[]>;

export const NOTHING_PROCESSED: ProcessedRecords = new Map();

/** After one more range; `again` is what of it had been processed before. */
export function withProcessed(
  processed: ProcessedRecords,
  { topic, partition, from, to }: RecordRange,
): { readonly processed: ProcessedRecords; readonly again: Ranges } {
  const partitions = [...(processed.get(topic) ?? [])];
  const { ranges, again } = addRange(partitions[partition] ?? [], { from, to });
  partitions[partition] = ranges;
  return { processed: new Map(processed).set(topic, partitions), again };
}
