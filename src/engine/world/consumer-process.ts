/** One consumer as the operating system sees it: a process with threads that can be paused, and a life of its own. */
import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import type { ClientConfig, ClientEffect, ClientInput } from '../kafka/client.ts';
import type { ThreadName } from '../kafka/process.ts';
import type { ConsumerSpec } from './command.ts';
import { ProcessHost, type ProcessCheckpoint, type RunningTimer } from './process-host.ts';
import { metadataOf } from './topics.ts';
import type { NodeId } from './trace.ts';
import type { World } from './world.ts';

type ProcessState = 'running' | 'crashed' | 'closed' | 'failed';

/** What came while a thread was paused, in the order of coming. */
type Waiting =
  | { readonly type: 'input'; readonly input: ClientInput; readonly cause: number }
  | { readonly type: 'timer'; readonly key: string; readonly sequence: number };

export interface ConsumerCheckpoint {
  readonly spec: ConsumerSpec;
  readonly ordinal: number;
  readonly incarnation: number;
  readonly process: ProcessState;
  readonly processSince: Instant;
  readonly paused: 'all' | ThreadName | null;
  readonly waiting: readonly Waiting[];
  readonly msPerRecord: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly host: ProcessCheckpoint<unknown>;
}

export class ConsumerProcess {
  readonly spec: ConsumerSpec;
  readonly ordinal: number;
  incarnation = 0;
  process: ProcessState = 'running';
  processSince: Instant;
  paused: 'all' | ThreadName | null = null;
  msPerRecord: number;
  /** What this start of the process reads as its configuration. */
  settings: Readonly<Record<string, string>> = {};
  readonly #world: World;
  readonly #host: ProcessHost<unknown, ClientInput, ClientEffect, ClientConfig>;
  #waiting: readonly Waiting[] = [];

  constructor(world: World, spec: ConsumerSpec, ordinal: number) {
    this.#world = world;
    this.spec = spec;
    this.ordinal = ordinal;
    this.processSince = world.now();
    this.msPerRecord = spec.msPerRecord;
    this.#host = new ProcessHost({
      node: spec.name,
      process: world.cast.client,
      surroundings: world,
      carryOut: (effect, cause) => this.#carryOut(effect, cause),
    });
  }

  get node(): NodeId {
    return this.spec.name;
  }

  get state(): unknown {
    return this.#host.state;
  }

  timers(): readonly RunningTimer[] {
    return this.#host.timers();
  }

  isHeld(timer: RunningTimer): boolean {
    return this.paused === 'all' || (this.paused !== null && this.paused === timer.thread);
  }

  /** A new process: nothing of the one before is known to it. */
  start(cause: number): void {
    const world = this.#world;
    this.incarnation += 1;
    this.process = 'running';
    this.processSince = world.now();
    this.paused = null;
    this.#waiting = [];
    this.#host.forgetTimers();
    const { consumers, single } = world.settings;
    this.settings = { ...consumers, ...this.spec.settings, ...single[this.node] };
    const seq = world.note({ type: 'NodeStarted' }, this.node, cause, 'WD-03');
    const config: ClientConfig = {
      clientId: this.node,
      host: world.consumers.addressOf(this.node),
      settings: { 'group.id': world.scenario.groupId, ...this.settings },
      subscription: world.scenario.topics.map(({ name }) => name),
      processing: { msPerRecord: this.msPerRecord },
      topics: world.topics.map(metadataOf),
    };
    this.#host.start(config, seq);
  }

  give(input: ClientInput, cause: number): void {
    if (this.process !== 'running') return;
    if (this.#isPaused(this.#world.cast.client.threadOf(input))) {
      this.#waiting = [...this.#waiting, { type: 'input', input, cause }];
    } else this.#host.give(input, cause);
  }

  wake(key: string, sequence: number): void {
    const timer = this.#host.timerOf(key, sequence);
    if (timer === undefined) return;
    if (this.isHeld(timer)) this.#waiting = [...this.#waiting, { type: 'timer', key, sequence }];
    else this.#host.give({ type: 'timer', key }, this.#host.fire(timer));
  }

  /** kill -9. */
  kill(cause: number): void {
    this.#end('crashed', 'killed', cause);
  }

  pause(threads: 'all' | ThreadName, cause: number): void {
    this.paused = threads;
    this.#world.note({ type: 'NodePaused', threads }, this.node, cause, 'WD-05');
  }

  /** What waited comes now, in the order in which it came. */
  resume(cause: number): void {
    if (this.paused === null) return;
    const seq = this.#world.note({ type: 'NodeResumed', threads: this.paused }, this.node, cause, 'WD-06');
    const waiting = this.#waiting;
    this.paused = null;
    this.#waiting = [];
    for (const entry of waiting) {
      if (entry.type === 'timer') this.wake(entry.key, entry.sequence);
      else this.give(entry.input, Math.max(entry.cause, seq));
    }
  }

  checkpoint(): ConsumerCheckpoint {
    const { spec, ordinal, incarnation, process, processSince, paused, msPerRecord, settings } = this;
    const common = { spec, ordinal, incarnation, process, processSince, paused, msPerRecord, settings };
    return { ...common, waiting: this.#waiting, host: this.#host.checkpoint() };
  }

  restore(kept: ConsumerCheckpoint): void {
    this.incarnation = kept.incarnation;
    this.process = kept.process;
    this.processSince = kept.processSince;
    this.paused = kept.paused;
    this.msPerRecord = kept.msPerRecord;
    this.settings = kept.settings;
    this.#waiting = kept.waiting;
    this.#host.restore(kept.host);
  }

  #isPaused(thread: ThreadName): boolean {
    return this.paused === 'all' || this.paused === thread;
  }

  #end(process: ProcessState, because: 'killed' | 'closed' | 'exception', cause: number): void {
    assert(this.process === 'running', `${this.node} does not run`);
    this.process = process;
    this.processSince = this.#world.now();
    this.paused = null;
    this.#waiting = [];
    this.#host.forgetTimers();
    const seq = this.#world.note(
      { type: 'NodeDown', because },
      this.node,
      cause,
      because === 'killed' ? 'WD-04' : 'WD-16',
    );
    this.#world.network.disconnectAll(this.node, seq);
  }

  #carryOut(
    effect: Exclude<ClientEffect, { type: 'armTimer' | 'cancelTimer' | 'observe' }>,
    cause: number,
  ): void {
    const { network, consumers } = this.#world;
    switch (effect.type) {
      case 'send':
        return network.send(this.node, effect, cause);
      case 'connect':
        return network.connect(this.node, effect.connection, effect.host, cause);
      case 'disconnect':
        return network.disconnect(this.node, effect.connection, cause);
      case 'fetch':
        return consumers.fetch(this, effect, cause);
      case 'listOffsets':
        return consumers.listOffsets(this, effect, cause);
      case 'exit': {
        const closed = this.#world.cast.client.frame(this.#host.state).closed;
        return this.#end(closed ? 'closed' : 'failed', closed ? 'closed' : 'exception', cause);
      }
    }
  }
}
