/**
 * What a consumer knows of topics, as far as it decides a rejoin: only a leader compares (CC-K-05, CC-K-06).
 * Follows ConsumerCoordinator.MetadataSnapshot.
 */
import type { TopicMetadata } from '../../kafka/server-role.ts';

export interface MetadataSnapshot {
  readonly version: number;
  /** Partition counts of the topics that exist. */
  readonly partitions: Readonly<Record<string, number>>;
}

export const NO_METADATA: MetadataSnapshot = { version: -1, partitions: {} };

export function takeSnapshot(
  version: number,
  names: readonly string[],
  topics: readonly TopicMetadata[],
): MetadataSnapshot {
  const known = topics.filter(({ name, partitions }) => names.includes(name) && partitions > 0);
  return { version, partitions: Object.fromEntries(known.map(({ name, partitions }) => [name, partitions])) };
}

/** Equal versions match without a look; else topics and counts must be the same. Racks never differ here. */
export function isSameMetadata(one: MetadataSnapshot, other: MetadataSnapshot): boolean {
  if (one.version === other.version) return true;
  const names = Object.keys(one.partitions);
  if (names.length !== Object.keys(other.partitions).length) return false;
  return names.every((name) => one.partitions[name] === other.partitions[name]);
}
