/** Gathers what the page is told once: the chapters' rules, the charts that run, the ready scenarios. */
import type { ReadyScenario, Reference } from '../contract/reference.ts';
import { parseRules } from '../contract/rule-texts.ts';
import { CHARTS } from '../engine/catalogue.ts';
import { READY_SCENARIOS } from '../engine/scenarios/index.ts';

const CHAPTERS = import.meta.glob<string>('../engine/**/SPEC.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export function gatherReference(): Reference {
  const rules = Object.entries(CHAPTERS).flatMap(([path, markdown]) =>
    parseRules(path.replace('../engine/', '').replace('/SPEC.md', ''), markdown),
  );
  return { rules, charts: CHARTS, scenarios: READY_SCENARIOS satisfies readonly ReadyScenario[] };
}
