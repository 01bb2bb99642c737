/** The page's way to the worker: each question gets its answer, in order. */
import type { Answer, Answered, Question } from '../../contract/messages.ts';

export interface EngineClient {
  ask(question: Question): Promise<Answer>;
}

/** Starts the worker. A worker that dies answers everything still open with one sentence. */
export function startEngine(): EngineClient {
  const worker = new Worker(new URL('../../worker/engine.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  let dead: Answer | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', (event) => {
    dead = {
      type: 'failed',
      sentence: `The simulator's worker stopped: ${event.message || 'no reason given'}.`,
    };
    for (const settle of waiting.values()) settle(dead);
    waiting.clear();
  });
  return {
    ask: (question) =>
      new Promise((settle) => {
        if (dead !== undefined) return settle(dead);
        asked += 1;
        waiting.set(asked, settle);
        worker.postMessage({ id: asked, question });
      }),
  };
}
