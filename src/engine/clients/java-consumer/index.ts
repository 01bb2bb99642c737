/**
 * The Java consumer with the classic group protocol, as a process: inputs in, effects out.
 * Follows ClassicKafkaConsumer and ConsumerCoordinator of kafka-clients 4.4.0. Rules: SPEC.md.
 */
import { stateName } from '../../kernel/run-machine.ts';
import { later } from '../../kernel/time.ts';
import { assert, unreachable } from '../../kernel/assert.ts';
import type { Client, ClientConfig, ClientEffect, ClientInput } from '../../kafka/client.ts';
import type { Ports, Step, ThreadName } from '../../kafka/process.ts';
import { requestTimedOut, responseArrived, takeBroken } from './answers.ts';
import { CHARTS, CHART_TIMERS, startCharts, type AnyChart, type ChartName, type Emitted } from './charts.ts';
import { closePass, closeTimedOut } from './close.ts';
import { beginCommit, commitPass, commitTimedOut } from './commit-sync.ts';
import { bootstrapLost, markCoordinatorUnknown } from './discovery.ts';
import { frameOf } from './frame.ts';
import { heartbeatPass } from './heartbeat.ts';
import { NEVER_SENT } from './heartbeat-timers.ts';
import { NO_METADATA } from './metadata.ts';
import {
  changeProcessing,
  changeSubscription,
  fetched,
  pollAgain,
  pollPass,
  recordsProcessed,
  throwToApplication,
} from './poll-loop.ts';
import { offsetFetchDue, offsetsListed } from './positions.ts';
import { parseSettings, type Settings } from './settings.ts';
import { NO_GENERATION, type JavaConsumerState } from './state.ts';
import { Turn } from './turn.ts';

export type { JavaConsumerState } from './state.ts';

export const javaConsumerCharts: readonly { readonly machine: string; readonly chart: AnyChart }[] =
  Object.values(CHARTS);

export const javaConsumer: Client<JavaConsumerState> = {
  name: 'java-consumer',
  start,
  receive,
  frame: frameOf,
  threadOf,
};

const REQUEST_TIMEOUT = 'requestTimeout-';

function start(config: ClientConfig, ports: Ports): Step<JavaConsumerState, ClientEffect> {
  const parsed = parseSettings(config);
  const settings = parsed.ok ? parsed.value : defaultSettings(config);
  const turn = new Turn(firstState(config, settings, ports), ports);
  for (const name of Object.keys(CHARTS) as ChartName[]) {
    const state = stateName(turn.state.charts[name]);
    const { machine } = CHARTS[name];
    const entity = config.clientId;
    turn.observe({ type: 'StateEntered', machine, entity, state, previous: null }, 'CC-ST-01');
  }
  if (!parsed.ok) throwToApplication(turn, parsed.error);
  else pollPass(turn);
  return finish(turn);
}

function receive(
  state: JavaConsumerState,
  input: ClientInput,
  ports: Ports,
): Step<JavaConsumerState, ClientEffect> {
  const turn = new Turn(state, ports);
  if (!turn.isIn('application', 'Closed') && !turn.isIn('application', 'Failed')) take(turn, input);
  return finish(turn);
}

function take(turn: Turn, input: ClientInput): void {
  switch (input.type) {
    case 'timer':
      return fired(turn, input.key);
    case 'response':
      return responseArrived(turn, input.correlationId, input.response);
    case 'disconnected':
      if (input.connection === 'coordinator') return markCoordinatorUnknown(turn, 'disconnected');
      return bootstrapLost(turn);
    case 'topicsChanged':
      turn.change({ topics: input.topics, metadataVersion: turn.state.metadataVersion + 1 });
      return turn.wake('CC-K-03');
    case 'fetched':
      return fetched(turn, input);
    case 'offsetsListed':
      offsetsListed(turn, input.offsets);
      return pollPass(turn);
    case 'close':
      return turn.step('application', { type: 'closeCalled' }, 'CC-LV-05');
    case 'changeProcessing':
      return changeProcessing(turn, input);
    case 'changeSubscription':
      return changeSubscription(turn, input.topics);
    default:
      return unreachable(input);
  }
}

