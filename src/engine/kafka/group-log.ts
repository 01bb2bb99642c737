/** What stands in a partition of __consumer_offsets: batches of records, appended and committed one after the other. */
import type {
  GroupMetadataKey,
  GroupMetadataValue,
  OffsetCommitKey,
  OffsetCommitValue,
} from './messages/offsets-log.ts';

export type GroupLogRecord =
  | {
      readonly type: 'GroupMetadata';
      readonly key: GroupMetadataKey;
      readonly value: GroupMetadataValue | null;
    }
  | {
      readonly type: 'OffsetCommit';
      readonly key: OffsetCommitKey;
      readonly value: OffsetCommitValue | null;
    };

/** One append: one batch. Transactional batches name their producer; an end marker is a batch of its own. */
export type GroupLogBatch =
  | {
      readonly type: 'records';
      readonly records: readonly GroupLogRecord[];
      readonly producer?: { readonly producerId: number | string; readonly producerEpoch: number };
    }
  | {
      readonly type: 'endTransaction';
      readonly producerId: number | string;
      readonly producerEpoch: number;
      readonly commit: boolean;
    };
