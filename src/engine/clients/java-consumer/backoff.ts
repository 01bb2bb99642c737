/**
 * How long to wait before the next attempt (CC-BO-01).
 * Follows ExponentialBackoff: min(rand(0.8, 1.2) × initial × 2^n, max), whole milliseconds.
 */
import type { Chance } from '../../kernel/chance.ts';

interface Backoff {
  readonly attempts: number;
  readonly initialMs: number;
  readonly maxMs: number;
  readonly purpose: string;
  readonly entity: string;
}

/** Jitter is drawn in thousandths; without room to grow the wait is the initial one, and nothing is drawn. */
export function backoffMs({ attempts, initialMs, maxMs, purpose, entity }: Backoff, chance: Chance): number {
  if (maxMs <= initialMs || initialMs === 0) return Math.min(initialMs, maxMs);
  const factor = chance.integer({ purpose, entity }, { least: 800, most: 1_200 });
  const doublings = Math.min(attempts, doublingsUpTo(maxMs / Math.max(initialMs, 1)));
  // The exponent is not whole at the cap: there the undisturbed wait is the maximum itself.
  const undisturbed = attempts > doublings ? maxMs : initialMs * 2 ** doublings;
  return Math.min(Math.trunc((factor * undisturbed) / 1_000), maxMs);
}

/** How often one may double before passing `ratio`, without logarithms (they differ between machines). */
function doublingsUpTo(ratio: number): number {
  let doublings = 0;
  while (2 ** (doublings + 1) <= ratio) doublings++;
  return doublings;
}
