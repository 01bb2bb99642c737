/** What page and worker say to each other. The page asks; the worker answers each question once, in order. */
import type { Finding } from '../engine/invariants/finding.ts';
import type { Instant } from '../engine/kernel/time.ts';
import type { Measures } from '../engine/measures/measures.ts';
import type { Command } from '../engine/world/command.ts';
import type { Frame } from '../engine/world/frame.ts';
import type { Scenario } from '../engine/world/scenario.ts';
import type { TraceEvent } from '../engine/world/trace.ts';

export type BranchId = string;

/** A change of the scenario; whatever it changes in the past opens a branch, and the old future is kept. */
export type Edit =
  /** A command at an instant; later commands of the old future are left out. */
  | { readonly type: 'act'; readonly at: Instant; readonly command: Command }
  /** The command at this place in the scenario becomes another one, at its instant; later ones stay. */
  | { readonly type: 'replace'; readonly index: number; readonly command: Command }
  /** Without the command at this place. */
  | { readonly type: 'remove'; readonly index: number }
  /** A setting from the start of the run: 'brokers', 'consumers', or one consumer. */
  | { readonly type: 'setting'; readonly scope: string; readonly key: string; readonly value: string };

export interface BranchSummary {
  readonly id: BranchId;
  readonly name: string;
  readonly parent: BranchId | null;
  /** Where it parts from its parent. */
  readonly partedAt: Instant;
  readonly scenario: Scenario;
}

export type Target =
  { readonly type: 'instant'; readonly at: Instant } | { readonly type: 'event'; readonly seq: number };

export type Question =
  | { readonly type: 'open'; readonly scenario: Scenario }
  | { readonly type: 'edit'; readonly branch: BranchId; readonly edit: Edit; readonly name: string }
  | { readonly type: 'close'; readonly branch: BranchId }
  /** The moment to show, and the first trace event that the page does not have yet. */
  | {
      readonly type: 'show';
      readonly branch: BranchId;
      readonly target: Target;
      readonly eventsFrom: number;
    };

export interface Moment {
  readonly branch: BranchId;
  readonly frame: Frame;
  /** How far this branch has been played. */
  readonly played: { readonly at: Instant; readonly seq: number };
  /** Events from the one asked for up to the end of what was played. */
  readonly events: readonly TraceEvent[];
  /** Up to the moment shown. */
  readonly findings: readonly Finding[];
  readonly measures: Measures;
  /** Of the whole trace up to the moment shown. */
  readonly digest: string;
  /** How many invariants were evaluated. */
  readonly invariants: number;
}

export type Answer =
  | { readonly type: 'branches'; readonly branches: readonly BranchSummary[]; readonly current: BranchId }
  | { readonly type: 'moment'; readonly moment: Moment }
  /** The question cannot be answered: the outside is wrong. One sentence. */
  | { readonly type: 'refused'; readonly sentence: string }
  /** We are wrong: the model stopped. */
  | { readonly type: 'failed'; readonly sentence: string };

export interface Asked {
  readonly id: number;
  readonly question: Question;
}

export interface Answered {
  readonly id: number;
  readonly answer: Answer;
}
