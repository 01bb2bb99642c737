/**
 * Apache Kafka's group coordinator as a process: one partition of __consumer_offsets on one broker, input by input.
 * (spec/classic §3; CoordinatorRuntime, GroupCoordinatorService and GroupCoordinatorShard of apache/kafka 4.4.0)
 */
import { unreachable } from '../../../kernel/assert.ts';
import type { Ports, Step } from '../../../kafka/process.ts';
import type {
  CommittedOffset,
  RoleConfig,
  RoleEffect,
  RoleInput,
  ServerRole,
} from '../../../kafka/server-role.ts';
import { EXPIRATION_TIMER, runExpiration, runTopicsDeleted } from '../administration/expiration.ts';
import { classicGroupFrame } from '../classic-group/frame.ts';
import { classicTimerOf, timerOperation } from '../classic-group/timer-operation.ts';
import { offsetsOfGroup } from '../offsets/offset-tables.ts';
import { startChart, topState } from './chart.ts';
import { parseCoordinatorConfig } from './config.ts';
import { coordinatorMachine } from './coordinator.machine.ts';
import { dispatch } from './dispatch.ts';
import { kafkaBehaviour } from './kafka-behaviour.ts';
import { LOAD_TIMER, loadEnded, startLoading, unload } from './load.ts';
import {
  appendCommitted,
  appendFailed,
  eventOfTimer,
  runEndTransaction,
  runWrite,
  writeTimedOut,
} from './operation.ts';
import { allGroups, emptyShard } from './shard.ts';
import type { GroupCoordinatorState } from './state.ts';
import { tableOf } from './timeline-store.ts';
import { Turn } from './turn.ts';

export const groupCoordinator: ServerRole<GroupCoordinatorState> = {
  name: 'group-coordinator',
  start,
  receive,
  availability(state) {
    const phase = topState(state.coordinator.snapshot);
    if (phase === 'ACTIVE') return 'active';
    return phase === 'LOADING' ? 'loading' : 'unloaded';
  },
  groups: (state) => allGroups(state.shard).map(({ object }) => classicGroupFrame(object)),
  committedOffsets,
};

/** The coordinator is not here until its partition is loaded. */
function start({ settings, epochMs, topics }: RoleConfig): Step<GroupCoordinatorState, RoleEffect> {
  const owner = { machine: 'coordinator', entity: '__consumer_offsets', timerKey: LOAD_TIMER };
  const { chart, effects } = startChart(coordinatorMachine, { owner, input: undefined, ruleId: 'CG-R-02' });
  const state: GroupCoordinatorState = {
    config: parseCoordinatorConfig(settings),
    epochMs,
    topics,
    coordinator: chart,
    loading: null,
    shard: emptyShard(),
    lastWrittenOffset: 0,
    lastCommittedOffset: 0,
    deferred: [],
    nextEventId: 1,
    nextAppendId: 1,
    appends: new Map(),
    open: new Map(),
    fetching: new Map(),
  };
  return { state, effects };
}

function receive(
  state: GroupCoordinatorState,
  input: RoleInput,
  ports: Ports,
): Step<GroupCoordinatorState, RoleEffect> {
  const turn = new Turn(state, ports, kafkaBehaviour);
  take(turn, input);
  turn.runFollowUps();
  return { state: turn.state, effects: turn.effects };
}

function take(turn: Turn, input: RoleInput): void {
  switch (input.type) {
    case 'request':
      return dispatch(turn, input.request);
    case 'timer':
      return timerFired(turn, input.key);
    case 'appendCommitted':
      return appendCommitted(turn, input.appendId);
    case 'appendFailed':
      return appendFailed(turn, input.appendId, input.errorCode);
    case 'topicsChanged':
      turn.change({ topics: input.topics });
      return runTopicsDeleted(turn, input.deleted);
    case 'unload':
      return unload(turn);
    case 'load':
      return startLoading(turn, input);
    case 'endTransaction':
      return runEndTransaction(turn, input);
    default:
      return unreachable(input);
  }
}

function timerFired(turn: Turn, key: string): void {
  if (key === LOAD_TIMER) return loadEnded(turn);
  if (key === EXPIRATION_TIMER) return runExpiration(turn);
  const eventId = eventOfTimer(key);
  if (eventId !== undefined) return writeTimedOut(turn, eventId);
  const timer = classicTimerOf(turn, key);
  // A timer whose member or group is gone finds nothing (spec/classic §6).
  if (timer !== undefined) runWrite(turn, { request: null }, () => timerOperation(turn, timer));
}

function committedOffsets({ shard }: GroupCoordinatorState): readonly CommittedOffset[] {
  const { store, offsets } = shard;
  const found: CommittedOffset[] = [];
  for (const [group] of tableOf(store, offsets.committed).entries())
    for (const { topic, partitions } of offsetsOfGroup(store, offsets.committed, String(group)))
      for (const [partition, { offset }] of partitions)
        found.push({ groupId: String(group), topic, partition, offset: Number(offset) });
  return found;
}
