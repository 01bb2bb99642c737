/**
 * Whether the consumer knows its group's coordinator, and when it asks again (CC-FD-01).
 * Follows AbstractCoordinator#ensureCoordinatorReady and #lookupCoordinator.
 */
import { assign, emit, setup } from 'xstate';

export type DiscoveryEvent =
  | { readonly type: 'findCoordinatorSent' }
  | { readonly type: 'coordinatorFound' }
  | { readonly type: 'findFailed' }
  | { readonly type: 'findFailedInPoll'; readonly backoffMs: number }
  | { readonly type: 'findDropped' }
  | { readonly type: 'coordinatorLost' };

export const coordinatorDiscoveryMachine = setup({
  types: {
    context: {} as { readonly backoffMs: number },
    events: {} as DiscoveryEvent,
    emitted: {} as { readonly type: 'findAgain' },
  },
  delays: { 'retry.backoff.ms': ({ context }) => context.backoffMs },
  actions: {
    takeBackoff: assign(({ event }) =>
      event.type === 'findFailedInPoll' ? { backoffMs: event.backoffMs } : {},
    ),
  },
}).createMachine({
  id: 'coordinator discovery',
  context: { backoffMs: 0 },
  initial: 'Unknown',
  states: {
    Unknown: {
      on: {
        findCoordinatorSent: 'Finding',
        // No broker could be asked: the failure is nothing that anybody would have to drop.
        findFailedInPoll: { target: 'BackingOff.Dropped', actions: 'takeBackoff' },
      },
    },
    Finding: {
      on: {
        coordinatorFound: 'Known',
        findFailed: 'Failed',
        findFailedInPoll: { target: 'BackingOff', actions: 'takeBackoff' },
      },
    },
    // Nobody sits in poll() to try again: the heartbeat thread drops the failed lookup, then makes another.
    Failed: { on: { findDropped: 'Unknown' } },
    // The application's thread sleeps; the heartbeat thread may be faster.
    BackingOff: {
      initial: 'Kept',
      states: {
        Kept: { on: { findDropped: 'Dropped' } },
        Dropped: { on: { findCoordinatorSent: '#coordinator discovery.Finding' } },
      },
      after: { 'retry.backoff.ms': { target: 'Unknown', actions: emit({ type: 'findAgain' }) } },
    },
    Known: { on: { coordinatorLost: 'Unknown' } },
  },
});
