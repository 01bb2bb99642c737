/**
 * Becoming a member: the loop that runs inside poll() until the group is joined, and the answer to JoinGroup
 * (CC-JN-01…JN-06). Follows AbstractCoordinator#ensureActiveGroup, #joinGroupIfNeeded, JoinGroupResponseHandler.
 */
import { ModelError } from '../../kernel/assert.ts';
import type { ResponseBody } from '../../kafka/api.ts';
import type { ErrorName } from '../../kafka/error-code.ts';
import { ensureCoordinator, markCoordinatorUnknown } from './discovery.ts';
import {
  exceptionOf,
  NONE,
  reactionTo,
  unexpected,
  UNJOINED_GROUP,
  type JavaException,
} from './exceptions.ts';
import { enable } from './heartbeat-timers.ts';
import { joinComplete } from './join-complete.ts';
import { joinPrepare } from './join-prepare.ts';
import { electedLeader } from './leader.ts';
import {
  generationText,
  hasReset,
  isUnchanged,
  requestRejoin,
  resetOnError,
  resetStateAndRejoin,
} from './membership.ts';
import { isSameMetadata } from './metadata.ts';
import { API_VERSIONS, joinGroupRequest, joinGroupTimeoutMs, PROTOCOL_TYPE } from './requests.ts';
import type { InFlight, JavaConsumerState } from './state.ts';
import { sendSync } from './sync.ts';
import type { Turn } from './turn.ts';

/** How a try to join ended: `wait` leaves poll() without it, `retryLater` also waits retry.backoff.ms. */
export type JoinStep = 'joined' | 'wait' | 'retryLater' | JavaException;

/** A join needs an answer for every turn of the loop; more turns than this is a mistake of ours. */
const TURNS_MAX = 8;

export function ensureActiveGroup(turn: Turn): JoinStep {
  for (let count = 0; count < TURNS_MAX; count++) {
    if (!rejoinNeededOrPending(turn)) return 'joined';
    if (!ensureCoordinator(turn)) return 'wait';
    const step = joinOnce(turn);
    if (step !== 'again') return step;
  }
  throw new ModelError(`${turn.state.settings.clientId} joins in circles`);
}

/** Why a consumer joins again although nobody told it to: what a leader knows of topics, or its own subscription. */
export function planRejoin(state: JavaConsumerState): string | undefined {
  const { assignmentSnapshot, metadataSnapshot, joinedSubscription, subscription } = state;
  if (assignmentSnapshot !== null && !isSameMetadata(assignmentSnapshot, metadataSnapshot))
    return 'cached metadata has changed';
  if (joinedSubscription !== null && !isSameList(joinedSubscription, subscription))
    return 'subscription has changed';
  return undefined;
}

/** An earlier reason is kept (CC-K-05). */
export function rejoinNeededOrPending(turn: Turn): boolean {
  const reason = planRejoin(turn.state);
  if (reason !== undefined && !turn.state.rejoinNeeded) requestRejoin(turn, reason);
  return reason !== undefined || turn.state.rejoinNeeded || turn.state.joinFuture !== null;
}

function joinOnce(turn: Turn): JoinStep | 'again' {
  if (turn.state.needsJoinPrepare) {
    if (!joinPrepare(turn)) return turn.state.joinPrepare?.commit === null ? 'retryLater' : 'wait';
    turn.change({ needsJoinPrepare: false });
  }
  if (turn.state.joinFuture === null) initiateJoin(turn);
  const { joinFuture } = turn.state;
  switch (joinFuture?.state) {
    case 'succeeded':
      return joinSucceeded(turn, joinFuture.assignment);
    case 'failed':
      return joinFailed(turn, joinFuture.failure);
    default:
      return 'wait';
  }
}

function initiateJoin(turn: Turn): void {
  turn.step('coordinator', { type: 'joinGroupSent' }, 'CC-JN-03');
  turn.step('heartbeat', { type: 'disabled' }, 'CC-HB-03');
  turn.change({ joinFuture: { state: 'pending' }, joinedSubscription: turn.state.subscription });
  turn.send({
    connection: 'coordinator',
    apiVersion: API_VERSIONS.JoinGroup,
    request: joinGroupRequest(turn.state),
    timeoutMs: joinGroupTimeoutMs(turn.state),
    ruleId: 'CC-JN-03',
  });
}

/** The heartbeat thread may have lost the membership before the application came to hear of it. */
function joinSucceeded(turn: Turn, assignment: string): JoinStep | 'again' {
  const state = turn.chartState('coordinator');
  const { generation } = turn.state;
  if (hasReset(generation) || state !== 'STABLE') {
    const reason =
      'rebalance failed since the generation/state was modified by heartbeat thread to ' +
      `${generationText(generation)}/${state} before the rebalance callback triggered`;
    resetStateAndRejoin(turn, { reason, memberId: 'dropped', ruleId: 'CC-JN-04' });
    turn.change({ joinFuture: null });
    return 'again';
  }
  const thrown = joinComplete(turn, assignment);
  if (thrown !== undefined) return thrown;
  turn.change({ joinFuture: null, needsJoinPrepare: true });
  return 'again';
}

