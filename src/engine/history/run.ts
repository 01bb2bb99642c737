/**
 * A run that can be seen at any of its moments: the trace of what was played, checkpoints every so many events, and
 * replay from the nearest one. Truth is the scenario; everything here is a cache of it.
 */
import { assert, required } from '../kernel/assert.ts';
import { digestToText, EMPTY_DIGEST, extendDigest, type Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cast } from '../world/cast.ts';
import type { Frame } from '../world/frame.ts';
import type { Target } from '../world/edit.ts';
import type { Scenario } from '../world/scenario.ts';
import type { TraceEvent } from '../world/trace.ts';
import { World, type WorldCheckpoint } from '../world/world.ts';
import { FIRST_LESSON, learn, type Lesson } from './lesson.ts';

/** A run longer than this is stopped: it fills the page's memory and nobody reads it. */
export const EVENTS_AT_MOST = 400_000;
const EVENTS_A_CHECKPOINT = 1_000;

interface Kept {
  readonly world: WorldCheckpoint;
  readonly lesson: Lesson;
  readonly digest: Digest;
}

/** The world at one moment, with what was learnt up to there. */
export interface Seen {
  readonly frame: Frame;
  readonly lesson: Lesson;
  readonly digest: string;
}

/** A world with its observers: the run's head, or one that was restored to look at an earlier moment. */
class Reel {
  readonly world: World;
  lesson: Lesson;
  digest: Digest;

  constructor(kept: Kept | undefined, scenario: Scenario, cast: Cast, tape: TraceEvent[] | undefined) {
    this.lesson = kept?.lesson ?? FIRST_LESSON;
    this.digest = kept?.digest ?? EMPTY_DIGEST;
    const witness = (event: TraceEvent): void => {
      this.lesson = learn(this.lesson, event);
      this.digest = extendDigest(this.digest, JSON.stringify(event));
      tape?.push(event);
    };
    this.world =
      kept === undefined
        ? World.start(scenario, cast, witness)
        : World.restore(kept.world, scenario, cast, witness);
  }

  keep(): Kept {
    return { world: this.world.checkpoint(), lesson: this.lesson, digest: this.digest };
  }

  seen(): Seen {
    return { frame: this.world.frame(), lesson: this.lesson, digest: digestToText(this.digest) };
  }
}

/** What a run begins with: nothing, or what it has in common with another. */
interface Beginning {
  readonly kept: readonly Kept[];
  readonly trace: readonly TraceEvent[];
  readonly stepStarts: readonly number[];
}

export class Run {
  #scenario: Scenario;
  readonly #cast: Cast;
  readonly #trace: TraceEvent[];
  /** The first event of each step, in order. */
  readonly #stepStarts: number[];
  readonly #kept: Kept[];
  readonly #head: Reel;
  /** The last earlier moment looked at: looking a little further goes on from there. */
  #scout: Reel | undefined;

