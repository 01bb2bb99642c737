/**
 * Sticky: an eager assignor whose members tell by user data what they held before (AS-40, AS-90).
 * Follows StickyAssignor, kafka-clients 4.4.0.
 */
import type { AssignorOutcome, AssignorRound, ClientAssignor, MemberSubscription } from './assignor.ts';
import { answerOf } from './java-exception.ts';
import { groupAssignment, leaderView } from './leader-view.ts';
import { assignSticky } from './sticky-assignment.ts';
import { readStickyUserData, writeStickyUserData, type MemberClaims } from './user-data.ts';

export const stickyAssignor: ClientAssignor = {
  name: 'sticky',
  supportedProtocols: ['EAGER'],
  userData: (last) => (last === undefined ? null : writeStickyUserData(last)),
  assign: (round) => answerOf(() => assign(round)),
};

function assign(round: AssignorRound): AssignorOutcome {
  const { assignment, memory } = assignSticky(leaderView(round), readClaims, round.memory);
  return { assignment: groupAssignment(assignment), memory };
}

/** An eager member revokes everything before it joins, so what it says to own does not count. */
function readClaims({ userData }: MemberSubscription): MemberClaims {
  return userData === null ? { partitions: [], generationId: undefined } : readStickyUserData(userData);
}
