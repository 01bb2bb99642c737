/**
 * OffsetCommit and TxnOffsetCommit: may this be committed for the group, and what is written?
 * (CG-C-02…CG-C-11, CG-T-04…CG-T-06; OffsetMetadataManager#commitOffset, #commitTransactionalOffset,
 * ClassicGroup#validateOffsetCommit)
 */
import { ERROR_CODES, type ErrorName } from '../../../kafka/error-code.ts';
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import type { OffsetCommitRequestTopic } from '../../../kafka/messages/offset-commit.ts';
import type { RuleId } from '../../../kafka/process.ts';
import { ZERO_UUID } from '../../../kafka/shape.ts';
import type { ClassicGroup } from '../classic-group/group.ts';
import { whyNotMember } from '../classic-group/validate-member.ts';

export interface Committer {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly generationIdOrMemberEpoch: number;
}

export type Verdict = readonly [error: ErrorName, ruleId: RuleId] | null;

/** null: it may. */
export function whyNotCommit(
  group: ClassicGroup,
  committer: Committer,
  kind: 'plain' | 'transactional',
): Verdict {
  const { memberId, groupInstanceId, generationIdOrMemberEpoch: generationId } = committer;
  const rule = (plain: RuleId): RuleId => (kind === 'plain' ? plain : 'CG-T-05');
  if (group.state === 'Dead') return ['COORDINATOR_NOT_AVAILABLE', rule('CG-C-03')];
  if (generationId < 0 && group.state === 'Empty') return null;
  const isAnonymous = generationId < 0 && memberId === '' && groupInstanceId === null;
  if (isAnonymous) return kind === 'transactional' ? null : ['UNKNOWN_MEMBER_ID', 'CG-C-05'];
  const against = whyNotMember(group, committer);
  if (against !== null) return [against, rule('CG-C-06')];
  if (generationId !== group.generationId) return ['ILLEGAL_GENERATION', rule('CG-C-06')];
  if (kind === 'plain' && group.state === 'CompletingRebalance') return ['REBALANCE_IN_PROGRESS', 'CG-C-07'];
  return null;
}

export interface CommitPlan {
  readonly records: readonly GroupLogRecord[];
  readonly topics: readonly {
    readonly name: string;
    readonly topicId: string;
    readonly partitions: readonly { readonly partitionIndex: number; readonly errorCode: number }[];
  }[];
}

export interface Commit {
  readonly groupId: string;
  readonly topics: readonly OffsetCommitRequestTopic[];
  /** -1: none. */
  readonly retentionTimeMs: number;
}

/** CG-C-09, CG-C-10: offsets and assignment are not looked at; only the length of the metadata is. */
export function planCommit(
  { groupId, topics, retentionTimeMs }: Commit,
  { nowMs, offsetMetadataMaxSize }: { readonly nowMs: number; readonly offsetMetadataMaxSize: number },
): CommitPlan {
  const records: GroupLogRecord[] = [];
  const expireTimestamp = retentionTimeMs === -1 ? -1 : nowMs + retentionTimeMs;
  const answered = topics.map(({ name, topicId, partitions }) => ({
    name,
    topicId,
    partitions: partitions.map((partition) => {
      const { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata } = partition;
      const metadata = committedMetadata ?? '';
      if (metadata.length > offsetMetadataMaxSize)
        return { partitionIndex, errorCode: ERROR_CODES.OFFSET_METADATA_TOO_LARGE };
      records.push({
        type: 'OffsetCommit',
        key: { group: groupId, topic: name, partition: partitionIndex },
        value: {
          offset: committedOffset,
          leaderEpoch: committedLeaderEpoch,
          metadata,
          commitTimestamp: nowMs,
          expireTimestamp,
          topicId,
        },
      });
      return { partitionIndex, errorCode: ERROR_CODES.NONE };
    }),
  }));
  return { records, topics: answered };
}

/** On disk a value with an expire timestamp has an old version, which knows neither leader epoch nor topic id. */
export function asWritten(record: GroupLogRecord): GroupLogRecord {
  if (record.type !== 'OffsetCommit' || record.value === null || record.value.expireTimestamp === -1)
    return record;
  return { ...record, value: { ...record.value, leaderEpoch: -1, topicId: ZERO_UUID } };
}

export function offsetTombstone(groupId: string, topic: string, partition: number): GroupLogRecord {
  return { type: 'OffsetCommit', key: { group: groupId, topic, partition }, value: null };
}
