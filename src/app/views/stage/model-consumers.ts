/** Consumers as the stage shows them: process, state in Kafka's word, what they own, their timers and their wire. */
import type { GroupFrame, GroupMemberFrame } from '../../../engine/kafka/server-role.ts';
import type { ConsumerFrame, Frame, TimerFrame } from '../../../engine/world/frame.ts';
import type { NodeId, TraceEvent } from '../../../engine/world/trace.ts';
import type { Instant } from '../../../engine/kernel/time.ts';
import { labelsOf } from './model-partitions.ts';
import { toWire, type WireModel } from './model-wires.ts';
import { lastWords, type LastWords, type RecentFacts } from './recent.ts';

export interface ConsumerModel {
  readonly node: NodeId;
  readonly ordinal: number;
  readonly process: ConsumerFrame['process'];
  readonly processMs: number;
  readonly paused: ConsumerFrame['paused'];
  /** The client's own state, in Kafka's word; of a dead one, what it was. */
  readonly state: string;
  readonly rejoinNeeded: boolean;
  readonly isLeader: boolean;
  readonly generationId: number | null;
  readonly owned: readonly OwnedModel[];
  /** What its application thread does, when that is not waiting in poll(). */
  readonly application: string | null;
  /** How long its handler still works, as far as is known. */
  readonly handlerLeftMs: number | null;
  readonly msPerRecord: number;
  readonly heartbeat: TimerModel;
  readonly poll: TimerModel;
  /** Its seat in the group, kept by the coordinator. */
  readonly seat: SeatModel | null;
  readonly wire: WireModel;
  readonly lastWords: LastWords | null;
}

export interface OwnedModel {
  readonly key: string;
  readonly label: string;
  readonly kind: 'solid' | 'nobody' | 'leaving';
}

export interface TimerModel {
  readonly armed: boolean;
  readonly held: boolean;
  readonly leftMs: number;
  readonly ofMs: number;
  /** It should have fired, but its thread is paused. */
  readonly overdueMs: number;
}

export interface SeatModel {
  readonly memberId: string;
  readonly role: 'leader' | 'member' | 'pending';
  /** Held: its JoinGroup or SyncGroup waits for an answer, and while it does it cannot expire. */
  readonly session: TimerModel & { readonly heldBy: 'JoinGroup' | 'SyncGroup' | null };
  readonly heardMs: number | null;
  /** The seat of the process before this one: nobody sits in it any more. */
  readonly former: boolean;
  readonly joined: boolean;
  readonly synced: boolean;
}

export interface ConsumersInput {
  readonly frame: Frame;
  readonly trace: readonly TraceEvent[];
  readonly group: GroupFrame | null;
  readonly facts: RecentFacts;
}

export function toConsumers(input: ConsumersInput): readonly ConsumerModel[] {
  return input.frame.consumers
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .map((entry) => toConsumer(input, entry));
}

function toConsumer(input: ConsumersInput, entry: ConsumerFrame): ConsumerModel {
  const { frame, trace, group, facts } = input;
  const { client, process } = entry;
  const down = process !== 'running';
  const words = down ? lastWords(entry.node, entry.processSince, trace) : null;
  const timer = (name: RegExp) => timerOf(frame, entry.node, name);
  const seat = toSeat(input, entry);
  const working = frame.timers.find(({ node, name }) => node === entry.node && name === 'processing');
  return {
    node: entry.node,
    ordinal: entry.ordinal,
    process,
    processMs: frame.at - entry.processSince,
    paused: entry.paused,
    state: client.state,
    rejoinNeeded: client.rejoinNeeded && client.state === 'STABLE' && !down,
    isLeader: !down && seat?.role === 'leader' && !seat.former,
    generationId: client.generationId >= 0 ? client.generationId : null,
    owned: ownedOf(frame, entry),
    application: down || client.application === 'Polling' ? null : client.application,
    handlerLeftMs: working === undefined ? null : Math.max(0, working.due - frame.at),
    msPerRecord: entry.msPerRecord,
    heartbeat: timer(/^heartbeat$/),
    poll: timer(/^poll/),
    seat,
    wire: toWire({ frame, entry, facts, heartbeatDue: missedBeat(frame, entry, { group, seat, words }) }),
    lastWords: words,
  };
}

