/** The browser's own deflate as the port that links ask for; Node has the same streams. */
import type { Compression } from '../../engine/links/compression.ts';

/** Fed in small slices, so that even a bomb yields little at a time (deflate expands up to about 1,030 times). */
const SLICE_BYTES = 512;

/** null where the browser lacks the streams: links are then written without compression. */
export function browserCompression(): Compression | null {
  const deflating = createOrNull(() => new CompressionStream('deflate-raw'));
  const inflating = createOrNull(() => new DecompressionStream('deflate-raw'));
  return deflating === null || inflating === null ? null : { deflate, inflate };
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = slicesOf(bytes).pipeThrough(new CompressionStream('deflate-raw'));
  return joined(await readAll(stream.getReader(), Number.POSITIVE_INFINITY));
}

async function inflate(bytes: Uint8Array, maxBytes: number): ReturnType<Compression['inflate']> {
  const reader = slicesOf(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    const chunks = await readAll(reader, maxBytes);
    return sizeOf(chunks) > maxBytes ? { ok: false, error: 'tooLarge' } : { ok: true, value: joined(chunks) };
  } catch {
    // Whatever the stream says, it comes down to this: these bytes are not what deflate wrote.
    return { ok: false, error: 'damaged' };
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

function slicesOf(bytes: Uint8Array): ReadableStream<Bytes> {
  let from = 0;
  return new ReadableStream<Bytes>({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(from, from + SLICE_BYTES)));
      from += SLICE_BYTES;
    },
  });
}

/** All chunks, or those up to the one that goes beyond the limit. */
async function readAll(
  reader: ReadableStreamDefaultReader<Bytes>,
  maxBytes: number,
): Promise<readonly Bytes[]> {
  const chunks: Bytes[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size <= maxBytes) continue;
    await reader.cancel();
    break;
  }
  return chunks;
}

function joined(chunks: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(sizeOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function sizeOf(chunks: readonly Bytes[]): number {
  return chunks.reduce((size, chunk) => size + chunk.length, 0);
}

function createOrNull<T>(create: () => T): T | null {
  try {
    return create();
  } catch {
    return null;
  }
}
