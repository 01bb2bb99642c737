/**
 * Which handler takes an answer, which a lost connection, and which thread does it (CC-N-02, CC-N-04).
 * Follows ConsumerNetworkClient#poll and #firePendingCompletedRequests.
 */
import type { AnyResponse } from '../../kafka/api.ts';
import { commitAnswered, commitBroken } from './commit.ts';
import {
  bootstrapLost,
  connectionWorks,
  findAnswered,
  findFailed,
  markCoordinatorUnknown,
} from './discovery.ts';
import { DISCONNECTED } from './exceptions.ts';
import { heartbeatAnswered, heartbeatFailed } from './heartbeat.ts';
import { failJoin, joinAnswered } from './join.ts';
import { offsetFetchBroken, offsetsAnswered } from './positions.ts';
import type { InFlight } from './state.ts';
import { syncAnswered } from './sync.ts';
import { timeoutKey, type Turn } from './turn.ts';

/** An answer arrives. The heartbeat thread takes it; while that is off, it lies there until poll() reads it. */
export function responseArrived(turn: Turn, correlationId: number, response: AnyResponse): void {
  const request = turn.state.inFlight.find((one) => one.correlationId === correlationId);
  if (request === undefined) return;
  turn.change({ inFlight: turn.state.inFlight.filter((one) => one !== request) });
  turn.cancelTimer(timeoutKey(correlationId), 'CC-N-01');
  connectionWorks(turn, request.connection);
  if (turn.isIn('heartbeat', 'Beating')) return takeAnswer(turn, request, response);
  turn.change({ unread: [...turn.state.unread, { request, response }] });
  turn.wake('CC-N-02');
}

/** The application's thread reads whatever lies there; it goes on by itself afterwards. */
export function readAnswers(turn: Turn): void {
  turn.isReading = true;
  for (let next = turn.state.unread[0]; next !== undefined; next = turn.state.unread[0]) {
    turn.change({ unread: turn.state.unread.slice(1) });
    takeAnswer(turn, next.request, next.response);
  }
  takeBroken(turn);
  turn.isReading = false;
}

/** Handlers of requests that were lost with their connection. */
export function takeBroken(turn: Turn): void {
  for (let request = turn.broken.shift(); request !== undefined; request = turn.broken.shift())
    broken(turn, request);
}

/** An answer did not come in time: the connection is given up with everything on it (CC-N-01). */
export function requestTimedOut(turn: Turn, correlationId: number): void {
  const request = turn.state.inFlight.find((one) => one.correlationId === correlationId);
  if (request === undefined) return;
  if (request.connection === 'coordinator') return markCoordinatorUnknown(turn, 'timed out');
  turn.effects.push({ type: 'disconnect', connection: 'bootstrap', ruleId: 'CC-N-01' });
  bootstrapLost(turn);
}

function takeAnswer(turn: Turn, request: InFlight, response: AnyResponse): void {
  metadataArrives(turn);
  switch (response.apiKey) {
    case 'FindCoordinator':
      return findAnswered(turn, response.body);
    case 'JoinGroup':
      return joinAnswered(turn, request, response.body);
    case 'SyncGroup':
      return syncAnswered(turn, request, response.body);
    case 'Heartbeat':
      return heartbeatAnswered(turn, request, response.body.errorCode);
    case 'OffsetCommit':
      return commitAnswered(turn, request, response.body);
    case 'OffsetFetch':
      return offsetsAnswered(turn, request, response.body);
    default:
      // LeaveGroup is only logged; nothing else is ever asked.
      return turn.wake('CC-LV-01');
  }
}

function broken(turn: Turn, request: InFlight): void {
  switch (request.apiKey) {
    case 'FindCoordinator':
      return findFailed(turn, DISCONNECTED);
    case 'JoinGroup':
    case 'SyncGroup':
      return failJoin(turn, DISCONNECTED);
    case 'Heartbeat':
      return heartbeatFailed(turn);
    case 'OffsetCommit':
      return commitBroken(turn, request);
    case 'OffsetFetch':
      return offsetFetchBroken(turn, request);
    default:
      return;
  }
}

/** A subscription to topics that are new to this consumer: their metadata comes about now (CC-K-11). */
function metadataArrives(turn: Turn): void {
  if (!turn.state.metadataAsked) return;
  turn.change({ metadataAsked: false, metadataVersion: turn.state.metadataVersion + 1 });
}
