/**
 * Records processed twice: users pay for each, and none may lie below what was committed when its reader took over; a
 * record that does was handed out again by a mistake of our model (IV-I08).
 */
import type { Instant } from '../kernel/time.ts';
import type { RecordRange } from '../kafka/client.ts';
import { NOTHING_PROCESSED, withProcessed, type ProcessedRecords } from '../measures/processed-records.ts';
import { lengthOf, type Ranges } from '../measures/ranges.ts';
import { partitionKey } from '../world/coverage.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { defineInvariant, found } from './invariant.ts';

/** One consumer's time with one partition. */
interface Stint {
  readonly node: NodeId;
  readonly key: string;
  /** What was committed when it began; null: nothing, so it may begin anywhere. */
  readonly floor: number | null;
  /** Who else had processed the partition's records before. */
  readonly before: NodeId | null;
}

interface Again {
  readonly stint: Stint;
  /** Who else processed them; null: the consumer itself had. */
  readonly other: NodeId | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly seq: number;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

interface Processing {
  readonly processed: ProcessedRecords;
  readonly processedBy: ReadonlyMap<string, NodeId>;
  readonly committed: ReadonlyMap<string, number>;
  /** By `${node} ${partition}`. */
  readonly stints: ReadonlyMap<string, Stint>;
  /** In the order of their beginning; those that lie below the floor, apart. */
  readonly again: ReadonlyMap<Stint, Again>;
  readonly belowFloor: ReadonlyMap<Stint, Again>;
}

export const boundedDuplicates = defineInvariant<Processing>({
  id: 'IV-I08',
  title: 'Only what was not committed is processed again',
  kind: 'harm',
  threshold:
    'harm: any record processed twice; assertion: one below the offset committed when its reader took over',
  initial: {
    processed: NOTHING_PROCESSED,
    processedBy: new Map(),
    committed: new Map(),
    stints: new Map(),
    again: new Map(),
    belowFloor: new Map(),
  },
  extend(state, event) {
    const { what, node } = event;
    switch (what.type) {
      case 'RecordsAppended':
        return withCommits(state, what.batch);
      case 'PartitionsAssigned':
        return node === null || what.partitions.length === 0
          ? state
          : withStints(state, node, what.partitions);
      case 'RecordsProcessed':
        return node === null || what.ranges.length === 0 ? state : withWork(state, node, event, what.ranges);
      default:
        return state;
    }
  },
  report({ again, belowFloor }) {
    return [...[...again.values()].map(toHarm), ...[...belowFloor.values()].map(toAssertion)];
  },
});

type Batch = Extract<TraceEvent['what'], { type: 'RecordsAppended' }>['batch'];

function withCommits(state: Processing, batch: Batch): Processing {
  if (batch.type !== 'records') return state;
  const committed = new Map(state.committed);
  let commits = 0;
  for (const record of batch.records) {
    if (record.type !== 'OffsetCommit') continue;
    commits += 1;
    if (record.value === null) committed.delete(partitionKey(record.key));
    else committed.set(partitionKey(record.key), record.value.offset);
  }
  return commits === 0 ? state : { ...state, committed };
}

function withStints(
  state: Processing,
  node: NodeId,
  partitions: readonly { readonly topic: string; readonly partition: number }[],
): Processing {
  const stints = new Map(state.stints);
  for (const key of partitions.map(partitionKey)) {
    const floor = state.committed.get(key) ?? null;
    const before = otherThan(node, state.processedBy.get(key));
    stints.set(`${node} ${key}`, { node, key, floor, before });
  }
  return { ...state, stints };
}

function withWork(
  state: Processing,
  node: NodeId,
  event: TraceEvent,
  added: readonly RecordRange[],
): Processing {
  let { processed, processedBy, again, belowFloor } = state;
  for (const range of added) {
    const key = partitionKey(range);
    const step = withProcessed(processed, range);
    ({ processed } = step);
    const latest = processedBy.get(key);
    if (latest !== node) processedBy = new Map(processedBy).set(key, node);
    const stint = state.stints.get(`${node} ${key}`);
    if (stint === undefined || step.again.length === 0) continue;
    const more = { stint, other: otherThan(node, latest) ?? stint.before };
    again = counted(again, more, event, step.again);
    belowFloor = counted(belowFloor, more, event, below(step.again, stint.floor));
  }
  return { ...state, processed, processedBy, again, belowFloor };
}

function otherThan(node: NodeId, other: NodeId | undefined): NodeId | null {
  return other === undefined || other === node ? null : other;
}

function below(ranges: Ranges, floor: number | null): Ranges {
  if (floor === null) return [];
  return ranges
    .map(({ from, to }) => ({ from, to: Math.min(to, floor) }))
    .filter(({ from, to }) => to > from);
}

function counted(
  all: ReadonlyMap<Stint, Again>,
  { stint, other }: Pick<Again, 'stint' | 'other'>,
  { at, seq }: TraceEvent,
  ranges: Ranges,
): ReadonlyMap<Stint, Again> {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return all;
  const before = all.get(stint) ?? {
    stint,
    other,
    from: at,
    seq,
    count: 0,
    first: first.from,
    last: last.to - 1,
  };
  return new Map(all).set(stint, {
    ...before,
    to: at,
    count: before.count + lengthOf(ranges),
    first: Math.min(before.first, first.from),
    last: Math.max(before.last, last.to - 1),
  });
}

function toHarm(again: Again): Finding {
  const { stint, other, count, first, last } = again;
  const { node, key } = stint;
  const offsets =
    count === 1
      ? `1 record of ${key} (offset ${first})`
      : `${count} records of ${key} (offsets ${first}…${last})`;
  return toFinding(
    again,
    'harm',
    `${node} processed ${offsets} that ${other ?? 'it'} had processed already.`,
  );
}

function toAssertion(again: Again): Finding {
  const { node, key, floor } = again.stint;
  const sentence = `${node} processed ${key} again from offset ${again.first} on, although ${floor} was committed when it took over.`;
  return toFinding(again, 'assertion', sentence);
}

function toFinding({ stint, other, from, to, seq }: Again, kind: Finding['kind'], sentence: string): Finding {
  const subjects = [stint.node, ...(other === null ? [] : [other]), stint.key];
  return found({ ...boundedDuplicates, kind }, { sentence, from, to, seq, subjects });
}
