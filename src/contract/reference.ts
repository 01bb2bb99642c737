/** What the page knows beside the run: rule texts and chart graphs, as data. The page never imports a machine. */

/** A rule of a SPEC.md chapter: the very text that the code is tested against. */
export interface RuleText {
  readonly id: string;
  readonly text: string;
  /** Class#method of the original. */
  readonly source: string;
  readonly chapter: string;
}

/** A statechart as a graph, made from the machine that runs. */
export interface ChartGraph {
  /** The kind of thing, as `StateEntered.machine` names it. */
  readonly machine: string;
  readonly initial: string;
  readonly states: readonly string[];
  readonly edges: readonly ChartEdge[];
}

export interface ChartEdge {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  /** The delay that makes it, when a timer does. */
  readonly delay: string | null;
}
