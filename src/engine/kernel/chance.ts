/**
 * The only source of randomness. A draw is keyed by (seed, purpose, entity, n-th of its kind), so that a new die in
 * one place moves no other; recordings stand in for it by answering the same port.
 */
import { assert } from './assert.ts';

/** What a draw is for ('latency', 'memberId') and whose it is ('consumer-2 → broker-1'). */
export interface Die {
  readonly purpose: string;
  readonly entity: string;
}

export interface Chance {
  /** A whole number, uniform in least…most, both included. */
  integer(die: Die, range: { readonly least: number; readonly most: number }): number;
  /** A version 4 UUID, 36 characters. */
  uuid(die: Die): string;
}

/** Chance from a seed. Its counters are the only state: copy them to checkpoint it. */
export class SeededChance implements Chance {
  readonly #seed: number;
  readonly #drawn: Map<string, number>;

  constructor(seed: number, drawn: ReadonlyMap<string, number> = new Map()) {
    this.#seed = seed;
    this.#drawn = new Map(drawn);
  }

  /** How often each die was thrown: what a checkpoint keeps. */
  counters(): ReadonlyMap<string, number> {
    return new Map(this.#drawn);
  }

  integer(die: Die, { least, most }: { readonly least: number; readonly most: number }): number {
    assert(most >= least, `empty range ${least}…${most} for ${die.purpose}`);
    if (most === least) return least;
    return least + (this.#word(die) % (most - least + 1));
  }

  uuid(die: Die): string {
    const words = [0, 1, 2, 3].map(() => this.#word(die).toString(16).padStart(8, '0')).join('');
    const variant = '89ab'[parseInt(words.charAt(16), 16) % 4];
    return [
      words.slice(0, 8),
      words.slice(8, 12),
      `4${words.slice(13, 16)}`,
      `${variant}${words.slice(17, 20)}`,
      words.slice(20, 32),
    ].join('-');
  }

  #word(die: Die): number {
    const key = `${die.purpose} ${die.entity}`;
    const nth = this.#drawn.get(key) ?? 0;
    this.#drawn.set(key, nth + 1);
    let word = mix(this.#seed ^ 0x9e3779b9);
    for (let i = 0; i < key.length; i++) word = mix(word ^ key.charCodeAt(i));
    return mix(word ^ nth);
  }
}

/** A 32-bit finaliser with good avalanche (the constants are those of MurmurHash3). */
function mix(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) + 0x6d2b79f5) >>> 0;
}
