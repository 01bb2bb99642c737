/** The port to what the environment can do with bytes; the page hands in the browser's own streams. */
import type { Result } from '../kernel/result.ts';

/** Neither ever rejects: what cannot be unpacked is answered. */
export interface Compression {
  /** Raw deflate. */
  deflate(bytes: Uint8Array): Promise<Uint8Array>;
  /** Stops as soon as more than `maxBytes` have come out: a few hundred bytes can inflate to gigabytes. */
  inflate(bytes: Uint8Array, maxBytes: number): Promise<Result<Uint8Array, 'damaged' | 'tooLarge'>>;
}