  constructor(scenario: Scenario, cast: Cast, beginning?: Beginning) {
    this.#scenario = scenario;
    this.#cast = cast;
    this.#trace = [...(beginning?.trace ?? [])];
    this.#stepStarts = [...(beginning?.stepStarts ?? [0])];
    this.#kept = [...(beginning?.kept ?? [])];
    this.#head = new Reel(this.#kept.at(-1), scenario, cast, this.#trace);
    if (this.#kept.length === 0) this.#kept.push(this.#head.keep());
  }

  get scenario(): Scenario {
    return this.#scenario;
  }

  get trace(): readonly TraceEvent[] {
    return this.#trace;
  }

  get played(): { readonly at: Instant; readonly seq: number } {
    return { at: this.#head.world.now(), seq: this.#head.world.seq };
  }

  get isFull(): boolean {
    return this.#trace.length >= EVENTS_AT_MOST;
  }

  /** Plays on to an instant, as far as `mayGoOn` allows; true when the instant was reached. */
  playTo(at: Instant, mayGoOn: () => boolean = () => true): boolean {
    const { world } = this.#head;
    for (let next = world.nextAt(); next !== undefined && next <= at; next = world.nextAt()) {
      if (this.isFull || !mayGoOn()) return false;
      this.#step();
    }
    if (at > world.now()) world.rest(at);
    return true;
  }

  /** Plays on by one queue event that leaves something in the trace; false when nothing is left. */
  playOneEvent(): boolean {
    const { world } = this.#head;
    const before = world.seq;
    while (world.seq === before) if (this.isFull || !this.#step()) return false;
    return true;
  }

  /** The world at a moment that was played; a target beyond that shows the end of what was played. */
  see(target: Target): Seen {
    if (this.#isHead(target)) return this.#head.seen();
    const reel = this.#reelBefore(target);
    const { world } = reel;
    if (target.type === 'instant') world.runUntil(target.at);
    else while (world.seq < target.seq) assert(world.step(), 'the trace is longer than the run');
    this.#scout = reel;
    return reel.seen();
  }

  /** The first event of the step that this event belongs to: one step back is to just before it. */
  stepStart(seq: number): number {
    let [low, high] = [0, this.#stepStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#stepStarts[middle] ?? 0) <= seq) low = middle;
      else high = middle - 1;
    }
    return this.#stepStarts[low] ?? 0;
  }

  /** The same run with more commands at its end; none of them before what was played. */
  extend(scenario: Scenario): void {
    const added = scenario.commands.slice(this.#scenario.commands.length);
    assert(
      added.every((timed) => timed.at >= this.played.at),
      'only the future can be extended',
    );
    this.#scenario = scenario;
    this.#head.world.scenario = scenario;
    this.#scout = undefined;
  }

  /** A run of a scenario whose first `common` commands are the same: what is shared is not played again. */
  fork(scenario: Scenario, common: number): Run {
    const partedAt = Math.min(
      scenario.commands[common]?.at ?? Infinity,
      this.#scenario.commands[common]?.at ?? Infinity,
    );
    // At the parting instant itself commands may already have been given: only what lies before is shared.
    const last = this.#kept.findLastIndex(({ world }) => world.commands <= common && world.now < partedAt);
    const kept = this.#kept.slice(0, last + 1);
    const seq = kept.at(-1)?.world.seq ?? -1;
    if (seq < 0) return new Run(scenario, this.#cast);
    return new Run(scenario, this.#cast, {
      kept,
      trace: this.#trace.slice(0, seq + 1),
      stepStarts: this.#stepStarts.filter((start) => start <= seq),
    });
  }

  #step(): boolean {
    const { world } = this.#head;
    const before = world.seq;
    const stepped = world.step();
    if (world.seq > before) this.#stepStarts.push(before + 1);
    const last = this.#kept.at(-1)?.world.seq ?? 0;
    if (world.seq - last >= EVENTS_A_CHECKPOINT) this.#kept.push(this.#head.keep());
    return stepped;
  }

  #isHead(target: Target): boolean {
    const { at, seq } = this.played;
    if (target.type === 'instant') return target.at >= at;
    return target.seq > seq || (target.seq === seq && this.#trace[seq]?.at === at);
  }

  #reelBefore(target: Target): Reel {
    const latest = target.type === 'instant' ? target.at : (this.#trace[target.seq]?.at ?? 0);
    const isBefore = (now: Instant, seq: number): boolean =>
      now <= latest && (target.type === 'instant' || seq <= target.seq);
    const kept = required(
      this.#kept.findLast(({ world }) => isBefore(world.now, world.seq)),
      'a checkpoint before the target',
    );
    const scout = this.#scout?.world;
    const goesOn = scout !== undefined && isBefore(scout.now(), scout.seq) && scout.seq >= kept.world.seq;
    return goesOn && this.#scout !== undefined
      ? this.#scout
      : new Reel(kept, this.#scenario, this.#cast, undefined);
  }
}
