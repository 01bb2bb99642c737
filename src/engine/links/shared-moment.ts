/** What is sent to somebody: one branch, the moment to look at, and how it was looked at. */
import type { Instant } from '../kernel/time.ts';
import type { Scenario } from '../world/scenario.ts';
import { counted } from './limits.ts';

/** The same shapes as the page's `Selection` and `Depth`; what is assigned from one to the other keeps them equal. */
export type SharedSelection =
  | { readonly type: 'consumer'; readonly node: string }
  | { readonly type: 'coordinator' }
  | { readonly type: 'partition'; readonly topic: string; readonly partition: number }
  | { readonly type: 'message'; readonly seq: number }
  | { readonly type: 'event'; readonly seq: number };

export type SharedDepth = 'learner' | 'engineer' | 'implementer';

/** Where a branch leaves main; `main` travels along only when the receiver shall be able to compare. */
export interface Parting {
  readonly at: Instant;
  readonly main: Scenario | null;
}

/** The run part of a link: everything that decides what happens. */
export interface SharedBranch {
  readonly name: string;
  readonly scenario: Scenario;
  /** null: this branch is main. */
  readonly parted: Parting | null;
}

/** The view part of a link: where one stands in the run, and how one looks. */
export interface SharedView {
  readonly at: Instant;
  /** The last event that has happened; -1 before the first. */
  readonly seq: number;
  readonly selected: SharedSelection | null;
  readonly depth: SharedDepth;
  /** Virtual ms per ms of the person. */
  readonly speed: number;
  /** Of the trace up to the moment: whoever opens the link sees whether the run is the sender's. */
  readonly digest: string;
}

export interface SharedMoment {
  readonly branch: SharedBranch;
  readonly view: SharedView;
}

/** What was opened from a link or a file. */
export interface OpenedMoment {
  readonly moment: SharedMoment;
  /** Sentences about what opened but leads nowhere. */
  readonly warnings: readonly string[];
}

/** What is inside, for the copy button: `5 commands, seed 7, event 218 at 24.200 s`. */
export function momentToText({ branch, view }: SharedMoment): string {
  const { commands, seed } = branch.scenario;
  const seconds = (view.at / 1000).toFixed(3);
  return `${counted(commands.length, 'command')}, seed ${seed}, event ${view.seq} at ${seconds} s`;
}
