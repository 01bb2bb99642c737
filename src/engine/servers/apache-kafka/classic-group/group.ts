/**
 * A classic group as plain, immutable data: what Kafka's ClassicGroup and ClassicGroupMember hold (spec/classic §4),
 * with the questions that can be asked about it (CG-G-01…CG-G-07).
 */
import type { JavaHashMap } from '../../../kafka/java-order/hash-map.ts';

export type ClassicState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

/** What a member can do under one assignor's name; the metadata is base64 text. */
export interface Protocol {
  readonly name: string;
  readonly metadata: string;
}

export interface ClassicMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  readonly protocolType: string;
  readonly supportedProtocols: readonly Protocol[];
  /** Base64 text; empty: none. */
  readonly assignment: string;
  /** The request that is answered when the join phase ends; null: none waits. */
  readonly awaitingJoin: number | null;
  readonly awaitingSync: number | null;
  /** True until its first join is answered. */
  readonly isNew: boolean;
}

/** How the initial rebalance still may be prolonged: the delay that runs, and what is left of the rebalance timeout. */
export interface InitialRebalance {
  readonly delayMs: number;
  readonly remainingMs: number;
}

export interface ClassicGroup {
  readonly groupId: string;
  readonly state: ClassicState;
  readonly previousState: ClassicState;
  /** When the state was entered, on the broker's clock; null: not known (loaded without it). */
  readonly currentStateTimestamp: number | null;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly generationId: number;
  readonly leaderId: string | null;
  /** Never changed once it is here: clone before writing. Its order shows in answers. */
  readonly members: JavaHashMap<string, ClassicMember>;
  /** Member ids by group.instance.id. */
  readonly staticMembers: ReadonlyMap<string, string>;
  readonly pendingJoinMembers: ReadonlySet<string>;
  readonly numMembersAwaitingJoinResponse: number;
  /** How many entries of members' lists bear each name (CG-G-06). */
  readonly supportedProtocols: ReadonlyMap<string, number>;
  readonly pendingSyncMembers: ReadonlySet<string>;
  /** null: not known. */
  readonly subscribedTopics: ReadonlySet<string> | null;
  readonly newMemberAdded: boolean;
  readonly initialRebalance: InitialRebalance | null;
}

/** CG-G-01: an answer that the coordinator owes excuses a member from heartbeats, but not in its first join. */
export function hasSatisfiedHeartbeat(member: ClassicMember): boolean {
  return !member.isNew && (member.awaitingJoin !== null || member.awaitingSync !== null);
}

/** CG-G-02 */
export function hasAllMembersJoined(group: ClassicGroup): boolean {
  return group.members.size === group.numMembersAwaitingJoinResponse && group.pendingJoinMembers.size === 0;
}

/** CG-G-03 */
export function rebalanceTimeoutOf(group: ClassicGroup): number {
  let longest = 0;
  for (const member of group.members.values()) longest = Math.max(longest, member.rebalanceTimeoutMs);
  return longest;
}

/** CG-G-04 */
export function isSimpleGroup(group: ClassicGroup): boolean {
  return group.protocolType === null && group.state === 'Empty' && group.pendingJoinMembers.size === 0;
}

/** CG-G-05 */
export function matchesProtocols(member: ClassicMember, protocols: readonly Protocol[]): boolean {
  const own = member.supportedProtocols;
  return (
    own.length === protocols.length &&
    own.every(({ name, metadata }, at) => protocols[at]?.name === name && protocols[at].metadata === metadata)
  );
}

/** CG-G-07 */
export function supportsProtocols(
  group: ClassicGroup,
  { protocolType, protocols }: { readonly protocolType: string; readonly protocols: readonly Protocol[] },
): boolean {
  if (group.state === 'Empty') return protocolType !== '' && protocols.length > 0;
  return (
    group.protocolType === protocolType &&
    protocols.some(({ name }) => (group.supportedProtocols.get(name) ?? 0) === group.members.size)
  );
}

export function canRebalance(group: ClassicGroup): boolean {
  return group.state === 'Stable' || group.state === 'CompletingRebalance' || group.state === 'Empty';
}

export function metadataFor(member: ClassicMember, protocolName: string): string {
  return member.supportedProtocols.find(({ name }) => name === protocolName)?.metadata ?? '';
}
