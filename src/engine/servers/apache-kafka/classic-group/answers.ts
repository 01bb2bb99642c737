/** The bodies that joins and syncs are answered with. (CG-J-22, CG-J-29, CG-S-10) */
import { ERROR_CODES, type ErrorName } from '../../../kafka/error-code.ts';
import type { JoinGroupResponse, JoinGroupResponseMember } from '../../../kafka/messages/join-group.ts';
import type { SyncGroupResponse } from '../../../kafka/messages/sync-group.ts';
import { metadataFor, type ClassicGroup } from './group.ts';

export function joinRefused(errorCode: number, memberId: string): JoinGroupResponse {
  return {
    errorCode,
    generationId: -1,
    protocolType: null,
    protocolName: null,
    leader: '',
    skipAssignment: false,
    memberId,
    members: [],
  };
}

export function joinError(error: ErrorName, memberId: string): JoinGroupResponse {
  return joinRefused(ERROR_CODES[error], memberId);
}

/** The member is in the current generation; only the leader is told who else is. */
export function joinAccepted(group: ClassicGroup, memberId: string): JoinGroupResponse {
  return {
    errorCode: 0,
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: group.leaderId ?? '',
    skipAssignment: false,
    memberId,
    members: group.leaderId === memberId ? membersForLeader(group) : [],
  };
}

/** In the order of the members' hash table, absent static members included. */
export function membersForLeader(group: ClassicGroup): readonly JoinGroupResponseMember[] {
  const protocolName = group.protocolName ?? '';
  return [...group.members.values()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    metadata: metadataFor(member, protocolName),
  }));
}

export function syncRefused(errorCode: number): SyncGroupResponse {
  return { errorCode, protocolType: null, protocolName: null, assignment: '' };
}

export function syncAnswered(group: ClassicGroup, assignment: string): SyncGroupResponse {
  return { errorCode: 0, protocolType: group.protocolType, protocolName: group.protocolName, assignment };
}
