/**
 * Finding the group's coordinator, and giving it up (CC-FD-01…FD-06).
 * Follows AbstractCoordinator#ensureCoordinatorReady, #markCoordinatorUnknown, FindCoordinatorResponseHandler.
 */
import type { ResponseBody } from '../../kafka/api.ts';
import type { ConnectionName } from '../../kafka/client.ts';
import type { RuleId } from '../../kafka/process.ts';
import { backoffMs } from './backoff.ts';
import { exceptionOf, NONE, type JavaException } from './exceptions.ts';
import { heard } from './heartbeat-timers.ts';
import { API_VERSIONS, findCoordinatorRequest } from './requests.ts';
import type { JavaConsumerState, Reconnection } from './state.ts';
import { timeoutKey, type Turn } from './turn.ts';

export type FindPlan =
  | { readonly type: 'found'; readonly host: string }
  /** The broker is the right one, but its connection was closed a moment ago (CC-FD-05). */
  | { readonly type: 'unavailable' }
  | { readonly type: 'failed'; readonly failure: JavaException };

export function planFindAnswer(
  { connections, settings }: Pick<JavaConsumerState, 'connections' | 'settings'>,
  body: ResponseBody<'FindCoordinator'>,
  now: number,
): FindPlan {
  const found = body.coordinators.find(({ key }) => key === settings.groupId) ?? body;
  if (found.errorCode !== NONE) return { type: 'failed', failure: exceptionOf(found.errorCode) };
  const { reconnect } = connections;
  if (reconnect !== null && reconnect.host === found.host && now < reconnect.at)
    return { type: 'unavailable' };
  return { type: 'found', host: found.host };
}

/** Whether the coordinator is known; if not, the search goes on: one request at a time. */
export function ensureCoordinator(turn: Turn): boolean {
  if (turn.isIn('discovery', 'Known')) return true;
  if (turn.isIn('discovery', 'Failed')) turn.step('discovery', { type: 'findDropped' }, 'CC-FD-01');
  if (turn.isIn('discovery', 'Unknown')) {
    if (isBootstrapBackingOff(turn)) backOff(turn, 'CC-FD-06');
    else lookUp(turn, 'CC-FD-01');
  }
  return false;
}

export function lookUp(turn: Turn, ruleId: RuleId): void {
  if (!turn.isIn('discovery', 'Unknown') && !turn.isIn('discovery', 'BackingOff.Dropped')) return;
  if (isBootstrapBackingOff(turn)) return;
  turn.step('discovery', { type: 'findCoordinatorSent' }, ruleId);
  const request = findCoordinatorRequest(turn.state);
  const apiVersion = API_VERSIONS.FindCoordinator;
  turn.send({ connection: 'bootstrap', apiVersion, request, ruleId });
}

export function findAnswered(turn: Turn, body: ResponseBody<'FindCoordinator'>): void {
  const plan = planFindAnswer(turn.state, body, turn.now);
  switch (plan.type) {
    case 'found':
      return found(turn, plan.host);
    case 'unavailable':
      return backOff(turn, 'CC-FD-05');
    case 'failed':
      return findFailed(turn, plan.failure);
  }
}

export function findFailed(turn: Turn, failure: JavaException): void {
  const { connections } = turn.state;
  if (!failure.isRetriable) turn.change({ connections: { ...connections, findFailure: failure } });
  backOff(turn, 'CC-FD-01');
  if (!failure.isRetriable) turn.wake('CC-FD-01');
}

type Loss = 'disconnected' | 'given up' | 'timed out';

const LOSS_RULES: Readonly<Record<Loss, RuleId>> = {
  disconnected: 'CC-N-04',
  'given up': 'CC-FD-03',
  'timed out': 'CC-N-01',
};

