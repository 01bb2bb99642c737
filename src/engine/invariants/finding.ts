/** What an invariant found: our model is wrong, users lose something, or the release has a named defect. */
import type { Instant } from '../kernel/time.ts';

export type FindingKind = 'assertion' | 'harm' | 'defect';

export interface Finding {
  /** The invariant, as in SPEC.md: `IV-I02`. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly title: string;
  /** One sentence that names the parties. */
  readonly sentence: string;
  readonly from: Instant;
  /** null: it still holds. */
  readonly to: Instant | null;
  /** The trace event at which it began. */
  readonly seq: number;
  /** Nodes and partitions (`orders-2`) it is about. */
  readonly subjects: readonly string[];
}
