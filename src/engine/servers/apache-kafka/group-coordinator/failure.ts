/** How each api says that its operation could not be done. (CG-R-11, CG-H-01, CG-L-02, CG-C-11, CG-F-02, CG-DG-03) */
import { ModelError } from '../../../kernel/assert.ts';
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import { JavaHashSet } from '../../../kafka/java-order/hash-map.ts';
import type { AnyResponse } from '../../../kafka/api.ts';
import type { ArrivedRequest } from '../../../kafka/server-role.ts';
import { scheduleExpiration } from '../administration/expiration.ts';
import { joinRefused, syncRefused } from '../classic-group/answers.ts';
import { groupFetchError, groupsAsked } from '../offsets/fetch-response.ts';
import { groupFetched } from './answer.ts';
import type { Failure } from './behaviour.ts';
import { operationErrorOf, stableFetchErrorOf } from './error-mapping.ts';
import type { Origin } from './state.ts';
import type { Turn } from './turn.ts';

export function failOrigin(turn: Turn, origin: Origin, failure: Failure): void {
  const { request, groupIndex, retriesExpiration } = origin;
  if (retriesExpiration === true && isRetried(failure.errorCode)) scheduleExpiration(turn, 'CG-A-09');
  if (request === null) return;
  if (request.apiKey === 'OffsetFetch') failFetch(turn, request, { ...failure, groupIndex: groupIndex ?? 0 });
  else if (request.apiKey === 'JoinGroup' || request.apiKey === 'SyncGroup')
    turn.answerOpen(request.requestId, failureResponse(request, failure.errorCode), failure.ruleId);
  else turn.reply(request.requestId, failureResponse(request, failure.errorCode), failure.ruleId);
}

/** A timer's operation is not repeated when the partition is not here. (CG-A-09) */
function isRetried(errorCode: number): boolean {
  return errorCode !== ERROR_CODES.NOT_COORDINATOR && errorCode !== ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS;
}

function failFetch(
  turn: Turn,
  request: Extract<ArrivedRequest, { apiKey: 'OffsetFetch' }>,
  { errorCode, ruleId, groupIndex }: Failure & { readonly groupIndex: number },
): void {
  const asked = groupsAsked(request)[groupIndex];
  if (asked === undefined) return;
  const code = request.body.requireStable ? stableFetchErrorOf(errorCode) : errorCode;
  const group = groupFetchError(asked, code, request.apiVersion);
  groupFetched(turn, request, { index: groupIndex, group, ruleId });
}

function failureResponse(request: ArrivedRequest, error: number): AnyResponse {
  const errorCode = operationErrorOf(error);
  switch (request.apiKey) {
    case 'JoinGroup':
      return { apiKey: 'JoinGroup', body: joinRefused(errorCode, '') };
    case 'SyncGroup':
      return { apiKey: 'SyncGroup', body: syncRefused(errorCode) };
    case 'Heartbeat':
      return { apiKey: 'Heartbeat', body: { errorCode: heartbeatErrorOf(errorCode) } };
    case 'LeaveGroup':
      return { apiKey: 'LeaveGroup', body: leaveFailure(request, errorCode) };
    case 'OffsetCommit':
    case 'TxnOffsetCommit':
      return { apiKey: request.apiKey, body: { topics: commitFailure(request.body.topics, errorCode) } };
    case 'OffsetDelete':
      return { apiKey: 'OffsetDelete', body: { errorCode, topics: [] } };
    case 'DeleteGroups': {
      const ids = JavaHashSet.copyOf(request.body.groupsNames);
      const results = [...ids].map((groupId) => ({ groupId, errorCode, errorMessage: null }));
      return { apiKey: 'DeleteGroups', body: { results } };
    }
    default:
      throw new ModelError(`${request.apiKey} is not an operation that fails here`);
  }
}

/** CG-H-01: a member need not know that its coordinator is still reading. */
function heartbeatErrorOf(errorCode: number): number {
  return errorCode === ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS ? ERROR_CODES.NONE : errorCode;
}

/** CG-L-02, CG-L-08 */
function leaveFailure(
  { apiVersion, body }: Extract<ArrivedRequest, { apiKey: 'LeaveGroup' }>,
  errorCode: number,
) {
  if (errorCode !== ERROR_CODES.UNKNOWN_MEMBER_ID) return { errorCode, members: [] };
  if (apiVersion < 3) return { errorCode, members: [] };
  const members = body.members.map(({ memberId, groupInstanceId }) => ({
    memberId,
    groupInstanceId,
    errorCode,
  }));
  return { errorCode: 0, members };
}

interface CommitTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly { readonly partitionIndex: number }[];
}

export function commitFailure(topics: readonly CommitTopic[], errorCode: number) {
  return topics.map(({ name, topicId, partitions }) => ({
    name,
    topicId,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
  }));
}
