/** A 64-bit fingerprint of text (two FNV-1a style lanes), so that two runs can be compared by sixteen characters. */

export interface Digest {
  readonly high: number;
  readonly low: number;
}

export const EMPTY_DIGEST: Digest = { high: 0x811c9dc5, low: 0x9e3779b9 };

/** The digest of everything so far and then this text. */
export function extendDigest(digest: Digest, text: string): Digest {
  let { high, low } = digest;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193) >>> 0;
    low = Math.imul(low ^ unit ^ (high >>> 15), 0x85ebca6b) >>> 0;
  }
  return { high, low };
}

/** Sixteen hexadecimal characters. */
export function digestToText({ high, low }: Digest): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
