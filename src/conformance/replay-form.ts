/** What every replayer of recordings is: one module for each form, one recorded case in, one verdict out. */

/** Readable lines: what was given, what Kafka said, what we said, by which rule. */
export interface Difference {
  readonly story: readonly string[];
}

export type CaseOutcome =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly difference: Difference }
  | { readonly verdict: 'skipped'; readonly reason: string };

export interface ReplayForm {
  readonly form: string;
  replay(recorded: unknown): CaseOutcome;
}
