/**
 * The bytes inside JoinGroup and SyncGroup that the coordinator passes on unread: ConsumerProtocolSubscription and
 * ConsumerProtocolAssignment, read for the eye. Bytes that do not parse are shown by their count.
 */

export interface OpenedBytes {
  /** `v3, 43 bytes` */
  readonly summary: string;
  readonly fields: readonly (readonly [string, string])[];
}

export function protocolMetadata(base64: string, kind: 'metadata' | 'assignment'): OpenedBytes {
  const bytes = bytesOf(base64);
  if (bytes === undefined) return { summary: `${base64.length} characters`, fields: [] };
  const size = `${bytes.length} bytes`;
  try {
    const reader = new Reader(bytes);
    const version = reader.int16();
    const fields = kind === 'metadata' ? subscription(reader, version) : assignment(reader);
    return { summary: `v${version}, ${size}`, fields };
  } catch {
    // Not the consumer protocol, or cut short: the count of bytes is all that can be said.
    return { summary: size, fields: [] };
  }
}

function subscription(reader: Reader, version: number): readonly (readonly [string, string])[] {
  const topics = reader.list(() => reader.text());
  const userData = reader.bytes();
  const fields: [string, string][] = [['topics', `[${topics.join(', ')}]`]];
  if (version >= 1) fields.push(['ownedPartitions', topicPartitions(reader)]);
  if (version >= 2) fields.push(['generationId', String(reader.int32())]);
  if (version >= 3) fields.push(['rackId', reader.nullableText() ?? 'null']);
  fields.push(['userData', userData === null ? 'null' : `${userData} bytes`]);
  return fields;
}

function assignment(reader: Reader): readonly (readonly [string, string])[] {
  const assigned = topicPartitions(reader);
  const userData = reader.bytes();
  return [
    ['assignedPartitions', assigned],
    ['userData', userData === null ? 'null' : `${userData} bytes`],
  ];
}

function topicPartitions(reader: Reader): string {
  const topics = reader.list(() => {
    const topic = reader.text();
    return `${topic}: ${reader.list(() => reader.int32()).join(', ')}`;
  });
  return `{${topics.join('; ')}}`;
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const LIST_AT_MOST = 10_000;

class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  int16(): number {
    this.#at += 2;
    return this.#view.getInt16(this.#at - 2);
  }

  int32(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4);
  }

  text(): string {
    return this.nullableText() ?? '';
  }

  nullableText(): string | null {
    const length = this.int16();
    if (length < 0) return null;
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#at, length);
    this.#at += length;
    return new TextDecoder().decode(bytes);
  }

  /** Skips bytes and says how many; null: the schema's null. */
  bytes(): number | null {
    const length = this.int32();
    if (length < 0) return null;
    this.#at += length;
    return length;
  }

  list<T>(element: () => T): readonly T[] {
    const length = this.int32();
    if (length > LIST_AT_MOST) throw new RangeError('not a list');
    return Array.from({ length: Math.max(0, length) }, element);
  }
}
