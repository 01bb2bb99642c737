/**
 * Where a consumer stands in its group, as it sees it (CC-ST-01, CC-ST-02).
 * States are AbstractCoordinator.MemberState of kafka-clients 4.4.0.
 */
import { setup } from 'xstate';

export type CoordinatorEvent =
  | { readonly type: 'joinGroupSent' }
  | { readonly type: 'joinGroupSucceeded' }
  | { readonly type: 'syncGroupSucceeded' }
  | { readonly type: 'stateReset' };

export const consumerCoordinatorMachine = setup({
  types: { events: {} as CoordinatorEvent },
}).createMachine({
  id: 'consumer coordinator',
  initial: 'UNJOINED',
  on: {
    joinGroupSent: '.PREPARING_REBALANCE',
    stateReset: '.UNJOINED',
  },
  states: {
    UNJOINED: {},
    PREPARING_REBALANCE: { on: { joinGroupSucceeded: 'COMPLETING_REBALANCE' } },
    COMPLETING_REBALANCE: { on: { syncGroupSucceeded: 'STABLE' } },
    STABLE: {},
  },
});
