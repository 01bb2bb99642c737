/**
 * One input being dealt with: the state as it becomes and the effects so far, in order. It lives for one call of
 * `receive`, so that the process stays pure; rules decide, a turn writes down.
 */
import { stateName, stepMachine, type ChartEvent } from '../../kernel/run-machine.ts';
import { later, type Instant } from '../../kernel/time.ts';
import type { AnyRequest } from '../../kafka/api.ts';
import type { ClientEffect, ClientObservation, ConnectionName } from '../../kafka/client.ts';
import type { Ports, RuleId, ThreadName } from '../../kafka/process.ts';
import { CHARTS, CHART_TIMERS, timerKey, type ChartName, type Emitted, type EventsOf } from './charts.ts';
import type { InFlight, JavaConsumerState } from './state.ts';

interface Sending {
  readonly connection: ConnectionName;
  readonly apiVersion: number;
  readonly request: AnyRequest;
  readonly ruleId: RuleId;
  readonly commit?: InFlight['commit'];
  readonly timeoutMs?: number;
}

interface PlainTimer {
  readonly key: string;
  readonly name: string;
  readonly delayMs: number;
  readonly thread: ThreadName;
  readonly ruleId: RuleId;
}

export class Turn {
  #state: JavaConsumerState;
  /** The state is this turn's own copy from the first change on: copying it for every change costs too much. */
  #draft: { -readonly [K in keyof JavaConsumerState]: JavaConsumerState[K] } | undefined;
  readonly effects: ClientEffect[] = [];
  /** What charts said and the dispatcher has not yet passed on. */
  readonly emitted: Emitted[] = [];
  /** Requests that failed with their connection; their handlers run at the end of the turn. */
  readonly broken: InFlight[] = [];
  /** The application's thread itself reads answers: it goes on afterwards and needs no waking. */
  isReading = false;
  readonly ports: Ports;

  constructor(state: JavaConsumerState, ports: Ports) {
    this.#state = state;
    this.ports = ports;
  }

  get now(): Instant {
    return this.ports.now;
  }

  get state(): JavaConsumerState {
    return this.#state;
  }

  change(change: Partial<JavaConsumerState>): void {
    if (this.#draft === undefined) {
      this.#draft = { ...this.#state };
      this.#state = this.#draft;
    }
    Object.assign(this.#draft, change);
  }

  chartState(name: ChartName): string {
    return stateName(this.state.charts[name]);
  }

  isIn(name: ChartName, state: string): boolean {
    const current = this.chartState(name);
    return current === state || current.startsWith(`${state}.`);
  }

  step<N extends ChartName>(name: N, event: EventsOf[N], ruleId: RuleId): void {
    this.#step(name, event, ruleId);
  }

  /** A chart's timer ran out. */
  fire(key: string): void {
    const timer = CHART_TIMERS[key];
    if (timer === undefined) return;
    this.#step(timer.chart, firing(key), timer.ruleId);
  }

  observe(observation: ClientObservation, ruleId: RuleId): void {
    this.effects.push({ type: 'observe', observation, ruleId });
  }

  armTimer(timer: PlainTimer): void {
    const { clientId } = this.state.settings;
    this.effects.push({ type: 'armTimer', subject: clientId, ...timer });
  }

  cancelTimer(key: string, ruleId: RuleId): void {
    this.effects.push({ type: 'cancelTimer', key, ruleId });
  }

  /** Sends, remembers that an answer is due, and how long it may take (CC-N-01). */
  send({ connection, apiVersion, request, ruleId, commit, timeoutMs }: Sending): void {
    const { nextCorrelationId: correlationId, inFlight, generation, settings } = this.state;
    const waiting: InFlight = {
      correlationId,
      connection,
      apiKey: request.apiKey,
      generation,
      ...(commit === undefined ? {} : { commit }),
    };
    this.change({ nextCorrelationId: correlationId + 1, inFlight: [...inFlight, waiting] });
    this.effects.push({ type: 'send', connection, correlationId, apiVersion, request, ruleId });
    this.armTimer({
      key: timeoutKey(correlationId),
      name: 'requestTimeout',
      delayMs: timeoutMs ?? settings.requestTimeoutMs,
      thread: 'library',
      ruleId: 'CC-N-01',
    });
  }

  isInFlight(apiKey: AnyRequest['apiKey']): boolean {
    const { inFlight, unread } = this.state;
    return (
      inFlight.some((one) => one.apiKey === apiKey) || unread.some(({ request }) => request.apiKey === apiKey)
    );
  }

  /** Lets the application's thread go on where it waits, at once or after a while (CC-K-09). */
  wakeAfter(delayMs: number, ruleId: RuleId): void {
    const wakeAt = this.after(delayMs);
    if (this.state.wakeAt === wakeAt) return;
    this.change({ wakeAt });
    this.armTimer({ key: 'fetchWait', name: 'fetchWait', delayMs, thread: 'application', ruleId });
  }

  /** Something came that the application's thread, if it waits, has to deal with. */
  wake(ruleId: RuleId): void {
    if (this.isReading) return;
    if (this.isWaiting()) this.wakeAfter(0, ruleId);
  }

  /** The application's thread sits in poll(), commitSync() or close(). */
  isWaiting(): boolean {
    return ['Polling', 'Committing', 'Closing'].some((state) => this.isIn('application', state));
  }

  stopWaking(ruleId: RuleId): void {
    if (this.state.wakeAt === null) return;
    this.change({ wakeAt: null });
    this.cancelTimer('fetchWait', ruleId);
  }

  after(ms: number): Instant {
    return later(this.now, ms);
  }

  #step(name: ChartName, event: ChartEvent, ruleId: RuleId): void {
    const { machine, chart } = CHARTS[name];
    const previous = this.chartState(name);
    const { snapshot, effects } = stepMachine(chart, this.state.charts[name], event);
    this.change({ charts: { ...this.state.charts, [name]: snapshot } });
    const state = stateName(snapshot);
    const entity = this.state.settings.clientId;
    if (state !== previous) this.observe({ type: 'StateEntered', machine, entity, state, previous }, ruleId);
    for (const effect of effects) {
      if (effect.type === 'emit') this.emitted.push(effect.event.type as Emitted);
      else if (effect.type === 'cancelTimer') this.cancelTimer(timerKey(name, effect.id), ruleId);
      else this.#armChartTimer(timerKey(name, effect.id), effect.delayMs);
    }
  }

  #armChartTimer(key: string, delayMs: number): void {
    const timer = CHART_TIMERS[key];
    if (timer === undefined) return;
    const { name, thread, ruleId } = timer;
    this.armTimer({ key, name, delayMs, thread, ruleId });
  }
}

export function timeoutKey(correlationId: number): string {
  return `requestTimeout-${correlationId}`;
}

/** The event with which a chart's timer fires. */
function firing(key: string): ChartEvent {
  switch (key) {
    case 'heartbeat':
      return { type: 'heartbeatDue' };
    case 'clientSession':
      return { type: 'sessionExpired' };
    case 'pollInterval':
      return { type: 'pollExpired' };
    case 'processing':
      return { type: 'workDone' };
    case 'commitTimeout':
      return { type: 'commitTimedOut' };
    case 'closeTimeout':
      return { type: 'closeTimedOut' };
    case 'heartbeatSearch':
      return { type: `xstate.after.retry.backoff.ms.heartbeat thread.Beating.Searching` };
    default:
      return { type: `xstate.after.retry.backoff.ms.coordinator discovery.BackingOff` };
  }
}
