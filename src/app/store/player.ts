/**
 * Plays: asks the worker for moments, keeps the trace of each branch, and lets time run. At most one question is under
 * way; what is asked meanwhile replaces what was asked before, so nothing piles up.
 */
import type { Answer, BranchId, Moment, Target } from '../../contract/messages.ts';
import { assert } from '../../engine/kernel/assert.ts';
import type { Instant } from '../../engine/kernel/time.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { useSession } from './session.ts';

/** A search plays on in strides of this length, in virtual ms. */
const STRIDE_MS = 2_000;
/** A way that takes longer than this is shown while it is gone. */
const PATIENCE_MS = 250;

/** From this speed on nobody follows single messages: half the pictures, half the work. */
const FAST = 10;
const FAST_FRAME_MS = 30;

interface Settling {
  readonly from: number;
  readonly boundMs: number;
  readonly isThere: (moment: Moment) => boolean;
}

export class Player {
  readonly #engine: EngineClient;
  readonly #traces = new Map<BranchId, TraceEvent[]>();
  /** Counts changes of branch or scenario: an answer that belongs to an earlier one is dropped. */
  #generation = 0;
  #busy = false;
  #wanted: Target | undefined;
  #lastTick = 0;
  /** Virtual time that has passed on the screen and is not yet a whole ms. */
  #owed = 0;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** From now on time runs while the session says that it plays. */
  run(): void {
    const tick = (now: number): void => {
      this.#tick(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  restartClock(): void {
    this.#lastTick = 0;
  }

  /** Shows a target, and resolves when it is shown; a newer wish replaces one that has not begun. */
  async want(target: Target): Promise<void> {
    this.#wanted = target;
    if (this.#busy) return this.idle();
    this.#busy = true;
    try {
      while (this.#wanted !== undefined) {
        const next: Target = this.#wanted;
        this.#wanted = undefined;
        await this.#reach(next);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#busy) await new Promise((settle) => setTimeout(settle, 4));
  }

  async #reach(target: Target): Promise<Moment | undefined> {
    const generation = this.#generation;
    const since = performance.now();
    for (;;) {
      const moment = await this.#ask(target);
      if (moment === undefined || generation !== this.#generation) return undefined;
      const isLong = !moment.reached && performance.now() - since > PATIENCE_MS;
      // The way there is shown only when it takes long: otherwise the page would draw moments nobody asked for.
      this.#take(moment, moment.reached || isLong);
      useSession.setState({ seeking: isLong && target.type === 'instant' ? target.at : null });
      if (moment.isFull !== null) {
        tell(`This run has reached ${moment.isFull} events and is not played further.`);
        useSession.setState({ playing: false });
      }
      if (moment.reached || this.#wanted !== undefined) return moment;
    }
  }

  async #ask(target: Target): Promise<Moment | undefined> {
    const { branch } = useSession.getState();
    const eventsFrom = this.#traceOf(branch).length;
    const generation = this.#generation;
    const answer = await this.#engine.ask({ type: 'show', branch, target, eventsFrom });
    if (answer.type !== 'moment') {
      this.complain(answer);
      return undefined;
    }
    return generation === this.#generation ? answer.moment : undefined;
  }

  #take(moment: Moment, isShown: boolean): void {
    const { branch, frame, events, played, findings, measures, digest, invariants, stepStart } = moment;
    const trace = this.#append(branch, events);
    if (!isShown) return;
    const outcomes = { ...useSession.getState().outcomes, [branch]: measures };
    useSession.setState({
      frame,
      trace,
      played,
      findings,
      measures,
      digest,
      invariants,
      stepStart,
      outcomes,
    });
  }

  /** Plays on in strides until something is true of the moment, or the bound is reached. */
  async runUntil(isThere: (moment: Moment) => boolean, boundMs: number): Promise<void> {
    const start = useSession.getState().frame?.at ?? 0;
    const generation = this.#generation;
    for (let at = start + STRIDE_MS; at <= start + boundMs; at += STRIDE_MS) {
      const moment = await this.#reach({ type: 'instant', at: at as Instant });
      if (moment === undefined || generation !== this.#generation || moment.isFull !== null) return;
      if (isThere(moment)) return;
    }
    tell(`Nothing of the kind within ${boundMs / 1000} s.`);
  }

  /** Plays a branch on without showing it, until what it cost is known. */
  async settleOutcome(branch: BranchId, how: Settling): Promise<void> {
    const { from, boundMs, isThere } = how;
    const generation = this.#generation;
    for (let at = from; at <= from + boundMs; at += STRIDE_MS) {
      const target: Target = { type: 'instant', at: at as Instant };
      const eventsFrom = this.#traceOf(branch).length;
      const answer = await this.#engine.ask({ type: 'show', branch, target, eventsFrom });
      if (answer.type !== 'moment' || generation !== this.#generation) return;
      const { events, measures, isFull } = answer.moment;
      this.#append(branch, events);
      const outcomes = { ...useSession.getState().outcomes, [branch]: measures };
      useSession.setState({ outcomes });
      if (isThere(answer.moment) || isFull !== null) return;
    }
  }

  /** Shows another branch's trace; the moment follows by `want`. */
  enter(branch: BranchId): void {
    this.#generation += 1;
    useSession.setState({ branch, trace: this.#traceOf(branch), seeking: null });
  }

  /** A branch begins with what it has in common with the one that it parts from. */
  begin(branch: BranchId, parent: BranchId, partedAt: Instant): void {
    this.#traces.set(branch, sharedTrace(this.#traceOf(parent), partedAt));
  }

  forget(branch: BranchId): void {
    this.#traces.delete(branch);
  }

  forgetAll(): void {
    this.#generation += 1;
    this.#traces.clear();
  }

  stop(): void {
    this.#wanted = undefined;
    this.#generation += 1;
  }

  /** Says what a refusal or a failure says; any other answer in its place is no answer. */
  complain(answer: Answer): void {
    if (answer.type === 'failed')
      useSession.setState({
        notice: { kind: 'failed', sentence: answer.sentence },
        playing: false,
        seeking: null,
      });
    if (answer.type === 'refused')
      useSession.setState({ notice: { kind: 'refused', sentence: answer.sentence }, playing: false });
  }

  #tick(now: number): void {
    const { playing, speed, frame } = useSession.getState();
    const elapsed = this.#lastTick === 0 ? 0 : Math.min(now - this.#lastTick, 100);
    this.#lastTick = now;
    if (!playing || frame === null) return;
    this.#owed += elapsed * speed;
    const isTooSoon = speed >= FAST && this.#owed < speed * FAST_FRAME_MS;
    if (this.#busy || isTooSoon) return;
    const whole = Math.floor(this.#owed);
    if (whole < 1) return;
    this.#owed -= whole;
    void this.want({ type: 'instant', at: (frame.at + whole) as Instant });
  }

  /** Adds what is new: two answers under way may bring the same events. A new array tells views of the growth. */
  #append(branch: BranchId, events: readonly TraceEvent[]): TraceEvent[] {
    const known = this.#traceOf(branch);
    const fresh = events.filter(({ seq }) => seq >= known.length);
    if (fresh.length === 0) return known;
    assert(fresh[0]?.seq === known.length, 'the trace has a gap');
    const trace = known.concat(fresh);
    this.#traces.set(branch, trace);
    return trace;
  }

  #traceOf(branch: BranchId): TraceEvent[] {
    return this.#traces.get(branch) ?? [];
  }
}

/** One sentence to the person; null takes it away. */
export function tell(sentence: string | null): void {
  useSession.setState({ notice: sentence === null ? null : { kind: 'told', sentence } });
}

/** After an outage the new reader first reads again what was not committed: that belongs to what it cost. */
const AFTERMATH_MS = 3_000;

/** Somebody missed a reader, nobody does any more, and what had to be read again has been read. */
export function isSettled({ frame, measures, reached }: Moment): boolean {
  const { outages } = measures;
  return (
    reached && outages.length > 0 && outages.every(({ to }) => to !== null && frame.at - to >= AFTERMATH_MS)
  );
}

/** What both branches have in common: everything before the instant at which they part. */
function sharedTrace(trace: readonly TraceEvent[], partedAt: Instant): TraceEvent[] {
  const end = trace.findIndex((event) => event.at >= partedAt);
  return partedAt === 0 ? [] : trace.slice(0, end < 0 ? trace.length : end);
}
