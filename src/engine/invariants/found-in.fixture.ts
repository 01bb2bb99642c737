/** Invariants are tried on traces written by hand: what is found when more happens to two members in peace. */
import { learnt, traceOf, TWO_MEMBERS, type Written } from '../../testing/trace-builder.ts';
import type { Finding } from './finding.ts';
import { findingsFold } from './index.ts';

/** What all invariants find, one line each. */
export function foundIn(further: readonly Written[], at?: number): readonly string[] {
  return learnt(findingsFold, traceOf(...TWO_MEMBERS, ...further), at).map(briefly);
}

function briefly({ id, kind, from, to, sentence }: Finding): string {
  return `${id} ${kind} ${from}–${to ?? '…'}: ${sentence}`;
}
