/** What a classic group writes to __consumer_offsets. (spec/classic §24; GroupCoordinatorRecordHelpers) */
import type { GroupLogRecord } from '../../../kafka/group-log.ts';
import { metadataFor, type ClassicGroup } from './group.ts';

/** The generation and its members with these assignments. */
export function groupMetadataRecord(
  group: ClassicGroup,
  assignmentOf: (memberId: string) => string,
): GroupLogRecord {
  const protocol = group.protocolName ?? '';
  return {
    type: 'GroupMetadata',
    key: { group: group.groupId },
    value: {
      protocolType: group.protocolType ?? '',
      generation: group.generationId,
      protocol: group.protocolName,
      leader: group.leaderId,
      currentStateTimestamp: group.currentStateTimestamp ?? -1,
      members: [...group.members.values()].map((member) => ({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        rebalanceTimeout: member.rebalanceTimeoutMs,
        sessionTimeout: member.sessionTimeoutMs,
        subscription: metadataFor(member, protocol),
        assignment: assignmentOf(member.memberId),
      })),
    },
  };
}

/** A group that was just made: nothing but its name. */
export function emptyGroupRecord(group: ClassicGroup): GroupLogRecord {
  return {
    type: 'GroupMetadata',
    key: { group: group.groupId },
    value: {
      protocolType: '',
      generation: 0,
      protocol: null,
      leader: null,
      currentStateTimestamp: group.currentStateTimestamp ?? -1,
      members: [],
    },
  };
}

export function groupTombstone(groupId: string): GroupLogRecord {
  return { type: 'GroupMetadata', key: { group: groupId }, value: null };
}