function fired(turn: Turn, key: string): void {
  if (key.startsWith(REQUEST_TIMEOUT))
    return requestTimedOut(turn, Number(key.slice(REQUEST_TIMEOUT.length)));
  switch (key) {
    case 'fetchWait':
      turn.change({ wakeAt: null });
      return goOn(turn);
    case 'autoCommit':
      return pollPass(turn);
    case 'offsetFetch':
      offsetFetchDue(turn);
      return pollPass(turn);
    default:
      return turn.fire(key);
  }
}

/** The application's thread goes on, wherever it waits. */
function goOn(turn: Turn): void {
  if (turn.isIn('application', 'Committing')) {
    commitPass(turn);
    return pollPass(turn);
  }
  pollAgain(turn);
  closePass(turn);
}

/** Whatever charts said and connections broke is dealt with before the step is over. */
function finish(turn: Turn): Step<JavaConsumerState, ClientEffect> {
  while (turn.emitted.length > 0 || turn.broken.length > 0) {
    takeBroken(turn);
    const emitted = turn.emitted.shift();
    if (emitted !== undefined) heed(turn, emitted);
  }
  return { state: turn.state, effects: turn.effects };
}

function heed(turn: Turn, emitted: Emitted): void {
  switch (emitted) {
    case 'heartbeatPass':
      return heartbeatPass(turn);
    case 'findAgain':
      return goOn(turn);
    case 'recordsProcessed':
      return recordsProcessed(turn);
    case 'commitBegan':
      beginCommit(turn);
      return goOn(turn);
    case 'commitTimedOut':
      return commitTimedOut(turn);
    case 'closeBegan':
      turn.stopWaking('CC-LV-05');
      return closePass(turn);
    case 'closeTimedOut':
      return closeTimedOut(turn);
    default:
      return unreachable(emitted);
  }
}

/** Answers belong to the library; what the program does, or waits for in poll(), to the application. */
function threadOf(input: ClientInput): ThreadName {
  switch (input.type) {
    case 'timer':
      return (
        CHART_TIMERS[input.key]?.thread ?? (input.key.startsWith(REQUEST_TIMEOUT) ? 'library' : 'application')
      );
    case 'response':
    case 'disconnected':
    case 'topicsChanged':
      return 'library';
    default:
      return 'application';
  }
}

function firstState(config: ClientConfig, settings: Settings, { now }: Ports): JavaConsumerState {
  return {
    settings,
    charts: startCharts(settings),
    subscription: config.subscription.toSorted(),
    generation: NO_GENERATION,
    rejoinNeeded: true,
    rejoinReason: '',
    needsJoinPrepare: true,
    joinPrepare: null,
    joinFuture: null,
    joinedSubscription: null,
    isLeader: false,
    assignorMemory: {},
    lastAssignment: undefined,
    topics: config.topics,
    metadataVersion: 0,
    metadataAsked: false,
    groupSubscription: [],
    metadataSnapshot: NO_METADATA,
    assignmentSnapshot: null,
    connections: {
      coordinator: null,
      reconnect: null,
      bootstrapReconnect: null,
      findAttempts: 0,
      findFailure: null,
    },
    heartbeat: NEVER_SENT,
    inFlight: [],
    unread: [],
    nextCorrelationId: 0,
    owned: [],
    offsetFetch: { state: 'none' },
    offsetFetchAttempts: 0,
    offsetsFailure: null,
    fetch: null,
    nextFetchId: 0,
    held: [],
    autoCommitAt: later(now, settings.autoCommitIntervalMs),
    fencedCommit: null,
    commitSync: null,
    closeCommit: null,
    closeCommitAttempts: 0,
    wakeAt: null,
    msPerRecord: config.processing.msPerRecord,
    stuckMs: 0,
    inHand: [],
    workEndsAt: now,
  };
}

/** What a refused configuration is shown with: the process ends before it uses any of it. */
function defaultSettings(config: ClientConfig): Settings {
  const parsed = parseSettings({ ...config, settings: { 'group.id': config.settings['group.id'] || '-' } });
  assert(parsed.ok, 'the default settings are refused');
  return parsed.value;
}
