/** What is due if nobody acts: timers of the frame that will run out, and acts that are planned. Nothing else. */
import { timerFacts } from '../../draw/timers-reference.ts';
import { instantText } from '../../draw/time-words.ts';
import { nodeOfMember } from '../../draw/who.ts';
import type { TimedCommand } from '../../../engine/world/command.ts';
import type { Frame, TimerFrame } from '../../../engine/world/frame.ts';
import { commandText } from './words.ts';

export interface Due {
  readonly at: number;
  /** In whose lane it stands; null: it concerns the group. */
  readonly node: string | null;
  readonly kind: 'heartbeat' | 'timer' | 'command';
  /** A session: since when it runs. */
  readonly armedAt: number | null;
  /** One or two lines. */
  readonly lines: readonly string[];
  /** Worth being shown however far away it is. */
  readonly matters: boolean;
}

/** As many far ones are shown; all others come later. */
const SHOWN_MOST = 2;
/** A handler that takes longer is worth a mark of its own. */
const LONG_WORK_MS = 2000;

export function duesOf(frame: Frame, planned: readonly TimedCommand[]): readonly Due[] {
  const dues = frame.timers.flatMap((timer) => dueOf(timer, frame) ?? []);
  const commands = planned
    .filter(({ at }) => at > frame.at)
    .map(({ at, command }): Due => {
      return { at, node: null, kind: 'command', armedAt: null, lines: [commandText(command)], matters: true };
    });
  const ordered = [...dues, ...commands].toSorted((a, b) => a.at - b.at);
  const far = ordered.filter(({ matters }) => matters).slice(0, SHOWN_MOST);
  return ordered.filter((due) => !due.matters || far.includes(due));
}

function dueOf(timer: TimerFrame, frame: Frame): Due | undefined {
  const { name, due: at, held, node } = timer;
  if (held || at <= frame.at) return undefined;
  const group = { at, node: null, kind: 'timer', armedAt: null, matters: true } as const;
  switch (name) {
    case 'heartbeat':
      return {
        at,
        node,
        kind: 'heartbeat',
        lines: ['heartbeat due', instantText(at)],
        matters: false,
        armedAt: null,
      };
    case 'sessionTimeout':
    case 'newMemberJoinTimeout': {
      const whose = nodeOfMember(timer.subject, new Map());
      if (isKeptAlive(whose, at, frame)) return undefined;
      return {
        ...group,
        armedAt: timer.armedAt,
        node: whose,
        lines: ['session runs', `out ${instantText(at)}`],
      };
    }
    case 'processing':
      if (at - timer.armedAt < LONG_WORK_MS) return undefined;
      return { ...group, node, lines: ['handler done', instantText(at)] };
    case 'pollInterval':
      if (!missesPoll(node, at, frame)) return undefined;
      return { ...group, node, lines: ['poll() due', instantText(at)] };
    default: {
      const facts = timerFacts(name);
      // What starts anew all the time is not what comes next.
      if (facts.quiet || facts.renewed) return undefined;
      const owner = facts.enforcer === 'coordinator' ? null : node;
      return { ...group, node: owner, lines: [`${facts.word} ends`, instantText(at)] };
    }
  }
}

/** It will be heard before: a heartbeat is due earlier, or the coordinator owes it an answer and does not count. */
function isKeptAlive(node: string, at: number, { timers, messages }: Frame): boolean {
  const beats = timers.some(
    (timer) => timer.node === node && timer.name === 'heartbeat' && !timer.held && timer.due < at,
  );
  return beats || messages.some(({ message, place }) => message.client === node && place !== 'travelling');
}

/** Its application will not call poll() before: it is frozen, or its handler takes longer. */
function missesPoll(node: string, at: number, { consumers, timers }: Frame): boolean {
  const isFrozen = consumers.some((consumer) => consumer.node === node && consumer.paused === 'application');
  const works = timers.some((timer) => timer.node === node && timer.name === 'processing' && timer.due >= at);
  return isFrozen || works;
}
