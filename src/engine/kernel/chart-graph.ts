/** A chart as a graph of states and edges, read from the very machine that runs. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

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

const AFTER = 'xstate.after.';

export function toChartGraph(machine: string, chart: AnyStateMachine): ChartGraph {
  const leaves = leavesOf(chart.root);
  return {
    machine,
    initial: nameOf(initialLeaf(chart.root)),
    states: leaves.map(nameOf),
    edges: leaves.flatMap(edgesOf),
  };
}

function leavesOf(node: AnyStateNode): readonly AnyStateNode[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}

function initialLeaf(node: AnyStateNode): AnyStateNode {
  const [target] = node.initial?.target ?? [];
  return target === undefined ? node : initialLeaf(target);
}

/** Transitions of a leaf and of the states around it. */
function edgesOf(leaf: AnyStateNode): readonly ChartEdge[] {
  const edges: ChartEdge[] = [];
  for (let node: AnyStateNode | undefined = leaf; node !== undefined; node = node.parent)
    for (const [event, transitions] of node.transitions)
      for (const { target } of transitions)
        for (const to of target ?? [])
          edges.push({
            from: nameOf(leaf),
            to: nameOf(initialLeaf(to)),
            event,
            delay: delayOf(event, node),
          });
  return edges;
}

/** A delayed transition's event is named after its delay and the state that it leaves. */
function delayOf(event: string, { id }: AnyStateNode): string | null {
  const isDelayed = event.startsWith(AFTER) && event.endsWith(`.${id}`);
  return isDelayed ? event.slice(AFTER.length, -id.length - 1) : null;
}

function nameOf(node: AnyStateNode): string {
  return node.path.join('.');
}
