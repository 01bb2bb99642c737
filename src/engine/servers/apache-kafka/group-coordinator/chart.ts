/**
 * A chart that runs within the coordinator: its state, and the timer it has armed. One chart has one timer, under the
 * key that Kafka gives it.
 */
import {
  startMachine,
  stateName,
  stepMachine,
  type AnyStateMachine,
  type ChartEffect,
  type ChartEvent,
  type InputFrom,
  type SnapshotFrom,
} from '../../../kernel/run-machine.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { RoleEffect } from '../../../kafka/server-role.ts';

export interface Chart<M extends AnyStateMachine> {
  readonly snapshot: SnapshotFrom<M>;
  /** What the chart is given when its timer fires; null: no timer runs. */
  readonly fires: ChartEvent | null;
}

/** Whose chart it is, and under which key its timer runs. */
export interface ChartOwner {
  readonly machine: string;
  readonly entity: string;
  readonly timerKey: string;
}

export interface ChartRun<M extends AnyStateMachine> {
  readonly chart: Chart<M>;
  readonly effects: readonly RoleEffect[];
  /** What the chart said, by type. */
  readonly emitted: readonly string[];
}

export function startChart<M extends AnyStateMachine>(
  machine: M,
  {
    owner,
    input,
    ruleId,
  }: { readonly owner: ChartOwner; readonly input: InputFrom<M>; readonly ruleId: RuleId },
): ChartRun<M> {
  const { snapshot, effects } = startMachine(machine, input);
  const entered = observed(owner, { state: topState(snapshot), previous: null }, ruleId);
  return settled({ snapshot, fires: null }, effects, { owner, ruleId, entered: [entered] });
}

export function stepChart<M extends AnyStateMachine>(
  machine: M,
  chart: Chart<M>,
  {
    owner,
    event,
    ruleId,
  }: { readonly owner: ChartOwner; readonly event: ChartEvent; readonly ruleId: RuleId },
): ChartRun<M> {
  const { snapshot, effects } = stepMachine(machine, chart.snapshot, event);
  const [state, previous] = [topState(snapshot), topState(chart.snapshot)];
  const entered = state === previous ? [] : [observed(owner, { state, previous }, ruleId)];
  const kept = isSameState(chart.snapshot, snapshot) ? chart.snapshot : snapshot;
  const fires = event.type === chart.fires?.type ? null : chart.fires;
  const run = settled({ snapshot: kept, fires }, effects, { owner, ruleId, entered });
  const unchanged = run.chart.snapshot === chart.snapshot && run.chart.fires?.type === chart.fires?.type;
  return unchanged ? { ...run, chart } : run;
}

/** Sub-states tell what a state waits for; the state itself is what Kafka names. */
export function topState(snapshot: { readonly value: unknown }): string {
  return stateName(snapshot).split('.')[0] ?? '';
}

interface Told {
  readonly owner: ChartOwner;
  readonly ruleId: RuleId;
  readonly entered: readonly RoleEffect[];
}

function settled<M extends AnyStateMachine>(
  chart: Chart<M>,
  asked: readonly ChartEffect[],
  { owner, ruleId, entered }: Told,
): ChartRun<M> {
  const effects: RoleEffect[] = [...entered];
  const emitted: string[] = [];
  let fires = chart.fires;
  const arms = asked.some((effect) => effect.type === 'armTimer');
  for (const effect of asked) {
    if (effect.type === 'emit') emitted.push(effect.event.type);
    else if (effect.type === 'armTimer') {
      fires = effect.fires;
      effects.push(armed(owner, effect, ruleId));
    } else if (!arms && fires !== null) {
      // Arming a key again replaces its timer, so only a chart that arms nothing cancels.
      fires = null;
      effects.push({ type: 'cancelTimer', key: owner.timerKey, ruleId });
    }
  }
  return { chart: { snapshot: chart.snapshot, fires }, effects, emitted };
}

function armed(
  owner: ChartOwner,
  effect: Extract<ChartEffect, { type: 'armTimer' }>,
  ruleId: RuleId,
): RoleEffect {
  // XState names a delayed event `xstate.after.<delay>.<state>`.
  const name = effect.id.split('.')[2] ?? effect.id;
  return {
    type: 'armTimer',
    key: owner.timerKey,
    name,
    subject: owner.entity,
    delayMs: effect.delayMs,
    ruleId,
  };
}

function observed(
  { machine, entity }: ChartOwner,
  { state, previous }: { readonly state: string; readonly previous: string | null },
  ruleId: RuleId,
): RoleEffect {
  return { type: 'observe', observation: { type: 'StateEntered', machine, entity, state, previous }, ruleId };
}

/** Charts here hold flat contexts: numbers only. */
function isSameState(
  one: { readonly value: unknown; readonly context: unknown },
  other: { readonly value: unknown; readonly context: unknown },
): boolean {
  return stateName(one) === stateName(other) && JSON.stringify(one.context) === JSON.stringify(other.context);
}