function ownedOf(frame: Frame, { node, process, client }: ConsumerFrame): readonly OwnedModel[] {
  const label = labelsOf(frame);
  const leaving = new Set(
    client.positions
      .filter(({ pendingRevocation }) => pendingRevocation)
      .map(({ topic, partition }) => `${topic}-${partition}`),
  );
  if (process !== 'running' && process !== 'crashed') return [];
  return client.owned
    .filter((owned) => process === 'running' || isOrphan(frame, owned, node))
    .map((owned) => {
      const key = `${owned.topic}-${owned.partition}`;
      const kind = process === 'running' ? (leaving.has(key) ? 'leaving' : 'solid') : 'nobody';
      return { key, label: label(owned), kind };
    });
}

/** A dead consumer's partition counts as its own until somebody else has it. */
function isOrphan(frame: Frame, owned: { topic: string; partition: number }, node: NodeId): boolean {
  const { topic, partition } = owned;
  const now = frame.partitions.find((entry) => entry.topic === topic && entry.partition === partition);
  return (now?.readers ?? []).every((reader) => reader === node);
}

const NO_TIMER: TimerModel = { armed: false, held: false, leftMs: 0, ofMs: 0, overdueMs: 0 };

function toTimer(timer: TimerFrame | undefined, now: Instant): TimerModel {
  if (timer === undefined) return NO_TIMER;
  return {
    armed: true,
    held: timer.held,
    leftMs: Math.max(0, timer.due - now),
    ofMs: Math.max(1, timer.due - timer.armedAt),
    overdueMs: Math.max(0, now - timer.due),
  };
}

function timerOf(frame: Frame, node: NodeId, name: RegExp): TimerModel {
  return toTimer(
    frame.timers.find((timer) => timer.node === node && name.test(timer.name)),
    frame.at,
  );
}

function toSeat({ frame, group, facts }: ConsumersInput, entry: ConsumerFrame): SeatModel | null {
  if (group === null) return null;
  const { memberId } = entry.client;
  const own = group.members.find((member) => memberId !== '' && member.memberId === memberId);
  const member = own ?? group.members.find(({ clientId }) => clientId === entry.node);
  if (member === undefined) return pendingSeat(frame, group, memberId);
  const heldBy = member.awaitingJoin ? 'JoinGroup' : member.awaitingSync ? 'SyncGroup' : null;
  const session = sessionOf(frame, member.memberId);
  const heard = facts.heard.get(entry.node) ?? session.timer?.armedAt;
  return {
    memberId: member.memberId,
    role: group.leader === member.memberId ? 'leader' : 'member',
    session: { ...toTimer(session.timer, frame.at), heldBy },
    heardMs: heard === undefined ? null : frame.at - heard,
    former: own === undefined,
    joined: member.awaitingJoin,
    synced: hasSynced(group, member),
  };
}

function hasSynced(group: GroupFrame, member: GroupMemberFrame): boolean {
  return member.awaitingSync || !group.pendingSync.includes(member.memberId);
}

function pendingSeat(frame: Frame, group: GroupFrame, memberId: string): SeatModel | null {
  if (memberId === '' || !group.pendingJoin.includes(memberId)) return null;
  const session = { ...toTimer(sessionOf(frame, memberId).timer, frame.at), heldBy: null };
  return { memberId, role: 'pending', session, heardMs: null, former: false, joined: false, synced: false };
}

function sessionOf(frame: Frame, memberId: string): { timer: TimerFrame | undefined } {
  const brokers = new Set(frame.brokers.map(({ node }) => node));
  return { timer: frame.timers.find(({ node, subject }) => subject === memberId && brokers.has(node)) };
}

interface Membership {
  readonly group: GroupFrame | null;
  readonly seat: SeatModel | null;
  readonly words: LastWords | null;
}

/** A heartbeat that was due and not sent, while the group still counts on this member. */
function missedBeat(frame: Frame, entry: ConsumerFrame, { seat, words }: Membership): Instant | null {
  if (seat === null) return null;
  const held = frame.timers.find(
    ({ node, name, held }) => node === entry.node && name === 'heartbeat' && held,
  );
  const due = entry.process === 'running' ? held?.due : words?.heartbeatDue;
  return due !== undefined && due !== null && due <= frame.at ? due : null;
}
