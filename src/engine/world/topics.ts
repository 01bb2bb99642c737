/** Topics whose partitions grow in batches at a steady rate: where each log ends follows from the instant alone. */
import { later, type Instant } from '../kernel/time.ts';
import type { TopicMetadata } from '../kafka/server-role.ts';
import type { TopicSpec } from './scenario.ts';

/** Since `at` the partition grows from `base` at this rate. */
interface Growth {
  readonly at: Instant;
  readonly base: number;
  readonly recordsPerSecond: number;
}

export interface Topic {
  readonly name: string;
  readonly id: string;
  readonly batchMs: number;
  readonly recordsPerSecond: number;
  readonly partitions: readonly Growth[];
}

/** Batches counted in one step of the search for the next one: more is a rate too low to matter here. */
const BATCHES_LOOKED_AHEAD = 100_000;

export function createTopic(spec: TopicSpec, id: string, at: Instant): Topic {
  const { name, batchMs, recordsPerSecond } = spec;
  const growth: Growth = { at, base: 0, recordsPerSecond };
  return {
    name,
    id,
    batchMs,
    recordsPerSecond,
    partitions: Array.from({ length: spec.partitions }, () => growth),
  };
}

export function addPartitions(topic: Topic, count: number, at: Instant): Topic {
  const added = Array.from({ length: count }, (): Growth => {
    return { at, base: 0, recordsPerSecond: topic.recordsPerSecond };
  });
  return { ...topic, partitions: [...topic.partitions, ...added] };
}

export function changeRate(topic: Topic, recordsPerSecond: number, at: Instant): Topic {
  const partitions = topic.partitions.map((growth): Growth => ({
    at,
    base: endOf(growth, topic.batchMs, at),
    recordsPerSecond,
  }));
  return { ...topic, recordsPerSecond, partitions };
}

export function logEndOffset(topic: Topic, partition: number, at: Instant): number {
  const growth = topic.partitions[partition];
  return growth === undefined ? 0 : endOf(growth, topic.batchMs, at);
}

/** When the log will first reach beyond this offset, at or after `from`; undefined: not in sight. */
export function whenBeyond(
  topic: Topic,
  partition: number,
  { offset, from }: { readonly offset: number; readonly from: Instant },
): Instant | undefined {
  const growth = topic.partitions[partition];
  if (growth === undefined) return undefined;
  if (endOf(growth, topic.batchMs, from) > offset) return from;
  if (growth.recordsPerSecond <= 0) return undefined;
  const missing = offset + 1 - growth.base;
  const batches = Math.ceil((missing * 1000) / (growth.recordsPerSecond * topic.batchMs));
  return batches > BATCHES_LOOKED_AHEAD ? undefined : later(growth.at, batches * topic.batchMs);
}

export function metadataOf(topic: Topic): TopicMetadata {
  return { name: topic.name, id: topic.id, partitions: topic.partitions.length };
}

function endOf(growth: Growth, batchMs: number, at: Instant): number {
  const batches = Math.floor(Math.max(0, at - growth.at) / batchMs);
  return growth.base + Math.floor((batches * batchMs * growth.recordsPerSecond) / 1000);
}
