/**
 * The only place that steps XState. A chart is stepped purely: state and event in, state and effects out. `after`
 * arrives as data and becomes a timer of whoever runs the chart; everything else a chart says, it emits.
 */
import {
  createActor,
  type AnyActorScope,
  type AnyStateMachine,
  type ContextFrom,
  type EventFromLogic,
  type InputFrom,
  type SnapshotFrom,
} from 'xstate';
import { ModelError } from './assert.ts';

/** For those who run charts: only charts themselves import xstate. */
export type { AnyStateMachine, InputFrom, SnapshotFrom };

/** What a step asks for, in the order in which the chart asked. */
export type ChartEffect =
  | { readonly type: 'emit'; readonly event: { readonly type: string } }
  | { readonly type: 'armTimer'; readonly id: string; readonly delayMs: number; readonly fires: ChartEvent }
  | { readonly type: 'cancelTimer'; readonly id: string };

export interface ChartEvent {
  readonly type: string;
}

export interface ChartStep<M extends AnyStateMachine> {
  readonly snapshot: SnapshotFrom<M>;
  readonly effects: readonly ChartEffect[];
}

interface Runner {
  readonly scope: AnyActorScope;
  collected: ChartEffect[];
}

// One long-lived scope a machine: eight times the speed of xstate's own transition(), and no actors.
const runners = new WeakMap<AnyStateMachine, Runner>();

function runnerOf(machine: AnyStateMachine, input: unknown): Runner {
  const known = runners.get(machine);
  if (known !== undefined) return known;
  const self = createActor(machine, { input });
  const scope: AnyActorScope = {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger() {},
    defer() {},
    emit() {},
    stopChild() {},
    actionExecutor: (action) => {
      const effect = toEffect(action.type, action.params);
      if (effect !== undefined) runner.collected.push(effect);
    },
  };
  const runner: Runner = { scope, collected: [] };
  runners.set(machine, runner);
  return runner;
}

/** The machine's first state, with the timers it arms on entry. */
export function startMachine<M extends AnyStateMachine>(machine: M, input: InputFrom<M>): ChartStep<M> {
  const runner = runnerOf(machine, input);
  runner.collected = [];
  const snapshot = machine.getInitialSnapshot(runner.scope, input) as SnapshotFrom<M>;
  return { snapshot, effects: runner.collected };
}

/** One event given to a machine in a state. */
export function stepMachine<M extends AnyStateMachine>(
  machine: M,
  snapshot: SnapshotFrom<M>,
  event: EventFromLogic<M> | ChartEvent,
): ChartStep<M> {
  const runner = runnerOf(machine, undefined);
  runner.collected = [];
  const next = machine.transition(snapshot, event, runner.scope) as SnapshotFrom<M>;
  return { snapshot: next, effects: runner.collected.filter((effect) => !cancelsItself(effect, event)) };
}

/** The state's name; nested states are joined by a dot. */
export function stateName(snapshot: { readonly value: unknown }): string {
  const parts: string[] = [];
  let value: unknown = snapshot.value;
  while (typeof value === 'object' && value !== null) {
    const [name, inner] = Object.entries(value)[0] ?? [];
    if (name === undefined) break;
    parts.push(name);
    value = inner;
  }
  if (typeof value === 'string') parts.push(value);
  return parts.join('.');
}

export function contextOf<M extends AnyStateMachine>(snapshot: SnapshotFrom<M>): ContextFrom<M> {
  return (snapshot as { context: ContextFrom<M> }).context;
}

// A firing `after` first cancels its own id: that timer is no longer there.
function cancelsItself(effect: ChartEffect, event: ChartEvent): boolean {
  return effect.type === 'cancelTimer' && event.type === effect.id;
}

function toEffect(type: string, params: unknown): ChartEffect | undefined {
  const given = (params ?? {}) as Record<string, unknown>;
  switch (type) {
    case 'xstate.raise':
      // Undelayed raises are carried out by the machine itself within the same step.
      if (given['delay'] === undefined) return undefined;
      return {
        type: 'armTimer',
        id: String(given['id']),
        delayMs: Number(given['delay']),
        fires: given['event'] as ChartEvent,
      };
    case 'xstate.cancel':
      return { type: 'cancelTimer', id: String(given['sendId']) };
    case 'xstate.emit':
      return { type: 'emit', event: given['event'] as ChartEvent };
    case 'xstate.assign':
      return undefined;
    default:
      throw new ModelError(`a chart may only emit, raise and cancel, not ${type}`);
  }
}
