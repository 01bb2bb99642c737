/**
 * Cooperative sticky: what changes hands is withheld until its owner has given it up (AS-41, AS-85, AS-86).
 * Follows CooperativeStickyAssignor, kafka-clients 4.4.0.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import {
  NO_GENERATION,
  type AssignorOutcome,
  type AssignorRound,
  type ClientAssignor,
  type MemberSubscription,
} from './assignor.ts';
import { answerOf, dereference } from './java-exception.ts';
import { groupAssignment, leaderView, type LeaderView } from './leader-view.ts';
import { removeFirst } from './ownership.ts';
import { assignSticky, type StickyAssignment } from './sticky-assignment.ts';
import { readCooperativeUserData, writeCooperativeUserData, type MemberClaims } from './user-data.ts';

export const cooperativeStickyAssignor: ClientAssignor = {
  name: 'cooperative-sticky',
  supportedProtocols: ['COOPERATIVE', 'EAGER'],
  userData: (last) => writeCooperativeUserData(last?.generationId ?? NO_GENERATION),
  assign: (round) => answerOf(() => assign(round)),
};

function assign(round: AssignorRound): AssignorOutcome {
  const view = leaderView(round);
  const sticky = assignSticky(view, readClaims, round.memory);
  for (const [partition, consumer] of sticky.transferring ?? transferringOf(view, sticky))
    removeFirst(dereference(sticky.assignment.get(consumer)), partition);
  return { assignment: groupAssignment(sticky.assignment), memory: sticky.memory };
}

/** From version 2 on the subscription itself says the generation; before that the user data does. */
function readClaims({ ownedPartitions, generationId, userData }: MemberSubscription): MemberClaims {
  if (generationId !== undefined) return { partitions: ownedPartitions, generationId };
  const encoded = userData === null ? undefined : readCooperativeUserData(userData);
  return { partitions: ownedPartitions, generationId: encoded };
}

/** Given to somebody who did not list it as owned, while somebody who did no longer has it. */
function transferringOf(view: LeaderView, { assignment }: StickyAssignment): Map<TopicPartition, string> {
  const added = new Map<TopicPartition, string>();
  const revoked = new Set<TopicPartition>();
  for (const [consumer, assigned] of assignment) {
    const { ownedPartitions } = dereference(view.subscriptions.get(consumer));
    const owned = new Set(
      ownedPartitions.map(({ topic, partition }) => view.partitions.of(topic, partition)),
    );
    const now = new Set(assigned);
    for (const partition of now) if (!owned.has(partition)) added.set(partition, consumer);
    for (const partition of owned) if (!now.has(partition)) revoked.add(partition);
  }
  return new Map([...added].filter(([partition]) => revoked.has(partition)));
}
