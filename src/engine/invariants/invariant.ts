/** What an invariant is: a fold that reports findings, with its title and its threshold in words. */
import type { Instant } from '../kernel/time.ts';
import type { TraceEvent } from '../world/trace.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Sight } from './sight.ts';

export interface Invariant<State> {
  /** As in SPEC.md. */
  readonly id: string;
  /** What holds when all is well, as a user would say it. */
  readonly title: string;
  readonly kind: FindingKind;
  /** From when on it counts as broken, in words. */
  readonly threshold: string;
  readonly initial: State;
  /** `sight` has seen the event already. The same object when the event does not concern this invariant. */
  extend(state: State, event: TraceEvent, sight: Sight): State;
  report(state: State, at: Instant, sight: Sight): readonly Finding[];
}

export function defineInvariant<State>(invariant: Invariant<State>): Invariant<State> {
  return invariant;
}

type Found = Omit<Finding, 'id' | 'kind' | 'title'>;

/** A finding of this invariant. */
export function found(
  { id, kind, title }: { readonly id: string; readonly kind: FindingKind; readonly title: string },
  what: Found,
): Finding {
  return { id, kind, title, ...what };
}

/** `42.3 s` */
export function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
