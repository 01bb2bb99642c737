/**
 * The page's one store: what the worker last told, where the cursor stands, what is selected, how deep one looks.
 * Views read slices by selectors that pick and never build; whatever can be derived is derived in their models.
 */
import { create } from 'zustand';
import type { BranchId, BranchSummary, Edit, Target } from '../../contract/messages.ts';
import type { Finding } from '../../engine/invariants/finding.ts';
import type { Instant } from '../../engine/kernel/time.ts';
import type { Measures } from '../../engine/measures/measures.ts';
import type { Frame } from '../../engine/world/frame.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import type { Depth, Selection } from './selection.ts';

export interface SessionState {
  readonly status: 'starting' | 'ready' | 'failed';
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
  depth: 'engineer',
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
