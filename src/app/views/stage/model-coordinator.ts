/** The coordinator and its group as the stage shows them, with the barrier a rebalance waits at. */
import type { GroupFrame } from '../../../engine/kafka/server-role.ts';
import type { Frame, TimerFrame } from '../../../engine/world/frame.ts';

export interface CoordinatorModel {
  readonly broker: string | null;
  readonly availability: 'active' | 'loading' | 'unloaded';
  /** null: this coordinator has no such group (yet). */
  readonly group: {
    readonly state: string;
    readonly generationId: number;
    readonly protocolName: string | null;
    readonly members: number;
    /** Ids given out that have not come back. */
    readonly pendingIds: number;
  } | null;
  readonly barrier: BarrierModel | null;
}

export interface BarrierModel {
  /** initial: the first members gather; join: all must come again; sync: the leader's assignment is awaited. */
  readonly kind: 'initial' | 'join' | 'sync';
  readonly here: number;
  readonly of: number;
  readonly leftMs: number | null;
  readonly ofMs: number | null;
  /** The setting that decides how long it waits at most, by Kafka's name; a classic client sends it on. */
  readonly setting: string | null;
  readonly missing: readonly string[];
}

export function toCoordinator(frame: Frame, group: GroupFrame | null): CoordinatorModel {
  const broker = frame.brokers.find(({ coordinates }) => coordinates);
  return {
    broker: broker?.node ?? null,
    availability: broker?.availability ?? 'unloaded',
    group:
      group === null
        ? null
        : {
            state: group.state,
            generationId: group.generationId,
            protocolName: group.protocolName,
            members: group.members.length,
            pendingIds: group.pendingJoin.length,
          },
    barrier: group === null ? null : toBarrier(frame, group),
  };
}

function toBarrier(frame: Frame, group: GroupFrame): BarrierModel | null {
  if (group.state === 'PreparingRebalance') return joinBarrier(frame, group);
  if (group.state === 'CompletingRebalance') return syncBarrier(frame, group);
  return null;
}

function joinBarrier(frame: Frame, group: GroupFrame): BarrierModel {
  const here = group.members.filter(({ awaitingJoin }) => awaitingJoin).length;
  const missing = group.members.filter(({ awaitingJoin }) => !awaitingJoin).map(({ clientId }) => clientId);
  const initial = groupTimer(frame, /^initialRebalanceDelay$/);
  const timer = initial ?? groupTimer(frame, /^rebalanceTimeout$/);
  return {
    kind: initial === undefined ? 'join' : 'initial',
    here,
    of: group.members.length + group.pendingJoin.length,
    ...timing(frame, timer),
    setting: initial === undefined ? 'max.poll.interval.ms' : 'group.initial.rebalance.delay.ms',
    missing,
  };
}

function syncBarrier(frame: Frame, group: GroupFrame): BarrierModel {
  const missing = group.members.filter(
    ({ memberId, awaitingSync }) => !awaitingSync && group.pendingSync.includes(memberId),
  );
  return {
    kind: 'sync',
    here: group.members.length - missing.length,
    of: group.members.length,
    ...timing(frame, groupTimer(frame, /^sync/)),
    setting: 'max.poll.interval.ms',
    missing: missing.map(({ clientId }) => clientId),
  };
}

function groupTimer(frame: Frame, name: RegExp): TimerFrame | undefined {
  const brokers = new Set(frame.brokers.map(({ node }) => node));
  return frame.timers.find((timer) => brokers.has(timer.node) && name.test(timer.name));
}

function timing(frame: Frame, timer: TimerFrame | undefined) {
  if (timer === undefined) return { leftMs: null, ofMs: null };
  return { leftMs: Math.max(0, timer.due - frame.at), ofMs: Math.max(1, timer.due - timer.armedAt) };
}
