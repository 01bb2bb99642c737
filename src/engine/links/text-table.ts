/**
 * Texts are written once and then named by number: from 0 on those of this link, from −1 downwards those that the
 * version knows by heart, so that either table can grow without moving the other.
 */
import type { TextReader, TextWriter } from './packing.ts';

export class TextTable implements TextWriter {
  readonly #known: ReadonlyMap<string, number>;
  readonly #own = new Map<string, number>();

  constructor(known: readonly string[]) {
    this.#known = new Map(known.map((text, index) => [text, -1 - index]));
  }

  numberOf(text: string): number {
    return this.#known.get(text) ?? this.#own.get(text) ?? this.add(text);
  }

  /** Gives the text a place of its own, even if the version knows it. */
  add(text: string): number {
    this.#own.set(text, this.#own.size);
    return this.#own.size - 1;
  }

  own(): readonly string[] {
    return [...this.#own.keys()];
  }
}

export function readTexts(known: readonly string[], own: readonly unknown[]): TextReader {
  return {
    textAt(number) {
      if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined;
      const found = number < 0 ? known[-1 - number] : own[number];
      return typeof found === 'string' ? found : undefined;
    },
  };
}
