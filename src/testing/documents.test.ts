import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Where a path in a document may begin. */
const BASES = ['', 'src', 'src/engine', 'src/engine/servers/apache-kafka'];
const PATH = /`([\w.-]+(?:\/[\w.*-]+)+\/?)`/g;

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'docs/roadmap.md',
  ...readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
];

test.each(documents)('%s names only paths that exist', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const named = [...text.matchAll(PATH)].map(([, path = '']) => path).filter((path) => !path.includes('*'));
  const dead = named.filter((path) => !BASES.some((base) => existsSync(join(ROOT, base, path))));
  expect(dead).toEqual([]);
});

test('ARCHITECTURE.md is at most 150 lines long', () => {
  expect(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(151);
});

test('README.md shows a picture that is there', () => {
  const [, picture = ''] = /!\[[^\]]+\]\(([^)]+)\)/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  expect(existsSync(join(ROOT, picture))).toBe(true);
});
