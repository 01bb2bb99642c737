/**
 * Small parsers that turn what came from outside into our types, or into words that say where it is wrong and what
 * would be right. They never throw. Here are numbers and texts; lists and objects are in `parse-fields.ts`.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { counted, withCommas } from './limits.ts';

/** `where` names the place in words: `command 4, at`. */
export type Parse<T> = (value: unknown, where: string) => Result<T, string>;

export interface Range {
  readonly least: number;
  readonly most: number;
}

export function wholeNumber(range: Range): Parse<number> {
  return (value, where) =>
    typeof value === 'number' && Number.isSafeInteger(value) && isWithin(value, range)
      ? ok(withoutMinusZero(value))
      : misfit(where, `must be a whole number ${rangeToText(range)}`, value);
}

export function anyNumber(range: Range): Parse<number> {
  return (value, where) =>
    typeof value === 'number' && Number.isFinite(value) && isWithin(value, range)
      ? ok(withoutMinusZero(value))
      : misfit(where, `must be a number ${rangeToText(range)}`, value);
}

/** A text of so many characters (UTF-16 units). */
export function textOf(chars: Range): Parse<string> {
  return (value, where) => {
    if (typeof value !== 'string') return misfit(where, 'must be a text', value);
    if (value.length < chars.least) return refuse(where, 'must not be empty');
    if (value.length <= chars.most) return ok(value);
    return refuse(
      where,
      `may have ${counted(chars.most, 'character')} at most, but has ${withCommas(value.length)}`,
    );
  };
}

export function textLike(pattern: RegExp, wanted: string): Parse<string> {
  return (value, where) =>
    typeof value === 'string' && pattern.test(value) ? ok(value) : misfit(where, `must be ${wanted}`, value);
}

/** One of a union of texts; the table names them all, so that a new one breaks the build where it is missing. */
export function oneOf<T extends string>(table: Readonly<Record<T, true>>): Parse<T> {
  const names = Object.keys(table).join(', ');
  return (value, where) =>
    isKeyOf(table, value) ? ok(value) : misfit(where, `must be one of ${names}`, value);
}

export function orNull<T>(parse: Parse<T>): Parse<T | null> {
  return (value, where) => (value === null ? ok(null) : parse(value, where));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The answer of a parser that says no. */
export function refuse(where: string, why: string): Result<never, string> {
  return err(where === '' ? why : `${where}: ${why}`);
}

/** A field of a place, in words; the field alone at the top. */
export function inside(where: string, field: string): string {
  return where === '' ? field : `${where}, ${field}`;
}

export function quote(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

function isKeyOf<T extends string>(table: Readonly<Record<T, unknown>>, value: unknown): value is T {
  return typeof value === 'string' && Object.hasOwn(table, value);
}

function isWithin(value: number, { least, most }: Range): boolean {
  return value >= least && value <= most;
}

/** JSON has −0, and deep comparison tells it from 0. */
function withoutMinusZero(value: number): number {
  return value === 0 ? 0 : value;
}

function rangeToText({ least, most }: Range): string {
  return `from ${withCommas(least)} to ${withCommas(most)}`;
}

export function misfit(where: string, rule: string, value: unknown): Result<never, string> {
  return refuse(where, `${rule}, but is ${describe(value)}`);
}

/** A value in few words; never a walk through something large. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : String(value);
}
