/** The times in which nobody read a partition that had been read before, each with its parts. */
import type { Fold } from '../kernel/fold.ts';
import type { Instant } from '../kernel/time.ts';
import { extendCoverage, NO_COVERAGE, partitionKey, type Coverage } from '../world/coverage.ts';
import type { PartitionCoverage } from '../world/coverage.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';
import { extendPhases, NO_PHASES, phasesSoFar, type GroupPhase, type GroupPhases } from './group-phases.ts';
import type { Outage } from './measures.ts';
import { partsOf, type Notice, type Silence, type Silenced } from './outage-parts.ts';

interface OpenOutage {
  readonly topic: string;
  readonly partition: number;
  readonly from: Instant;
  readonly seq: number;
  readonly lastReader: NodeId | null;
  readonly silence: Silence;
  readonly noticed: Silenced['noticed'];
}

export interface OutagesState {
  readonly coverage: Coverage;
  readonly phases: GroupPhases;
  /** By partition (`orders-2`). */
  readonly open: ReadonlyMap<string, OpenOutage>;
  readonly over: readonly Outage[];
  /** Who shall read what by the assignment that a leader worked out last: partition → member id. */
  readonly assigned: ReadonlyMap<string, string>;
}

export const outagesFold: Fold<OutagesState, TraceEvent, readonly Outage[]> = {
  initial: {
    coverage: NO_COVERAGE,
    phases: NO_PHASES,
    open: new Map(),
    over: [],
    assigned: new Map(),
  },
  extend(state, event) {
    const coverage = extendCoverage(state.coverage, event);
    const phases = extendPhases(state.phases, event);
    const known = phases === state.phases ? state : { ...state, phases };
    const noticed = withNotices(known, event);
    return coverage === state.coverage ? noticed : withCoverage(noticed, coverage, event);
  },
  report(state) {
    if (state.open.size === 0) return state.over;
    const phases = phasesSoFar(state.phases);
    return [...state.over, ...[...state.open.values()].map((open) => runningOutage(state, open, phases))];
  },
};

function withNotices(state: OutagesState, event: TraceEvent): OutagesState {
  const { what, at } = event;
  switch (what.type) {
    case 'AssignmentComputed':
      return { ...state, assigned: toAssigned(what.assignment) };
    case 'MemberRemoved': {
      const node = state.phases.rollCall.names.get(what.memberId);
      return notice(state, { at, by: what.because }, (open) => open.lastReader === node);
    }
    case 'StateEntered': {
      const begins = what.machine === 'group' && what.state === 'PreparingRebalance';
      return begins ? notice(state, { at, by: 'rebalance' }, () => true) : state;
    }
    default:
      return state;
  }
}

function toAssigned(
  assignment: Extract<TraceEvent['what'], { type: 'AssignmentComputed' }>['assignment'],
): ReadonlyMap<string, string> {
  const assigned = new Map<string, string>();
  for (const [memberId, partitions] of Object.entries(assignment))
    for (const partition of partitions) assigned.set(partitionKey(partition), memberId);
  return assigned;
}

/** The coordinator takes notice of silent readers: the first notice counts. */
function notice(
  state: OutagesState,
  noticed: { readonly at: Instant; readonly by: Notice },
  concerns: (open: OpenOutage) => boolean,
): OutagesState {
  const open = new Map(state.open);
  let changes = 0;
  for (const [key, outage] of state.open) {
    if (outage.silence === null || outage.noticed !== null || !concerns(outage)) continue;
    open.set(key, { ...outage, noticed });
    changes += 1;
  }
  return changes === 0 ? state : { ...state, open };
}

function withCoverage(state: OutagesState, coverage: Coverage, event: TraceEvent): OutagesState {
  const open = new Map(state.open);
  const over: Outage[] = [];
  const phases = phasesSoFar(state.phases);
  for (const [key, partition] of coverage.partitions) {
    const before = state.coverage.partitions.get(key);
    if (before === partition) continue;
    const outage = open.get(key);
    if (isUnread(partition) && outage === undefined) open.set(key, openedBy(partition, event));
    else if (partition.readers.length > 0 && outage !== undefined) {
      open.delete(key);
      // Handed on within one instant: nobody missed a reader.
      const ended = { to: event.at, nextReader: partition.readers[0] ?? null };
      if (event.at > outage.from) over.push(outageOf(outage, ended, phases));
    }
  }
  return { ...state, coverage, open, over: over.length === 0 ? state.over : [...state.over, ...over] };
}

function isUnread({ everRead, unreadSince }: PartitionCoverage): boolean {
  return everRead && unreadSince !== null;
}

function openedBy(coverage: PartitionCoverage, event: TraceEvent): OpenOutage {
  const { topic, partition, lastReader } = coverage;
  const { at: from, seq } = event;
  return { topic, partition, from, seq, lastReader, silence: silenceOf(event), noticed: null };
}

function silenceOf({ what }: TraceEvent): Silence {
  if (what.type === 'NodeDown') return 'gone';
  if (what.type !== 'NodePaused') return null;
  return what.threads === 'application' ? 'stuck' : 'frozen';
}

function runningOutage(state: OutagesState, open: OpenOutage, phases: readonly GroupPhase[]): Outage {
  const memberId = state.assigned.get(partitionKey(open));
  const nextReader = (memberId === undefined ? undefined : state.phases.rollCall.names.get(memberId)) ?? null;
  return outageOf(open, { to: null, nextReader }, phases);
}

function outageOf(
  { topic, partition, from, seq, lastReader, silence, noticed }: OpenOutage,
  { to, nextReader }: Pick<Silenced, 'to' | 'nextReader'>,
  phases: readonly GroupPhase[],
): Outage {
  const parts = partsOf({ from, to, lastReader, nextReader, silence, noticed }, phases);
  return { topic, partition, lastReader, from, to, seq, parts };
}
