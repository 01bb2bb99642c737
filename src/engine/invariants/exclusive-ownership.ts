/** Does anybody else read what a consumer reads? As the consumers see it, not as the coordinator wrote it down (IV-I01). */
import type { Instant } from '../kernel/time.ts';
import { partitionKey, type Coverage } from '../world/coverage.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { defineInvariant, found, inSeconds } from './invariant.ts';

interface Overlap {
  readonly from: Instant;
  readonly seq: number;
  /** Everybody who read it meanwhile. */
  readonly readers: readonly NodeId[];
}

interface Ownership {
  readonly coverage: Coverage | null;
  readonly open: ReadonlyMap<string, Overlap>;
  readonly over: readonly Finding[];
}

export const exclusiveOwnership = defineInvariant<Ownership>({
  id: 'IV-I01',
  title: 'A partition has one reader at a time',
  kind: 'harm',
  threshold: 'two live consumers own it by their own lights for 1 ms or longer',
  initial: { coverage: null, open: new Map(), over: [] },
  extend(state, event, { coverage }) {
    return coverage === state.coverage ? state : withCoverage(state, coverage, event);
  },
  report(state, at) {
    const running = [...state.open].filter(([, { from }]) => at > from);
    return [...state.over, ...running.map(([key, overlap]) => toFinding(key, overlap, { to: null, at }))];
  },
});

function withCoverage(state: Ownership, coverage: Coverage, event: TraceEvent): Ownership {
  const open = new Map(state.open);
  const over: Finding[] = [];
  for (const [key, partition] of coverage.partitions) {
    if (state.coverage?.partitions.get(key) === partition) continue;
    const overlap = open.get(key);
    if (partition.readers.length > 1) open.set(key, overlapping(overlap, partition.readers, event));
    else if (overlap !== undefined) {
      open.delete(key);
      const { at } = event;
      if (at > overlap.from) over.push(toFinding(partitionKey(partition), overlap, { to: at, at }));
    }
  }
  return { coverage, open, over: over.length === 0 ? state.over : [...state.over, ...over] };
}

function overlapping(before: Overlap | undefined, readers: readonly NodeId[], event: TraceEvent): Overlap {
  if (before === undefined) return { from: event.at, seq: event.seq, readers };
  return { ...before, readers: [...new Set([...before.readers, ...readers])] };
}

function toFinding(
  key: string,
  { from, seq, readers }: Overlap,
  { to, at }: { readonly to: Instant | null; readonly at: Instant },
): Finding {
  const who = `${readers.slice(0, -1).join(', ')} and ${readers.at(-1) ?? ''}`;
  const sentence =
    to === null
      ? `${who} have both been reading ${key} for ${inSeconds(at - from)}.`
      : `${who} both read ${key} for ${inSeconds(to - from)}.`;
  return found(exclusiveOwnership, { sentence, from, to, seq, subjects: [...readers, key] });
}
