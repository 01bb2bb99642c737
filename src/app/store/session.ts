/**
 * The page's one store: what the worker last told, where the cursor stands, what is selected, how deep one looks.
 * Views read slices by selectors that pick and never build; whatever can be derived is derived in their models.
 */
import { create } from 'zustand';
import type { BranchId, BranchSummary, Edit, Target } from '../../contract/messages.ts';
import type { Reference } from '../../contract/reference.ts';
import type { Finding } from '../../engine/invariants/finding.ts';
import type { Instant } from '../../engine/kernel/time.ts';
import type { SharedView } from '../../engine/links/shared-moment.ts';
import type { Measures } from '../../engine/measures/measures.ts';
import type { Frame } from '../../engine/world/frame.ts';
import type { Scenario } from '../../engine/world/scenario.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import type { Depth, Selection } from './selection.ts';

export interface SessionState {
  readonly status: 'starting' | 'ready' | 'failed';
  readonly reference: Reference;
  /** The ready scenario that was opened, by id; null: one from a link or file. */
  readonly ready: string | null;
  /** How many of the scenario's commands stood in it when it was opened: undo does not go behind them. */
  readonly given: number;
  /** A long way is being played: the instant to reach; null: not. */
  readonly seeking: Instant | null;
  /** The step that the cursor's last event belongs to begins with this event. */
  readonly stepStart: number;
  /** Other branches' figures, kept when they were last seen. */
  readonly outcomes: Readonly<Record<BranchId, Measures>>;
  /** One sentence for the person, or null: a refusal, a failure, a thing that was done. */
  readonly notice: { readonly kind: 'told' | 'refused' | 'failed'; readonly sentence: string } | null;
  readonly branches: readonly BranchSummary[];
  readonly branch: BranchId;
  /** The world at the cursor: frame.at and frame.seq are the cursor. */
  readonly frame: Frame | null;
  /** Every event of this branch that was ever played, also those right of the cursor; trace[i].seq === i. */
  readonly trace: readonly TraceEvent[];
  readonly played: { readonly at: Instant; readonly seq: number };
  readonly findings: readonly Finding[];
  readonly measures: Measures | null;
  readonly digest: string;
  readonly invariants: number;
  readonly playing: boolean;
  /** Virtual ms per ms of the person. */
  readonly speed: number;
  readonly selected: Selection | null;
  readonly hovered: Selection | null;
  readonly depth: Depth;
  readonly theme: 'light' | 'dark';
}

/** What views may do; the session controller carries it out. */
export interface SessionActs {
  /** Shows a moment: plays on if it lies beyond what was played. Pauses. */
  show(target: Target): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** One queue event back or on; one notable event back or on. */
  step(by: -1 | 1): void;
  stepNotable(by: -1 | 1): void;
  /** Changes the scenario and goes on in the branch that this opens. */
  edit(edit: Edit, name: string): void;
  /** Opens a scenario anew: all branches of the sitting before are left. */
  open(
    scenario: Scenario,
    how: { readonly ready: string | null; readonly at: Instant; readonly play: boolean },
  ): Promise<void>;
  /** Brings back a sitting that was kept or sent; done when its moment is shown. */
  reopen(kept: {
    readonly scenario: Scenario;
    readonly branches: readonly BranchSummary[];
    readonly current: BranchId;
    readonly view: SharedView | null;
  }): Promise<void>;
  /**
   * A what-if: opens the branch and plays it, and the run it is compared with, to the same instant; or, without one,
   * until nobody misses a reader any more.
   */
  tryInstead(whatIf: {
    readonly base: BranchId;
    readonly edit: Edit;
    readonly name: string;
    readonly until: number | null;
  }): void;
  stopSeeking(): void;
  tell(sentence: string | null): void;
  switchBranch(branch: BranchId): void;
  closeBranch(branch: BranchId): void;
  undo(): void;
  redo(): void;
  select(selection: Selection | null): void;
  hover(selection: Selection | null): void;
  setDepth(depth: Depth): void;
  setTheme(theme: 'light' | 'dark'): void;
}

export const useSession = create<SessionState>(() => ({
  status: 'starting',
  reference: { rules: [], charts: [], scenarios: [] },
  ready: null,
  given: 0,
  seeking: null,
  stepStart: 0,
  outcomes: {},
  notice: null,
  branches: [],
  branch: 'main',
  frame: null,
  trace: [],
  played: { at: 0 as Instant, seq: -1 },
  findings: [],
  measures: null,
  digest: '',
  invariants: 0,
  playing: false,
  speed: 1,
  selected: null,
  hovered: null,
  depth: 'learner',
  theme: 'light',
}));

let acts: SessionActs | undefined;

/** Handed in once by the composition root. */
export function provideActs(provided: SessionActs): void {
  acts = provided;
}

/** The acts; calling one before the session stands is our own mistake. */
export function sessionActs(): SessionActs {
  if (acts === undefined) throw new Error('the session has no controller yet');
  return acts;
}
