import { expect, test } from 'vitest';
import { browserCompression } from '../../app/client/compression.ts';
import { craftLink, payloadOf, TYPICAL, V1_LINKS } from './samples.fixture.ts';
import { readLink, writeLink } from './text.ts';
import { CODECS, NEWEST_VERSION, UPGRADES, upgradeBranch, upgradeView, type Upgrade } from './upgrade.ts';
import { KNOWN_TEXTS_V1 } from './known-texts-v1.ts';

const compression = browserCompression();
const open = (link: string) => readLink(link, compression);
const [, , , EVERYTHING] = V1_LINKS;

test.each(V1_LINKS)('LK-18: the link of version 1 with $name opens for ever', async (fixture) => {
  const { deflated, plain, moment } = fixture;
  for (const link of [deflated, plain])
    expect(await open(link)).toMatchObject({ ok: true, value: { moment } });
});

test('LK-10, LK-11: version first, then the texts of this link with the title first', () => {
  const [version, texts] = payloadOf(TYPICAL.plain, 'run') as [number, string[]];
  expect(version).toBe(1);
  expect(texts).toEqual(['A silent consumer is evicted', 'orders-app']);
});

test('LK-11: the known texts keep their places', () => {
  expect(KNOWN_TEXTS_V1.slice(0, 5)).toEqual(['main', '4.4.0', 'orders', 'payments', 'consumer-1']);
  expect(KNOWN_TEXTS_V1.indexOf('session.timeout.ms')).toBe(25);
  expect(new Set(KNOWN_TEXTS_V1).size).toBe(KNOWN_TEXTS_V1.length);
});

test.each([
  [
    'LK-11',
    'a text of its own that is not there',
    '"orders-app"],[-1,[0',
    '"orders-app"],[2,[0',
    'no text number 2',
  ],
  [
    'LK-11',
    'a known text that is not there',
    '"orders-app"],[-1,[0',
    '"orders-app"],[-999,[0',
    'no text number -999',
  ],
  ['LK-11', 'a text that is a number', '"orders-app"]', '7]', 'there is no text number 1'],
  ['LK-12', 'a server with no name', ',[0,-2],3', ',[1,-2],3', '1 is none of apache-kafka'],
  [
    'LK-12',
    'a kind of command that is none',
    '[21000,1,-6]',
    '[21000,77,-6]',
    '77 is none of addConsumer, killNode',
  ],
  ['LK-13', 'a command with a field too many', '[21000,1,-6]', '[21000,1,-6,0]', 'is not a list of 1 fields'],
  [
    'LK-13',
    'a command before the one above it',
    '[21000,1,-6]',
    '[-1,1,-6]',
    'at: must be a whole number from 0',
  ],
])('%s: %s is refused', async (_, __, good, bad, words) => {
  const run = JSON.stringify(payloadOf(TYPICAL.plain, 'run'));
  expect(run).toContain(good);
  const opened = await open(craftLink(JSON.parse(run.replace(good, bad)), payloadOf(TYPICAL.plain, 'view')));
  expect(opened).toMatchObject({ ok: false, error: { code: 'LINK_INVALID' } });
  expect(!opened.ok && opened.error.sentence).toContain(words);
});

test('LK-13: instants are the time since the command before', () => {
  expect(JSON.stringify(payloadOf(TYPICAL.plain, 'run'))).toContain('[21000,1,-6],[31300,3,-6]');
});

test('LK-14: the view is a list of six with its texts in place', () => {
  expect(payloadOf(TYPICAL.plain, 'view')).toEqual([
    24200,
    218,
    [[0, 'consumer-2']],
    1,
    0.2,
    '9c41f0aa12bc77de',
  ]);
});

test('LK-15: a branch brings main along, or only where it parted, or is main', async () => {
  const moment = EVERYTHING?.moment ?? TYPICAL.moment;
  expect(moment.branch.parted?.main?.commands.length).toBe(5);
  for (const parted of [
    moment.branch.parted,
    moment.branch.parted && { ...moment.branch.parted, main: null },
    null,
  ]) {
    const sent = { ...moment, branch: { ...moment.branch, parted } };
    const link = await writeLink(sent, compression);
    expect(await open(link.ok ? link.value : '')).toMatchObject({ ok: true, value: { moment: sent } });
  }
});

test('LK-17: every version up to the newest has its codec and the step to the next', () => {
  const versions = Array.from({ length: NEWEST_VERSION }, (_, index) => index + 1);
  expect([...CODECS.keys()]).toEqual(versions);
  expect(UPGRADES.length).toBe(NEWEST_VERSION - 1);
});

test('LK-17: what is old runs through all steps in order, main too', () => {
  const step = (name: string): Upgrade => ({
    scenario: (plain) => [...(plain as string[]), name],
    view: (plain) => [...(plain as string[]), name],
  });
  const steps = [step('1→2'), step('2→3'), step('3→4')];
  expect(upgradeView([], 1, steps)).toEqual(['1→2', '2→3', '3→4']);
  expect(upgradeView([], 3, steps)).toEqual(['3→4']);
  expect(upgradeView([], 4, steps)).toEqual([]);
  expect(upgradeBranch({ name: 'x', scenario: [], parted: { at: 1, main: null } }, 2, steps)).toEqual({
    name: 'x',
    scenario: ['2→3', '3→4'],
    parted: { at: 1, main: null },
  });
  const count = (plain: unknown) => ({ count: (plain as { count: number }).count + 1 });
  const counting = [{ scenario: count, view: count }];
  expect(
    upgradeBranch({ scenario: { count: 0 }, parted: { at: 1, main: { count: 5 } } }, 1, counting),
  ).toEqual({
    scenario: { count: 1 },
    parted: { at: 1, main: { count: 6 } },
  });
  expect(upgradeBranch('rubbish', 1, steps)).toBe('rubbish');
});
