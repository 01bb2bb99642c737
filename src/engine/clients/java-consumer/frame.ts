/** A consumer as the page shows it: its own words, nothing worked out that it does not know itself. */
import type { ClientFrame } from '../../kafka/client.ts';
import { stateName } from '../../kernel/run-machine.ts';
import { namesOf } from './partitions.ts';
import type { JavaConsumerState } from './state.ts';

export function frameOf(state: JavaConsumerState): ClientFrame {
  const { charts, generation, settings, connections } = state;
  const application = stateName(charts.application);
  return {
    state: stateName(charts.coordinator),
    memberId: generation.memberId,
    generationId: generation.generationId,
    groupId: settings.groupId,
    groupInstanceId: settings.groupInstanceId,
    rebalanceProtocol: settings.rebalanceProtocol,
    isLeader: state.isLeader,
    owned: namesOf(state.owned),
    positions: state.owned.map(({ topic, partition, position, processed, committed, pendingRevocation }) => ({
      topic,
      partition,
      position,
      processed,
      committed,
      pendingRevocation,
    })),
    rejoinNeeded: state.rejoinNeeded,
    rejoinReason: state.rejoinReason,
    coordinator: connections.coordinator,
    coordinatorState: stateName(charts.discovery),
    heartbeatState: stateName(charts.heartbeat),
    application,
    closed: application === 'Closed',
  };
}
