/** Compares two JSON values strictly: order counts in lists and not among fields. */
import type { Json } from './classic-recording.ts';

export function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  return firstDifference(one, other) === null;
}

/** Where they first part, readable: `body.members[1].memberId: "a", not "b"`. */
export function firstDifference(
  expected: Json | undefined,
  actual: Json | undefined,
  path = '',
): string | null {
  if (isPlain(expected) || isPlain(actual))
    return Object.is(expected, actual)
      ? null
      : `${path || 'the value'}: ${text(expected)}, not ${text(actual)}`;
  if (Array.isArray(expected) !== Array.isArray(actual))
    return `${path || 'the value'}: a list and an object`;
  const [left, right] = [fieldsOf(expected), fieldsOf(actual)];
  for (const field of new Set([...left.keys(), ...right.keys()])) {
    const where = Array.isArray(expected) ? `${path}[${field}]` : `${path === '' ? '' : `${path}.`}${field}`;
    const difference = firstDifference(left.get(field), right.get(field), where);
    if (difference !== null) return difference;
  }
  return null;
}

type Plain = null | boolean | number | string | undefined;

function isPlain(value: Json | undefined): value is Plain {
  return typeof value !== 'object' || value === null;
}

function fieldsOf(value: Exclude<Json, Plain>): ReadonlyMap<string, Json> {
  return new Map(Object.entries(value));
}

function text(value: Plain | Json): string {
  const said = value === undefined ? 'nothing' : JSON.stringify(value);
  return said.length > 120 ? `${said.slice(0, 120)}…` : said;
}
