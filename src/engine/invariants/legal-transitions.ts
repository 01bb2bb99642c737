/** Do the group's and the clients' charts go only where Kafka's own state tables allow? (IV-I24) */
import type { Instant } from '../kernel/time.ts';
import type { TraceEvent } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { defineInvariant, found } from './invariant.ts';

/** State → the states it may be entered from. (spec/classic §5, spec/client §3) */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'any'>>>> = {
  group: {
    Empty: ['PreparingRebalance'],
    PreparingRebalance: ['Stable', 'CompletingRebalance', 'Empty'],
    CompletingRebalance: ['PreparingRebalance'],
    Stable: ['CompletingRebalance'],
    Dead: 'any',
  },
  'consumer coordinator': {
    UNJOINED: 'any',
    PREPARING_REBALANCE: 'any',
    COMPLETING_REBALANCE: ['PREPARING_REBALANCE'],
    STABLE: ['COMPLETING_REBALANCE'],
  },
};

/** What a chart may begin with. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  group: ['Empty', 'Stable'],
  'consumer coordinator': ['UNJOINED'],
};

interface Stand {
  readonly state: string;
  readonly at: Instant;
  readonly isFirst: boolean;
}

interface Charts {
  /** By node, machine and entity. */
  readonly stands: ReadonlyMap<string, Stand>;
  readonly findings: readonly Finding[];
}

type Entered = Extract<TraceEvent['what'], { type: 'StateEntered' }>;

export const legalTransitions = defineInvariant<Charts>({
  id: 'IV-I24',
  title: 'States change only as Kafka allows',
  kind: 'assertion',
  threshold:
    "one transition that is not in Kafka's tables, or that leaves a state in which the chart was not",
  initial: { stands: new Map(), findings: [] },
  extend(state, event) {
    const { what, node } = event;
    switch (what.type) {
      case 'StateEntered':
        return Object.hasOwn(ALLOWED, what.machine) ? withEntered(state, event, what) : state;
      case 'NodeStarted':
        return withoutCharts(state, (key) => key.startsWith(`${node} `));
      case 'GroupRemoved':
        return withoutCharts(state, (key) => key === `${node} group ${what.groupId}`);
      default:
        return state;
    }
  },
  report: ({ findings }) => findings,
});

function withEntered(charts: Charts, event: TraceEvent, what: Entered): Charts {
  const key = `${event.node} ${what.machine} ${what.entity}`;
  const before = charts.stands.get(key);
  const stand: Stand = { state: what.state, at: event.at, isFirst: what.previous === null };
  const complaint = complaintOf(before, what, event.at);
  const stands = new Map(charts.stands).set(key, stand);
  if (complaint === null) return { ...charts, stands };
  const { at, seq, node } = event;
  const sentence = `${what.machine} ${what.entity} ${complaint}.`;
  const subjects = node === null ? [] : [node];
  const finding = found(legalTransitions, { sentence, from: at, to: at, seq, subjects });
  return { stands, findings: [...charts.findings, finding] };
}

function complaintOf(
  before: Stand | undefined,
  { machine, state, previous }: Entered,
  at: Instant,
): string | null {
  if (previous === null) return FIRST[machine]?.includes(state) === true ? null : `began in ${state}`;
  if (before !== undefined && before.state !== previous)
    return `went from ${previous} to ${state} while it was in ${before.state}`;
  const allowed = ALLOWED[machine]?.[state];
  if (allowed === undefined) return `entered ${state}, which Kafka does not know`;
  if (allowed === 'any' || allowed.includes(previous)) return null;
  // A group that is read from the log is built empty and is Stable at once.
  const isLoaded = machine === 'group' && state === 'Stable' && before?.isFirst === true && before.at === at;
  return isLoaded ? null : `went from ${previous} to ${state}`;
}

function withoutCharts(charts: Charts, isGone: (key: string) => boolean): Charts {
  const rest = [...charts.stands].filter(([key]) => !isGone(key));
  return rest.length === charts.stands.size ? charts : { ...charts, stands: new Map(rest) };
}
