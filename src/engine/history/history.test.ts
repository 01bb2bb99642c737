import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryStory } from '../../testing/stories.ts';
import { APACHE_KAFKA } from '../catalogue.ts';
import { instant } from '../kernel/time.ts';
import { Run } from './run.ts';
import { Session } from './session.ts';
import type { Scenario } from '../world/scenario.ts';

const UNTIL = 16_000;

function fresh(scenario: Scenario, at: number): Run {
  const run = new Run(scenario, APACHE_KAFKA);
  run.playTo(instant(at));
  return run;
}

describe('a moment of a run', () => {
  test('seek(t) equals a fresh run to t, in any order of looking, for 120 random scenarios', () => {
    const given = fc.record({
      scenario: arbitraryStory(UNTIL),
      ats: fc.array(fc.integer({ min: 0, max: UNTIL }), { minLength: 2, maxLength: 4 }),
    });
    fc.assert(
      fc.property(given, ({ scenario, ats }) => {
        const run = fresh(scenario, UNTIL);
        for (const at of ats) {
          const seen = run.see({ type: 'instant', at: instant(at) });
          const alone = fresh(scenario, at).see({ type: 'instant', at: instant(at) });
          expect(seen).toEqual(alone);
        }
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  test('after branching: the branch equals a fresh run of its scenario, and the old future is kept', () => {
    const given = fc.record({
      scenario: arbitraryStory(UNTIL),
      at: fc.integer({ min: 1, max: UNTIL - 1 }),
      look: fc.integer({ min: 0, max: UNTIL }),
    });
    fc.assert(
      fc.property(given, ({ scenario, at, look }) => {
        const session = new Session(scenario, APACHE_KAFKA);
        const main = session.branch('main');
        main?.run.playTo(instant(UNTIL));
        const before = main?.run.see({ type: 'instant', at: instant(UNTIL) });
        const command = { type: 'killNode', node: 'consumer-1' } as const;
        const branch = session.edit('main', { type: 'act', at: instant(at), command }, 'crash');
        expect(branch.id).not.toBe('main');
        branch.run.playTo(instant(UNTIL));
        const target = { type: 'instant', at: instant(look) } as const;
        expect(branch.run.see(target)).toEqual(fresh(branch.run.scenario, UNTIL).see(target));
        expect(main?.run.see({ type: 'instant', at: instant(UNTIL) })).toEqual(before);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  test('stepping back from any event shows what playing up to the step before showed', () => {
    fc.assert(
      fc.property(arbitraryStory(10_000), fc.nat(), (scenario, pick) => {
        const run = fresh(scenario, 10_000);
        const seq = pick % run.trace.length;
        const start = run.stepStart(seq);
        if (start === 0) return;
        const before = run.see({ type: 'event', seq: start - 1 });
        expect(before.frame.seq).toBe(start - 1);
        const again = new Run(scenario, APACHE_KAFKA);
        while (again.played.seq < start - 1) again.playOneEvent();
        expect(before).toEqual(again.see({ type: 'event', seq: start - 1 }));
      }),
      { numRuns: 40 },
    );
  });
});

describe('an edit', () => {
  const scenario = fc.sample(arbitraryStory(UNTIL), { numRuns: 1, seed: 11 })[0];
  if (scenario === undefined) throw new Error('no scenario');

  test('at the end of what was played goes on in the same branch', () => {
    const session = new Session(scenario, APACHE_KAFKA);
    session.branch('main')?.run.playTo(instant(UNTIL));
    const command = { type: 'killNode', node: 'consumer-1' } as const;
    const branch = session.edit('main', { type: 'act', at: instant(UNTIL), command }, 'crash');
    expect(branch.id).toBe('main');
    branch.run.playTo(instant(UNTIL + 5_000));
    expect(branch.run.see({ type: 'instant', at: instant(UNTIL + 5_000) })).toEqual(
      fresh(branch.run.scenario, UNTIL + 5_000).see({ type: 'instant', at: instant(UNTIL + 5_000) }),
    );
  });

  test('of a setting parts the run at its start and keeps every command', () => {
    const session = new Session(scenario, APACHE_KAFKA);
    const edit = { type: 'setting', scope: 'consumers', key: 'session.timeout.ms', value: '6000' } as const;
    const branch = session.edit('main', edit, 'Session 6 s');
    expect(branch.partedAt).toBe(0);
    expect(branch.run.scenario.commands).toEqual(scenario.commands);
    expect(branch.run.scenario.consumerSettings['session.timeout.ms']).toBe('6000');
  });

  test('the first branch cannot be closed; another hands its children to its parent', () => {
    const session = new Session(scenario, APACHE_KAFKA);
    const edit = { type: 'remove', index: 0 } as const;
    const first = session.edit('main', edit, 'without');
    const second = session.edit(first.id, edit, 'without');
    expect(second.name).not.toBe(first.name);
    expect(session.close('main')).toBe(false);
    expect(session.close(first.id)).toBe(true);
    expect(session.branch(second.id)?.parent).toBe('main');
  });
});
