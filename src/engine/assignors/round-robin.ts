/**
 * Round robin: partitions are dealt out one by one, members in turn (AS-30…AS-33).
 * Follows RoundRobinAssignor#assign and #allPartitionsSorted, kafka-clients 4.4.0.
 */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import type { AssignorOutcome, AssignorRound, ClientAssignor, MemberSubscription } from './assignor.ts';
import { answerOf, dereference, JavaException } from './java-exception.ts';
import {
  emptyAssignment,
  groupAssignment,
  leaderView,
  partitionsOf,
  type LeaderView,
} from './leader-view.ts';
import { compareMembers, compareTexts } from './text-order.ts';

export const roundRobinAssignor: ClientAssignor = {
  name: 'roundrobin',
  supportedProtocols: ['EAGER'],
  userData: () => null,
  assign: (round) => answerOf(() => assignRoundRobin(round)),
};

function assignRoundRobin(round: AssignorRound): AssignorOutcome {
  const view = leaderView(round);
  const assignment = emptyAssignment(view);
  const members = [...view.subscriptions.values()].sort(compareMembers);
  // CircularIterator's constructor refuses an empty collection.
  if (members.length === 0) throw new JavaException('IllegalArgumentException');
  let turn = 0;
  for (const partition of allPartitionsSorted(view)) {
    turn = nextSubscriber(members, turn, partition);
    dereference(assignment.get(memberAt(members, turn).memberId)).push(partition);
    turn++;
  }
  return { assignment: groupAssignment(assignment), memory: round.memory };
}

/** Every partition's topic has a subscriber, so the search ends. */
function nextSubscriber(
  members: readonly MemberSubscription[],
  from: number,
  { topic }: TopicPartition,
): number {
  let turn = from;
  while (!memberAt(members, turn).topics.includes(topic)) turn++;
  return turn;
}

function memberAt(members: readonly MemberSubscription[], turn: number): MemberSubscription {
  return dereference(members[turn % members.length]);
}

function allPartitionsSorted(view: LeaderView): TopicPartition[] {
  return [...view.topics.keys()].sort(compareTexts).flatMap((topic) => partitionsOf(view, topic));
}
