/** JSON in bytes with nothing above 7 bits, so that no text encoder is needed and both ends agree on every byte. */
import { parseJson } from './json.ts';

export function toAsciiJson(value: unknown): Uint8Array {
  const json = JSON.stringify(value).replace(/[\u007f-\uffff]/g, escapeUnit);
  return Uint8Array.from({ length: json.length }, (_, i) => json.charCodeAt(i));
}

/** The value; undefined: this is not JSON. */
export function fromAsciiJson(bytes: Uint8Array): unknown {
  let json = '';
  // In slices, because a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 4_096) json += String.fromCharCode(...bytes.subarray(i, i + 4_096));
  return parseJson(json);
}

function escapeUnit(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
