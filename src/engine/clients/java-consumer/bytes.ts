/**
 * Bytes as Kafka's schemas lay them out, in and out of base64: what members put into JoinGroup and SyncGroup.
 * Follows org.apache.kafka.common.protocol.ByteBufferAccessor (big-endian, lengths before contents).
 */
import { fromBase64, toBase64 } from '../../kafka/base64.ts';

export class ByteWriter {
  readonly #bytes: number[] = [];

  int16(value: number): void {
    this.#bytes.push((value >> 8) & 0xff, value & 0xff);
  }

  int32(value: number): void {
    this.#bytes.push((value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
  }

  text(value: string): void {
    const bytes = utf8(value);
    this.int16(bytes.length);
    this.#bytes.push(...bytes);
  }

  nullableText(value: string | null): void {
    if (value === null) this.int16(-1);
    else this.text(value);
  }

  nullableBytes(base64: string | null): void {
    if (base64 === null) return this.int32(-1);
    const bytes = fromBase64(base64);
    this.int32(bytes.length);
    this.#bytes.push(...bytes);
  }

  toBase64(): string {
    return toBase64(this.#bytes);
  }
}

/** Reads past the end give `undefined` from `isBroken` on: the caller asks once, at the end. */
export class ByteReader {
  readonly #bytes: readonly number[];
  #at = 0;
  #broken = false;

  constructor(base64: string) {
    this.#bytes = fromBase64(base64);
  }

  get length(): number {
    return this.#bytes.length;
  }

  get isBroken(): boolean {
    return this.#broken;
  }

  int16(): number {
    return (this.#take(2) << 16) >> 16;
  }

  int32(): number {
    return this.#take(4) | 0;
  }

  text(): string {
    return this.nullableText() ?? '';
  }

  nullableText(): string | null {
    const length = this.int16();
    return length < 0 ? null : fromUtf8(this.#slice(length));
  }

  nullableBytes(): string | null {
    const length = this.int32();
    return length < 0 ? null : toBase64(this.#slice(length));
  }

  /** A count and then as many elements; a count that cannot be right reads nothing. */
  list<T>(read: () => T): T[] {
    const count = this.int32();
    if (count > this.#bytes.length) this.#broken = true;
    const elements: T[] = [];
    for (let i = 0; i < count && !this.#broken; i++) elements.push(read());
    return elements;
  }

  #take(count: number): number {
    return this.#slice(count).reduce((value, byte) => (value << 8) | byte, 0);
  }

  #slice(count: number): readonly number[] {
    if (this.#at + count > this.#bytes.length) {
      this.#broken = true;
      return [];
    }
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return bytes;
}

function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0;
    const extra = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let point = extra === 0 ? first : first & (0x3f >> extra);
    for (let k = 1; k <= extra; k++) point = (point << 6) | ((bytes[i + k] ?? 0) & 63);
    text += String.fromCodePoint(Math.min(point, 0x10ffff));
    i += extra + 1;
  }
  return text;
}
