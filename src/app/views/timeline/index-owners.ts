/** Who reads which partition, by their own lights and while they run: the rule of the engine's coverage, for bars. */
import type { TopicPartition } from '../../../engine/kafka/topic-partition.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { nodeOfMember } from '../../draw/who.ts';
import type { IndexDraft } from './index-draft.ts';

export function learnOwnership(draft: IndexDraft, event: TraceEvent): void {
  const { at, seq, node, what } = event;
  switch (what.type) {
    case 'TopicsChanged':
      for (const { name, partitions } of what.topics)
        for (let partition = 0; partition < partitions; partition++)
          draft.addPartition(name, partition, { at, seq, ...NOBODY });
      return;
    case 'PartitionsAssigned':
      return owns(draft, event, { gains: what.partitions, loses: [] });
    case 'PartitionsRevoked':
    case 'PartitionsLost':
      return owns(draft, event, { gains: [], loses: what.partitions });
    case 'AssignmentComputed':
      return leaves(draft, event, what.assignment);
    case 'NodeStarted':
    case 'NodeDown':
      if (node === null) return;
      draft.open.frozen.delete(node);
      return recount(draft, event, release(draft, node));
    case 'NodePaused':
      if (node === null || what.threads === 'library') return;
      draft.open.frozen.add(node);
      return recount(draft, event, [...(draft.open.owned.get(node) ?? [])]);
    case 'NodeResumed':
      if (node === null || !draft.open.frozen.delete(node)) return;
      return recount(draft, event, [...(draft.open.owned.get(node) ?? [])]);
    default:
  }
}

const NOBODY = { readers: [], owners: [], isLeaving: false, everRead: false } as const;

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function release(draft: IndexDraft, node: string): readonly string[] {
  const mine = [...(draft.open.owned.get(node) ?? [])];
  draft.open.owned.delete(node);
  return mine;
}

function owns(
  draft: IndexDraft,
  event: TraceEvent,
  { gains, loses }: { readonly gains: readonly TopicPartition[]; readonly loses: readonly TopicPartition[] },
): void {
  if (event.node === null) return;
  const mine = new Set(draft.open.owned.get(event.node));
  for (const partition of loses) mine.delete(keyOf(partition));
  for (const partition of gains) mine.add(keyOf(partition));
  draft.open.owned.set(event.node, mine);
  recount(draft, event, [...gains, ...loses].map(keyOf));
}

function recount(draft: IndexDraft, { at, seq }: TraceEvent, keys: readonly string[]): void {
  for (const key of keys) {
    const before = draft.lastSpan(key);
    if (before === undefined) continue;
    const owners = [...draft.open.owned].filter(([, mine]) => mine.has(key)).map(([node]) => node);
    const readers = owners.filter((node) => !draft.open.frozen.has(node));
    const everRead = before.everRead || readers.length > 0;
    const isLeaving = before.isLeaving && readers.join() === before.readers.join();
    draft.addSpan(key, { at, seq, readers, owners, isLeaving, everRead });
    harm(draft, at, { key, isHarmed: everRead && readers.length === 0 });
  }
}

function harm(
  draft: IndexDraft,
  at: number,
  { key, isHarmed }: { readonly key: string; readonly isHarmed: boolean },
): void {
  const { harmed } = draft.open;
  const before = harmed.size;
  if (isHarmed) harmed.add(key);
  else harmed.delete(key);
  if (before === 0 && harmed.size > 0) draft.list('harm').push({ from: at, to: null });
  if (before === 0 || harmed.size > 0) return;
  const spans = draft.list('harm');
  const last = spans.pop();
  if (last !== undefined && last.from < at) spans.push({ ...last, to: at });
}

/** The leader worked out who gets what: a reader that is to give a partition up still reads it. */
function leaves(
  draft: IndexDraft,
  { at, seq }: TraceEvent,
  assignment: Readonly<Record<string, readonly TopicPartition[]>>,
): void {
  const next = new Map<string, string>();
  for (const [memberId, partitions] of Object.entries(assignment))
    for (const partition of partitions)
      next.set(keyOf(partition), nodeOfMember(memberId, draft.open.memberNodes));
  for (const key of draft.index.partitions.keys()) {
    const span = draft.lastSpan(key);
    const [reader, another] = span?.readers ?? [];
    if (span === undefined || reader === undefined || another !== undefined) continue;
    const isLeaving = next.get(key) !== reader;
    if (isLeaving !== span.isLeaving) draft.addSpan(key, { ...span, at, seq, isLeaving });
  }
}
