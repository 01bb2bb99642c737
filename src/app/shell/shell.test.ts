import { describe, expect, test } from 'vitest';
import { APACHE_KAFKA } from '../../engine/catalogue.ts';
import { Run } from '../../engine/history/run.ts';
import { instant } from '../../engine/kernel/time.ts';
import { measuresFold } from '../../engine/measures/index.ts';
import { READY_SCENARIOS } from '../../engine/scenarios/index.ts';
import type { BranchSummary } from '../../contract/messages.ts';
import type { Scenario } from '../../engine/world/scenario.ts';
import { headlineOf } from './headline-model.ts';
import { nextTimer } from './next-timer.ts';
import { figureOf, whatIfsFor } from './what-if-model.ts';

const [crash, ...others] = READY_SCENARIOS;
if (crash === undefined) throw new Error('no scenario');

function moment(scenario: Scenario, at: number) {
  const run = new Run(scenario, APACHE_KAFKA);
  run.playTo(instant(at));
  const { frame, lesson } = run.see({ type: 'instant', at: instant(at) });
  return { frame, measures: measuresFold.report(lesson.measures, at) };
}

const crashed: Scenario = {
  ...crash.scenario,
  commands: [
    ...crash.scenario.commands,
    { at: instant(21_000), command: { type: 'killNode', node: 'consumer-2' } },
  ],
};
const main: BranchSummary = {
  id: 'main',
  name: 'main',
  parent: null,
  partedAt: instant(0),
  scenario: crashed,
};

describe('the headline', () => {
  test.each([
    ['before anything happens', crash.scenario, 18_000, 'Three consumers share six partitions', null],
    ['after the crash', crashed, 24_200, 'orders-2 and orders-3 are read by nobody, for', '3.2 s so far'],
    ['while nobody has come yet', crash.scenario, 0, 'Six partitions, and nobody reads', null],
  ])('%s', (_when, scenario, at, title, harm) => {
    const { frame, measures } = moment(scenario, at);
    expect(headlineOf(frame, measures, 'watch')).toMatchObject({ title, harm });
  });
});

describe('the next timer', () => {
  test('is the session of the dead, not the next heartbeat of the living', () => {
    expect(nextTimer(moment(crashed, 24_200).frame)?.words).toBe('consumer-2 session runs out');
  });

  test('is a heartbeat while all is well', () => {
    expect(nextTimer(moment(crash.scenario, 18_000).frame)?.words).toMatch(/^consumer-\d heartbeat due$/);
  });
});

describe('what-ifs', () => {
  test('are the two fixes after a crash, each with its exact call or setting', () => {
    const found = whatIfsFor(main, [main], crash);
    expect(found.map(({ name, cure }) => [name, cure])).toEqual([
      ['Close it instead', 'consumer.close() on SIGTERM'],
      ['Session 6 s', 'session.timeout.ms=6000'],
    ]);
  });

  test('are what its scenario proposes where nobody was crashed', () => {
    for (const ready of others) {
      const branch = { ...main, scenario: ready.scenario };
      expect(whatIfsFor(branch, [branch], ready).length).toBeGreaterThan(0);
    }
  });

  test('have figures that are measured: the longest, all together, and what came twice', () => {
    const { measures } = moment(crashed, 90_000);
    expect(figureOf(measures, 90_000)).toMatch(/^unread 4\d\.\d s \(\d+\.\d s in all\), \d+ records twice$/);
    expect(figureOf(undefined, 0)).toBe('not tried');
  });
});
