/** The chapter on Apache Kafka: its group coordinator, and the charts that run in it. */
import type { AnyStateMachine } from '../../kernel/run-machine.ts';
import { groupMachine } from './classic-group/group.machine.ts';
import { memberSessionMachine } from './classic-group/member-session.machine.ts';
import { pendingMemberMachine } from './classic-group/pending-member.machine.ts';
import { syncDeadlineMachine } from './classic-group/sync-deadline.machine.ts';
import { coordinatorMachine } from './group-coordinator/coordinator.machine.ts';

export { findCoordinator } from './administration/find-coordinator.ts';
export { groupCoordinator } from './group-coordinator/role.ts';
export type { GroupCoordinatorState } from './group-coordinator/state.ts';

/** Under the names by which `StateEntered` speaks of them. */
export const apacheKafkaCharts: readonly { readonly machine: string; readonly chart: AnyStateMachine }[] = [
  { machine: 'coordinator', chart: coordinatorMachine },
  { machine: 'group', chart: groupMachine },
  { machine: 'member-session', chart: memberSessionMachine },
  { machine: 'pending-member', chart: pendingMemberMachine },
  { machine: 'sync-deadline', chart: syncDeadlineMachine },
];
