/** The one line that says what is going on, and the one under it that says what to watch: read from the frame. */
import type { TopicPartition } from '../../engine/kafka/topic-partition.ts';
import type { Measures, Outage } from '../../engine/measures/measures.ts';
import type { Frame } from '../../engine/world/frame.ts';
import { equationOf } from '../draw/outage-equation.ts';

export interface Headline {
  readonly title: string;
  /** Seconds of harm, set in red after the title; null: none. */
  readonly harm: string | null;
  readonly line: string;
}

const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** What a newcomer reads first. `watchFor` is the scenario's own line and stands while nothing is wrong. */
export function headlineOf(frame: Frame, measures: Measures | null, watchFor: string): Headline {
  const open = (measures?.outages ?? []).filter(({ to }) => to === null);
  if (open.length > 0) return unread(frame, open);
  const group = frame.groups[0];
  const joined = group?.members.filter(({ awaitingJoin }) => awaitingJoin).length ?? 0;
  if (group?.state === 'PreparingRebalance') {
    const line = `${joined} of ${group.members.length} members have asked to join; the coordinator waits.`;
    return { title: 'A new generation is being formed', harm: null, line };
  }
  if (group?.state === 'CompletingRebalance')
    return {
      title: 'The group leader works out who reads what',
      harm: null,
      line: 'Every member waits in SyncGroup for its share of the partitions.',
    };
  const twice = frame.partitions.filter(({ readers }) => readers.length > 1);
  if (twice.length > 0)
    return {
      title: `${partitionsOf(twice)} ${twice.length === 1 ? 'has' : 'have'} two readers at once`,
      harm: null,
      line: 'One of them no longer owns what it still works on: its records are processed twice.',
    };
  const ended = equationOf(measures, frame);
  if (ended !== null)
    return {
      title: `${partitionsOf(ended.partitions)} ${ended.partitions.length === 1 ? 'is' : 'are'} read again, after`,
      harm: ended.total,
      line: 'Each part of that time has an owner and a setting. What would have made it shorter?',
    };
  return { title: shares(frame), harm: null, line: watchFor };
}

export function seconds(ms: number): string {
  // Tenths are rounded as the equation rounds them, so that both say the same.
  return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
}

/** The longest time that any one partition went unread; null: none did. */
export function worstUnread(measures: Measures | undefined, now: number): Outage | null {
  let worst: Outage | null = null;
  const lengthOf = ({ from, to }: Outage): number => (to ?? now) - from;
  for (const outage of measures?.outages ?? [])
    if (worst === null || lengthOf(outage) > lengthOf(worst)) worst = outage;
  return worst;
}

function unread(frame: Frame, open: readonly Outage[]): Headline {
  const longest = Math.max(...open.map(({ from }) => frame.at - from));
  const verb = open.length === 1 ? 'is' : 'are';
  return {
    title: `${partitionsOf(open)} ${verb} read by nobody, for`,
    harm: `${seconds(longest)} so far`,
    line: waitingFor(frame, open),
  };
}

function waitingFor(frame: Frame, open: readonly Outage[]): string {
  const group = frame.groups[0];
  if (group?.state === 'PreparingRebalance') {
    const missing = group.members.filter(({ awaitingJoin }) => !awaitingJoin).map(({ clientId }) => clientId);
    if (missing.length > 0) return `The join barrier waits for ${missing.join(', ')}.`;
    return 'The coordinator collects joins before it forms the generation.';
  }
  if (group?.state === 'CompletingRebalance') return 'The group leader works out who reads what.';
  const [first] = open;
  const session = frame.timers.find(
    ({ name, subject }) => name === 'sessionTimeout' && subject.startsWith(`${first?.lastReader ?? '?'}-`),
  );
  if (session === undefined) return 'A consumer must take them over first.';
  const left = seconds(session.due - frame.at);
  return `The coordinator cannot know yet. It waits for the session of ${first?.lastReader}: ${left} more, then the others must rejoin.`;
}

function partitionsOf(partitions: readonly TopicPartition[]): string {
  const names = partitions.map(({ topic, partition }) => `${topic}-${partition}`);
  if (names.length > 3) return `${names.length} partitions`;
  const last = names.at(-1) ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function shares(frame: Frame): string {
  const readers = new Set(frame.partitions.flatMap((partition) => partition.readers)).size;
  const partitions = frame.partitions.length;
  if (readers === 0)
    return `${count(partitions, 'partition')}, and nobody reads${frame.at > 0 ? ' yet' : ''}`;
  const verb = readers === 1 ? 'reads' : 'share';
  return `${count(readers, 'consumer')} ${verb} ${count(partitions, 'partition').toLowerCase()}`;
}

function count(n: number, noun: string): string {
  return `${WORDS[n] ?? n} ${noun}${n === 1 ? '' : 's'}`;
}