/** Forgets the coordinator; if it was not lost but given up, its connection is closed, which fails what is on it. */
export function markCoordinatorUnknown(turn: Turn, because: Loss): void {
  const { connections } = turn.state;
  const host = connections.coordinator;
  if (host === null) return;
  const ruleId = LOSS_RULES[because];
  if (because !== 'disconnected')
    turn.effects.push({ type: 'disconnect', connection: 'coordinator', ruleId });
  const failures = connections.reconnect?.host === host ? connections.reconnect.failures : 0;
  const reconnect = { host, ...reconnection(turn, failures, turn.state.settings.clientId) };
  turn.change({ connections: { ...connections, coordinator: null, reconnect } });
  turn.step('discovery', { type: 'coordinatorLost' }, ruleId);
  turn.step('heartbeat', { type: 'coordinatorLost' }, ruleId);
  failRequests(turn, 'coordinator');
  turn.wake(ruleId);
}

/** The broker that is asked for the coordinator hung up, or did not answer: it is left alone for a moment. */
export function bootstrapLost(turn: Turn): void {
  const { connections, settings } = turn.state;
  const failures = connections.bootstrapReconnect?.failures ?? 0;
  const bootstrapReconnect = reconnection(turn, failures, `${settings.clientId} bootstrap`);
  turn.change({ connections: { ...connections, bootstrapReconnect } });
  failRequests(turn, 'bootstrap');
}

/** An answer arrived: the connection stands, so the next loss starts from the shortest backoff again. */
export function connectionWorks(turn: Turn, connection: ConnectionName): void {
  const { connections } = turn.state;
  const field = connection === 'coordinator' ? 'reconnect' : 'bootstrapReconnect';
  if (connections[field] !== null) turn.change({ connections: { ...connections, [field]: null } });
}

/** All requests of a connection fail; their handlers run at the end of the turn. */
export function failRequests(turn: Turn, connection: ConnectionName): void {
  const { inFlight, unread } = turn.state;
  const onIt = inFlight.filter((one) => one.connection === connection);
  for (const { correlationId } of onIt) turn.cancelTimer(timeoutKey(correlationId), 'CC-N-04');
  const lost = unread.filter(({ request }) => request.connection === connection);
  turn.broken.push(...lost.map(({ request }) => request), ...onIt);
  turn.change({
    inFlight: inFlight.filter((one) => one.connection !== connection),
    unread: unread.filter(({ request }) => request.connection !== connection),
  });
}

function found(turn: Turn, host: string): void {
  const ruleId = 'CC-FD-02';
  const connections = { ...turn.state.connections, coordinator: host, findAttempts: 0 };
  turn.change({ connections });
  turn.effects.push({ type: 'connect', connection: 'coordinator', host, ruleId });
  turn.step('discovery', { type: 'coordinatorFound' }, ruleId);
  heard(turn, ruleId);
  turn.step('heartbeat', { type: 'coordinatorFound' }, ruleId);
  turn.wake(ruleId);
}

/** Where the application waits it sleeps before the next lookup; otherwise the heartbeat thread sees to it. */
function backOff(turn: Turn, ruleId: RuleId): void {
  if (!turn.isWaiting()) return turn.step('discovery', { type: 'findFailed' }, ruleId);
  const { connections, settings } = turn.state;
  const { retryBackoffMs, retryBackoffMaxMs, clientId } = settings;
  const attempts = connections.findAttempts;
  const backoff = { attempts, initialMs: retryBackoffMs, maxMs: retryBackoffMaxMs };
  const delay = backoffMs({ ...backoff, purpose: 'retryBackoff', entity: clientId }, turn.ports.chance);
  turn.change({ connections: { ...connections, findAttempts: attempts + 1 } });
  turn.step('discovery', { type: 'findFailedInPoll', backoffMs: delay }, ruleId);
}

/** No other broker is asked instead: a consumer of this model has one to ask (CC-FD-06). */
function isBootstrapBackingOff(turn: Turn): boolean {
  const { bootstrapReconnect } = turn.state.connections;
  return bootstrapReconnect !== null && turn.now < bootstrapReconnect.at;
}

function reconnection(turn: Turn, failures: number, entity: string): Reconnection {
  const { reconnectBackoffMs: initialMs, reconnectBackoffMaxMs: maxMs } = turn.state.settings;
  const backoff = { attempts: failures, initialMs, maxMs, purpose: 'reconnectBackoff', entity };
  return { at: turn.after(backoffMs(backoff, turn.ports.chance)), failures: failures + 1 };
}
