/**
 * Whether the coordinator's partition is here, and how long it takes to read it. State names are Kafka's.
 * (CG-R-02, CG-U-04, CG-U-05; CoordinatorRuntime.CoordinatorState of apache/kafka 4.4.0)
 */
import { assign, emit, setup } from 'xstate';

export type CoordinatorEvent =
  | { readonly type: 'elected'; readonly delayMs: number }
  | { readonly type: 'loadFailed' }
  | { readonly type: 'resigned' };

export type CoordinatorOutput = { readonly type: 'loadEnded' };

export const coordinatorMachine = setup({
  types: {
    context: {} as { readonly delayMs: number },
    events: {} as CoordinatorEvent,
    emitted: {} as CoordinatorOutput,
  },
  actions: { keepDelay: assign(({ event }) => (event.type === 'elected' ? { delayMs: event.delayMs } : {})) },
  delays: { load: ({ context }) => context.delayMs },
}).createMachine({
  id: 'coordinator',
  context: { delayMs: 0 },
  initial: 'INITIAL',
  states: {
    INITIAL: { on: { elected: { target: 'LOADING', actions: 'keepDelay' } } },
    LOADING: {
      on: { resigned: 'CLOSED', loadFailed: 'FAILED' },
      after: { load: { target: 'ACTIVE', actions: emit({ type: 'loadEnded' }) } },
    },
    ACTIVE: { on: { resigned: 'CLOSED', loadFailed: 'FAILED' } },
    FAILED: { on: { elected: { target: 'LOADING', actions: 'keepDelay' }, resigned: 'CLOSED' } },
    CLOSED: { on: { elected: { target: 'LOADING', actions: 'keepDelay' } } },
  },
});
