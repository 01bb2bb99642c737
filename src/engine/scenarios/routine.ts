/**
 * What golden traces sum up: an application that polls, works on what it got, perhaps commits it by hand, and polls
 * again. The same few events for every batch; a commit that goes wrong is not among them.
 */
import type { MessageName, TraceEvent } from '../world/trace.ts';

/** Timers that pace the loop. */
const PACE: ReadonlySet<string> = new Set(['processing', 'pollInterval', 'commitTimeout']);
/** With it the answer to a commit wakes the application. */
const WAKES = 'fetchWait';
/** Timers that any commit starts and stops. */
const OF_COMMITS: ReadonlySet<string> = new Set([
  'sessionTimeout',
  'offsetsCommitTimeout',
  'requestTimeout',
  WAKES,
]);
const WORK: ReadonlySet<string> = new Set(['Polling', 'Processing', 'Committing.ThenPolling']);
const BY_HAND = 'CC-OF-02';

export class Routine {
  /** Commits by hand that were stored. */
  readonly #stored: ReadonlySet<string>;
  /** Events of such a commit: what they lead to belongs to it, if it is of its kind. */
  readonly #commits = new Set<number>();

  constructor(trace: readonly TraceEvent[]) {
    const answered = trace.flatMap(({ what }) =>
      what.type === 'ReplySent' && what.errorCode === 0 ? [keyOf(what.message)] : [],
    );
    this.#stored = new Set(answered);
  }

  /** Asked of every event of the trace in order. */
  takes({ seq, cause, what, ruleId }: TraceEvent): boolean {
    const isOfCommit = cause !== null && this.#commits.has(cause);
    switch (what.type) {
      case 'RecordsDelivered':
      case 'RecordsProcessed':
        return true;
      case 'StateEntered':
        return what.machine === 'application' && WORK.has(what.state) && WORK.has(what.previous ?? '');
      case 'RequestSent':
        return ruleId === BY_HAND && this.#stored.has(keyOf(what.message)) && this.#carries(seq);
      case 'RequestDelivered':
      case 'RecordsAppended':
      case 'ReplySent':
      case 'ReplyDelivered':
        return isOfCommit && this.#carries(seq);
      case 'CommitSettled':
        return isOfCommit;
      case 'TimerArmed':
        return PACE.has(what.name) || this.#isArmedByCommit(seq, cause, what.name);
      case 'TimerCancelled':
        return PACE.has(what.name) || (isOfCommit && OF_COMMITS.has(what.name));
      case 'TimerFired':
        return PACE.has(what.name) || (isOfCommit && what.name === WAKES);
      default:
        return false;
    }
  }

  /** A request's own timer is armed right behind it, by whatever led to both. */
  #isArmedByCommit(seq: number, cause: number | null, name: string): boolean {
    if (name === 'requestTimeout') return this.#commits.has(seq - 1);
    if (cause === null || !this.#commits.has(cause) || !OF_COMMITS.has(name)) return false;
    return name === WAKES ? this.#carries(seq) : true;
  }

  #carries(seq: number): true {
    this.#commits.add(seq);
    return true;
  }
}

function keyOf({ client, connection, epoch, correlationId }: MessageName): string {
  return `${client} ${connection} ${epoch} ${correlationId}`;
}
