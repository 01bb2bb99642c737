import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { browserCompression } from '../../app/client/compression.ts';
import { toBase64url } from './base64url.ts';
import type { LinkError } from './link-error.ts';
import { craftLink, craftPart, payloadOf, TYPICAL, V1_LINKS, withView } from './samples.fixture.ts';
import { readLink, writeLink } from './text.ts';

const compression = browserCompression();
const open = (link: string) => readLink(link, compression);

/** One character of each kind: of the alphabet, next to it, separators, white space, beyond 7 bits. */
const REPLACEMENTS = ['A', 'q', '9', '_', '-', '.', '#', '!', ' ', '\u00e9', '\ud83d'];

const SENTENCES = /^[A-Z].*\. .*(Nothing was|Kept: ).*\. ?.*\.$/s;

async function answerTo(link: string): Promise<LinkError> {
  const opened = await open(link);
  if (opened.ok) throw new Error('it opened');
  return opened.error;
}

describe('LK-20: every change of one character opens the very same moment or is answered', () => {
  test.each([
    ['deflated', TYPICAL.deflated, TYPICAL.moment],
    ['plain', TYPICAL.plain, TYPICAL.moment],
    ['every command', V1_LINKS[3]?.deflated ?? '', V1_LINKS[3]?.moment],
  ])(
    '%s',
    async (_, link, moment) => {
      let opened = 0;
      for (let place = 0; place < link.length; place++) {
        for (const char of REPLACEMENTS) {
          const changed = link.slice(0, place) + char + link.slice(place + 1);
          const found = await open(changed);
          if (found.ok) expect({ changed, ...found.value }).toEqual({ changed, moment, warnings: [] });
          else expect(found.error.sentence, changed).toMatch(SENTENCES);
          if (found.ok && changed !== link) opened++;
        }
      }
      // Spare bits of the last characters of a part, and deflate's own.
      expect(opened).toBeLessThan(30);
    },
    60_000,
  );

  test('a character left out or put in', async () => {
    const link = TYPICAL.deflated;
    for (let place = 0; place < link.length; place++) {
      const without = await open(link.slice(0, place) + link.slice(place + 1));
      const within = await open(`${link.slice(0, place)}x${link.slice(place)}`);
      for (const found of [without, within]) {
        if (found.ok) expect(found.value.moment).toEqual(TYPICAL.moment);
        else expect(found.error.sentence).toMatch(SENTENCES);
      }
    }
  });
});

test.each([
  '',
  'hello',
  'https://groupscope.example/',
  '#lesson-2',
  '#guide.one',
  '{"format": "groupscope"}',
])('LK-21: %j is not a link', async (text) => {
  expect((await answerTo(text)).code).toBe('NOT_A_LINK');
});

