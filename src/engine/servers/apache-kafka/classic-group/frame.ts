/** A classic group as the page and recordings see it. */
import { stateName } from '../../../kernel/run-machine.ts';
import type { GroupFrame, GroupMemberFrame } from '../../../kafka/server-role.ts';
import type { ClassicGroupObject } from './group-object.ts';
import type { ClassicMember } from './group.ts';
import { bytesOf } from './subscription.ts';

export function classicGroupFrame(object: ClassicGroupObject): GroupFrame {
  const { group } = object;
  return {
    groupId: group.groupId,
    type: 'classic',
    state: group.state,
    previousState: group.previousState,
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: group.leaderId,
    members: [...group.members.values()].map((member) => memberFrame(object, member)),
    pendingJoin: [...group.pendingJoinMembers],
    pendingSync: [...group.pendingSyncMembers],
  };
}

function memberFrame({ sessions }: ClassicGroupObject, member: ClassicMember): GroupMemberFrame {
  const { memberId, groupInstanceId, clientId, clientHost, sessionTimeoutMs, rebalanceTimeoutMs } = member;
  const session = sessions.get(memberId);
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    sessionTimeoutMs,
    rebalanceTimeoutMs,
    awaitingJoin: member.awaitingJoin !== null,
    awaitingSync: member.awaitingSync !== null,
    session: session === undefined ? '' : stateName(session.snapshot),
    assignmentBytes: bytesOf(member.assignment),
  };
}
