import fc from 'fast-check';
import { expect, test } from 'vitest';
import { browserCompression } from '../../app/client/compression.ts';
import { arbitraryScenario } from '../../testing/arbitrary-scenario.ts';
import { arbitraryMoment, TYPICAL, withScenario, withView } from './samples.fixture.ts';
import { readLink, writeLink } from './text.ts';
import { momentToText, type SharedMoment } from './shared-moment.ts';

const compression = browserCompression();
const open = (link: string) => readLink(link, compression);

async function linkTo(moment: SharedMoment, how = compression): Promise<string> {
  const link = await writeLink(moment, how);
  return link.ok ? link.value : link.error.sentence;
}

test('LK-01: a link is mark, run part and view part', async () => {
  expect(await linkTo(TYPICAL.moment)).toMatch(/^#g1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
  expect(await linkTo(TYPICAL.moment, null)).toMatch(/^#g0\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
});

test('LK-01: with compression and without, the same moment opens', async () => {
  const opened = { ok: true, value: { moment: TYPICAL.moment, warnings: [] } };
  expect(await open(await linkTo(TYPICAL.moment))).toEqual(opened);
  expect(await open(await linkTo(TYPICAL.moment, null))).toEqual(opened);
});

test('LK-01: a typical link is short enough for a chat', async () => {
  expect((await linkTo(TYPICAL.moment)).length).toBeLessThan(300);
});

test('LK-07, LK-08: any moment comes back equal, and what was opened writes the same link', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryMoment, fc.boolean(), async (moment, deflated) => {
      const link = await linkTo(moment, deflated ? compression : null);
      const opened = await open(link);
      expect(opened.ok && opened.value.moment).toEqual(moment);
      if (opened.ok) expect(await linkTo(opened.value.moment, deflated ? compression : null)).toBe(link);
    }),
    { numRuns: 300 },
  );
});

test('LK-08: any scenario comes back equal, its settings in their order', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryScenario, async (scenario) => {
      const opened = await open(await linkTo(withScenario({ ...scenario })));
      expect(opened.ok && opened.value.moment.branch.scenario).toEqual(scenario);
      expect(opened.ok && JSON.stringify(opened.value.moment.branch.scenario)).toBe(JSON.stringify(scenario));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['an address', (link: string) => `https://groupscope.example/app/?theme=dark${link}`],
  ['no hash', (link: string) => link.slice(1)],
  ['blanks around', (link: string) => `  \n${link}\t `],
  ['lines broken by mail', (link: string) => link.replace(/.{60}/g, '$&\r\n')],
  ['a full stop after it', (link: string) => `${link}.`],
  ['markup around it', (link: string) => `<https://groupscope.example/${link}>`],
  ['markdown around it', (link: string) => `[look](https://groupscope.example/${link}).`],
])('LK-06: a link opens with %s', async (_, disguise) => {
  const opened = await open(disguise(TYPICAL.deflated));
  expect(opened.ok && opened.value.moment).toEqual(TYPICAL.moment);
});

test.each<readonly [string, SharedMoment, string]>([
  [
    'a command beyond 24 hours',
    withScenario({ commands: [{ at: 86_400_001, command: { type: 'killNode', node: 'a' } }] }),
    '86,400,000',
  ],
  ['a title of 201 characters', withScenario({ title: 'x'.repeat(201) }), '200 characters'],
  ['a digest that is none', withView({ digest: '' }), 'sixteen hexadecimal characters'],
])('LK-05: %s makes no link but a sentence', async (_, moment, words) => {
  const link = await writeLink(moment, compression);
  expect(link).toMatchObject({ ok: false, error: { code: 'LINK_INVALID' } });
  expect(!link.ok && link.error.sentence).toContain(words);
});

test('LK-05: a run too long for a link is answered with its length and the limit', async () => {
  const settings = (n: number) =>
    Object.fromEntries(
      Array.from({ length: 100 }, (_, k) => [`setting.${n}.${k}`, `value ${n} ${k} `.repeat(9)]),
    );
  const adding = (n: number) => ({
    at: n,
    command: { type: 'addConsumer', consumer: { name: `c${n}`, settings: settings(n), msPerRecord: 1 } },
  });
  const of = (count: number) =>
    withScenario({ commands: Array.from({ length: count }, (_, n) => adding(n)) });
  const long = await writeLink(of(50), null);
  expect(long).toMatchObject({ ok: false, error: { code: 'LINK_TOO_LONG' } });
  expect(!long.ok && long.error.sentence).toMatch(
    /takes [\d,]+ characters, and at most 65,536 are read.*as a file/,
  );
  expect(await writeLink(of(200), compression)).toMatchObject({
    ok: false,
    error: { code: 'LINK_TOO_LARGE' },
  });
});

test('LK-05: a run is written right up to the limit of commands', async () => {
  const kill = { at: 1, command: { type: 'killNode', node: 'consumer-1' } };
  const many = (length: number) => withScenario({ commands: Array.from({ length }, () => kill) });
  expect(await writeLink(many(500), compression)).toMatchObject({ ok: true });
  expect(await writeLink(many(501), compression)).toMatchObject({
    ok: false,
    error: { code: 'LINK_INVALID' },
  });
});

test('LK-52: what is inside is told in one line', () => {
  expect(momentToText(TYPICAL.moment)).toBe('5 commands, seed 7, event 218 at 24.200 s');
});

test('LK-31: without decompression a g0 link opens, and a g1 link names the browsers that can', async () => {
  expect(await readLink(TYPICAL.plain, null)).toMatchObject({ ok: true, value: { moment: TYPICAL.moment } });
  const refused = await readLink(TYPICAL.deflated, null);
  expect(refused).toMatchObject({ ok: false, error: { code: 'LINK_TOO_NEW' } });
  expect(!refused.ok && refused.error.sentence).toContain('Firefox 113');
});