test('LK-22: a character that never occurs is named with its place', async () => {
  const error = await answerTo(TYPICAL.deflated.replace(/^(#g1\..{9})./, '$1%'));
  expect(error.code).toBe('LINK_DAMAGED');
  expect(error.sentence).toContain('its character 10 is “%”, which no link has');
});

test('LK-22: a changed body does not fit its check value', async () => {
  const at = TYPICAL.plain.indexOf('.') + 30;
  const other = TYPICAL.plain.charAt(at) === 'Q' ? 'R' : 'Q';
  const error = await answerTo(TYPICAL.plain.slice(0, at) + other + TYPICAL.plain.slice(at + 1));
  expect(error.code).toBe('LINK_DAMAGED');
  expect(error.sentence).toContain('check value');
});

test('LK-22: characters lost within the run are damage, not a cut', async () => {
  const error = await answerTo(TYPICAL.deflated.replace(/^(#g1\..{20}).{7}/, '$1'));
  expect(error.code).toBe('LINK_DAMAGED');
  expect(error.sentence).toContain('has 172 of 179 characters');
});

test('LK-23: a link cut anywhere says that it breaks off, and keeps the run if that is whole', async () => {
  const link = TYPICAL.deflated;
  const runEnds = link.lastIndexOf('.');
  for (let length = '#g1'.length; length < link.length; length++) {
    const error = await answerTo(link.slice(0, length));
    expect([length, error.code]).toEqual([length, 'LINK_TRUNCATED']);
    expect(error.sentence).toMatch(SENTENCES);
    const kept = length >= runEnds ? TYPICAL.moment.branch : undefined;
    expect(error.kept?.branch).toEqual(kept);
  }
});

test('LK-24: more than 65,536 characters are not looked at', async () => {
  const error = await answerTo(`https://groupscope.example/#g1.${'A'.repeat(65_536)}`);
  expect(error.code).toBe('LINK_TOO_LONG');
  expect(error.sentence).toContain('65,540 characters; at most 65,536');
  expect((await answerTo(`#g1.${'A'.repeat(50_000_000)}`)).code).toBe('LINK_TOO_LONG');
});

test('LK-25: a part that unpacks beyond 1 MiB is given up', async () => {
  for (const bytes of [1_048_577, 40_000_000]) {
    const error = await answerTo(bomb(bytes));
    expect(error.code).toBe('LINK_TOO_LARGE');
    expect(error.sentence).toContain('1,048,576 bytes');
  }
  expect((await answerTo(bomb(1_048_576))).code).toBe('LINK_DAMAGED');
});

test('LK-26: a newer mark or version is told with its number, and the title if it can be read', async () => {
  const mark = await answerTo(TYPICAL.deflated.replace('g1', 'g3'));
  expect(mark).toMatchObject({ code: 'LINK_TOO_NEW', kept: { version: 3, title: null, branch: null } });
  const version = await answerTo(craftLink([2, ['Rolling restart'], 'unheard of'], 0));
  expect(version).toMatchObject({ code: 'LINK_TOO_NEW', kept: { version: 2, title: 'Rolling restart' } });
  expect(version.sentence).toBe(
    'This link of “Rolling restart” needs a newer Groupscope: it is written in version 2, and this page reads ' +
      'versions up to 1. Nothing was changed or guessed. Reload the page to get the newest Groupscope, then open ' +
      'the link again.',
  );
});

test.each([
  ['no list', { a: 1 }],
  ['no version', []],
  ['a version that is none', ['1', [], 0]],
  ['version 0', [0, [], 0]],
  ['no texts', [1, 0, 0]],
  ['no branch', [1, ['title'], 0]],
  ['a branch of the wrong length', [1, ['title'], [0, 0]]],
])('LK-27: a run part that holds %s is answered', async (_, run) => {
  const error = await answerTo(craftLink(run, payloadOf(TYPICAL.plain, 'view')));
  expect(error.code).toBe('LINK_INVALID');
  expect(error.sentence).toMatch(SENTENCES);
});

test('LK-27: deep nesting is answered, where a title should be too', async () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  for (const json of [deep, `[1,[${deep}],0]`, `[1,["t"],[${deep},0,0]]`, `[1,["t"],[0,${deep},0]]`]) {
    const payload = Uint8Array.from(json, (char) => char.charCodeAt(0));
    const link = `#g1.${craftPart(payload, deflateRawSync(payload))}.AAAA`;
    expect((await answerTo(link)).code).toBe('LINK_INVALID');
  }
});

test('LK-27: what arrived whole and cannot be run keeps version and title', async () => {
  const run = JSON.stringify(payloadOf(TYPICAL.plain, 'run'))
    .replace('[6,', '[-6,')
    .replace(',6,10,500', ',6,10,0');
  const error = await answerTo(craftLink(JSON.parse(run), payloadOf(TYPICAL.plain, 'view')));
  expect(error).toMatchObject({
    code: 'LINK_INVALID',
    kept: { version: 1, title: TYPICAL.moment.branch.scenario.title },
  });
  expect(error.sentence).toContain(
    'scenario, topic 1, batchMs: must be a whole number from 1 to 86,400,000, but is 0',
  );
});

test('LK-28: a lost view keeps the run, whatever happened to the view', async () => {
  const { branch } = TYPICAL.moment;
  const run = payloadOf(TYPICAL.plain, 'run');
  const bad = [null, [], [0, 1], [0, 0, 0, 9, 1, ''], [0, 0, [[7]], 0, 1, '0'.repeat(16)], { at: 1 }, 'x'];
  const links = [...bad.map((view) => craftLink(run, view)), `${TYPICAL.deflated}AAAA`];
  for (const link of [...links, TYPICAL.deflated.slice(0, -3), TYPICAL.deflated.replace(/.$/, '%A')]) {
    const error = await answerTo(link);
    expect(error.kept).toEqual({ version: 1, title: branch.scenario.title, branch });
    expect(error.sentence).toContain(
      'Kept: “A silent consumer is evicted” with 5 commands. Lost: the moment',
    );
  }
});

test('LK-29: answers are sentences with what is wrong, what became of it, what to do', async () => {
  expect((await answerTo('hello')).sentence).toBe(
    'This is not a Groupscope link: those have #g1. and then letters and digits. Nothing was opened. ' +
      'Copy the whole link, with everything after #, and paste it again.',
  );
  expect((await answerTo(TYPICAL.deflated.slice(0, 100))).sentence).toBe(
    'This link does not open, because its run part breaks off after 96 of 179 characters. Nothing was ' +
      'opened, because a guess would be another run. Chat and mail programs cut long links: ask for the whole one, ' +
      'or for the scenario as a file.',
  );
  expect((await answerTo(TYPICAL.deflated.slice(0, -1))).sentence).toBe(
    'The run in this link is whole, but its view part breaks off after 83 of 84 characters. ' +
      'Kept: “A silent consumer is evicted” with 5 commands. Lost: the moment, the selection, depth and speed. ' +
      'Open the run from its start, or ask for the link again.',
  );
});

test('LK-30: any text at all is answered', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^#g[0-3]\.[A-Za-z0-9_.-]*$/),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => `#g1.${toBase64url(bytes)}.${toBase64url(bytes)}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (pasted) => {
      expect((await answerTo(pasted)).sentence).toMatch(SENTENCES);
    }),
    { numRuns: 1_000 },
  );
});

test('LK-30: any JSON in parts that are whole is answered', async () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.jsonValue()), { maxLength: 4 });
  const run = fc.oneof(fc.jsonValue(), fc.tuple(fc.constant(1), texts, fc.jsonValue()));
  await fc.assert(
    fc.asyncProperty(run, fc.jsonValue(), async (one, other) => {
      expect((await answerTo(craftLink(one, other))).sentence).toMatch(SENTENCES);
    }),
    { numRuns: 500 },
  );
});

