/**
 * The operations of classic groups on the coordinator's memory: finds or makes the group, asks the rules, carries their
 * plan out, and says what is to be written. (CG-J-05…CG-J-09, CG-S-03, CG-H-02, CG-L-02, spec/classic §22)
 */
import { unreachable } from '../../../kernel/assert.ts';
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { ArrivedRequest } from '../../../kafka/server-role.ts';
import type { RequestBody, ResponseBody } from '../../../kafka/api.ts';
import type { LeaveGroupResponseMemberResponse } from '../../../kafka/messages/leave-group.ts';
import { appendErrorOf } from '../group-coordinator/error-mapping.ts';
import { doneQuietly, type Outcome } from '../group-coordinator/operation.ts';
import { findGroup } from '../group-coordinator/shard.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { joinError, joinRefused, syncRefused } from './answers.ts';
import { carryOut, startGroup } from './carry-out.ts';
import { emptyGroup, type ClassicGroupObject } from './group-object.ts';
import { planHeartbeat } from './heartbeat.ts';
import {
  planJoinIfFull,
  planJoinIfUnsuited,
  planJoinKnownMember,
  planJoinNewMember,
  type Join,
} from './join-group.ts';
import { planLeave } from './leave-group.ts';
import { plan, withWrite, type ClassicContinuation, type Plan } from './plan.ts';
import { emptyGroupRecord } from './records.ts';
import { planStaticMemberCommitted, planStaticMemberFailed } from './static-member.ts';
import { planAssignmentSettled, planSync } from './sync-group.ts';

type Request<K extends ArrivedRequest['apiKey']> = Omit<ArrivedRequest, 'apiKey' | 'body'> & {
  readonly body: RequestBody<K>;
};

const UNKNOWN_MEMBER = { type: 'refused', errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID } as const;

/** A classic group under its handle. */
interface Found {
  readonly handle: number;
  readonly object: ClassicGroupObject;
}

/** Carries a plan out on a group of the map; what the plan writes is the operation's. */
export function applyPlan(turn: Turn, { handle, object }: Found, decided: Plan): Outcome {
  turn.setObject(handle, carryOut(turn, object, decided));
  const { write, breaks } = decided;
  if (breaks !== undefined)
    return { type: 'refused', errorCode: ERROR_CODES.UNKNOWN_SERVER_ERROR, ruleId: breaks };
  if (write === null) return doneQuietly('CG-R-03');
  const continuation = { handle, classic: write.continuation };
  return {
    type: 'done',
    answer: null,
    records: write.records,
    replays: false,
    continuation,
    ruleId: write.ruleId,
  };
}

/** CG-J-07, CG-C-02: a group that nobody has heard of yet. */
export function createClassicGroup(turn: Turn, groupId: string, ruleId: string): Found {
  const object = startGroup(turn, emptyGroup(groupId, turn.nowMs), ruleId);
  return { handle: turn.addGroup(groupId, object), object };
}

export function joinOperation(turn: Turn, request: Request<'JoinGroup'>): Outcome {
  const { body, requestId } = request;
  const known = findGroup(turn.shard, body.groupId);
  if (known === undefined && body.memberId !== '') {
    turn.answerOpen(
      requestId,
      { apiKey: 'JoinGroup', body: joinError('UNKNOWN_MEMBER_ID', body.memberId) },
      'CG-J-07',
    );
    return doneQuietly('CG-J-07');
  }
  const found = known ?? createClassicGroup(turn, body.groupId, 'CG-J-07');
  const decided = decideJoin(turn, found.object, request);
  if (decided === null)
    return { type: 'refused', errorCode: ERROR_CODES.UNKNOWN_SERVER_ERROR, ruleId: 'CG-J-18' };
  const isNew = known === undefined;
  return applyPlan(
    turn,
    found,
    isNew && decided.write === null ? writingNewGroup(decided, requestId) : decided,
  );
}

function decideJoin(turn: Turn, { group }: ClassicGroupObject, request: Request<'JoinGroup'>): Plan | null {
  const join: Join = request;
  const at = turn.circumstances();
  const turnedAway = planJoinIfFull(group, join, at) ?? planJoinIfUnsuited(group, join);
  if (turnedAway !== null) return turnedAway;
  if (join.body.memberId !== '') return planJoinKnownMember(group, join, at);
  // CG-J-12: `<group.instance.id or else client id>-<UUID>`.
  const name = join.body.groupInstanceId ?? join.client.id;
  return planJoinNewMember(group, { ...join, newMemberId: `${name}-${turn.drawUuid(name)}` }, at);
}

