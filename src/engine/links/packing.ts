/**
 * Shapes as positional JSON: an object becomes the list of its fields, a union a number and a list, a text its place
 * in a table. One description packs and unpacks; unpacking yields plain fields that nobody has judged yet.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { withCommas } from './limits.ts';
import { isObject } from './parse.ts';

export type Packed = number | string | readonly Packed[];

/** Gives every text a number. */
export interface TextWriter {
  numberOf(text: string): number;
}

/** Gives back the text; undefined: no text has this number. */
export interface TextReader {
  textAt(number: unknown): string | undefined;
}

export interface Packing<T> {
  pack(value: T, texts: TextWriter): Packed;
  unpack(packed: unknown, texts: TextReader): Result<unknown, string>;
}

/** A number, or a text that is written where it stands. */
export const asItIs: Packing<number | string> = {
  pack: (value) => value,
  unpack: (packed) => ok(packed),
};

export const text: Packing<string> = {
  pack: (value, texts) => texts.numberOf(value),
  unpack(packed, texts) {
    const found = texts.textAt(packed);
    return found === undefined ? err(`there is no text number ${short(packed)}`) : ok(found);
  },
};

/** One of a union of texts, by number; the numbers of v1 stay for ever, new names get new ones. */
export function numbered<T extends string>(numbers: Readonly<Record<T, number>>): Packing<T> {
  const names = new Map(Object.entries<number>(numbers).map(([name, number]) => [number, name]));
  return {
    pack: (value) => numbers[value],
    unpack(packed) {
      const name = typeof packed === 'number' ? names.get(packed) : undefined;
      return name === undefined
        ? err(`${short(packed)} is none of ${[...names.values()].join(', ')}`)
        : ok(name);
    },
  };
}

/** null is 0; anything else is packed in a list of one, so that it cannot be taken for null. */
export function nullable<T>(packing: Packing<T>): Packing<T | null> {
  return {
    pack: (value, texts) => (value === null ? 0 : [packing.pack(value, texts)]),
    unpack(packed, texts) {
      if (packed === 0) return ok(null);
      return Array.isArray(packed) && packed.length === 1
        ? packing.unpack(packed[0], texts)
        : err(`${short(packed)} is neither 0 nor a list of one`);
    },
  };
}

export function list<T>(packing: Packing<T>): Packing<readonly T[]> {
  return {
    pack: (values, texts) => values.map((value) => packing.pack(value, texts)),
    unpack(packed, texts) {
      if (!Array.isArray(packed)) return err(`${short(packed)} is not a list`);
      const unpacked: unknown[] = [];
      for (const one of packed) {
        const value = packing.unpack(one, texts);
        if (!value.ok) return value;
        unpacked.push(value.value);
      }
      return ok(unpacked);
    },
  };
}

/** Name and text in turn. */
export const textMap: Packing<Readonly<Record<string, string>>> = {
  pack: (map, texts) =>
    Object.entries(map).flatMap(([key, value]) => [texts.numberOf(key), texts.numberOf(value)]),
  unpack(packed, texts) {
    const flat = list(text).unpack(packed, texts);
    if (!flat.ok) return flat;
    const inTurn = flat.value as readonly string[];
    const entries = inTurn.flatMap((key, index) =>
      index % 2 === 0 ? [[key, inTurn[index + 1]] as const] : [],
    );
    return ok(Object.fromEntries(entries));
  },
};

/** The fields in the order in which they are written here: that order is the format. */
export function fields<T extends object>(packings: { readonly [K in keyof T]-?: Packing<T[K]> }): Packing<T> {
  const ordered = Object.entries<Packing<unknown>>(packings);
  return {
    pack: (value, texts) =>
      ordered.map(([key, packing]) => packing.pack((value as Record<string, unknown>)[key], texts)),
    unpack(packed, texts) {
      if (!Array.isArray(packed) || packed.length !== ordered.length)
        return err(`${short(packed)} is not a list of ${ordered.length} fields`);
      const entries: [string, unknown][] = [];
      for (const [index, [key, packing]] of ordered.entries()) {
        const field = packing.unpack(packed[index], texts);
        if (!field.ok) return err(`${key}: ${field.error}`);
        entries.push([key, field.value]);
      }
      return ok(Object.fromEntries(entries));
    },
  };
}

/** Each variant's number, and its fields beside `type`. */
export type VariantPackings<T extends { readonly type: string }> = {
  readonly [Type in T['type']]: readonly [number, Packing<Omit<Extract<T, { readonly type: Type }>, 'type'>>];
};

/** The variant's number, then its fields. */
export function variants<T extends { readonly type: string }>(table: VariantPackings<T>): Packing<T> {
  const rows = Object.entries<readonly [number, Packing<never>]>(table);
  return {
    pack(value, texts) {
      const [number, packing] = table[value.type as T['type']] as readonly [number, Packing<never>];
      return [number, ...listOfPacked(packing.pack(value as never, texts))];
    },
    unpack(packed, texts) {
      if (!Array.isArray(packed)) return err(`${short(packed)} is not a list`);
      const row = rows.find(([, [number]]) => number === packed[0]);
      if (row === undefined)
        return err(`${short(packed[0])} is none of ${rows.map(([type]) => type).join(', ')}`);
      const [type, [, packing]] = row;
      const unpacked = packing.unpack(packed.slice(1), texts);
      return unpacked.ok && isObject(unpacked.value) ? ok({ type, ...unpacked.value }) : unpacked;
    },
  };
}

/** What is packed as a list, as one. */
export function listOfPacked(packed: Packed): readonly Packed[] {
  return typeof packed === 'object' ? packed : [packed];
}

function short(packed: unknown): string {
  return typeof packed === 'number' ? withCommas(packed) : typeof packed;
}
