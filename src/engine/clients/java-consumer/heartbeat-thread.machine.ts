/**
 * When the heartbeat thread looks around (CC-HB-01…HB-04): every timer that runs out leads to one pass, and the rules
 * of heartbeat.ts say what the pass does. Follows AbstractCoordinator.HeartbeatThread#run and Heartbeat.
 */
import { cancel, emit, raise, setup } from 'xstate';

export interface HeartbeatDelays {
  readonly heartbeatIntervalMs: number;
  readonly sessionTimeoutMs: number;
  readonly maxPollIntervalMs: number;
  readonly retryBackoffMs: number;
}

export type HeartbeatEvent =
  | { readonly type: 'enabled' }
  | { readonly type: 'disabled' }
  | { readonly type: 'heartbeatSent' }
  | { readonly type: 'heartbeatFailed'; readonly backoffMs: number }
  | { readonly type: 'sessionRenewed' }
  | { readonly type: 'polled' }
  | { readonly type: 'coordinatorLost' }
  | { readonly type: 'coordinatorFound' }
  | { readonly type: 'stopped' }
  | { readonly type: 'heartbeatDue' }
  | { readonly type: 'sessionExpired' }
  | { readonly type: 'pollExpired' };

export const heartbeatThreadMachine = setup({
  types: {
    context: {} as HeartbeatDelays,
    input: {} as HeartbeatDelays,
    events: {} as HeartbeatEvent,
    emitted: {} as { readonly type: 'heartbeatPass' },
  },
  delays: {
    'heartbeat.interval.ms': ({ context }) => context.heartbeatIntervalMs,
    'session.timeout.ms': ({ context }) => context.sessionTimeoutMs,
    'max.poll.interval.ms': ({ context }) => context.maxPollIntervalMs,
    'retry.backoff.ms': ({ context }) => context.retryBackoffMs,
    heartbeatBackoffMs: ({ event }) => (event.type === 'heartbeatFailed' ? event.backoffMs : 0),
  },
  actions: {
    pass: emit({ type: 'heartbeatPass' }),
    awaitHeartbeat: raise({ type: 'heartbeatDue' }, { id: 'heartbeat', delay: 'heartbeat.interval.ms' }),
    awaitBackoff: raise({ type: 'heartbeatDue' }, { id: 'heartbeat', delay: 'heartbeatBackoffMs' }),
    awaitSession: raise({ type: 'sessionExpired' }, { id: 'clientSession', delay: 'session.timeout.ms' }),
    awaitPoll: raise({ type: 'pollExpired' }, { id: 'pollInterval', delay: 'max.poll.interval.ms' }),
    forgetHeartbeat: cancel('heartbeat'),
    forgetSession: cancel('clientSession'),
    forgetPoll: cancel('pollInterval'),
  },
}).createMachine({
  id: 'heartbeat thread',
  context: ({ input }) => input,
  initial: 'Disabled',
  states: {
    Disabled: { on: { enabled: 'Beating', stopped: 'Closed' } },
    Beating: {
      entry: ['awaitHeartbeat', 'awaitSession', 'awaitPoll'],
      exit: ['forgetHeartbeat', 'forgetSession', 'forgetPoll'],
      initial: 'Known',
      on: {
        disabled: 'Disabled',
        stopped: 'Closed',
        heartbeatSent: { actions: 'awaitHeartbeat' },
        heartbeatFailed: { actions: 'awaitBackoff' },
        sessionRenewed: { actions: 'awaitSession' },
        polled: { actions: 'awaitPoll' },
        heartbeatDue: { actions: 'pass' },
        sessionExpired: { actions: 'pass' },
        pollExpired: { actions: 'pass' },
      },
      states: {
        Known: { on: { coordinatorLost: { target: 'Searching', actions: 'pass' } } },
        // Whatever falls due meanwhile is looked at when the coordinator is there again.
        Searching: {
          on: {
            coordinatorFound: { target: 'Known', actions: 'pass' },
            heartbeatDue: {},
            sessionExpired: {},
            pollExpired: {},
          },
          after: { 'retry.backoff.ms': { target: 'Searching', reenter: true, actions: 'pass' } },
        },
      },
    },
    Closed: {},
  },
});
