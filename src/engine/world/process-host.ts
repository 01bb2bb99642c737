/**
 * Runs one process against queue, chance, clock and trace: gives it one input at a time and carries out what it asks,
 * in its order. Timers and observations are the same for every process; anything else goes to `carryOut`.
 */
import type { Chance } from '../kernel/chance.ts';
import { later, type Instant } from '../kernel/time.ts';
import type { ArmTimer, CancelTimer, Process, RuleId, ThreadName } from '../kafka/process.ts';
import type { Happening, NodeId, TraceSink } from './trace.ts';

/** Where a process meets the world: the clock, the queue and the trace. */
export interface Surroundings {
  readonly chance: Chance;
  readonly trace: TraceSink;
  now(): Instant;
  /** Puts a wake-up of this process on the queue and returns its sequence number. */
  schedule(due: Instant, node: NodeId, key: string): number;
}

export interface RunningTimer {
  readonly key: string;
  readonly name: string;
  readonly subject: string;
  readonly armedAt: Instant;
  readonly due: Instant;
  readonly thread: ThreadName | null;
  /** The queue entry that counts; others under this key are stale. */
  readonly sequence: number;
  /** The trace event of its arming: the cause of its firing. */
  readonly armedBy: number;
}

interface Observe {
  readonly type: 'observe';
  readonly observation: Happening;
  readonly ruleId: RuleId;
}
type CommonEffect = ArmTimer | CancelTimer | Observe;

export interface ProcessCheckpoint<State> {
  readonly state: State;
  readonly timers: readonly RunningTimer[];
}

export interface ProcessHostOptions<State, Input, Effect, Config> {
  readonly node: NodeId;
  readonly process: Process<State, Input, Effect, Config>;
  readonly surroundings: Surroundings;
  readonly carryOut: (effect: Exclude<Effect, CommonEffect>, cause: number) => void;
}

export class ProcessHost<State, Input, Effect extends { readonly type: string }, Config> {
  readonly node: NodeId;
  readonly #process: Process<State, Input, Effect, Config>;
  readonly #surroundings: Surroundings;
  readonly #carryOut: (effect: Exclude<Effect, CommonEffect>, cause: number) => void;
  readonly #timers = new Map<string, RunningTimer>();
  #state: State | undefined;

  constructor(options: ProcessHostOptions<State, Input, Effect, Config>) {
    this.node = options.node;
    this.#process = options.process;
    this.#surroundings = options.surroundings;
    this.#carryOut = options.carryOut;
  }

  get state(): State {
    if (this.#state === undefined) throw new Error(`${this.node} has not been started`);
    return this.#state;
  }

  timers(): readonly RunningTimer[] {
    return [...this.#timers.values()];
  }

  start(config: Config, cause: number): void {
    const { chance } = this.#surroundings;
    const step = this.#process.start(config, { now: this.#surroundings.now(), chance });
    this.#state = step.state;
    this.#carryOutAll(step.effects, cause);
  }

  /** One input; everything it leads to within the process has happened when this returns. */
  give(input: Input, cause: number): void {
    const { chance } = this.#surroundings;
    const step = this.#process.receive(this.state, input, { now: this.#surroundings.now(), chance });
    this.#state = step.state;
    this.#carryOutAll(step.effects, cause);
  }

  /** The timer that this queue entry stands for, if it still counts. */
  timerOf(key: string, sequence: number): RunningTimer | undefined {
    const timer = this.#timers.get(key);
    return timer?.sequence === sequence ? timer : undefined;
  }

  /** Takes a timer that fires out of the running ones and writes it down; returns the event to name as cause. */
  fire(timer: RunningTimer): number {
    this.#timers.delete(timer.key);
    const { key, name, subject } = timer;
    return this.#note({ type: 'TimerFired', key, name, subject }, timer.armedBy, 'WD-12');
  }

  /** Drops all timers without a word: the process is gone. */
  forgetTimers(): void {
    this.#timers.clear();
  }

  checkpoint(): ProcessCheckpoint<State> {
    return { state: this.state, timers: this.timers() };
  }

  restore(checkpoint: ProcessCheckpoint<State>): void {
    this.#state = checkpoint.state;
    this.#timers.clear();
    for (const timer of checkpoint.timers) this.#timers.set(timer.key, timer);
  }

  #carryOutAll(effects: readonly Effect[], cause: number): void {
    for (const effect of effects) {
      const common = effect as unknown as CommonEffect;
      if (effect.type === 'armTimer') this.#arm(common as ArmTimer, cause);
      else if (effect.type === 'cancelTimer') this.#cancel(common as CancelTimer, cause);
      else if (effect.type === 'observe') {
        const { observation, ruleId } = common as Observe;
        this.#note(observation, cause, ruleId);
      } else this.#carryOut(effect as Exclude<Effect, CommonEffect>, cause);
    }
  }

  #arm(effect: ArmTimer, cause: number): void {
    const { key, name, subject, delayMs, ruleId } = effect;
    const armedAt = this.#surroundings.now();
    const due = later(armedAt, delayMs);
    const sequence = this.#surroundings.schedule(due, this.node, key);
    const armedBy = this.#note({ type: 'TimerArmed', key, name, subject, due }, cause, ruleId);
    const thread = effect.thread ?? null;
    // A key that is armed again moves to the end of its instant, and of this map.
    this.#timers.delete(key);
    this.#timers.set(key, { key, name, subject, armedAt, due, thread, sequence, armedBy });
  }

  #cancel(effect: CancelTimer, cause: number): void {
    const timer = this.#timers.get(effect.key);
    if (timer === undefined) return;
    this.#timers.delete(effect.key);
    const { key, name, subject } = timer;
    this.#note({ type: 'TimerCancelled', key, name, subject }, cause, effect.ruleId);
  }

  #note(what: Happening, cause: number, ruleId: RuleId): number {
    const at = this.#surroundings.now();
    return this.#surroundings.trace.add({
      at,
      node: this.node,
      cause: cause < 0 ? null : cause,
      ruleId,
      what,
    });
  }
}
