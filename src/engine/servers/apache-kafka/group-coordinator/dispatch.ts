/**
 * A request arrives: what the broker and the coordinator's service look at before the group does, and which operation
 * it becomes. (CG-J-01…CG-J-04, CG-S-01, CG-S-02, CG-H-01, CG-L-01, CG-C-01, CG-T-02, CG-F-01, CG-OD-01, CG-D-01,
 * CG-LG-01, CG-DG-01; KafkaApis and GroupCoordinatorService of apache/kafka 4.4.0)
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { ArrivedRequest } from '../../../kafka/server-role.ts';
import { runDeleteGroups } from '../administration/delete-groups.ts';
import { describeGroup, listGroups, refusedDescription } from '../administration/describe.ts';
import { findCoordinator } from '../administration/find-coordinator.ts';
import {
  refuseConsumerDescribe,
  refuseConsumerHeartbeat,
  refuseShareDescribe,
  refuseShareHeartbeat,
} from '../administration/other-protocols.ts';
import { joinError, syncRefused } from '../classic-group/answers.ts';
import {
  heartbeatOperation,
  joinOperation,
  leaveOperation,
  syncOperation,
} from '../classic-group/operations.ts';
import {
  commitOperation,
  deleteOffsetsOperation,
  transactionalCommitOperation,
} from '../offsets/operations.ts';
import { fetchOffsets } from '../offsets/fetch.ts';
import { groupFetchError, groupsAsked } from '../offsets/fetch-response.ts';
import { groupFetched } from './answer.ts';
import { commitFailure, failOrigin } from './failure.ts';
import { operationErrorOf } from './error-mapping.ts';
import { runWrite, whyUnavailable } from './operation.ts';
import { committedEpoch } from './timeline-store.ts';
import type { Turn } from './turn.ts';

type Arrived<K extends ArrivedRequest['apiKey']> = Extract<ArrivedRequest, { apiKey: K }>;

const { INVALID_GROUP_ID, INCONSISTENT_GROUP_PROTOCOL } = ERROR_CODES;

export function dispatch(turn: Turn, request: ArrivedRequest): void {
  switch (request.apiKey) {
    case 'JoinGroup':
      return joinGroup(turn, request);
    case 'SyncGroup':
      return syncGroup(turn, request);
    case 'Heartbeat':
      return heartbeat(turn, request);
    case 'LeaveGroup':
      return leaveGroup(turn, request);
    case 'OffsetCommit':
      return runWrite(turn, { request }, () => commitOperation(turn, request));
    case 'TxnOffsetCommit':
      return txnOffsetCommit(turn, request);
    case 'OffsetFetch':
      return offsetFetch(turn, request);
    case 'OffsetDelete':
      return offsetDelete(turn, request);
    case 'DescribeGroups':
      return describeGroups(turn, request);
    case 'ListGroups':
      return answerListGroups(turn, request);
    case 'DeleteGroups':
      return runDeleteGroups(turn, { request, deletes: 'share groups' });
    case 'FindCoordinator':
      return answerFindCoordinator(turn, request);
    case 'ConsumerGroupDescribe':
      return refuseConsumerDescribe(turn, request);
    case 'ShareGroupDescribe':
      return refuseShareDescribe(turn, request);
    case 'ConsumerGroupHeartbeat':
      return refuseConsumerHeartbeat(turn, request);
    case 'ShareGroupHeartbeat':
      return refuseShareHeartbeat(turn, request);
  }
}

function joinGroup(turn: Turn, request: Arrived<'JoinGroup'>): void {
  const { requestId, body, apiVersion } = request;
  const { groupMinSessionTimeoutMs: least, groupMaxSessionTimeoutMs: most } = turn.state.config;
  // CG-J-01: version 0 knows no rebalance timeout.
  const rebalanceTimeoutMs = apiVersion === 0 ? body.sessionTimeoutMs : body.rebalanceTimeoutMs;
  const full = { ...request, body: { ...body, rebalanceTimeoutMs } };
  turn.change({ open: new Map(turn.state.open).set(requestId, full) });
  const isBadTimeout = body.sessionTimeoutMs < least || body.sessionTimeoutMs > most;
  if (isEmpty(body.groupId))
    turn.answerOpen(
      requestId,
      { apiKey: 'JoinGroup', body: joinError('INVALID_GROUP_ID', body.memberId) },
      'CG-J-02',
    );
  else if (isBadTimeout)
    turn.answerOpen(
      requestId,
      { apiKey: 'JoinGroup', body: joinError('INVALID_SESSION_TIMEOUT', body.memberId) },
      'CG-J-03',
    );
  else runWrite(turn, { request: full }, () => joinOperation(turn, full));
}

function syncGroup(turn: Turn, request: Arrived<'SyncGroup'>): void {
  const { requestId, body, apiVersion } = request;
  const isIncomplete = apiVersion >= 5 && (body.protocolType === null || body.protocolName === null);
  const refuse = (errorCode: number, ruleId: RuleId): void =>
    turn.reply(requestId, { apiKey: 'SyncGroup', body: syncRefused(errorCode) }, ruleId);
  if (isIncomplete) return refuse(INCONSISTENT_GROUP_PROTOCOL, 'CG-S-01');
  if (isEmpty(body.groupId)) return refuse(INVALID_GROUP_ID, 'CG-S-02');
  turn.change({ open: new Map(turn.state.open).set(requestId, request) });
  runWrite(turn, { request }, () => syncOperation(turn, request));
}

function heartbeat(turn: Turn, request: Arrived<'Heartbeat'>): void {
  if (isEmpty(request.body.groupId))
    return refuse(turn, request, { errorCode: INVALID_GROUP_ID, ruleId: 'CG-H-01' });
  runWrite(turn, { request }, () => heartbeatOperation(turn, request));
}

function leaveGroup(turn: Turn, request: Arrived<'LeaveGroup'>): void {
  const { body, apiVersion } = request;
  if (isEmpty(body.groupId)) return refuse(turn, request, { errorCode: INVALID_GROUP_ID, ruleId: 'CG-L-01' });
  const single = [{ memberId: body.memberId, groupInstanceId: null, reason: null }];
  const members = apiVersion < 3 ? single : body.members;
  runWrite(turn, { request }, () => leaveOperation(turn, { ...request, body: { ...body, members } }));
}

function txnOffsetCommit(turn: Turn, request: Arrived<'TxnOffsetCommit'>): void {
  const { requestId, body } = request;
  if (!isEmpty(body.groupId))
    return runWrite(turn, { request }, () => transactionalCommitOperation(turn, request));
  const topics = commitFailure(body.topics, INVALID_GROUP_ID);
  turn.reply(requestId, { apiKey: 'TxnOffsetCommit', body: { topics } }, 'CG-T-02');
}

function offsetFetch(turn: Turn, request: Arrived<'OffsetFetch'>): void {
  const { requestId, body, apiVersion } = request;
  const asked = groupsAsked(request);
  turn.change({
    fetching: new Map(turn.state.fetching).set(
      requestId,
      asked.map(() => null),
    ),
  });
  asked.forEach((group, index) => {
    const origin = { request, groupIndex: index };
    if (body.requireStable)
      return runWrite(turn, origin, () => {
        const fetched = fetchOffsets(turn.shard, group, undefined);
        const answer = { type: 'fetchedGroup', index, group: fetched, ruleId: 'CG-F-05' } as const;
        return { type: 'done', answer, records: [], replays: false, continuation: null, ruleId: 'CG-F-02' };
      });
    const unavailable = whyUnavailable(turn);
    const fetched =
      unavailable === null
        ? fetchOffsets(turn.shard, group, committedEpoch(turn.shard.store))
        : groupFetchError(group, unavailable, apiVersion);
    return groupFetched(turn, request, {
      index,
      group: fetched,
      ruleId: unavailable === null ? 'CG-F-05' : 'CG-F-02',
    });
  });
}

function offsetDelete(turn: Turn, request: Arrived<'OffsetDelete'>): void {
  if (isEmpty(request.body.groupId))
    return refuse(turn, request, { errorCode: INVALID_GROUP_ID, ruleId: 'CG-OD-01' });
  runWrite(turn, { request }, () => deleteOffsetsOperation(turn, request.body));
}

function describeGroups(turn: Turn, { requestId, apiVersion, body }: Arrived<'DescribeGroups'>): void {
  const unavailable = whyUnavailable(turn);
  const epoch = committedEpoch(turn.shard.store);
  const groups = body.groups.map((groupId) =>
    unavailable === null
      ? describeGroup(turn.shard, { groupId, apiVersion, epoch })
      : refusedDescription(groupId, operationErrorOf(unavailable)),
  );
  turn.reply(
    requestId,
    { apiKey: 'DescribeGroups', body: { groups } },
    unavailable === null ? 'CG-D-02' : 'CG-D-01',
  );
}

function answerListGroups(turn: Turn, { requestId, body }: Arrived<'ListGroups'>): void {
  const unavailable = whyUnavailable(turn);
  // CG-LG-01: a partition that is elsewhere is left out; one that is being read fails the whole request.
  const errorCode =
    unavailable === ERROR_CODES.NOT_COORDINATOR ? ERROR_CODES.NONE : (unavailable ?? ERROR_CODES.NONE);
  const groups = unavailable === null ? listGroups(turn.shard, body, committedEpoch(turn.shard.store)) : [];
  turn.reply(requestId, { apiKey: 'ListGroups', body: { errorCode, groups } }, 'CG-LG-01');
}

/** Who leads is known to the broker, which answers this itself; the role alone knows of nobody. */
function answerFindCoordinator(turn: Turn, { requestId, body }: Arrived<'FindCoordinator'>): void {
  const { response, ruleId } = findCoordinator(body, { coordinator: null });
  turn.reply(requestId, { apiKey: 'FindCoordinator', body: response }, ruleId);
}

function refuse(
  turn: Turn,
  request: ArrivedRequest,
  refusal: { readonly errorCode: number; readonly ruleId: RuleId },
): void {
  failOrigin(turn, { request }, refusal);
}

/** The wire allows null where the schema does not say so. */
function isEmpty(groupId: string | null): boolean {
  return groupId === null || groupId === '';
}
