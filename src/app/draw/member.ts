/** A member's colours as a class: whoever paints identity says `var(--c)`, `--ct` (text), `--co` (on the mark). */
import './draw.css';

/** Hues are given out once: beyond eight, a member is grey and known by its number. */
const HUES = 8;

export function memberClass(ordinal: number): string {
  return Number.isInteger(ordinal) && ordinal >= 1 && ordinal <= HUES
    ? `member m-${ordinal}`
    : 'member m-grey';
}

/** The number in patterns' ids; 0 is the grey one. */
export function hueOf(ordinal: number): number {
  return Number.isInteger(ordinal) && ordinal >= 1 && ordinal <= HUES ? ordinal : 0;
}
