/**
 * How long a member may stay silent. A new member has five minutes for its first join; after that the session timeout
 * counts from every sign of life; while the coordinator owes it an answer, nobody counts. (CG-P-06, CG-P-08, CG-H-04)
 * Follows the `heartbeat-<group>-<member>` timer of GroupMetadataManager, apache/kafka 4.4.0.
 */
import { assign, emit, setup } from 'xstate';

export type SessionEvent =
  | { readonly type: 'added'; readonly newMemberJoinTimeoutMs: number }
  /** A heartbeat, a commit, or an answer to the member: the session starts anew. */
  | { readonly type: 'heard'; readonly sessionTimeoutMs: number }
  | { readonly type: 'removed' };

export type SessionOutput = { readonly type: 'sessionElapsed' };

export const memberSessionMachine = setup({
  types: {
    context: {} as { readonly timeoutMs: number },
    events: {} as SessionEvent,
    emitted: {} as SessionOutput,
  },
  actions: {
    keepJoinTimeout: assign(({ event }) =>
      event.type === 'added' ? { timeoutMs: event.newMemberJoinTimeoutMs } : {},
    ),
    keepSessionTimeout: assign(({ event }) =>
      event.type === 'heard' ? { timeoutMs: event.sessionTimeoutMs } : {},
    ),
  },
  delays: {
    newMemberJoinTimeout: ({ context }) => context.timeoutMs,
    sessionTimeout: ({ context }) => context.timeoutMs,
  },
}).createMachine({
  id: 'member-session',
  context: { timeoutMs: 0 },
  initial: 'Unwatched',
  on: {
    heard: { target: '.Alive', reenter: true, actions: 'keepSessionTimeout' },
    removed: '.Gone',
  },
  states: {
    // No timer runs: the session is not begun yet, or it ran out while an answer was owed.
    Unwatched: { on: { added: { target: 'Joining', actions: 'keepJoinTimeout' } } },
    Joining: {
      after: { newMemberJoinTimeout: { target: 'Unwatched', actions: emit({ type: 'sessionElapsed' }) } },
    },
    Alive: { after: { sessionTimeout: { target: 'Unwatched', actions: emit({ type: 'sessionElapsed' }) } } },
    Gone: {},
  },
});
