/**
 * SyncGroup: handing in or fetching the assignment, and its answer (CC-RQ-02, CC-JN-03).
 * Follows AbstractCoordinator#onJoinFollower, #onLeaderElected, SyncGroupResponseHandler#handle.
 */
import type { ResponseBody } from '../../kafka/api.ts';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { markCoordinatorUnknown } from './discovery.ts';
import { exceptionOf, NONE, reactionTo, unexpected, type JavaException } from './exceptions.ts';
import { hasReset, isUnchanged, resetOnError } from './membership.ts';
import { API_VERSIONS, PROTOCOL_TYPE, syncGroupRequest } from './requests.ts';
import type { InFlight } from './state.ts';
import type { Turn } from './turn.ts';

export function sendSync(
  turn: Turn,
  assignments: readonly { readonly memberId: string; readonly assignment: string }[],
): void {
  turn.send({
    connection: 'coordinator',
    apiVersion: API_VERSIONS.SyncGroup,
    request: syncGroupRequest(turn.state, assignments),
    ruleId: 'CC-RQ-02',
  });
}

type Reaction = 'coordinatorUnknown' | 'memberUnknown' | 'fail';

const REACTIONS: Partial<Record<ErrorName, Reaction>> = {
  GROUP_AUTHORIZATION_FAILED: 'fail',
  FENCED_INSTANCE_ID: 'fail',
  REBALANCE_IN_PROGRESS: 'fail',
  UNKNOWN_MEMBER_ID: 'memberUnknown',
  ILLEGAL_GENERATION: 'memberUnknown',
  COORDINATOR_NOT_AVAILABLE: 'coordinatorUnknown',
  NOT_COORDINATOR: 'coordinatorUnknown',
};

export function syncAnswered(turn: Turn, request: InFlight, body: ResponseBody<'SyncGroup'>): void {
  const { errorCode } = body;
  if (errorCode === NONE) return synced(turn, body);
  switch (reactionTo(REACTIONS, errorCode, undefined)) {
    case 'memberUnknown':
      forgetMember(turn, request, errorCode);
      return fail(turn, exceptionOf(errorCode));
    case 'coordinatorUnknown':
      fail(turn, exceptionOf(errorCode));
      return markCoordinatorUnknown(turn, 'given up');
    case 'fail':
      return fail(turn, exceptionOf(errorCode));
    case undefined:
      return fail(turn, unexpected('Unexpected error from SyncGroup', errorCode));
  }
}

function forgetMember(turn: Turn, request: InFlight, errorCode: number): void {
  if (!isUnchanged(request.generation, turn.state)) return;
  const isKnown = errorCode === ERROR_CODES.ILLEGAL_GENERATION;
  const error = isKnown ? 'ILLEGAL_GENERATION' : 'UNKNOWN_MEMBER_ID';
  resetOnError(turn, { api: 'SYNC_GROUP', error, memberId: isKnown ? 'kept' : 'dropped' });
}

function synced(turn: Turn, body: ResponseBody<'SyncGroup'>): void {
  const { generation } = turn.state;
  const inconsistent = inconsistency(body, generation.protocolName);
  if (body.protocolType !== null && body.protocolType !== PROTOCOL_TYPE && inconsistent !== undefined)
    return fail(turn, inconsistent);
  // The heartbeat thread found the member gone while SyncGroup was under way.
  if (hasReset(generation) || !turn.isIn('coordinator', 'COMPLETING_REBALANCE'))
    return fail(turn, exceptionOf(ERROR_CODES.ILLEGAL_GENERATION));
  if (inconsistent !== undefined) return fail(turn, inconsistent);
  turn.step('coordinator', { type: 'syncGroupSucceeded' }, 'CC-ST-02');
  turn.change({
    rejoinNeeded: false,
    rejoinReason: '',
    joinFuture: { state: 'succeeded', assignment: body.assignment },
  });
  turn.wake('CC-JN-04');
}

function inconsistency(
  { protocolType, protocolName }: ResponseBody<'SyncGroup'>,
  expectedName: string | null,
): JavaException | undefined {
  const exception = 'InconsistentGroupProtocolException';
  const because = (kind: string, received: string, expected: string | null): JavaException => ({
    exception,
    message: `SyncGroup failed due to inconsistent Protocol ${kind}, received ${received} but expected ${expected ?? 'null'}`,
    isRetriable: false,
  });
  if (protocolType !== null && protocolType !== PROTOCOL_TYPE)
    return because('Type', protocolType, PROTOCOL_TYPE);
  if (protocolName !== null && protocolName !== expectedName)
    return because('Name', protocolName, expectedName);
  return undefined;
}

function fail(turn: Turn, failure: JavaException): void {
  if (turn.state.joinFuture?.state !== 'pending') return;
  turn.change({ joinFuture: { state: 'failed', failure } });
  turn.wake('CC-JN-05');
}
