/** The group as its coordinator keeps it: fields, members, who has joined the barrier and who has not. */
import type { GroupFrame, GroupMemberFrame } from '../../../engine/kafka/server-role.ts';
import type { Frame, TimerFrame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { lengthText } from '../../draw/time-words.ts';
import { lastUpTo, type TraceIndex } from '../../draw/trace-index.ts';
import { nodeOfMember, shortMemberId } from '../../draw/who.ts';
import type { Depth } from '../../store/selection.ts';
import type { Field } from './field.ts';

export interface MemberRow {
  readonly memberId: string;
  readonly node: string;
  readonly isLeader: boolean;
  /** `joined`, `missing`, `removed`, `member` */
  readonly word: string;
  readonly note: string;
  readonly session: TimerFrame | undefined;
}

export function groupFields(group: GroupFrame, frame: Frame, depth: Depth): readonly Field[] {
  const broker = frame.brokers.find(({ coordinates }) => coordinates);
  const common: readonly Field[] = [
    { name: 'groupId', value: group.groupId },
    { name: 'state', value: group.state },
    { name: 'generationId', value: String(group.generationId) },
  ];
  if (depth === 'learner') return common;
  const more: readonly Field[] = [
    { name: 'protocolName', value: group.protocolName ?? 'null' },
    {
      name: 'leader',
      value: group.leader === null ? 'null' : shortMemberId(group.leader),
      ...(group.leader === null ? {} : { whole: group.leader }),
    },
  ];
  if (depth === 'engineer') return [...common, ...more];
  return [
    ...common,
    ...more,
    { name: 'previousState', value: group.previousState ?? 'null' },
    { name: 'protocolType', value: group.protocolType ?? 'null' },
    { name: 'pendingJoin', value: listed(group.pendingJoin) },
    { name: 'pendingSync', value: listed(group.pendingSync) },
    { name: 'availability', value: broker?.availability ?? 'none', isPlain: true },
  ];
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? '[]' : `[${ids.map(shortMemberId).join(', ')}]`;
}

export interface BarrierModel {
  readonly title: string;
  readonly joined: number;
  readonly of: number;
  readonly openedAt: number | null;
  readonly deadline: TimerFrame | undefined;
}

/** The join barrier while it stands; undefined: it does not. */
export function barrierOf(
  group: GroupFrame,
  frame: Frame,
  look: { readonly trace: readonly TraceEvent[]; readonly index: TraceIndex },
): BarrierModel | undefined {
  if (group.state !== 'PreparingRebalance') return undefined;
  const opened = lastUpTo(look.index.byType.get('RebalanceStarted'), frame.seq);
  const deadline = frame.timers.find(
    ({ name }) => name === 'rebalanceTimeout' || name === 'initialRebalanceDelay',
  );
  return {
    title: `generation ${group.generationId} → ${group.generationId + 1}`,
    joined: group.members.filter(({ awaitingJoin }) => awaitingJoin).length,
    of: group.members.length,
    openedAt: opened === undefined ? null : (look.trace[opened]?.at ?? null),
    deadline,
  };
}

export function memberRows(
  group: GroupFrame,
  frame: Frame,
  look: { readonly trace: readonly TraceEvent[]; readonly index: TraceIndex },
): readonly MemberRow[] {
  const present = group.members.map((member): MemberRow => {
    const node = nodeOfMember(member.memberId, look.index.members);
    const session = frame.timers.find(
      (timer) => timer.name === 'sessionTimeout' && timer.subject === member.memberId,
    );
    const isLeader = member.memberId === group.leader;
    return { memberId: member.memberId, node, isLeader, session, ...standing(member, group, node, frame) };
  });
  const place = (node: string): number => frame.consumers.findIndex((consumer) => consumer.node === node);
  present.sort((a, b) => place(a.node) - place(b.node));
  return [...present, ...removedSince(group, frame, look)];
}

function standing(
  member: GroupMemberFrame,
  group: GroupFrame,
  node: string,
  frame: Frame,
): { readonly word: string; readonly note: string } {
  const parked = frame.messages.find(
    (message) => message.place === 'parked' && message.message.client === node,
  );
  const held = parked === undefined ? '' : `${parked.apiKey} parked ${lengthText(frame.at - parked.sentAt)}`;
  if (member.awaitingJoin) return { word: 'joined', note: held };
  if (group.state === 'PreparingRebalance') return { word: 'missing', note: whyMissing(node, frame) };
  if (member.awaitingSync) return { word: 'waits', note: held };
  if (group.pendingSync.includes(member.memberId)) return { word: 'not synced', note: '' };
  return { word: 'member', note: '' };
}

function whyMissing(node: string, frame: Frame): string {
  const consumer = frame.consumers.find((one) => one.node === node);
  if (consumer === undefined) return '';
  if (consumer.process !== 'running')
    return `${consumer.process}, ${lengthText(frame.at - consumer.processSince)} ago`;
  if (consumer.paused !== null) return 'frozen';
  return /^(Processing|Finishing)/u.test(consumer.client.application)
    ? 'busy in its handler'
    : 'not told yet';
}

const SHOWN_REMOVED = 3;

/** Members that were removed in this round: they explain why the others have to join again. */
function removedSince(
  group: GroupFrame,
  frame: Frame,
  { trace, index }: { readonly trace: readonly TraceEvent[]; readonly index: TraceIndex },
): readonly MemberRow[] {
  if (group.state !== 'PreparingRebalance') return [];
  const formed = lastUpTo(index.byType.get('GenerationFormed'), frame.seq) ?? -1;
  const removals = (index.byType.get('MemberRemoved') ?? []).filter(
    (seq) => seq > formed && seq <= frame.seq,
  );
  return removals.slice(-SHOWN_REMOVED).flatMap((seq): readonly MemberRow[] => {
    const event = trace[seq];
    if (event?.what.type !== 'MemberRemoved') return [];
    const { memberId, because } = event.what;
    const node = nodeOfMember(memberId, index.members);
    const note = `${REMOVED[because]} ${lengthText(frame.at - event.at)} ago`;
    return [{ memberId, node, isLeader: false, word: 'removed', note, session: undefined }];
  });
}

const REMOVED = {
  sessionTimeout: 'session ran out',
  left: 'left',
  notRejoined: 'did not join again,',
  notSynced: 'did not sync,',
  replaced: 'replaced',
  groupFull: 'group full,',
} as const;
