/** Bytes as the 64 characters that survive in a link, without padding. Node 20 has no `Uint8Array.toBase64`. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((char, value) => [char, value]));

export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const chars = Math.min(bytes.length - i, 3) + 1;
    for (let n = 0; n < chars; n++) text += ALPHABET.charAt((group >>> (18 - 6 * n)) & 63);
  }
  return text;
}

/** The bytes; bits too few for a byte are dropped. undefined: there is a character that never occurs. */
export function fromBase64url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES.get(text.charAt(i));
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0x3fff;
    // The character i completes a byte unless it opens a group of four.
    if (i % 4 !== 0) bytes[Math.floor((i * 3) / 4)] = (bits >>> (6 - 2 * (i % 4))) & 0xff;
  }
  return bytes;
}

/** How many characters so many bytes take. */
export function base64urlChars(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

/** The first character that never occurs in base64url, and its place; undefined: there is none. */
export function strangeCharacter(
  text: string,
): { readonly char: string; readonly index: number } | undefined {
  const index = text.search(/[^A-Za-z0-9_-]/);
  return index === -1 ? undefined : { char: text.charAt(index), index };
}
