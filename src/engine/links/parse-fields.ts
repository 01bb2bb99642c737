/** Parsers of lists and objects, made of smaller ones; see `parse.ts`. */
import { ok, type Result } from '../kernel/result.ts';
import { counted, withCommas } from './limits.ts';
import { inside, isObject, misfit, quote, refuse, type Parse } from './parse.ts';

/** A list; its entries are named in words, counted from 1: `command 4` rather than `commands, 3`. */
export function listOf<T>(
  parse: Parse<T>,
  { noun, most }: { readonly noun: string; readonly most: number },
): Parse<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) return misfit(where, `must be a list of ${noun}s`, value);
    if (value.length > most) return tooMany(where, { noun, most, found: value.length });
    const parsed: T[] = [];
    for (const [index, entry] of value.entries()) {
      const one = parse(entry, inside(around(where), `${noun} ${index + 1}`));
      if (!one.ok) return one;
      parsed.push(one.value);
    }
    return ok(parsed);
  };
}

/** Texts by name, in the order given. */
export function textsByName(
  parsers: { readonly name: Parse<string>; readonly text: Parse<string> },
  { noun, most }: { readonly noun: string; readonly most: number },
): Parse<Readonly<Record<string, string>>> {
  return (value, where) => {
    if (!isObject(value)) return misfit(where, 'must be an object', value);
    const entries = Object.entries(value);
    if (entries.length > most) return tooMany(where, { noun, most, found: entries.length });
    const parsed: [string, string][] = [];
    for (const [key, entry] of entries) {
      const name = parsers.name(key, inside(where, `the name of a ${noun}`));
      if (!name.ok) return name;
      const text = parsers.text(entry, inside(where, key));
      if (!text.ok) return text;
      parsed.push([key, text.value]);
    }
    return ok(Object.fromEntries(parsed));
  };
}

/** An object with exactly these fields: one that is not known would change the meaning unseen. */
export function fieldsOf<T extends object>(parsers: { readonly [K in keyof T]-?: Parse<T[K]> }): Parse<T> {
  const fields = Object.entries<Parse<unknown>>(parsers);
  return (value, where) => {
    if (!isObject(value)) return misfit(where, 'must be an object', value);
    const stranger = Object.keys(value).find((key) => !Object.hasOwn(parsers, key));
    if (stranger !== undefined) return refuse(where, `has a field ${quote(stranger)} that nobody here knows`);
    const parsed: [string, unknown][] = [];
    for (const [key, parse] of fields) {
      if (!Object.hasOwn(value, key)) return refuse(where, `lacks the field ${key}`);
      const field = parse(value[key], inside(where, key));
      if (!field.ok) return field;
      parsed.push([key, field.value]);
    }
    return ok(Object.fromEntries(parsed) as T);
  };
}

type Variants<T extends { readonly type: string }> = {
  readonly [Type in T['type']]: {
    readonly [K in Exclude<keyof Extract<T, { readonly type: Type }>, 'type'>]-?: Parse<
      Extract<T, { readonly type: Type }>[K]
    >;
  };
};

/** An object of a union that `type` tells apart; the table names every variant with its other fields. */
export function variantOf<T extends { readonly type: string }>(variants: Variants<T>): Parse<T> {
  const types = Object.keys(variants).join(', ');
  const parsers = new Map(
    Object.entries<object>(variants).map(([type, fields]) => [
      type,
      fieldsOf<object>({ type: exactly(type), ...fields } as object),
    ]),
  );
  return (value, where) => {
    if (!isObject(value)) return misfit(where, 'must be an object', value);
    const type: unknown = value['type'];
    const parse = typeof type === 'string' ? parsers.get(type) : undefined;
    if (parse === undefined) return misfit(inside(where, 'type'), `must be one of ${types}`, type);
    return parse(value, `${where} (${String(type)})`) as Result<T, string>;
  };
}

function exactly(text: string): Parse<string> {
  return (value, where) => (value === text ? ok(text) : misfit(where, `must be ${text}`, value));
}

/** The place that a field is in. */
function around(where: string): string {
  return where.slice(0, Math.max(0, where.lastIndexOf(', ')));
}

function tooMany(
  where: string,
  { noun, most, found }: { readonly noun: string; readonly most: number; readonly found: number },
): Result<never, string> {
  return refuse(where, `may have ${counted(most, noun)} at most, but has ${withCommas(found)}`);
}
