/** What the page knows beside the run: rule texts, chart graphs and ready scenarios, as data; never a machine. */
import type { ChartEdge, ChartGraph } from '../engine/kernel/chart-graph.ts';
import type { Command } from '../engine/world/command.ts';
import type { Edit } from '../engine/world/edit.ts';
import type { Scenario } from '../engine/world/scenario.ts';

export type { ChartEdge, ChartGraph };

/** A rule of a SPEC.md chapter: the very text that the code is tested against. */
export interface RuleText {
  readonly id: string;
  readonly text: string;
  /** Class#method of the original. */
  readonly source: string;
  readonly chapter: string;
  /** The reason why no input can reach it, or why it is left out; null: it is tested. */
  readonly unreached: string | null;
}

/** A ready scenario as the gallery shows it. */
export interface ReadyScenario {
  readonly id: string;
  readonly title: string;
  /** One line: what to watch for. */
  readonly watchFor: string;
  /** The question that people really ask. */
  readonly question: string;
  readonly scenario: Scenario;
  /** Where the page opens it, in virtual ms. */
  readonly openAt: number;
  /** The large button of the first sight: a command with its words; null: none. */
  readonly firstAct: { readonly label: string; readonly command: Command } | null;
  /** By then the run has shown what it teaches, in virtual ms. */
  readonly until: number;
  /** What to try next: the same run, one thing changed. */
  readonly next: readonly { readonly label: string; readonly edit: Edit }[];
}

export interface Reference {
  readonly rules: readonly RuleText[];
  readonly charts: readonly ChartGraph[];
  readonly scenarios: readonly ReadyScenario[];
}
