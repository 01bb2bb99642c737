/**
 * What the application's thread does: it sits in poll(), works on records, commits them, closes (CC-K-01, CC-OF-02,
 * CC-LV-05). Follows the loop that every consumer program is: poll, work, commit, poll again; KafkaConsumer#close ends it.
 */
import { cancel, emit, raise, setup } from 'xstate';

export interface ApplicationDelays {
  readonly closeTimeoutMs: number;
  readonly commitTimeoutMs: number;
  /** Without auto-commit the program calls commitSync() after every batch. */
  readonly commitsByHand: boolean;
}

export type ApplicationEvent =
  | { readonly type: 'subscribed' }
  | { readonly type: 'unsubscribed' }
  | { readonly type: 'recordsDelivered'; readonly workMs: number }
  | { readonly type: 'workProlonged'; readonly workMs: number }
  | { readonly type: 'workDone' }
  | { readonly type: 'closeCalled' }
  | { readonly type: 'commitReturned' }
  | { readonly type: 'commitTimedOut' }
  | { readonly type: 'commitSettled' }
  | { readonly type: 'requestsSettled' }
  | { readonly type: 'closeTimedOut' }
  | { readonly type: 'exceptionThrown' };

export const applicationMachine = setup({
  types: {
    context: {} as ApplicationDelays,
    input: {} as ApplicationDelays,
    events: {} as ApplicationEvent,
    emitted: {} as {
      readonly type: 'recordsProcessed' | 'commitBegan' | 'commitTimedOut' | 'closeBegan' | 'closeTimedOut';
    },
  },
  delays: {
    workMs: ({ event }) => ('workMs' in event ? event.workMs : 0),
    closeTimeoutMs: ({ context }) => context.closeTimeoutMs,
    commitTimeoutMs: ({ context }) => context.commitTimeoutMs,
  },
  guards: { commitsByHand: ({ context }) => context.commitsByHand },
  actions: {
    work: raise({ type: 'workDone' }, { id: 'processing', delay: 'workMs' }),
    processed: emit({ type: 'recordsProcessed' }),
    commitBegan: emit({ type: 'commitBegan' }),
    commitTimedOut: emit({ type: 'commitTimedOut' }),
    awaitCommit: raise({ type: 'commitTimedOut' }, { id: 'commitTimeout', delay: 'commitTimeoutMs' }),
    forgetCommit: cancel('commitTimeout'),
    closeBegan: emit({ type: 'closeBegan' }),
    closeTimedOut: emit({ type: 'closeTimedOut' }),
    awaitClose: raise({ type: 'closeTimedOut' }, { id: 'closeTimeout', delay: 'closeTimeoutMs' }),
    forgetClose: cancel('closeTimeout'),
  },
}).createMachine({
  id: 'application',
  context: ({ input }) => input,
  initial: 'Polling',
  on: { exceptionThrown: '.Failed' },
  states: {
    Unsubscribed: { on: { subscribed: 'Polling', closeCalled: 'Closing' } },
    Polling: {
      on: {
        unsubscribed: 'Unsubscribed',
        recordsDelivered: { target: 'Processing', actions: 'work' },
        closeCalled: 'Closing',
      },
    },
    Processing: {
      on: {
        workProlonged: { actions: 'work' },
        workDone: [
          { guard: 'commitsByHand', target: 'Committing', actions: 'processed' },
          { target: 'Polling', actions: 'processed' },
        ],
        closeCalled: 'Finishing',
      },
    },
    // close() is the application's own call: it comes when the records in hand are done, and committed.
    Finishing: {
      on: {
        workProlonged: { actions: 'work' },
        workDone: [
          { guard: 'commitsByHand', target: 'Committing.ThenClosing', actions: 'processed' },
          { target: 'Closing', actions: 'processed' },
        ],
      },
    },
    Committing: {
      entry: ['awaitCommit', 'commitBegan'],
      exit: 'forgetCommit',
      initial: 'ThenPolling',
      states: {
        ThenPolling: { on: { commitReturned: '#application.Polling', closeCalled: 'ThenClosing' } },
        ThenClosing: { on: { commitReturned: '#application.Closing' } },
      },
      on: { commitTimedOut: { actions: 'commitTimedOut' } },
    },
    Closing: {
      entry: ['awaitClose', 'closeBegan'],
      exit: 'forgetClose',
      initial: 'Committing',
      states: {
        Committing: {
          on: { commitSettled: 'Leaving', closeTimedOut: { actions: 'closeTimedOut' } },
        },
        Leaving: { on: { closeTimedOut: { actions: 'closeTimedOut' } } },
      },
      on: { requestsSettled: 'Closed' },
    },
    Closed: {},
    Failed: {},
  },
});
