/**
 * What consumers tell one another through the broker, which does not look inside: subscription and assignment (RQ-06).
 * Follows ConsumerProtocol#serializeSubscription, #serializeAssignment and their readers, version 3.
 */
import { compareTexts } from '../../assignors/text-order.ts';
import { byTopic } from './partitions.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { TopicPartition } from '../../kafka/topic-partition.ts';

const VERSION = 3;

export interface Subscription {
  readonly topics: readonly string[];
  /** Base64. */
  readonly userData: string | null;
  readonly ownedPartitions: readonly TopicPartition[];
  /** Absent below version 2, and where the wire says -1. */
  readonly generationId: number | undefined;
  readonly rackId: string | null;
}

export function encodeSubscription(subscription: Subscription): string {
  const bytes = new ByteWriter();
  bytes.int16(VERSION);
  const topics = [...subscription.topics].sort(compareTexts);
  bytes.int32(topics.length);
  for (const topic of topics) bytes.text(topic);
  bytes.nullableBytes(subscription.userData);
  writePartitions(bytes, subscription.ownedPartitions);
  bytes.int32(subscription.generationId ?? -1);
  bytes.nullableText(subscription.rackId);
  return bytes.toBase64();
}

export function decodeSubscription(base64: string): Result<Subscription, { readonly exception: string }> {
  const bytes = new ByteReader(base64);
  const version = bytes.int16();
  const topics = bytes.list(() => bytes.text());
  const userData = bytes.nullableBytes();
  const ownedPartitions = version >= 1 ? readPartitions(bytes) : [];
  const generationId = version >= 2 ? bytes.int32() : -1;
  const rackId = version >= 3 ? bytes.nullableText() : null;
  if (bytes.isBroken || version < 0) return err({ exception: 'SchemaException' });
  const known = generationId < 0 ? undefined : generationId;
  return ok({ topics, userData, ownedPartitions, generationId: known, rackId });
}

export function encodeAssignment(partitions: readonly TopicPartition[]): string {
  const bytes = new ByteWriter();
  bytes.int16(VERSION);
  writePartitions(bytes, partitions);
  bytes.nullableBytes(null);
  return bytes.toBase64();
}

export function decodeAssignment(
  base64: string,
): Result<readonly TopicPartition[], { readonly exception: string; readonly byteSize: number }> {
  const bytes = new ByteReader(base64);
  if (bytes.length < 2) return err({ exception: 'IllegalStateException', byteSize: bytes.length });
  bytes.int16();
  const partitions = readPartitions(bytes);
  if (bytes.isBroken) return err({ exception: 'SchemaException', byteSize: bytes.length });
  return ok(partitions);
}

/** Grouped by topic, in the order in which topics first appear. */
function writePartitions(bytes: ByteWriter, partitions: readonly TopicPartition[]): void {
  const topics = byTopic(partitions);
  bytes.int32(topics.size);
  for (const [topic, ofTopic] of topics) {
    bytes.text(topic);
    bytes.int32(ofTopic.length);
    for (const { partition } of ofTopic) bytes.int32(partition);
  }
}

function readPartitions(bytes: ByteReader): TopicPartition[] {
  return bytes
    .list(() => {
      const topic = bytes.text();
      return bytes.list(() => bytes.int32()).map((partition) => ({ topic, partition }));
    })
    .flat();
}
