/**
 * Who is in a classic group: members come, change, are replaced and go, and the counts that Kafka keeps beside them
 * follow. (CG-G-06, CG-G-08, CG-G-09, CG-J-30; ClassicGroup#add, #remove, #updateMember, #replaceStaticMember)
 */
import type { JavaHashMap } from '../../../kafka/java-order/hash-map.ts';
import type { ClassicGroup, ClassicMember, Protocol } from './group.ts';

/** CG-G-08, CG-G-09: the first member brings the protocol type, and leads. */
export function addMember(group: ClassicGroup, member: ClassicMember): ClassicGroup {
  const { memberId, groupInstanceId } = member;
  return {
    ...group,
    members: changed(group.members, (members) => members.put(memberId, member)),
    protocolType: group.members.size === 0 ? member.protocolType : group.protocolType,
    leaderId: group.leaderId ?? memberId,
    staticMembers:
      groupInstanceId === null
        ? group.staticMembers
        : withEntry(group.staticMembers, groupInstanceId, memberId),
    supportedProtocols: counted(group.supportedProtocols, member.supportedProtocols, 1),
    numMembersAwaitingJoinResponse:
      group.numMembersAwaitingJoinResponse + (member.awaitingJoin === null ? 0 : 1),
    pendingJoinMembers: withoutValue(group.pendingJoinMembers, memberId),
  };
}

/** CG-G-09: a member, or an id that was given out, is gone; if it led, the first of the rest leads. */
export function removeMember(group: ClassicGroup, memberId: string): ClassicGroup {
  const member = group.members.get(memberId);
  const rest: ClassicGroup = {
    ...group,
    pendingJoinMembers: withoutValue(group.pendingJoinMembers, memberId),
    pendingSyncMembers: withoutValue(group.pendingSyncMembers, memberId),
  };
  return member === undefined ? rest : withoutMember(rest, member);
}

function withoutMember(group: ClassicGroup, member: ClassicMember): ClassicGroup {
  const members = changed(group.members, (table) => table.delete(member.memberId));
  const { groupInstanceId } = member;
  return {
    ...group,
    members,
    leaderId: group.leaderId === member.memberId ? firstOf(members.keys()) : group.leaderId,
    staticMembers:
      groupInstanceId === null ? group.staticMembers : withoutKey(group.staticMembers, groupInstanceId),
    supportedProtocols: counted(group.supportedProtocols, member.supportedProtocols, -1),
    numMembersAwaitingJoinResponse:
      group.numMembersAwaitingJoinResponse - (member.awaitingJoin === null ? 0 : 1),
  };
}

export interface MemberUpdate {
  readonly supportedProtocols: readonly Protocol[];
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  readonly awaitingJoin: number | null;
}

/** A member rejoins: its lists and timeouts are those of this request, and so is the answer it waits for. */
export function updateMember(group: ClassicGroup, memberId: string, update: MemberUpdate): ClassicGroup {
  const member = group.members.get(memberId);
  if (member === undefined) return group;
  const without = counted(group.supportedProtocols, member.supportedProtocols, -1);
  return {
    ...withMember(group, { ...member, ...update }),
    supportedProtocols: counted(without, update.supportedProtocols, 1),
  };
}

/** Puts a changed member in its place; whether it waits for the join phase is counted along. */
export function withMember(group: ClassicGroup, member: ClassicMember): ClassicGroup {
  return withMembers(group, [member]);
}

export function withMembers(group: ClassicGroup, some: readonly ClassicMember[]): ClassicGroup {
  let waiting = group.numMembersAwaitingJoinResponse;
  const members = changed(group.members, (table) => {
    for (const member of some) {
      const former = table.put(member.memberId, member);
      waiting += Number(member.awaitingJoin !== null) - Number((former?.awaitingJoin ?? null) !== null);
    }
  });
  return { ...group, members, numMembersAwaitingJoinResponse: waiting };
}

/** CG-J-30: the member goes on under a new id, at the end of its bucket; nothing waits any more. */
export function replaceStaticMember(
  group: ClassicGroup,
  { groupInstanceId, oldMemberId, newMemberId }: StaticReplacement,
): ClassicGroup {
  const old = group.members.get(oldMemberId);
  if (old === undefined) return group;
  const renamed = { ...old, memberId: newMemberId, awaitingJoin: null, awaitingSync: null, isNew: false };
  const members = changed(group.members, (table) => {
    table.delete(oldMemberId);
    table.put(newMemberId, renamed);
  });
  return {
    ...group,
    members,
    leaderId: group.leaderId === oldMemberId ? newMemberId : group.leaderId,
    staticMembers: withEntry(group.staticMembers, groupInstanceId, newMemberId),
    numMembersAwaitingJoinResponse:
      group.numMembersAwaitingJoinResponse - (old.awaitingJoin === null ? 0 : 1),
  };
}

export interface StaticReplacement {
  readonly groupInstanceId: string;
  readonly oldMemberId: string;
  readonly newMemberId: string;
}

/** CG-G-06: one count for every entry, so that a name given twice counts twice. */
function counted(
  counts: ReadonlyMap<string, number>,
  protocols: readonly Protocol[],
  by: 1 | -1,
): ReadonlyMap<string, number> {
  const next = new Map(counts);
  for (const { name } of protocols) {
    const count = (next.get(name) ?? 0) + by;
    if (count > 0) next.set(name, count);
    else next.delete(name);
  }
  return next;
}

function changed<K, V>(
  table: JavaHashMap<K, V>,
  change: (copy: JavaHashMap<K, V>) => void,
): JavaHashMap<K, V> {
  const copy = table.clone();
  change(copy);
  return copy;
}

function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

function withoutKey<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const next = new Map(map);
  next.delete(key);
  return next;
}

export function withoutValue<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  if (!set.has(value)) return set;
  const next = new Set(set);
  next.delete(value);
  return next;
}

function firstOf<T>(values: Iterable<T>): T | null {
  for (const value of values) return value;
  return null;
}
