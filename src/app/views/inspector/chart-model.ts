/**
 * A statechart at the cursor: its states (inner ones folded into the outer), the one it is in, the transition it came
 * by, and the edges that a running timer will make it take.
 */
import type { ChartEdge, ChartGraph } from '../../../contract/reference.ts';
import type { Frame, TimerFrame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { chartKey, lastUpTo, type TraceIndex } from '../../draw/trace-index.ts';

export interface ModelEdge {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
  readonly isTaken: boolean;
  /** The timer that will make it; null: none runs. */
  readonly due: TimerFrame | null;
}

export interface ChartModel {
  readonly machine: string;
  readonly initial: string;
  readonly states: readonly string[];
  readonly edges: readonly ModelEdge[];
  /** Every pair of states that an edge joins, whether it is drawn now or not: the layout hangs on these alone. */
  readonly all: readonly (readonly [string, string])[];
  /** Events that lead to a state from wherever it stands. */
  readonly anywhere: readonly { readonly to: string; readonly event: string }[];
  readonly current: string | null;
  /** The inner state, when the chart tells it. */
  readonly inner: string | null;
  readonly previous: string | null;
  readonly enteredAt: number | null;
}

export interface ChartQuestion {
  readonly graph: ChartGraph;
  readonly node: string;
  readonly entity: string;
  readonly frame: Frame;
  readonly trace: readonly TraceEvent[];
  readonly index: TraceIndex;
}

export function chartOf(question: ChartQuestion): ChartModel {
  const { graph, frame, trace, index, node, entity } = question;
  const key = chartKey({ node, machine: graph.machine, entity });
  const seq = lastUpTo(index.states.get(key), frame.seq);
  const entered = seq === undefined ? undefined : trace[seq];
  const what = entered?.what.type === 'StateEntered' ? entered.what : undefined;
  const states = [...new Set(graph.states.map(outer))];
  const current = what === undefined ? null : outer(what.state);
  const previous = what?.previous === undefined || what.previous === null ? null : outer(what.previous);
  const timers = frame.timers.filter((timer) => timer.node === node && isAbout(timer, entity));
  const anywhere = anywhereEvents(graph.edges, states);
  const initial = outer(graph.initial);
  const edges = foldEdges(graph.edges, { initial, current, previous, timers, anywhere });
  return {
    machine: graph.machine,
    initial,
    states,
    edges,
    all: pairsOf(graph.edges, { initial, anywhere }),
    anywhere,
    current,
    inner: what?.state.includes('.') === true ? what.state.slice(what.state.indexOf('.') + 1) : null,
    previous: previous === current ? null : previous,
    enteredAt: entered?.at ?? null,
  };
}

function outer(state: string): string {
  return state.split('.')[0] ?? state;
}

function isAbout(timer: TimerFrame, entity: string): boolean {
  return timer.subject === entity || timer.key.includes(entity);
}

/** An event that every other state answers by going to one and the same. */
function anywhereEvents(
  edges: readonly ChartEdge[],
  states: readonly string[],
): readonly { readonly to: string; readonly event: string }[] {
  const sources = new Map<string, Set<string>>();
  for (const { from, to, event, delay } of edges) {
    if (delay !== null) continue;
    const key = JSON.stringify([outer(to), event]);
    const known = sources.get(key) ?? new Set<string>();
    sources.set(key, known.add(outer(from)));
  }
  return [...sources].flatMap(([key, from]) => {
    const [to, event] = JSON.parse(key) as readonly [string, string];
    return states.length > 2 && states.every((state) => state === to || from.has(state))
      ? [{ to, event }]
      : [];
  });
}

function pairsOf(
  edges: readonly ChartEdge[],
  { initial, anywhere }: Pick<ChartModel, 'initial' | 'anywhere'>,
): readonly (readonly [string, string])[] {
  const isAnywhere = (edge: ChartEdge): boolean =>
    anywhere.some((one) => one.to === outer(edge.to) && one.event === edge.event);
  const own = edges.filter((edge) => outer(edge.from) === initial || !isAnywhere(edge));
  const pairs = new Set(own.map(({ from, to }) => JSON.stringify([outer(from), outer(to)])));
  return [...pairs].map((pair) => JSON.parse(pair) as readonly [string, string]);
}

interface Now {
  readonly initial: string;
  readonly current: string | null;
  readonly previous: string | null;
  readonly timers: readonly TimerFrame[];
  readonly anywhere: readonly { readonly to: string; readonly event: string }[];
}

/** One edge for each pair of states; what leads there from anywhere is drawn from the start, and when it was taken. */
function foldEdges(edges: readonly ChartEdge[], now: Now): readonly ModelEdge[] {
  const pairs = new Map<string, ModelEdge>();
  for (const edge of edges) {
    const [from, to] = [outer(edge.from), outer(edge.to)];
    const isTaken = from !== to && from === now.previous && to === now.current;
    const due = from === now.current ? (now.timers.find((timer) => makes(timer, edge.delay)) ?? null) : null;
    const isAnywhere = now.anywhere.some((one) => one.to === to && one.event === edge.event);
    if ((isAnywhere && !isTaken && from !== now.initial) || (from === to && due === null)) continue;
    const key = `${from} ${to}`;
    const known = pairs.get(key);
    const events = new Set([...(known?.events ?? []), edge.delay ?? edge.event]);
    pairs.set(key, { from, to, events: [...events], isTaken, due: known?.due ?? due });
  }
  return [...pairs.values()];
}

/** Delays bear their timer's name, or the name of the setting that gives their length. */
function makes(timer: TimerFrame, delay: string | null): boolean {
  return delay !== null && (timer.name === delay || timer.name.startsWith(delay.split('.')[0] ?? delay));
}
