/** The charts of this client by the names under which states, timers and the inspector know them. */
import type { toChartGraph } from '../../kernel/chart-graph.ts';
import { startMachine } from '../../kernel/run-machine.ts';
import type { ThreadName } from '../../kafka/process.ts';
import { applicationMachine, type ApplicationEvent } from './application.machine.ts';
import { consumerCoordinatorMachine, type CoordinatorEvent } from './consumer-coordinator.machine.ts';
import { coordinatorDiscoveryMachine, type DiscoveryEvent } from './coordinator-discovery.machine.ts';
import { heartbeatThreadMachine, type HeartbeatEvent } from './heartbeat-thread.machine.ts';
import type { Settings } from './settings.ts';

export interface EventsOf {
  coordinator: CoordinatorEvent;
  heartbeat: HeartbeatEvent;
  application: ApplicationEvent;
  discovery: DiscoveryEvent;
}
export type ChartName = keyof EventsOf;

/** Whatever a chart says to the rules. */
export type Emitted =
  | 'heartbeatPass'
  | 'findAgain'
  | 'recordsProcessed'
  | 'commitBegan'
  | 'commitTimedOut'
  | 'closeBegan'
  | 'closeTimedOut';

export type AnyChart = Parameters<typeof toChartGraph>[1];
/** A chart's state as data; only the kernel looks inside. */
export type ChartSnapshot = ReturnType<typeof startMachine>['snapshot'];

export const CHARTS: Readonly<Record<ChartName, { readonly machine: string; readonly chart: AnyChart }>> = {
  coordinator: { machine: 'consumer coordinator', chart: consumerCoordinatorMachine },
  heartbeat: { machine: 'heartbeat thread', chart: heartbeatThreadMachine },
  application: { machine: 'application', chart: applicationMachine },
  discovery: { machine: 'coordinator discovery', chart: coordinatorDiscoveryMachine },
};

export type Snapshots = Readonly<Record<ChartName, ChartSnapshot>>;

/** A chart's timer, by the id it has there (for `after`: chart and delay). */
export interface ChartTimer {
  readonly chart: ChartName;
  readonly name: string;
  readonly thread: ThreadName;
  readonly ruleId: string;
}

export const CHART_TIMERS: Readonly<Record<string, ChartTimer>> = {
  heartbeat: { chart: 'heartbeat', name: 'heartbeat', thread: 'library', ruleId: 'CC-HB-01' },
  clientSession: { chart: 'heartbeat', name: 'clientSession', thread: 'library', ruleId: 'CC-HB-01' },
  pollInterval: { chart: 'heartbeat', name: 'pollInterval', thread: 'library', ruleId: 'CC-HB-07' },
  heartbeatSearch: { chart: 'heartbeat', name: 'retryBackoff', thread: 'library', ruleId: 'CC-HB-04' },
  findCoordinator: { chart: 'discovery', name: 'retryBackoff', thread: 'application', ruleId: 'CC-FD-01' },
  processing: { chart: 'application', name: 'processing', thread: 'application', ruleId: 'CC-K-01' },
  commitTimeout: { chart: 'application', name: 'commitTimeout', thread: 'application', ruleId: 'CC-OF-02' },
  closeTimeout: { chart: 'application', name: 'closeTimeout', thread: 'application', ruleId: 'CC-LV-05' },
};

/** XState names an `after` by delay, machine and state: ours are few, so each chart's has one short key. */
export function timerKey(chart: ChartName, id: string): string {
  if (!id.startsWith('xstate.after.')) return id;
  return chart === 'heartbeat' ? 'heartbeatSearch' : 'findCoordinator';
}

export function startCharts(settings: Settings): Snapshots {
  const { heartbeatIntervalMs, sessionTimeoutMs, maxPollIntervalMs, retryBackoffMs } = settings;
  const delays = { heartbeatIntervalMs, sessionTimeoutMs, maxPollIntervalMs, retryBackoffMs };
  const application = {
    closeTimeoutMs: closeTimeoutMs(settings),
    commitTimeoutMs: settings.defaultApiTimeoutMs,
    commitsByHand: !settings.enableAutoCommit,
  };
  return {
    coordinator: startMachine(consumerCoordinatorMachine, undefined).snapshot,
    heartbeat: startMachine(heartbeatThreadMachine, delays).snapshot,
    application: startMachine(applicationMachine, application).snapshot,
    discovery: startMachine(coordinatorDiscoveryMachine, undefined).snapshot,
  };
}

/** close() without an argument waits 30 s, and never longer than a request (CC-LV-05). */
function closeTimeoutMs({ requestTimeoutMs }: Settings): number {
  return Math.min(30_000, requestTimeoutMs);
}
