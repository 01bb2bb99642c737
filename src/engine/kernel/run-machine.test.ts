import { expect, test } from 'vitest';
import { emit, setup } from 'xstate';
import { startMachine, stateName, stepMachine } from './run-machine.ts';

const session = setup({
  types: {
    context: {} as { ms: number },
    input: {} as { ms: number },
    events: {} as { type: 'heard' },
    emitted: {} as { type: 'expired' },
  },
  delays: { sessionTimeoutMs: ({ context }) => context.ms },
}).createMachine({
  context: ({ input }) => input,
  initial: 'Alive',
  states: {
    Alive: {
      on: { heard: { target: 'Alive', reenter: true } },
      after: { sessionTimeoutMs: { target: 'Gone', actions: emit({ type: 'expired' }) } },
    },
    Gone: {},
  },
});

test('after arrives as a timer, re-entry renews it, and firing emits', () => {
  const first = startMachine(session, { ms: 10 });
  expect(first.effects).toMatchObject([{ type: 'armTimer', delayMs: 10 }]);
  const [timer] = first.effects;
  if (timer?.type !== 'armTimer') throw new Error('no timer');
  const heard = stepMachine(session, first.snapshot, { type: 'heard' });
  expect(heard.effects.map((effect) => effect.type)).toEqual(['cancelTimer', 'armTimer']);
  const fired = stepMachine(session, heard.snapshot, timer.fires);
  expect(stateName(fired.snapshot)).toBe('Gone');
  expect(fired.effects).toEqual([{ type: 'emit', event: { type: 'expired' } }]);
});

test('two states of one machine do not share anything', () => {
  const a = startMachine(session, { ms: 1 });
  const b = startMachine(session, { ms: 2 });
  expect(a.effects).toMatchObject([{ delayMs: 1 }]);
  expect(b.effects).toMatchObject([{ delayMs: 2 }]);
});
