import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { expect, test } from 'vitest';
import { LAYERS, VALUES_FOR_PAGE } from './layers.ts';

const SRC = join(import.meta.dirname, '..');
const FROM = /(?:^|\n)\s*(import|export)\s+(type\s)?[^;'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
}

function sources(): readonly string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$|\.d\.ts$/.test(path));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(FROM)].flatMap((match) => {
    const path = match[3] ?? match[4] ?? '';
    if (!path.startsWith('.')) return [];
    const target = posix.normalize(posix.join(dirname(file), path));
    return [{ file, target, isType: match[2] !== undefined }];
  });
}

function rowOf(file: string): string | undefined {
  return Object.keys(LAYERS)
    .filter((row) => file.startsWith(row))
    .sort((a, b) => b.length - a.length)[0];
}

function isAllowed({ file, target, isType }: Import): boolean {
  if (target.endsWith('.css')) return true;
  const row = rowOf(file);
  if (row === undefined || !(LAYERS[row] ?? []).some((allowed) => target.startsWith(allowed))) return false;
  const [, view] = /^app\/views\/([^/]+)\//.exec(file) ?? [];
  const [, other] = /^app\/views\/([^/]+)\//.exec(target) ?? [];
  if (view !== undefined && other !== undefined && view !== other) return false;
  const crosses = file.startsWith('app/') && target.startsWith('engine/');
  return !crosses || isType || VALUES_FOR_PAGE.some((allowed) => target.startsWith(allowed));
}

test('no folder imports what its row in the table does not allow, types and re-exports included', () => {
  const broken = sources()
    .flatMap(importsOf)
    .filter((found) => !isAllowed(found))
    .map(({ file, target }) => `${file} → ${target}`);
  expect(broken).toEqual([]);
});

test('views may import their own folder', () => {
  expect(isAllowed({ file: 'app/views/stage/a.ts', target: 'app/views/stage/b.ts', isType: false })).toBe(
    true,
  );
  expect(isAllowed({ file: 'app/views/stage/a.ts', target: 'app/views/story/b.ts', isType: true })).toBe(
    false,
  );
});

test('xstate is imported by charts and by the two files of the kernel that run and draw them', () => {
  const users = sources().filter((file) =>
    /from 'xstate(\/[a-z]+)?'/.test(readFileSync(join(SRC, file), 'utf8')),
  );
  const others = users.filter((file) => !file.endsWith('.machine.ts'));
  expect(others.sort()).toEqual(['engine/kernel/chart-graph.ts', 'engine/kernel/run-machine.ts']);
});

test('every source file begins with a comment that says why it exists', () => {
  const bare = sources().filter((file) => !/^\/\*\*|^\/\//.test(readFileSync(join(SRC, file), 'utf8')));
  expect(bare.map((file) => relative('.', file))).toEqual([]);
});
