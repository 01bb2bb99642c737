/** Answers the page's questions, one at a time and in order; an answer never takes longer than its budget. */
import type { Answer, Answered, Asked, Moment, Question } from '../contract/messages.ts';
import { unreachable } from '../engine/kernel/assert.ts';
import { instant } from '../engine/kernel/time.ts';
import { APACHE_KAFKA } from '../engine/catalogue.ts';
import { BRANCHES_AT_MOST, Session } from '../engine/history/session.ts';
import { EVENTS_AT_MOST, type Run } from '../engine/history/run.ts';
import { findingsFold, INVARIANTS } from '../engine/invariants/index.ts';
import { measuresFold } from '../engine/measures/index.ts';
import { gatherReference } from './reference.ts';

/** So that the page can show progress: a long way is played in several answers. */
const BUDGET_MS = 40;
const EVENTS_AN_ANSWER = 5_000;

/** What the host needs of a worker's scope, or of a MessagePort in tests. */
export interface Port {
  postMessage(message: Answered): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Asked }) => void): void;
}

export function attachHost(port: Port): void {
  const host = new Host();
  port.addEventListener('message', ({ data: { id, question } }) => {
    port.postMessage({ id, answer: host.answer(question) });
  });
}

export class Host {
  #session: Session | undefined;

  /** Never throws: what stops the model is told as a sentence. */
  answer(question: Question): Answer {
    try {
      return this.#answer(question);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      return { type: 'failed', sentence: `The model stopped: ${sentence}.` };
    }
  }

  #answer(question: Question): Answer {
    switch (question.type) {
      case 'reference':
        return { type: 'reference', reference: gatherReference() };
      case 'open':
        this.#session = new Session(question.scenario, APACHE_KAFKA);
        for (const branch of question.branches) this.#session.adopt(branch);
        return this.#branches('main');
      case 'edit': {
        if (this.#session?.isFull === true)
          return refused(`No more than ${BRANCHES_AT_MOST} branches are kept: close one first.`);
        const branch = this.#session?.edit(question.branch, question.edit, question.name);
        return branch === undefined ? notOpen() : this.#branches(branch.id);
      }
      case 'close':
        if (this.#session?.close(question.branch) !== true)
          return refused('The first branch stays: all others part from it.');
        return this.#branches('main');
      case 'show': {
        const run = this.#session?.branch(question.branch)?.run;
        return run === undefined ? notOpen() : { type: 'moment', moment: momentOf(run, question) };
      }
      default:
        return unreachable(question);
    }
  }

  #branches(current: string): Answer {
    const branches = this.#session?.branches() ?? [];
    return {
      type: 'branches',
      current,
      branches: branches.map(({ id, name, parent, partedAt, run }) => {
        return { id, name, parent, partedAt, scenario: run.scenario };
      }),
    };
  }
}

function momentOf(run: Run, question: Extract<Question, { type: 'show' }>): Moment {
  const { branch, target, eventsFrom } = question;
  const until = performance.now() + BUDGET_MS;
  const mayGoOn = (): boolean => performance.now() < until;
  let reached = true;
  if (target.type === 'instant') reached = run.playTo(instant(target.at), mayGoOn);
  else while (run.played.seq < target.seq && mayGoOn()) if (!run.playOneEvent()) break;
  const { frame, lesson, digest } = run.see(target);
  const events = run.trace.slice(eventsFrom, eventsFrom + EVENTS_AN_ANSWER);
  return {
    branch,
    frame,
    played: run.played,
    events,
    findings: findingsFold.report(lesson.findings, frame.at),
    measures: measuresFold.report(lesson.measures, frame.at),
    stepStart: run.stepStart(frame.seq),
    reached: (reached || run.isFull) && eventsFrom + events.length === run.trace.length,
    isFull: run.isFull ? EVENTS_AT_MOST : null,
    digest,
    invariants: INVARIANTS,
  };
}

function refused(sentence: string): Answer {
  return { type: 'refused', sentence };
}

function notOpen(): Answer {
  return refused('There is no such branch any more.');
}
