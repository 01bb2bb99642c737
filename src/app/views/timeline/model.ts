/** What the timeline shows at a cursor: rows in their order, what is due, which other branches there are. */
import type { BranchSummary } from '../../../contract/messages.ts';
import type { Finding } from '../../../engine/invariants/finding.ts';
import type { Measures } from '../../../engine/measures/measures.ts';
import type { TimedCommand } from '../../../engine/world/command.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import { instantText, secondsText } from '../../draw/time-words.ts';
import { ordinalOf } from '../../draw/who.ts';
import type { Depth, Selection } from '../../store/selection.ts';
import { duesOf, type Due } from './dues.ts';
import type { Lane, PartitionLine, TimelineIndex } from './timeline-index.ts';

export interface PartitionRow {
  readonly key: string;
  readonly name: string;
  readonly line: PartitionLine;
}

export interface LaneRow {
  readonly node: string;
  readonly ordinal: number;
  readonly lane: Lane;
  /** Its process does not run at the cursor. */
  readonly isGone: boolean;
}

export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly partedAt: number;
  /** How far it was played; null: it was not seen yet. */
  readonly playedAt: number | null;
  readonly harm: readonly { readonly from: number; readonly to: number }[];
  readonly note: string;
}

export interface TimelineModel {
  readonly index: TimelineIndex;
  readonly frame: Frame;
  readonly cursor: number;
  readonly playedAt: number;
  readonly depth: Depth;
  readonly selected: Selection | null;
  readonly partitions: readonly PartitionRow[];
  readonly lanes: readonly LaneRow[];
  readonly dues: readonly Due[];
  readonly planned: readonly TimedCommand[];
  readonly findings: readonly Finding[];
  readonly branches: readonly BranchRow[];
  /** What this run is called; null while it is the only one. */
  readonly branchName: string | null;
  ordinal(node: string): number;
}

export interface ModelInput {
  readonly index: TimelineIndex;
  readonly frame: Frame;
  readonly playedAt: number;
  readonly depth: Depth;
  readonly selected: Selection | null;
  readonly findings: readonly Finding[];
  readonly branch: string;
  readonly branches: readonly BranchSummary[];
  readonly outcomes: Readonly<Record<string, Measures>>;
  /** Indexes of branches that were looked at. */
  readonly known: ReadonlyMap<string, TimelineIndex>;
}

export function toTimelineModel(input: ModelInput): TimelineModel {
  const { index, frame, depth, selected, findings, branch, branches, outcomes, known } = input;
  const playedAt = Math.max(input.playedAt, frame.at);
  const here = branches.find(({ id }) => id === branch);
  const planned = (here?.scenario.commands ?? []).filter(({ at }) => at > playedAt);
  return {
    index,
    frame,
    cursor: frame.at,
    playedAt,
    depth,
    selected,
    partitions: partitionRows(index),
    lanes: laneRows(index, frame),
    dues: duesOf(frame, planned),
    planned,
    findings,
    branches: branches
      .filter(({ id }) => id !== branch)
      .map((each) => branchRow(each, outcomes[each.id], known.get(each.id))),
    branchName: branches.length > 1 ? (here?.name ?? null) : null,
    ordinal: (node) => ordinalOf(node, frame),
  };
}

/** In Kafka's order; `p2` while there is one topic, `orders-2` when there are several. */
function partitionRows({ partitions }: TimelineIndex): readonly PartitionRow[] {
  const lines = [...partitions.values()].toSorted((a, b) =>
    a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
  );
  const isOneTopic = lines.every(({ topic }) => topic === lines[0]?.topic);
  return lines.map((line) => {
    const key = `${line.topic}-${line.partition}`;
    return { key, line, name: isOneTopic ? `p${line.partition}` : key };
  });
}

function laneRows({ lanes }: TimelineIndex, frame: Frame): readonly LaneRow[] {
  const rows = [...lanes.values()].map((lane): LaneRow => {
    const known = frame.consumers.find(({ node }) => node === lane.node);
    const ordinal = ordinalOf(lane.node, frame);
    return { node: lane.node, ordinal, lane, isGone: known !== undefined && known.process !== 'running' };
  });
  return rows.toSorted((a, b) => a.ordinal - b.ordinal);
}

function branchRow(
  branch: BranchSummary,
  measures: Measures | undefined,
  index: TimelineIndex | undefined,
): BranchRow {
  const { id, name, partedAt, parent } = branch;
  const playedAt = index?.last?.at ?? null;
  const harm = (index?.harm ?? []).map(({ from, to }) => ({ from, to: to ?? playedAt ?? from }));
  const parted = parent === null ? '' : `parts at ${instantText(partedAt)}`;
  const note = [parted, unreadText(measures)].filter((text) => text !== '').join(' · ');
  return { id, name, partedAt, playedAt, harm, note };
}

/** The longest that a partition was unread, as far as the branch was played. */
function unreadText(measures: Measures | undefined): string {
  const outages = measures?.outages ?? [];
  if (outages.some(({ to }) => to === null)) return 'still unread';
  const longest = Math.max(0, ...outages.map(({ from, to }) => (to ?? from) - from));
  return longest > 0 ? `unread for ${secondsText(longest)}` : '';
}
