/**
 * Every ready scenario is played: it shows what it says, breaks no assertion, and its trace is the golden one, event
 * by event. UPDATE_GOLDEN=1 writes the golden traces anew; the commit then says why they moved.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { APACHE_KAFKA } from '../catalogue.ts';
import { Run } from '../history/run.ts';
import { findingsFold } from '../invariants/index.ts';
import { measuresFold } from '../measures/index.ts';
import { validateScenario } from '../links/validate-scenario.ts';
import { READY_SCENARIOS, SCENARIOS } from './index.ts';
import type { Episode } from './ready-scenario.ts';
import { traceText } from './trace-text.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

const episodes = SCENARIOS.flatMap(({ id, episodes }) =>
  episodes.map((episode) => [`${id}.${episode.id}`, episode] as const),
);

describe.each(episodes)('%s', (name, episode) => {
  const { trace, measures, findings } = play(episode);

  test.each(episode.lesson.map(({ says, holds }) => [says, holds] as const))('%s', (_, holds) => {
    expect(holds({ trace, measures })).toBe(true);
  });

  test('breaks no assertion', () => {
    expect(findings.filter(({ kind }) => kind === 'assertion')).toEqual([]);
  });

  test('is the golden trace', () => {
    const path = join(GOLDEN, `${name}.txt`);
    const text = traceText(trace);
    if (isUpdating) writeFileSync(path, text);
    expect(existsSync(path)).toBe(true);
    // Line by line, so that a difference is shown where it begins.
    expect(text.split('\n')).toEqual(readFileSync(path, 'utf8').split('\n'));
  });
});

test('there is no golden trace without its scenario', () => {
  const names = readdirSync(GOLDEN).map((file) => file.replace(/\.txt$/, ''));
  expect(names.toSorted()).toEqual(episodes.map(([name]) => name).toSorted());
});

test('ready scenarios pass the gate for scenarios, and survive the way to the page', () => {
  for (const ready of READY_SCENARIOS) {
    expect(structuredClone(ready)).toEqual(ready);
    expect(validateScenario(ready.scenario)).toMatchObject({ ok: true });
  }
});

function play({ scenario, until }: Episode) {
  const run = new Run(scenario, APACHE_KAFKA);
  run.playTo(until);
  const { lesson } = run.see({ type: 'instant', at: until });
  return {
    trace: run.trace,
    measures: measuresFold.report(lesson.measures, until),
    findings: findingsFold.report(lesson.findings, until),
  };
}
