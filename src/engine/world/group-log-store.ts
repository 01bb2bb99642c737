/** The partition of __consumer_offsets as the brokers keep it: appends succeed, fail or stay uncommitted as told. */
import type { Instant } from '../kernel/time.ts';
import type { GroupLogBatch } from '../kafka/group-log.ts';

export type AppendOutcome =
  | { readonly type: 'committed'; readonly offset: number }
  | { readonly type: 'held'; readonly offset: number }
  | { readonly type: 'failed'; readonly errorCode: number };

interface Failure {
  readonly errorCode: number;
  readonly count: number;
  readonly until: Instant | null;
}

export interface GroupLogCheckpoint {
  readonly batches: readonly GroupLogBatch[];
  readonly held: boolean;
  readonly waiting: readonly number[];
  readonly failure: Failure | null;
}

export class GroupLogStore {
  #batches: GroupLogBatch[] = [];
  #held = false;
  /** Append ids that are written and not committed, in order. */
  #waiting: number[] = [];
  #failure: Failure | null = null;

  batches(): readonly GroupLogBatch[] {
    return [...this.#batches];
  }

  append(appendId: number, batch: GroupLogBatch, now: Instant): AppendOutcome {
    const errorCode = this.#failing(now);
    if (errorCode !== undefined) return { type: 'failed', errorCode };
    const offset = this.#batches.push(batch) - 1;
    if (!this.#held) return { type: 'committed', offset };
    this.#waiting.push(appendId);
    return { type: 'held', offset };
  }

  /** The next `count` appends fail, or all until an instant. */
  failAppends(failure: {
    readonly errorCode: number;
    readonly count?: number;
    readonly until?: Instant;
  }): void {
    const { errorCode, count = Infinity, until = null } = failure;
    this.#failure = { errorCode, count, until };
  }

  holdCommits(): void {
    this.#held = true;
  }

  /** Commits all that waits and returns their append ids in order. */
  releaseCommits(): readonly number[] {
    const released = this.#waiting;
    this.#held = false;
    this.#waiting = [];
    return released;
  }

  /** A role that goes away no longer waits for its appends. */
  forgetWaiting(): void {
    this.#waiting = [];
  }

  checkpoint(): GroupLogCheckpoint {
    return {
      batches: [...this.#batches],
      held: this.#held,
      waiting: [...this.#waiting],
      failure: this.#failure,
    };
  }

  restore(checkpoint: GroupLogCheckpoint): void {
    this.#batches = [...checkpoint.batches];
    this.#held = checkpoint.held;
    this.#waiting = [...checkpoint.waiting];
    this.#failure = checkpoint.failure;
  }

  #failing(now: Instant): number | undefined {
    const failure = this.#failure;
    if (failure === null) return undefined;
    if (failure.until !== null && now >= failure.until) {
      this.#failure = null;
      return undefined;
    }
    const left = failure.count - 1;
    this.#failure = left > 0 ? { ...failure, count: left } : null;
    return failure.errorCode;
  }
}
