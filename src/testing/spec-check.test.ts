import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRules } from '../contract/rule-texts.ts';

const SRC = join(import.meta.dirname, '..');
const ID = /\b(?:CG|CC|AS|LK|IV|WD)-(?:[A-Z]+-)?[A-Z]*[0-9]+[a-z]?\b/g;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);
const textOf = (path: string): string => readFileSync(join(SRC, path), 'utf8');

const rules = files
  .filter((path) => path.endsWith('SPEC.md'))
  .flatMap((path) => parseRules(path.replace('/SPEC.md', ''), textOf(path)));
const known = new Set(rules.map(({ id }) => id));

const isTest = (path: string): boolean => /\.(test|rules)\.ts$/.test(path);
const tested = new Set(files.filter(isTest).flatMap((path) => textOf(path).match(ID) ?? []));

test('there are rules, and no id stands twice', () => {
  expect(rules.length).toBeGreaterThan(100);
  const twice = rules.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index);
  expect(twice).toEqual([]);
});

test('every rule is cited by a test, or says why no input reaches it', () => {
  const untested = rules.filter(({ id, unreached }) => unreached === null && !tested.has(id));
  expect(untested.map(({ id }) => id)).toEqual([]);
});

test('every rule names its source', () => {
  expect(rules.filter(({ source }) => source === '').map(({ id }) => id)).toEqual([]);
});

test('every id that code or test names is a rule', () => {
  const sources = files.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('testing/'));
  const unknown = sources.flatMap((path) =>
    (textOf(path).match(ID) ?? []).filter((id) => !known.has(id)).map((id) => `${path}: ${id}`),
  );
  expect([...new Set(unknown)]).toEqual([]);
});
