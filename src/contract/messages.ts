/** What page and worker say to each other. The page asks; the worker answers each question once, in order. */
import type { Finding } from '../engine/invariants/finding.ts';
import type { Instant } from '../engine/kernel/time.ts';
import type { Measures } from '../engine/measures/measures.ts';
import type { Edit, Target } from '../engine/world/edit.ts';
import type { Frame } from '../engine/world/frame.ts';
import type { Reference } from './reference.ts';
import type { Scenario } from '../engine/world/scenario.ts';
import type { TraceEvent } from '../engine/world/trace.ts';

export type { Edit, Target };
export type BranchId = string;

export interface BranchSummary {
  readonly id: BranchId;
  readonly name: string;
  readonly parent: BranchId | null;
  /** Where it parts from its parent. */
  readonly partedAt: Instant;
  readonly scenario: Scenario;
}

export type Question =
  /** Rule texts, charts and ready scenarios: asked once. */
  | { readonly type: 'reference' }
  /** A new sitting; further branches are brought back as they were. */
  | {
      readonly type: 'open';
      readonly scenario: Scenario;
      readonly branches: readonly BranchSummary[];
    }
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
  /** The first event of the step that frame.seq belongs to: one step back is to just before it. */
  readonly stepStart: number;
  /** False: the moment asked for is further on, and playing takes longer than one answer may; ask again. */
  readonly reached: boolean;
  /** The run has reached this many events and is not played further; null: it has not. */
  readonly isFull: number | null;
  /** Of the whole trace up to the moment shown. */
  readonly digest: string;
  /** How many invariants were evaluated. */
  readonly invariants: number;
}

export type Answer =
  | { readonly type: 'reference'; readonly reference: Reference }
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
