/**
 * What a record does to the coordinator's memory, when it is written or when the log is read again.
 * (CG-R-08, CG-U-01, CG-U-02, CG-T-07, CG-T-08; GroupCoordinatorShard#replay, #replayEndTransactionMarker)
 */
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import type { GroupMetadataValue } from '../../../kafka/messages/offsets-log.ts';
import { loadedGroup } from '../classic-group/load.ts';
import { createClassicGroup } from '../classic-group/operations.ts';
import { replayOffset } from '../offsets/replay-offset.ts';
import type { RecordPlace } from './behaviour.ts';
import { findGroup } from './shard.ts';
import { removeFrom } from './timeline-store.ts';
import type { Turn } from './turn.ts';

export function replayRecord(turn: Turn, record: GroupLogRecord, place: RecordPlace): void {
  switch (record.type) {
    case 'GroupMetadata':
      return replayGroupMetadata(turn, record.key.group, record.value);
    case 'OffsetCommit':
      // CG-U-02: offsets of a group that nobody has heard of make it exist.
      if (record.value !== null && findGroup(turn.shard, record.key.group) === undefined)
        createClassicGroup(turn, record.key.group, 'CG-U-02');
      return replayOffset(turn, record, place);
  }
}

function replayGroupMetadata(turn: Turn, groupId: string, value: GroupMetadataValue | null): void {
  if (value === null) removeGroup(turn, groupId);
  else turn.addGroup(groupId, loadedGroup(turn, groupId, value));
}

/** The object stays until nothing can refer to it: the map may be taken back (CG-R-07). */
function removeGroup(turn: Turn, groupId: string): void {
  const { store, groups } = turn.shard;
  if (findGroup(turn.shard, groupId) === undefined) return;
  turn.changeShard({ store: removeFrom(store, groups, groupId) });
  turn.observe({ type: 'GroupRemoved', groupId }, 'CG-DG-04');
}
