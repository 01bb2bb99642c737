/**
 * What the heartbeat thread does when it wakes, and how it takes an answer (CC-HB-03…HB-07).
 * Follows AbstractCoordinator.HeartbeatThread#run and HeartbeatResponseHandler#handle.
 */
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { backoffMs } from './backoff.ts';
import { lookUp, markCoordinatorUnknown } from './discovery.ts';
import { exceptionOf, reactionTo } from './exceptions.ts';
import { heard } from './heartbeat-timers.ts';
import { maybeLeaveGroup } from './leave.ts';
import { isUnchanged, requestRejoin, resetOnError } from './membership.ts';
import { API_VERSIONS, heartbeatRequest } from './requests.ts';
import type { HeartbeatTimers, InFlight } from './state.ts';
import type { Turn } from './turn.ts';

export type PassPlan = 'search' | 'giveUpCoordinator' | 'leaveGroup' | 'wait' | 'sendHeartbeat';

/** The first that applies, in Kafka's order: a lost coordinator is looked for before anything else. */
export function planPass(
  timers: HeartbeatTimers,
  { now, isCoordinatorKnown }: { readonly now: number; readonly isCoordinatorKnown: boolean },
): PassPlan {
  if (!isCoordinatorKnown) return 'search';
  if (now >= timers.sessionAt) return 'giveUpCoordinator';
  if (now >= timers.pollAt) return 'leaveGroup';
  return now >= timers.heartbeatAt ? 'sendHeartbeat' : 'wait';
}

export function heartbeatPass(turn: Turn): void {
  if (!turn.isIn('heartbeat', 'Beating')) return;
  const isCoordinatorKnown = turn.isIn('discovery', 'Known');
  const plan = planPass(turn.state.heartbeat, { now: turn.now, isCoordinatorKnown });
  switch (plan) {
    case 'search':
      return search(turn);
    case 'giveUpCoordinator':
      return markCoordinatorUnknown(turn, 'given up');
    case 'leaveGroup':
      maybeLeaveGroup(turn, { reason: 'consumer poll timeout has expired.', ruleId: 'CC-LV-03' });
      return turn.wake('CC-LV-03');
    case 'sendHeartbeat':
      return sendHeartbeat(turn);
    case 'wait':
      return;
  }
}

/** A failed lookup is cleared in one pass and repeated in the next. */
function search(turn: Turn): void {
  if (turn.isIn('discovery', 'BackingOff.Kept') || turn.isIn('discovery', 'Failed'))
    turn.step('discovery', { type: 'findDropped' }, 'CC-HB-04');
  else lookUp(turn, 'CC-HB-04');
}

function sendHeartbeat(turn: Turn): void {
  const heartbeatAt = turn.after(turn.state.settings.heartbeatIntervalMs);
  turn.change({ heartbeat: { ...turn.state.heartbeat, heartbeatAt } });
  turn.step('heartbeat', { type: 'heartbeatSent' }, 'CC-HB-04');
  turn.send({
    connection: 'coordinator',
    apiVersion: API_VERSIONS.Heartbeat,
    request: heartbeatRequest(turn.state),
    ruleId: 'CC-HB-04',
  });
}

type Reaction = 'heard' | 'rebalancing' | 'coordinatorUnknown' | 'memberUnknown' | 'failed';

const REACTIONS: Partial<Record<ErrorName, Reaction>> = {
  NONE: 'heard',
  COORDINATOR_NOT_AVAILABLE: 'coordinatorUnknown',
  NOT_COORDINATOR: 'coordinatorUnknown',
  REBALANCE_IN_PROGRESS: 'rebalancing',
  ILLEGAL_GENERATION: 'memberUnknown',
  UNKNOWN_MEMBER_ID: 'memberUnknown',
  FENCED_INSTANCE_ID: 'memberUnknown',
};

export function heartbeatAnswered(turn: Turn, request: InFlight, errorCode: number): void {
  switch (reactionTo(REACTIONS, errorCode, 'failed')) {
    case 'heard':
      return received(turn);
    case 'rebalancing':
      return rebalancing(turn);
    case 'coordinatorUnknown':
      markCoordinatorUnknown(turn, 'given up');
      return heartbeatFailed(turn);
    case 'memberUnknown':
      return memberUnknown(turn, request, errorCode);
    case 'failed':
      return heartbeatFailed(turn);
  }
}

/** No session was renewed: the next attempt comes after a backoff, not after the interval. */
export function heartbeatFailed(turn: Turn): void {
  if (!turn.isIn('heartbeat', 'Beating')) return;
  const { settings, heartbeat } = turn.state;
  const { retryBackoffMs: initialMs, retryBackoffMaxMs: maxMs, clientId: entity } = settings;
  const backoff = { attempts: heartbeat.attempts, initialMs, maxMs, purpose: 'retryBackoff', entity };
  const delay = backoffMs(backoff, turn.ports.chance);
  turn.change({
    heartbeat: { ...heartbeat, heartbeatAt: turn.after(delay), attempts: heartbeat.attempts + 1 },
  });
  turn.step('heartbeat', { type: 'heartbeatFailed', backoffMs: delay }, 'CC-HB-06');
}

function received(turn: Turn): void {
  if (turn.state.heartbeat.attempts > 0) turn.change({ heartbeat: { ...turn.state.heartbeat, attempts: 0 } });
  heard(turn, 'CC-HB-06');
}

/** Outside STABLE a rebalance is what the consumer is in already. */
function rebalancing(turn: Turn): void {
  received(turn);
  if (!turn.isIn('coordinator', 'STABLE')) return;
  requestRejoin(turn, 'group is already rebalancing');
  turn.wake('CC-HB-06');
}

function memberUnknown(turn: Turn, { generation }: InFlight, errorCode: number): void {
  if (!isUnchanged(generation, turn.state)) return received(turn);
  const error = errorCode === ERROR_CODES.ILLEGAL_GENERATION ? 'ILLEGAL_GENERATION' : 'UNKNOWN_MEMBER_ID';
  const isFenced = errorCode === ERROR_CODES.FENCED_INSTANCE_ID;
  const memberId = errorCode === ERROR_CODES.ILLEGAL_GENERATION ? 'kept' : 'dropped';
  if (isFenced) turn.change({ heartbeat: { ...turn.state.heartbeat, failure: exceptionOf(errorCode) } });
  resetOnError(turn, { api: 'HEARTBEAT', error: isFenced ? 'FENCED_INSTANCE_ID' : error, memberId });
  turn.wake('CC-HB-06');
}
