/** Recordings as files: plain or packed lines of JSON, one case a line, read as they come. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The outside is wrong; the message is a sentence for the terminal. */
export class UnreadableRecording extends Error {
  override name = 'UnreadableRecording';
}

export interface ReadCase {
  readonly line: number;
  readonly recorded: unknown;
}

/** The recordings that a name stands for: itself, or all below a directory, in order of their names. */
export async function filesOf(name: string): Promise<readonly string[]> {
  if (name === '-') return [name];
  // npm runs scripts in the package's directory; names are meant from where the user stands.
  const path = resolve(process.env['INIT_CWD'] ?? '.', name);
  const known = await stat(path).catch(() => undefined);
  if (known === undefined) throw new UnreadableRecording(`${name}: there is no such file.`);
  if (!known.isDirectory()) return [path];
  const below = await readdir(path, { recursive: true });
  return below
    .filter((file) => /\.jsonl(\.gz)?$/.test(file))
    .sort()
    .map((file) => join(path, file));
}

export async function* readCases(file: string): AsyncGenerator<ReadCase> {
  const where = file === '-' ? 'standard input' : file;
  let line = 0;
  try {
    for await (const text of createInterface({ input: await textOf(file), crlfDelay: Infinity })) {
      line++;
      if (text.trim() !== '') yield { line, recorded: parsed(text, `${where}, line ${line}`) };
    }
  } catch (problem) {
    if (problem instanceof UnreadableRecording) throw problem;
    throw new UnreadableRecording(
      `${where}: ${problem instanceof Error ? problem.message : String(problem)}.`,
    );
  }
  if (line === 0) throw new UnreadableRecording(`${where}: there is nothing in it.`);
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableRecording(`${where}: this is not JSON.`);
  }
}

/** A packed file is known by its first two bytes; one that is only named so is an error of its own. */
async function textOf(file: string): Promise<Readable> {
  const raw = file === '-' ? process.stdin : createReadStream(file);
  const first = await firstChunk(raw);
  const isPacked = first?.[0] === 0x1f && first[1] === 0x8b;
  if (!isPacked && file.endsWith('.gz')) throw new UnreadableRecording(`${file}: this is not a gzip file.`);
  const all = new PassThrough();
  if (first !== undefined) all.write(first);
  raw.on('error', (problem: Error) => all.destroy(problem));
  raw.pipe(all);
  if (!isPacked) return all;
  const unpacked = createGunzip();
  all.on('error', (problem) => unpacked.destroy(problem));
  return all.pipe(unpacked);
}

function firstChunk(raw: Readable): Promise<Buffer | undefined> {
  return new Promise((done, fail) => {
    raw.once('error', fail);
    raw.once('end', () => done(undefined));
    raw.once('readable', () => {
      raw.off('error', fail);
      const chunk: unknown = raw.read();
      if (chunk instanceof Buffer) done(chunk);
    });
  });
}