const AGAIN_AT_ONCE = [
  'UnknownMemberIdException',
  'IllegalGenerationException',
  'RebalanceInProgressException',
  'MemberIdRequiredException',
];

/** The new connection to the coordinator ends the wait of poll() as soon as it stands (CC-JN-05). */
const LOST_COORDINATOR = [
  'NotCoordinatorException',
  'CoordinatorNotAvailableException',
  'DisconnectException',
];

function joinFailed(turn: Turn, failure: JavaException): JoinStep | 'again' {
  turn.change({ joinFuture: null });
  if (failure.exception !== 'MemberIdRequiredException')
    requestRejoin(turn, `rebalance failed due to ${failure.exception}`);
  if (AGAIN_AT_ONCE.includes(failure.exception)) return 'again';
  if (!failure.isRetriable) return failure;
  return LOST_COORDINATOR.includes(failure.exception) ? 'again' : 'retryLater';
}

type Reaction = 'coordinatorUnknown' | 'memberUnknown' | 'memberIdRequired' | 'fail';

const REACTIONS: Partial<Record<ErrorName, Reaction>> = {
  COORDINATOR_LOAD_IN_PROGRESS: 'fail',
  UNKNOWN_MEMBER_ID: 'memberUnknown',
  COORDINATOR_NOT_AVAILABLE: 'coordinatorUnknown',
  NOT_COORDINATOR: 'coordinatorUnknown',
  FENCED_INSTANCE_ID: 'fail',
  INCONSISTENT_GROUP_PROTOCOL: 'fail',
  INVALID_SESSION_TIMEOUT: 'fail',
  INVALID_GROUP_ID: 'fail',
  GROUP_AUTHORIZATION_FAILED: 'fail',
  GROUP_MAX_SIZE_REACHED: 'fail',
  MEMBER_ID_REQUIRED: 'memberIdRequired',
  REBALANCE_IN_PROGRESS: 'fail',
};

export function joinAnswered(turn: Turn, request: InFlight, body: ResponseBody<'JoinGroup'>): void {
  const { errorCode } = body;
  if (errorCode === NONE) return joined(turn, body);
  switch (reactionTo(REACTIONS, errorCode, undefined)) {
    case 'memberUnknown':
      if (isUnchanged(request.generation, turn.state))
        resetOnError(turn, { api: 'JOIN_GROUP', error: 'UNKNOWN_MEMBER_ID', memberId: 'dropped' });
      return failJoin(turn, exceptionOf(errorCode));
    case 'coordinatorUnknown':
      failJoin(turn, exceptionOf(errorCode));
      return markCoordinatorUnknown(turn, 'given up');
    case 'memberIdRequired':
      takeMemberId(turn, body.memberId);
      return failJoin(turn, exceptionOf(errorCode));
    case 'fail':
      return failJoin(turn, exceptionOf(errorCode));
    case undefined:
      return failJoin(turn, unexpected('Unexpected error in join group response', errorCode));
  }
}

export function failJoin(turn: Turn, failure: JavaException): void {
  if (turn.state.joinFuture?.state !== 'pending') return;
  turn.change({ joinFuture: { state: 'failed', failure } });
  turn.wake('CC-JN-05');
}

function takeMemberId(turn: Turn, memberId: string): void {
  turn.change({ generation: { generationId: -1, memberId, protocolName: null } });
  requestRejoin(turn, `need to re-join with the given member-id: ${memberId}`);
}

function joined(turn: Turn, body: ResponseBody<'JoinGroup'>): void {
  if (body.protocolType !== null && body.protocolType !== PROTOCOL_TYPE)
    return failJoin(turn, {
      exception: 'InconsistentGroupProtocolException',
      message: `JoinGroup failed: Inconsistent Protocol Type, received ${body.protocolType} but expected ${PROTOCOL_TYPE}`,
      isRetriable: false,
    });
  if (!turn.isIn('coordinator', 'PREPARING_REBALANCE')) return failJoin(turn, UNJOINED_GROUP);
  const { generationId, memberId, protocolName } = body;
  turn.change({ generation: { generationId, memberId, protocolName } });
  turn.step('coordinator', { type: 'joinGroupSucceeded' }, 'CC-JN-03');
  enable(turn);
  if (body.leader !== memberId) return sendSync(turn, []);
  const assignments = electedLeader(turn, body);
  if (assignments.ok) sendSync(turn, assignments.value);
  else failJoin(turn, assignments.error);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