/** CG-J-09 */
function writingNewGroup(decided: Plan, requestId: number): Plan {
  return withWrite(decided, {
    records: [emptyGroupRecord(decided.group)],
    continuation: { type: 'newGroupWritten', requestId },
    ruleId: 'CG-J-09',
  });
}

export function syncOperation(turn: Turn, { requestId, body }: Request<'SyncGroup'>): Outcome {
  const found = findGroup(turn.shard, body.groupId);
  if (found === undefined || found.object.group.state === 'Empty') {
    const response = syncRefused(ERROR_CODES.UNKNOWN_MEMBER_ID);
    turn.answerOpen(requestId, { apiKey: 'SyncGroup', body: response }, 'CG-S-03');
    return doneQuietly('CG-S-03');
  }
  return applyPlan(turn, found, planSync(found.object.group, { requestId, body }));
}

export function heartbeatOperation(turn: Turn, { body }: Request<'Heartbeat'>): Outcome {
  const found = findGroup(turn.shard, body.groupId);
  if (found === undefined) return { ...UNKNOWN_MEMBER, ruleId: 'CG-H-02' };
  const decided = planHeartbeat(found.object.group, body);
  const { errorCode, ruleId } = decided;
  const done = applyPlan(turn, found, decided.plan);
  if (done.type === 'refused') return done;
  return {
    ...done,
    answer: { type: 'whole', response: { apiKey: 'Heartbeat', body: { errorCode } }, ruleId },
    ruleId,
  };
}

export function leaveOperation(turn: Turn, { body, apiVersion }: Request<'LeaveGroup'>): Outcome {
  const found = findGroup(turn.shard, body.groupId);
  if (found === undefined) return { ...UNKNOWN_MEMBER, ruleId: 'CG-L-02' };
  const { group } = found.object;
  if (group.state === 'Dead')
    return { type: 'refused', errorCode: ERROR_CODES.COORDINATOR_NOT_AVAILABLE, ruleId: 'CG-L-03' };
  const decided = planLeave(group, body.members, turn.circumstances());
  const done = applyPlan(turn, found, decided.plan);
  if (done.type === 'refused') return done;
  const ruleId = 'CG-L-04';
  const response = { apiKey: 'LeaveGroup', body: leaveResponse(decided.members, apiVersion) } as const;
  return { ...done, answer: { type: 'whole', response, ruleId } };
}

/** CG-L-08: before version 3 there is one member, and its code stands at the top. */
function leaveResponse(
  members: readonly LeaveGroupResponseMemberResponse[],
  apiVersion: number,
): ResponseBody<'LeaveGroup'> {
  return apiVersion >= 3 ? { errorCode: 0, members } : { errorCode: members[0]?.errorCode ?? 0, members: [] };
}

interface ClassicContinued extends Found {
  readonly continuation: ClassicContinuation;
  readonly errorCode: number;
}

/** What follows once the records are committed (error code 0) or lost. Nothing is written from here any more. */
export function continueClassicGroup(turn: Turn, continued: ClassicContinued): void {
  const { handle, object } = continued;
  turn.setObject(handle, carryOut(turn, object, planContinuation(turn, continued)));
}

function planContinuation(turn: Turn, { object, continuation, errorCode }: ClassicContinued): Plan {
  const { group } = object;
  switch (continuation.type) {
    case 'newGroupWritten': {
      if (errorCode === 0) return plan(group);
      const response = joinRefused(appendErrorOf(errorCode), '');
      return plan(group, {
        type: 'answerJoin',
        requestId: continuation.requestId,
        response,
        ruleId: 'CG-A-01',
      });
    }
    case 'assignmentWritten': {
      const settled = { written: continuation, errorCode: appendErrorOf(errorCode) };
      return planAssignmentSettled(group, settled, turn.circumstances());
    }
    case 'staticMemberWritten':
      return errorCode === 0
        ? planStaticMemberCommitted(group, continuation)
        : planStaticMemberFailed(group, continuation, appendErrorOf(errorCode));
    case 'emptiedGroupWritten':
      // CG-A-04: memory keeps what it is.
      return plan(group);
    default:
      return unreachable(continuation);
  }
}
