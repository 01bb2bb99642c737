/**
 * The coordinator's partition comes and goes. (CG-R-02, CG-U-01…CG-U-05)
 * Follows CoordinatorRuntime#scheduleLoadOperation, .CoordinatorContext#unload, GroupCoordinatorShard#onLoaded.
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { GroupLogBatch } from '../../../kafka/group-log.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { RoleInput } from '../../../kafka/server-role.ts';
import { EXPIRATION_TIMER, scheduleExpiration } from '../administration/expiration.ts';
import { classicGroupLoaded, classicGroupUnloaded } from '../classic-group/load.ts';
import { heartbeatTimerKey, joinTimerKey, syncTimerKey } from '../classic-group/group-object.ts';
import { stepChart, type ChartOwner } from './chart.ts';
import { coordinatorMachine, type CoordinatorEvent } from './coordinator.machine.ts';
import { failAllDeferred } from './operation.ts';
import { allGroups, emptyShard } from './shard.ts';
import { forgetSnapshotsBefore, takeSnapshot } from './timeline-store.ts';
import type { Turn } from './turn.ts';

export const LOAD_TIMER = 'load';
const OWNER: ChartOwner = { machine: 'coordinator', entity: '__consumer_offsets', timerKey: LOAD_TIMER };

function stepCoordinator(
  turn: Turn,
  event: CoordinatorEvent | { readonly type: string },
  ruleId: RuleId,
): readonly string[] {
  const run = stepChart(coordinatorMachine, turn.state.coordinator, { owner: OWNER, event, ruleId });
  turn.change({ coordinator: run.chart });
  turn.effects.push(...run.effects);
  return run.emitted;
}

/** CG-U-01: a partition that is here already, or is being read, is not read again. */
export function startLoading(
  turn: Turn,
  { delayMs, fails, log }: Extract<RoleInput, { type: 'load' }>,
): void {
  if (turn.phase === 'ACTIVE' || turn.phase === 'LOADING') return;
  turn.change({ loading: { log, fails } });
  stepCoordinator(turn, { type: 'elected', delayMs }, 'CG-U-01');
  // Reading that takes no time is over before anything else happens.
  if (delayMs > 0) return;
  turn.effects.splice(
    turn.effects.findIndex((effect) => effect.type === 'armTimer' && effect.key === LOAD_TIMER),
    1,
  );
  loadEnded(turn);
}

export function loadEnded(turn: Turn): void {
  const { coordinator, loading } = turn.state;
  if (coordinator.fires === null || loading === null) return;
  if (loading.fails) {
    turn.change({ loading: null });
    stepCoordinator(turn, { type: 'loadFailed' }, 'CG-R-02');
    return;
  }
  const started = stepCoordinator(turn, coordinator.fires, 'CG-U-04');
  if (started.includes('loadEnded')) readLog(turn, loading.log);
}

function readLog(turn: Turn, log: readonly GroupLogBatch[]): void {
  turn.change({ loading: null, shard: emptyShard(), lastWrittenOffset: 0, lastCommittedOffset: 0 });
  let offset = 0;
  for (const batch of log) {
    if (batch.type === 'endTransaction') {
      turn.behaviour.replayEndMarker(turn, batch);
      offset++;
    } else
      for (const record of batch.records) {
        turn.behaviour.replayRecord(turn, record, { recordOffset: offset, producer: batch.producer });
        offset++;
      }
  }
  const store = forgetSnapshotsBefore(takeSnapshot(turn.shard.store, offset), offset);
  turn.changeShard({ store });
  turn.change({ lastWrittenOffset: offset, lastCommittedOffset: offset });
  for (const found of allGroups(turn.shard)) classicGroupLoaded(turn, found);
  scheduleExpiration(turn, 'CG-U-04');
}

/** CG-U-05: timers first, then what waits for the log, then the groups. */
export function unload(turn: Turn): void {
  if (turn.phase === 'ACTIVE') {
    cancelTimers(turn);
    failAllDeferred(turn, ERROR_CODES.NOT_COORDINATOR);
    for (const found of allGroups(turn.shard)) classicGroupUnloaded(turn, found);
  }
  const gone = {
    shard: emptyShard(),
    deferred: [],
    appends: new Map(),
    open: new Map(),
    fetching: new Map(),
  };
  stepCoordinator(turn, { type: 'resigned' }, 'CG-U-05');
  turn.change({ ...gone, loading: null, lastWrittenOffset: 0, lastCommittedOffset: 0 });
}

function cancelTimers(turn: Turn): void {
  const cancel = (key: string): void => {
    turn.effects.push({ type: 'cancelTimer', key, ruleId: 'CG-U-05' });
  };
  for (const { group, sessions, pending } of turn.shard.objects.values()) {
    cancel(joinTimerKey(group.groupId));
    cancel(syncTimerKey(group.groupId));
    for (const memberId of [...sessions.keys(), ...pending.keys()])
      cancel(heartbeatTimerKey(group.groupId, memberId));
  }
  cancel(EXPIRATION_TIMER);
}
