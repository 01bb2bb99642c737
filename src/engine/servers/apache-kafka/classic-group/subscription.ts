/** The topics in a consumer's subscription, as the coordinator reads them: version skipped, the rest as version 0. (CG-G-10) */
import { fromBase64 } from '../../../kafka/base64.ts';

/** null: these bytes are not a subscription. */
export function parseSubscribedTopics(metadata: string): readonly string[] | null {
  const bytes = fromBase64(metadata);
  let at = 2;
  const integer = (width: 2 | 4): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = (value << 8) | (bytes[at + i] ?? 0);
    at += width;
    return width === 2 ? (value << 16) >> 16 : value;
  };
  if (bytes.length < 6) return null;
  const count = integer(4);
  const topics: string[] = [];
  for (let i = 0; i < count; i++) {
    const length = at + 2 <= bytes.length ? integer(2) : -1;
    if (length < 0 || at + length > bytes.length) return null;
    topics.push(String.fromCharCode(...bytes.slice(at, at + length)));
    at += length;
  }
  const userData = at + 4 <= bytes.length ? integer(4) : NaN;
  return Number.isNaN(userData) || at + Math.max(0, userData) > bytes.length ? null : topics;
}

/** How many bytes a base64 text stands for. */
export function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}
