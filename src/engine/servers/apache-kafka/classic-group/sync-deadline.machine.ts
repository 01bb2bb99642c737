/**
 * By when every member of a new generation must have asked for its assignment. (CG-P-04, CG-P-07, CG-S-06)
 * Follows the `sync-<group>` timer of GroupMetadataManager, apache/kafka 4.4.0.
 */
import { assign, emit, setup } from 'xstate';

export type SyncDeadlineEvent =
  { readonly type: 'opened'; readonly delayMs: number } | { readonly type: 'closed' };

export type SyncDeadlineOutput = { readonly type: 'syncElapsed' };

export const syncDeadlineMachine = setup({
  types: {
    context: {} as { readonly delayMs: number },
    events: {} as SyncDeadlineEvent,
    emitted: {} as SyncDeadlineOutput,
  },
  actions: { keepDelay: assign(({ event }) => (event.type === 'opened' ? { delayMs: event.delayMs } : {})) },
  delays: { syncTimeout: ({ context }) => context.delayMs },
}).createMachine({
  id: 'sync-deadline',
  context: { delayMs: 0 },
  initial: 'Closed',
  on: { opened: { target: '.Open', reenter: true, actions: 'keepDelay' } },
  states: {
    Closed: {},
    Open: {
      on: { closed: 'Closed' },
      after: { syncTimeout: { target: 'Closed', actions: emit({ type: 'syncElapsed' }) } },
    },
  },
});
