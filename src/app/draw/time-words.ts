/** Instants and lengths as the page writes them: `63.324`, `45 s`, `42.3 s`, `5 ms`. */

/** An instant in seconds, to the millisecond. */
export function instantText(at: number): string {
  return (at / 1000).toFixed(3);
}

/** An instant as a learner reads it: whole seconds. */
export function instantRough(at: number): string {
  return `${Math.round(at / 1000)} s`;
}

/** A length for reading: milliseconds below a second, one decimal below 100 s, whole seconds beyond. */
export function lengthText(ms: number): string {
  const length = Math.max(0, Math.round(ms));
  if (length < 1000) return `${length} ms`;
  if (length % 1000 === 0 || length >= 100_000) return `${Math.round(length / 1000)} s`;
  return `${(length / 1000).toFixed(1)} s`;
}

/** Always in seconds with one decimal: for parts that add up. */
export function secondsText(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
}
