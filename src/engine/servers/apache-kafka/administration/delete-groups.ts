/** DeleteGroups: empty groups go, with their offsets. (CG-DG-02…CG-DG-04; GroupCoordinatorShard#deleteGroups) */
import { ERROR_CODES, type ErrorName } from '../../../kafka/error-code.ts';
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import { JavaHashSet } from '../../../kafka/java-order/hash-map.ts';
import type { ClassicGroup } from '../classic-group/group.ts';
import { groupTombstone } from '../classic-group/records.ts';
import { doneQuietly, runWrite, type Outcome } from '../group-coordinator/operation.ts';
import { findGroup, type Shard } from '../group-coordinator/shard.ts';
import type { Origin } from '../group-coordinator/state.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { offsetTombstone } from '../offsets/commit.ts';
import { getOffset, offsetsOfGroup } from '../offsets/offset-tables.ts';

/** CG-DG-02: the order is that of a hash set of the ids. */
export function groupsInOrder(groupIds: readonly string[]): readonly string[] {
  return [...JavaHashSet.copyOf(groupIds)];
}

/** CG-DG-02: share groups are looked for first; when that is done, and committed, the rest are deleted. */
export function runDeleteGroups(turn: Turn, origin: Origin): void {
  const { request, deletes } = origin;
  if (request?.apiKey !== 'DeleteGroups') return;
  runWrite(turn, origin, () =>
    deletes === 'groups' ? deleteGroupsOperation(turn, request.body.groupsNames) : doneQuietly('CG-DG-02'),
  );
}

export function deletionSucceeded(turn: Turn, origin: Origin): void {
  if (origin.deletes !== 'share groups') return;
  turn.afterwards(() => runDeleteGroups(turn, { ...origin, deletes: 'groups' }));
}

function deleteGroupsOperation(turn: Turn, groupIds: readonly string[]): Outcome {
  const records: GroupLogRecord[] = [];
  const results = groupsInOrder(groupIds).map((groupId) => {
    const against = whyNotDelete(findGroup(turn.shard, groupId)?.object.group);
    if (against === null) records.push(...allOffsetTombstones(turn.shard, groupId), groupTombstone(groupId));
    return { groupId, errorCode: ERROR_CODES[against ?? 'NONE'], errorMessage: null };
  });
  const ruleId = 'CG-DG-03';
  return {
    type: 'done',
    answer: { type: 'whole', response: { apiKey: 'DeleteGroups', body: { results } }, ruleId },
    records,
    replays: true,
    continuation: null,
    ruleId,
  };
}

/** CG-DG-03; null: nothing against it. */
export function whyNotDelete(group: ClassicGroup | undefined): ErrorName | null {
  if (group === undefined || group.state === 'Dead') return 'GROUP_ID_NOT_FOUND';
  return group.state === 'Empty' ? null : 'NON_EMPTY_GROUP';
}

/** First what is stored, then what only open transactions touch. */
function allOffsetTombstones({ store, offsets }: Shard, groupId: string): readonly GroupLogRecord[] {
  const tombstones = (topic: string, partitions: readonly number[]): readonly GroupLogRecord[] =>
    partitions.map((partition) => offsetTombstone(groupId, topic, partition));
  const stored = offsetsOfGroup(store, offsets.committed, groupId).flatMap(({ topic, partitions }) =>
    tombstones(
      topic,
      partitions.map(([partition]) => partition),
    ),
  );
  const open = offsetsOfGroup(store, offsets.open, groupId).flatMap(({ topic, partitions }) =>
    tombstones(
      topic,
      partitions
        .map(([partition]) => partition)
        .filter(
          (partition) =>
            getOffset(store, offsets.committed, { group: groupId, topic, partition }) === undefined,
        ),
    ),
  );
  return [...stored, ...open];
}
