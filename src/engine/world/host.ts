/**
 * Runs one server role against queue, log, chance and clock: the same code in the world and in a replay of recordings.
 * One input is one operation: what it appends is settled before the next input is looked at.
 */
import type { RoleConfig, RoleEffect, RoleInput, ServerRole } from '../kafka/server-role.ts';
import type { GroupLogStore } from './group-log-store.ts';
import { ProcessHost, type ProcessCheckpoint, type RunningTimer, type Surroundings } from './process-host.ts';
import type { Happening, NodeId } from './trace.ts';

export type ReplyEffect = Extract<RoleEffect, { type: 'reply' }>;
type AppendEffect = Extract<RoleEffect, { type: 'append' }>;

export interface RoleHostOptions<State> {
  readonly node: NodeId;
  readonly role: ServerRole<State>;
  readonly surroundings: Surroundings;
  readonly log: GroupLogStore;
  readonly reply: (reply: ReplyEffect, cause: number) => void;
}

export class RoleHost<State> {
  readonly role: ServerRole<State>;
  readonly node: NodeId;
  readonly #host: ProcessHost<State, RoleInput, RoleEffect, RoleConfig>;
  readonly #options: RoleHostOptions<State>;
  readonly #settled: { readonly input: RoleInput; readonly cause: number }[] = [];

  constructor(options: RoleHostOptions<State>) {
    this.#options = options;
    this.role = options.role;
    this.node = options.node;
    this.#host = new ProcessHost({
      node: options.node,
      process: options.role,
      surroundings: options.surroundings,
      carryOut: (effect, cause) => {
        if (effect.type === 'reply') options.reply(effect, cause);
        else this.#append(effect, cause);
      },
    });
  }

  get state(): State {
    return this.#host.state;
  }

  timers(): readonly RunningTimer[] {
    return this.#host.timers();
  }

  start(config: RoleConfig, cause: number): void {
    this.#host.start(config, cause);
    this.#settle();
  }

  /** One operation: the input, and the outcome of whatever it appended. */
  give(input: RoleInput, cause: number): void {
    this.#host.give(input, cause);
    this.#settle();
  }

  /** A wake-up from the queue; one that was cancelled or replaced meanwhile does nothing and returns false. */
  wake(key: string, sequence: number): boolean {
    const timer = this.#host.timerOf(key, sequence);
    if (timer === undefined) return false;
    this.give({ type: 'timer', key }, this.#host.fire(timer));
    return true;
  }

  /** Commits what was held back, all at once: an append that is committed takes along those before it. */
  releaseCommits(cause: number): void {
    const appendId = this.#options.log.releaseCommits().at(-1);
    if (appendId !== undefined) this.give({ type: 'appendCommitted', appendId }, cause);
  }

  forgetTimers(): void {
    this.#host.forgetTimers();
  }

  checkpoint(): ProcessCheckpoint<State> {
    return this.#host.checkpoint();
  }

  restore(checkpoint: ProcessCheckpoint<State>): void {
    this.#host.restore(checkpoint);
  }

  #settle(): void {
    for (let next = this.#settled.shift(); next !== undefined; next = this.#settled.shift())
      this.#host.give(next.input, next.cause);
  }

  #append({ appendId, batch, ruleId }: AppendEffect, cause: number): void {
    const { surroundings, log, node } = this.#options;
    const at = surroundings.now();
    const outcome = log.append(appendId, batch, at);
    const failed = outcome.type === 'failed';
    const what: Happening = failed
      ? { type: 'AppendFailed', errorCode: outcome.errorCode, batch }
      : { type: 'RecordsAppended', offset: outcome.offset, batch };
    const seq = surroundings.trace.add({ at, node, cause: cause < 0 ? null : cause, ruleId, what });
    if (failed) {
      const input: RoleInput = { type: 'appendFailed', appendId, errorCode: outcome.errorCode };
      this.#settled.push({ input, cause: seq });
    } else if (outcome.type === 'committed')
      this.#settled.push({ input: { type: 'appendCommitted', appendId }, cause: seq });
  }
}
