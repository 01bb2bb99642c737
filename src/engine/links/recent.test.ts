import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryInstant, arbitraryScenario } from '../../testing/arbitrary-scenario.ts';
import { START } from '../kernel/time.ts';
import { LIMITS } from './limits.ts';
import { readRecent, recentToText, type RecentBranch, type RecentSession } from './recent.ts';
import { arbitraryMoment, TYPICAL } from './samples.fixture.ts';

const { scenario } = TYPICAL.moment.branch;
const { view } = TYPICAL.moment;
const branch = (id: string, parent: string | null, changes: object = {}): RecentBranch => ({
  id,
  name: `the branch ${id}`,
  parent,
  partedAt: START,
  scenario,
  ...changes,
});
const THREE: RecentSession = {
  branches: [branch('main', null), branch('b-1', 'main'), branch('b-2', 'b-1')],
  current: 'b-1',
  view,
};

function reopened(session: RecentSession) {
  return readRecent(recentToText(session));
}

test('LK-70: what was open comes back equal', () => {
  expect(reopened(THREE)).toEqual({ ok: true, value: { session: THREE, warnings: [] } });
  expect(reopened({ ...THREE, view: null })).toEqual({
    ok: true,
    value: { session: { ...THREE, view: null }, warnings: [] },
  });
});

test('LK-70: any scenarios and any moment come back equal', () => {
  fc.assert(
    fc.property(arbitraryScenario, arbitraryInstant, arbitraryMoment, (other, partedAt, moment) => {
      const branches = [branch('main', null), branch('b-1', 'main', { scenario: other, partedAt })];
      const session = { branches, current: 'b-1', view: moment.view };
      expect(reopened(session)).toEqual({ ok: true, value: { session, warnings: [] } });
    }),
    { numRuns: 50 },
  );
});

test('LK-71: a branch that cannot be read is left out and told, its children stay without a parent', () => {
  const broken = branch('b-1', 'main', { scenario: { ...scenario, brokers: 0 } });
  const found = reopened({
    branches: [branch('main', null), broken, branch('b-2', 'b-1')],
    current: 'b-2',
    view,
  });
  expect(found).toEqual({
    ok: true,
    value: {
      session: { branches: [branch('main', null), branch('b-2', null)], current: 'b-2', view },
      warnings: [
        'One branch was lost: branch 2, scenario, brokers: must be a whole number from 1 to 20, but is 0.',
      ],
    },
  });
});

test('LK-71: of two branches with one id the first stays', () => {
  const found = reopened({ ...THREE, branches: [...THREE.branches, branch('main', 'b-1')] });
  expect(found).toMatchObject({
    ok: true,
    value: { session: THREE, warnings: ['One branch was lost: branch 4 has the id of another.'] },
  });
});

test('LK-72: without the shown branch the first one is shown from its start', () => {
  expect(reopened({ ...THREE, current: 'b-9' })).toEqual({
    ok: true,
    value: {
      session: { ...THREE, current: 'main', view: null },
      warnings: ['The branch that was shown was lost; the first one is shown from its start.'],
    },
  });
});

test('LK-72: without the moment the shown branch is shown from its start', () => {
  const found = reopened({ ...THREE, view: { ...view, digest: '' } });
  expect(found).toMatchObject({ ok: true, value: { session: { ...THREE, view: null } } });
  expect(found.ok && found.value.warnings).toEqual([
    'The moment was lost, so the run is shown from its start: view, digest: must be sixteen hexadecimal characters, but is “”.',
  ]);
});

test('LK-73: of many branches the shown one, its ancestors and the newest are kept', () => {
  const line = [branch('main', null), branch('old-1', 'main'), branch('old-2', 'old-1')];
  const others = Array.from({ length: 60 }, (_, n) => branch(`b-${n}`, 'main'));
  const found = reopened({ branches: [...line, ...others], current: 'old-2', view });
  const ids = found.ok ? found.value.session.branches.map(({ id }) => id) : [];
  expect(ids.length).toBe(LIMITS.branches);
  expect(ids.slice(0, 4)).toEqual(['main', 'old-1', 'old-2', 'b-23']);
  expect(ids.at(-1)).toBe('b-59');
});

test('LK-73: of a line longer than the limit its end is kept', () => {
  const branches = Array.from({ length: 50 }, (_, n) => branch(`b-${n}`, n === 0 ? null : `b-${n - 1}`));
  const found = reopened({ branches, current: 'b-49', view });
  expect(found).toMatchObject({ ok: true, value: { session: { current: 'b-49', view }, warnings: [] } });
  expect(found.ok && found.value.session.branches[0]).toEqual(branch('b-10', null));
});

test.each([
  ['', 'Nothing from before could be read.'],
  ['{"format":"groupscope"}', 'Nothing from before could be read.'],
  ['{"format":"groupscope-recent","version":1}', 'What was open before could not be read.'],
  ['{"format":"groupscope-recent","version":1,"branches":[]}', 'What was open before could not be read.'],
  [
    '{"format":"groupscope-recent","version":2,"branches":[]}',
    'What was open before was kept by a newer Groupscope. Reload the page to get it back.',
  ],
  [' '.repeat(4_194_305), 'What was open before could not be kept: it is too long.'],
])('LK-74: from what cannot be read there is only a sentence (%#)', (text, sentence) => {
  expect(readRecent(text)).toEqual({ ok: false, error: sentence });
});

test('LK-74: any JSON is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, current, other) => {
      const text = JSON.stringify({
        format: 'groupscope-recent',
        version: 1,
        branches: [one, ...THREE.branches],
        current,
        view: other,
      });
      expect(readRecent(text)).toMatchObject({ ok: true, value: { session: { branches: THREE.branches } } });
    }),
  );
});
