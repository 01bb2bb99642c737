/**
 * The seam of everything that runs: a coordinator, a consumer. A process is pure: state and input in, state and an
 * ordered list of effects out. One host runs it against queue, log, chance and clock, in the world and in a replay.
 */
import type { Chance } from '../kernel/chance.ts';
import type { Instant } from '../kernel/time.ts';

/** A rule of a SPEC.md chapter, e.g. CG-H-04. */
export type RuleId = string;

/** What a process may look at beside its state and its input. */
export interface Ports {
  readonly now: Instant;
  readonly chance: Chance;
}

export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export interface Process<State, Input, Effect, Config> {
  start(config: Config, ports: Ports): Step<State, Effect>;
  receive(state: State, input: Input, ports: Ports): Step<State, Effect>;
}

/** Asks for a wake-up: `timer` with the same key. Arming a key again replaces it and puts it last in its instant. */
export interface ArmTimer {
  readonly type: 'armTimer';
  /** Unique within the process, e.g. `heartbeat-<groupId>-<memberId>`. */
  readonly key: string;
  /** What people call it: `sessionTimeout`, `rebalanceTimeout`, `initialRebalanceDelay`, `heartbeat`, `poll` … */
  readonly name: string;
  /** Whom it is about: a member id, a group id. */
  readonly subject: string;
  readonly delayMs: number;
  /** A client's timer belongs to one of its two threads: a thread that is paused does not see it fire. */
  readonly thread?: ThreadName;
  readonly ruleId: RuleId;
}

export type ThreadName = 'library' | 'application';

export interface CancelTimer {
  readonly type: 'cancelTimer';
  readonly key: string;
  readonly ruleId: RuleId;
}

/** A chart of the process entered a state: entity is the thing (a group id, a member id), machine its kind. */
export interface StateEntered {
  readonly type: 'StateEntered';
  readonly machine: string;
  readonly entity: string;
  readonly state: string;
  readonly previous: string | null;
}
