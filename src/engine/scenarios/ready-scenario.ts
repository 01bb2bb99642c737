/** What a ready scenario is: the script, what to watch for, the question it answers, and goals that prove what it teaches. */
import type { Instant } from '../kernel/time.ts';
import type { Measures } from '../measures/measures.ts';
import type { Command } from '../world/command.ts';
import type { Edit } from '../world/edit.ts';
import type { Scenario } from '../world/scenario.ts';
import type { TraceEvent } from '../world/trace.ts';

/** What was played: its trace, and its measures at the end. */
export interface Played {
  readonly trace: readonly TraceEvent[];
  readonly measures: Measures;
}

/** One thing that a run shows, and whether this one did. */
export interface Goal {
  readonly says: string;
  readonly holds: (played: Played) => boolean;
}

/** One run of the story: a script played to an instant, with what it must show. */
export interface Episode {
  /** Within the scenario, e.g. `crash`; the golden trace is `golden/<scenario>.<episode>.txt`. */
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly until: Instant;
  readonly lesson: readonly Goal[];
}

/** Something to try next: an edit of the run, with the words of its button. */
export interface Suggestion {
  readonly label: string;
  readonly edit: Edit;
}

export interface ReadyScenario {
  readonly id: string;
  readonly title: string;
  /** One line: what to watch for. */
  readonly watchFor: string;
  /** The question that people really ask. */
  readonly question: string;
  /** As the page opens it, and where. */
  readonly scenario: Scenario;
  readonly openAt: Instant;
  /** The large button of the first sight; null: none. */
  readonly firstAct: { readonly label: string; readonly command: Command } | null;
  /** The first one is the story itself, the others what it is compared with. */
  readonly episodes: readonly [Episode, ...Episode[]];
  readonly next: readonly Suggestion[];
}

export function defineScenario(scenario: ReadyScenario): ReadyScenario {
  return scenario;
}
