/**
 * A member id that was given out and has not come back: it is kept for one session timeout. (CG-J-14, CG-P-08)
 * Follows the `heartbeat-<group>-<member>` timer of a pending member in GroupMetadataManager, apache/kafka 4.4.0.
 */
import { emit, setup } from 'xstate';

export type PendingEvent = { readonly type: 'joined' } | { readonly type: 'removed' };

export type PendingOutput = { readonly type: 'pendingElapsed' };

export const pendingMemberMachine = setup({
  types: {
    context: {} as { readonly sessionTimeoutMs: number },
    input: {} as { readonly sessionTimeoutMs: number },
    events: {} as PendingEvent,
    emitted: {} as PendingOutput,
  },
  delays: { pendingMemberTimeout: ({ context }) => context.sessionTimeoutMs },
}).createMachine({
  id: 'pending-member',
  context: ({ input }) => input,
  initial: 'Pending',
  states: {
    Pending: {
      on: { joined: 'Joined', removed: 'Gone' },
      after: { pendingMemberTimeout: { target: 'Gone', actions: emit({ type: 'pendingElapsed' }) } },
    },
    Joined: {},
    Gone: {},
  },
});
