/** Partitions as the stage shows them: how far they are read, who reads them, and since when nobody does. */
import type { Frame, PartitionFrame } from '../../../engine/world/frame.ts';
import type { Measures } from '../../../engine/measures/measures.ts';
import type { NodeId } from '../../../engine/world/trace.ts';
import { advanceKey, type RecentFacts } from './recent.ts';

export interface PartitionModel {
  /** `orders-2` */
  readonly key: string;
  readonly topic: string;
  readonly partition: number;
  /** `p2` while there is one topic. */
  readonly label: string;
  readonly end: number;
  readonly committed: number | null;
  /** The coordinator has its log in memory; else nobody can say what is committed. */
  readonly committedKnown: boolean;
  readonly position: number | null;
  /** Written and not yet handed to an application. */
  readonly unread: number | null;
  /** Handed out and not yet committed: read again if the reader dies now. */
  readonly uncommitted: number | null;
  /** An owned partition that does not advance is drawn unlike one that does. */
  readonly reading: 'advancing' | 'still' | 'nobody' | 'several';
  readonly readers: readonly Reader[];
  /** Whose colour it has: its reader, or the last one. */
  readonly last: Reader | null;
  /** Its owner has been told to give it up. */
  readonly leaving: boolean;
  readonly unreadMs: number | null;
  /** Somebody loses something: it was read before and nobody reads it, or two do. */
  readonly harm: boolean;
}

export interface Reader {
  readonly node: NodeId;
  readonly ordinal: number;
}

export function toPartitions(
  frame: Frame,
  facts: RecentFacts,
  measures: Measures | null,
): readonly PartitionModel[] {
  const label = labelsOf(frame);
  const coordinator = frame.brokers.find(({ coordinates }) => coordinates);
  return frame.partitions.map((entry) => {
    const readers = entry.readers.map((node) => toReader(frame, node));
    const { logEndOffset: end, committedOffset: committed, position } = entry;
    return {
      key: `${entry.topic}-${entry.partition}`,
      topic: entry.topic,
      partition: entry.partition,
      label: label(entry),
      end,
      committed,
      committedKnown:
        committed !== null || coordinator === undefined || coordinator.availability === 'active',
      position,
      ...distances(entry),
      reading: readingOf(frame, entry, facts),
      readers,
      last: readers[0] ?? lastReader(frame, entry, measures),
      leaving: entry.readers.some((node) => isLeaving(frame, node, entry)),
      unreadMs: entry.unreadSince === null ? null : frame.at - entry.unreadSince,
      harm: readers.length > 1 || (entry.unreadSince !== null && entry.everRead),
    };
  });
}

/** How a partition is called: by its number alone while there is one topic. */
export function labelsOf(frame: Frame): (of: { topic: string; partition: number }) => string {
  const single = new Set(frame.partitions.map(({ topic }) => topic)).size <= 1;
  return ({ topic, partition }) => (single ? `p${partition}` : `${topic}-${partition}`);
}

function distances({ logEndOffset, committedOffset, position }: PartitionFrame) {
  // Without a reader that ever stood somewhere, the next one starts where the group has committed.
  const from = position ?? committedOffset;
  const unread = from === null ? null : Math.max(0, logEndOffset - from);
  const uncommitted =
    position === null || committedOffset === null ? null : Math.max(0, position - committedOffset);
  return { unread, uncommitted };
}

function readingOf(frame: Frame, entry: PartitionFrame, facts: RecentFacts): PartitionModel['reading'] {
  const [node, other] = entry.readers;
  if (node === undefined) return 'nobody';
  if (other !== undefined) return 'several';
  const consumer = frame.consumers.find((candidate) => candidate.node === node);
  if (consumer === undefined || consumer.paused === 'all' || consumer.paused === 'application')
    return 'still';
  if (isLeaving(frame, node, entry) || entry.position === null) return 'still';
  if (entry.position >= entry.logEndOffset) return 'advancing';
  return facts.advanced.has(advanceKey(node, entry.topic, entry.partition)) ? 'advancing' : 'still';
}

function isLeaving(frame: Frame, node: NodeId, { topic, partition }: PartitionFrame): boolean {
  const consumer = frame.consumers.find((candidate) => candidate.node === node);
  return (consumer?.client.positions ?? []).some(
    (held) => held.topic === topic && held.partition === partition && held.pendingRevocation,
  );
}

function toReader(frame: Frame, node: NodeId): Reader {
  return { node, ordinal: frame.consumers.find((consumer) => consumer.node === node)?.ordinal ?? 0 };
}

function lastReader(frame: Frame, { topic, partition }: PartitionFrame, measures: Measures | null) {
  const outage = measures?.outages.findLast(
    (entry) => entry.topic === topic && entry.partition === partition && entry.lastReader !== null,
  );
  if (outage !== undefined && outage.lastReader !== null && outage.from <= frame.at)
    return toReader(frame, outage.lastReader);
  const heir = frame.consumers.find(({ client }) =>
    client.owned.some((owned) => owned.topic === topic && owned.partition === partition),
  );
  return heir === undefined ? null : { node: heir.node, ordinal: heir.ordinal };
}