test('LK-30: a good run with any one value in it replaced opens or is answered', async () => {
  const run = JSON.stringify(payloadOf(TYPICAL.plain, 'run'));
  const numbers = [...run.matchAll(/-?\d+/g)];
  const strange = ['-1', '1e999', '0.5', '999999999999', '[]', '{}', 'null', '"x"', '-99', '3'];
  for (const { index, 0: digits } of numbers) {
    for (const value of strange) {
      const changed = JSON.parse(run.slice(0, index) + value + run.slice(index + digits.length)) as unknown;
      const found = await open(craftLink(changed, payloadOf(TYPICAL.plain, 'view')));
      if (!found.ok) expect(found.error.sentence).toMatch(SENTENCES);
      else expect(await writeLink(found.value.moment, compression)).toMatchObject({ ok: true });
    }
  }
});

test('LK-50: a selection that leads nowhere opens with a warning', async () => {
  const link = await writeLink(withView({ selected: { type: 'consumer', node: 'consumer-9' } }), compression);
  expect(await open(link.ok ? link.value : '')).toMatchObject({
    ok: true,
    value: { warnings: ['What was selected is not in this run: no consumer is called “consumer-9”.'] },
  });
});

/** A link whose run part inflates to so many zeros. */
function bomb(bytes: number): string {
  return `#g1.${craftPart(Uint8Array.of(0), deflateRawSync(new Uint8Array(bytes)))}.AAAA`;
}
