import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryMoment, TYPICAL, withScenario, withView } from './samples.fixture.ts';
import { momentToFile, readScenarioFile, type FileError } from './scenario-file.ts';
import type { SharedMoment } from './shared-moment.ts';

function fileOf(moment: SharedMoment): string {
  const file = momentToFile(moment);
  return file.ok ? file.value : file.error.sentence;
}

function answerTo(text: string): FileError {
  const found = readScenarioFile(text);
  if (found.ok) throw new Error('it opened');
  return found.error;
}

/** The typical file with other fields, written without asking. */
function fileWith(changes: object): string {
  return JSON.stringify({ format: 'groupscope', version: 1, ...TYPICAL.moment, ...changes });
}

test('LK-60: a file is indented JSON that says what it is first', () => {
  const file = fileOf(TYPICAL.moment);
  expect(file.split('\n').slice(0, 6)).toEqual([
    '{',
    '  "format": "groupscope",',
    '  "version": 1,',
    '  "branch": {',
    '    "name": "main",',
    '    "scenario": {',
  ]);
  expect(file.endsWith('}\n')).toBe(true);
  expect(JSON.parse(file)).toEqual({ format: 'groupscope', version: 1, ...TYPICAL.moment });
});

test('LK-61: any moment comes back from a file equal', () => {
  fc.assert(
    fc.property(arbitraryMoment, (moment) => {
      expect(readScenarioFile(fileOf(moment))).toMatchObject({ ok: true, value: { moment } });
    }),
    { numRuns: 200 },
  );
});

test('LK-62: an edited file opens, and warns of names that lead nowhere', () => {
  const edited = fileOf(TYPICAL.moment)
    .replace('"seed": 7', '"seed": 8')

    .replace(/"type": "killNode",\s+"node": "consumer-2"/, '"type": "killNode", "node": "consumer-7"');
  expect(readScenarioFile(edited)).toMatchObject({
    ok: true,
    value: {
      moment: { branch: { scenario: { seed: 8 } } },
      warnings: ['Command 4 (killNode) changes nothing: there is no “consumer-7” by then.'],
    },
  });
});

test('LK-62: the gate answers with the words it has for links', () => {
  const error = answerTo(fileOf(TYPICAL.moment).replace('"seed": 7', '"seed": 7.5'));
  expect(error).toEqual({
    code: 'FILE_INVALID',
    sentence:
      'This file cannot be used: branch, scenario, seed: must be a whole number from 0 to 4,294,967,295, but is 7.5. ' +
      'Nothing was opened. Put that place right and open it again.',
    kept: { version: 1, title: 'A silent consumer is evicted', branch: null },
  });
});

test('LK-63: a broken view keeps the run', () => {
  for (const view of [undefined, null, {}, { ...TYPICAL.moment.view, depth: 'deep' }]) {
    const error = answerTo(fileWith({ view }));
    expect(error.code).toBe('FILE_INVALID');
    expect(error.kept?.branch).toEqual(TYPICAL.moment.branch);
    expect(error.sentence).toContain(
      'Kept: “A silent consumer is evicted” with all its commands. Lost: the moment',
    );
  }
});

test('LK-63: a newer file is named and not guessed at', () => {
  const error = answerTo(fileWith({ version: 2 }));
  expect(error).toMatchObject({
    code: 'FILE_TOO_NEW',
    kept: { version: 2, title: 'A silent consumer is evicted' },
  });
  expect(error.sentence).toContain('This file of “A silent consumer is evicted” needs a newer Groupscope');
  expect(answerTo('{"format":"groupscope","version":9}').sentence).toContain(
    'This file needs a newer Groupscope',
  );
});

test.each([
  ['', 'is not JSON'],
  ['{"format": "groupscope",}', 'is not JSON'],
  ['[]', 'is not a Groupscope scenario'],
  ['null', 'is not a Groupscope scenario'],
  ['{"format": "excalidraw"}', 'is not a Groupscope scenario'],
])('LK-64: %j is no scenario file', (text, words) => {
  const error = answerTo(text);
  expect(error.code).toBe('NOT_A_SCENARIO_FILE');
  expect(error.sentence).toContain(words);
});

test('LK-64: a version that is none and a file without end are answered', () => {
  for (const version of [0, 1.5, '1', null])
    expect(answerTo(fileWith({ version })).code).toBe('FILE_INVALID');
  const error = answerTo(' '.repeat(4_194_305));
  expect(error.code).toBe('FILE_TOO_LONG');
  expect(error.sentence).toContain('4,194,305 characters, and at most 4,194,304 are read');
});

test('LK-64: any text and any JSON is answered', () => {
  const json = fc.tuple(fc.jsonValue(), fc.jsonValue()).map(([branch, view]) => fileWith({ branch, view }));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), json), (text) => {
      expect(answerTo(text).sentence).toMatch(/\. .*\.$/);
    }),
    { numRuns: 500 },
  );
});

test('LK-65: what would not open is not saved', () => {
  expect(momentToFile(withScenario({ brokers: 0 }))).toMatchObject({
    ok: false,
    error: { code: 'FILE_INVALID' },
  });
  expect(fileOf(withView({ digest: 'none' }))).toContain('No file was written');
});
