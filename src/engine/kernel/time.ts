/** Virtual time: whole milliseconds since the run began. The only clock in the engine. */
import type { Brand } from './brand.ts';

/** A point of virtual time, in whole ms from 0. */
export type Instant = Brand<number, 'Instant'>;
/** A length of virtual time, in whole ms. */
export type DurationMs = Brand<number, 'DurationMs'>;

export const START = 0 as Instant;

/** Mints an instant; anything but a whole, safe, non-negative number is our own mistake. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms) || ms < 0) throw new Error(`not an instant: ${ms}`);
  return ms as Instant;
}

/** Mints a duration; see `instant`. */
export function duration(ms: number): DurationMs {
  if (!Number.isSafeInteger(ms)) throw new Error(`not a duration: ${ms}`);
  return ms as DurationMs;
}

export function later(at: Instant, by: number): Instant {
  return (at + Math.max(0, by)) as Instant;
}

export function between(from: Instant, to: Instant): DurationMs {
  return (to - from) as DurationMs;
}
