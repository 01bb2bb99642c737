import { describe, expect, test } from 'vitest';
import type { Answered, Asked, Moment, Question } from '../contract/messages.ts';
import { instant } from '../engine/kernel/time.ts';
import { READY_SCENARIOS } from '../engine/scenarios/index.ts';
import { attachHost, Host } from './host.ts';

const [first] = READY_SCENARIOS;
if (first === undefined) throw new Error('no scenario');

function opened(): Host {
  const host = new Host();
  host.answer({ type: 'open', scenario: first?.scenario ?? never(), branches: [] });
  return host;
}

function never(): never {
  throw new Error('not here');
}

/** Asks until the moment is reached, as the page does. */
function shown(host: Host, question: Extract<Question, { type: 'show' }>): Moment {
  for (let asked = 0; asked < 1_000; asked++) {
    const answer = host.answer({ ...question, eventsFrom: Number.MAX_SAFE_INTEGER });
    if (answer.type !== 'moment') throw new Error(JSON.stringify(answer));
    const { frame } = answer.moment;
    if (question.target.type === 'event' || frame.at >= question.target.at) break;
  }
  const answer = host.answer(question);
  return answer.type === 'moment' ? answer.moment : never();
}

const at = (ms: number) => ({ type: 'instant', at: instant(ms) }) as const;

describe('the host', () => {
  test('tells rules with their texts, charts of what runs, and the ready scenarios', () => {
    const answer = new Host().answer({ type: 'reference' });
    if (answer.type !== 'reference') throw new Error(answer.type);
    const { rules, charts, scenarios } = answer.reference;
    expect(rules.length).toBeGreaterThan(200);
    expect(rules.find(({ id }) => id === 'CG-P-08')?.source).toContain('GroupMetadataManager');
    expect(charts.map(({ machine }) => machine)).toContain('group');
    expect(scenarios).toHaveLength(6);
    expect(structuredClone(answer)).toEqual(answer);
  });

  test('shows a moment, and only the events that the page does not have', () => {
    const host = opened();
    const whole = shown(host, { type: 'show', branch: 'main', target: at(8_000), eventsFrom: 0 });
    expect(whole.frame.at).toBe(8_000);
    expect(whole.events.map(({ seq }) => seq)).toEqual(whole.events.map((_, index) => index));
    const rest = shown(host, {
      type: 'show',
      branch: 'main',
      target: at(9_000),
      eventsFrom: whole.events.length,
    });
    expect(rest.events[0]?.seq).toBe(whole.events.length);
    expect(rest.reached).toBe(true);
  });

  test('opens a branch for an act in the past, and keeps the old one', () => {
    const host = opened();
    shown(host, { type: 'show', branch: 'main', target: at(9_000), eventsFrom: 0 });
    const command = { type: 'killNode', node: 'consumer-2' } as const;
    const edit = { type: 'act', at: instant(7_000), command } as const;
    const answer = host.answer({ type: 'edit', branch: 'main', edit, name: 'Crash consumer-2' });
    expect(answer).toMatchObject({ type: 'branches', current: 'branch-1' });
    const there = shown(host, { type: 'show', branch: 'branch-1', target: at(9_000), eventsFrom: 0 });
    expect(there.frame.consumers[1]?.process).toBe('crashed');
    const here = shown(host, { type: 'show', branch: 'main', target: at(9_000), eventsFrom: 0 });
    expect(here.frame.consumers[1]?.process).toBe('running');
  });

  test.each<[string, Question]>([
    ['a branch that is not there', { type: 'show', branch: 'nowhere', target: at(0), eventsFrom: 0 }],
    ['closing the first branch', { type: 'close', branch: 'main' }],
  ])('refuses %s with a sentence', (_what, question) => {
    const answer = opened().answer(question);
    if (answer.type !== 'refused') throw new Error(answer.type);
    expect(answer.sentence).toMatch(/\.$/);
  });

  test('says that the model stopped, and goes on answering', () => {
    const host = opened();
    const edit = { type: 'act', at: instant(0), command: { type: 'moveCoordinator' } } as never;
    const answer = host.answer({ type: 'edit', branch: 'nowhere', edit, name: '' });
    expect(answer).toMatchObject({ type: 'failed', sentence: expect.stringContaining('The model stopped') });
    expect(host.answer({ type: 'reference' }).type).toBe('reference');
  });

  test('answers over a port, each question by its id', () => {
    const answers: Answered[] = [];
    const listeners: ((event: { readonly data: Asked }) => void)[] = [];
    attachHost({
      postMessage: (message) => answers.push(message),
      addEventListener: (_type, listener) => listeners.push(listener),
    });
    for (const id of [7, 8]) listeners[0]?.({ data: { id, question: { type: 'reference' } } });
    expect(answers.map(({ id }) => id)).toEqual([7, 8]);
  });
});
