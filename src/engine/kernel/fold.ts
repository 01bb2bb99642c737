/** Something learnt from a sequence of events: states are never changed, so any of them can be kept and gone on from. */
export interface Fold<State, Event, Report> {
  readonly initial: State;
  extend(state: State, event: Event): State;
  /** What is known when the clock shows `at`. */
  report(state: State, at: number): Report;
}
