/** A classic group together with the charts that run for it and its members. */
import { JavaHashMap } from '../../../kafka/java-order/hash-map.ts';
import type { Chart, ChartOwner } from '../group-coordinator/chart.ts';
import type { groupMachine } from './group.machine.ts';
import type { ClassicGroup } from './group.ts';
import type { memberSessionMachine } from './member-session.machine.ts';
import type { pendingMemberMachine } from './pending-member.machine.ts';
import type { syncDeadlineMachine } from './sync-deadline.machine.ts';

export interface ClassicGroupObject {
  readonly type: 'classic';
  readonly group: ClassicGroup;
  readonly chart: Chart<typeof groupMachine>;
  readonly syncDeadline: Chart<typeof syncDeadlineMachine>;
  readonly sessions: ReadonlyMap<string, Chart<typeof memberSessionMachine>>;
  readonly pending: ReadonlyMap<string, Chart<typeof pendingMemberMachine>>;
}

export function emptyGroup(groupId: string, nowMs: number): ClassicGroup {
  return {
    groupId,
    state: 'Empty',
    previousState: 'Dead',
    currentStateTimestamp: nowMs,
    protocolType: null,
    protocolName: null,
    generationId: 0,
    leaderId: null,
    members: new JavaHashMap(),
    staticMembers: new Map(),
    pendingJoinMembers: new Set(),
    numMembersAwaitingJoinResponse: 0,
    supportedProtocols: new Map(),
    pendingSyncMembers: new Set(),
    subscribedTopics: null,
    newMemberAdded: false,
    initialRebalance: null,
  };
}

export const joinTimerKey = (groupId: string): string => `join-${groupId}`;
export const syncTimerKey = (groupId: string): string => `sync-${groupId}`;
export const heartbeatTimerKey = (groupId: string, memberId: string): string =>
  `heartbeat-${groupId}-${memberId}`;

export function groupOwner(groupId: string): ChartOwner {
  return { machine: 'group', entity: groupId, timerKey: joinTimerKey(groupId) };
}

export function syncDeadlineOwner(groupId: string): ChartOwner {
  return { machine: 'sync-deadline', entity: groupId, timerKey: syncTimerKey(groupId) };
}

export function sessionOwner(groupId: string, memberId: string): ChartOwner {
  return { machine: 'member-session', entity: memberId, timerKey: heartbeatTimerKey(groupId, memberId) };
}

export function pendingOwner(groupId: string, memberId: string): ChartOwner {
  return { machine: 'pending-member', entity: memberId, timerKey: heartbeatTimerKey(groupId, memberId) };
}
