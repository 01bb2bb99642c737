/**
 * When a classic group goes from state to state, and what time alone makes it do: the initial rebalance delay, and the
 * rebalance timeout by which members must rejoin. State names are Kafka's. (CG-P-01…CG-P-04, spec/classic §5 and §6)
 * Follows ClassicGroupState and the `join-<group>` timer of GroupMetadataManager, apache/kafka 4.4.0.
 */
import { assign, emit, setup } from 'xstate';

export type GroupChartEvent =
  | { readonly type: 'loadedStable' }
  | { readonly type: 'initialRebalanceStarted'; readonly delayMs: number }
  | { readonly type: 'initialRebalanceProlonged'; readonly delayMs: number }
  | { readonly type: 'rebalanceStarted' }
  | { readonly type: 'membersAwaited'; readonly delayMs: number }
  | { readonly type: 'votingFailed' }
  | { readonly type: 'generationFormed' }
  | { readonly type: 'groupEmptied' }
  | { readonly type: 'assignmentStored' }
  | { readonly type: 'unloaded' };

export type GroupChartOutput =
  { readonly type: 'initialDelayElapsed' } | { readonly type: 'rebalanceElapsed' };

const rebalanceStarted = { target: 'PreparingRebalance' } as const;

export const groupMachine = setup({
  types: {
    context: {} as { readonly delayMs: number },
    events: {} as GroupChartEvent,
    emitted: {} as GroupChartOutput,
  },
  actions: {
    keepDelay: assign(({ event }) => ('delayMs' in event ? { delayMs: event.delayMs } : {})),
  },
  delays: {
    initialRebalanceDelay: ({ context }) => context.delayMs,
    rebalanceTimeout: ({ context }) => context.delayMs,
  },
}).createMachine({
  id: 'group',
  context: { delayMs: 0 },
  initial: 'Empty',
  on: { unloaded: '.Dead' },
  states: {
    Empty: {
      on: {
        initialRebalanceStarted: { target: 'PreparingRebalance.InitialDelay', actions: 'keepDelay' },
        loadedStable: 'Stable',
      },
    },
    PreparingRebalance: {
      initial: 'Deciding',
      on: {
        membersAwaited: { target: '.AwaitingMembers', actions: 'keepDelay', reenter: true },
        votingFailed: '.Deciding',
        generationFormed: 'CompletingRebalance',
        groupEmptied: 'Empty',
      },
      states: {
        // Entered, or a time is over: the rules decide what comes next, within the same operation.
        Deciding: {
          on: { initialRebalanceProlonged: { target: 'InitialDelay', actions: 'keepDelay' } },
        },
        InitialDelay: {
          after: {
            initialRebalanceDelay: { target: 'Deciding', actions: emit({ type: 'initialDelayElapsed' }) },
          },
        },
        AwaitingMembers: {
          after: { rebalanceTimeout: { target: 'Deciding', actions: emit({ type: 'rebalanceElapsed' }) } },
        },
      },
    },
    CompletingRebalance: {
      on: { rebalanceStarted, assignmentStored: 'Stable' },
    },
    Stable: {
      on: { rebalanceStarted },
    },
    Dead: {},
  },
});
