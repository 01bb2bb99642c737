/** Is a partition that had a reader without one for longer than an ordinary rebalance takes? (IV-I02) */
import type { Instant } from '../kernel/time.ts';
import { type Coverage, type PartitionCoverage } from '../world/coverage.ts';
import type { NodeId } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { defineInvariant, found, inSeconds } from './invariant.ts';

/**
 * All messages of two rounds (join, sync, fetch of offsets) at some hundred ms each, and the 100 ms steps in which
 * the heartbeat thread looks around.
 */
const ALLOWANCE_MS = 1_000;

interface Unread {
  readonly from: Instant;
  readonly seq: number;
  readonly lastReader: NodeId | null;
}

interface Reading {
  readonly coverage: Coverage | null;
  readonly open: ReadonlyMap<string, Unread>;
  readonly over: readonly Finding[];
}

export const everyPartitionIsRead = defineInvariant<Reading>({
  id: 'IV-I02',
  title: 'What was read stays read',
  kind: 'harm',
  threshold: 'nobody reads it for longer than 2 × heartbeat.interval.ms + 1 s',
  initial: { coverage: null, open: new Map(), over: [] },
  extend(state, { at }, { coverage, heartbeatIntervalMs }) {
    if (coverage === state.coverage) return state;
    return withCoverage(state, coverage, { at, limitMs: limitMs(heartbeatIntervalMs) });
  },
  report(state, at, { heartbeatIntervalMs }) {
    const limit = limitMs(heartbeatIntervalMs);
    const running = [...state.open].filter(([, { from }]) => at - from > limit);
    return [...state.over, ...running.map(([key, unread]) => toFinding(key, unread, { to: null, at }))];
  },
});

function limitMs(heartbeatIntervalMs: number): number {
  return 2 * heartbeatIntervalMs + ALLOWANCE_MS;
}

function withCoverage(
  state: Reading,
  coverage: Coverage,
  { at, limitMs }: { readonly at: Instant; readonly limitMs: number },
): Reading {
  const open = new Map(state.open);
  const over: Finding[] = [];
  for (const [key, partition] of coverage.partitions) {
    if (state.coverage?.partitions.get(key) === partition) continue;
    const unread = open.get(key);
    if (isUnread(partition)) open.set(key, unreadOf(partition, at));
    else if (unread !== undefined) {
      open.delete(key);
      if (at - unread.from > limitMs) over.push(toFinding(key, unread, { to: at, at }));
    }
  }
  return { coverage, open, over: over.length === 0 ? state.over : [...state.over, ...over] };
}

function isUnread({ everRead, unreadSince }: PartitionCoverage): boolean {
  return everRead && unreadSince !== null;
}

function unreadOf({ unreadSince, unreadSeq, lastReader }: PartitionCoverage, at: Instant): Unread {
  return { from: unreadSince ?? at, seq: unreadSeq, lastReader };
}

function toFinding(
  key: string,
  { from, seq, lastReader }: Unread,
  { to, at }: { readonly to: Instant | null; readonly at: Instant },
): Finding {
  const after = `after ${lastReader ?? 'its reader'} stopped`;
  const sentence =
    to === null
      ? `Nobody has read ${key} for ${inSeconds(at - from)}, ${after}.`
      : `Nobody read ${key} for ${inSeconds(to - from)}, ${after}.`;
  const subjects = lastReader === null ? [key] : [lastReader, key];
  return found(everyPartitionIsRead, { sentence, from, to, seq, subjects });
}
