/**
 * What the application's thread does: it sits in poll(), works on records, closes (CC-K-01, CC-LV-05).
 * Follows the loop that every consumer program is: poll, work, poll again; KafkaConsumer#close at its end.
 */
import { cancel, emit, raise, setup } from 'xstate';

export type ApplicationEvent =
  | { readonly type: 'subscribed' }
  | { readonly type: 'unsubscribed' }
  | { readonly type: 'recordsDelivered'; readonly workMs: number }
  | { readonly type: 'workProlonged'; readonly workMs: number }
  | { readonly type: 'workDone' }
  | { readonly type: 'closeCalled' }
  | { readonly type: 'commitSettled' }
  | { readonly type: 'requestsSettled' }
  | { readonly type: 'closeTimedOut' }
  | { readonly type: 'exceptionThrown' };

export const applicationMachine = setup({
  types: {
    context: {} as { readonly closeTimeoutMs: number },
    input: {} as { readonly closeTimeoutMs: number },
    events: {} as ApplicationEvent,
    emitted: {} as { readonly type: 'recordsProcessed' | 'closeBegan' | 'closeTimedOut' },
  },
  delays: {
    workMs: ({ event }) => ('workMs' in event ? event.workMs : 0),
    closeTimeoutMs: ({ context }) => context.closeTimeoutMs,
  },
  actions: {
    work: raise({ type: 'workDone' }, { id: 'processing', delay: 'workMs' }),
    processed: emit({ type: 'recordsProcessed' }),
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
        workDone: { target: 'Polling', actions: 'processed' },
        closeCalled: 'Finishing',
      },
    },
    // close() is the application's own call: it comes when the records in hand are done.
    Finishing: {
      on: {
        workProlonged: { actions: 'work' },
        workDone: { target: 'Closing', actions: 'processed' },
      },
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
