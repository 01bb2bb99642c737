/** The next timer worth skipping to: data flow, polling and the like are passed over. */
import type { Frame, TimerFrame } from '../../engine/world/frame.ts';

/** Names of timers as people say what happens when they run out. */
const WORDS: Readonly<Record<string, string>> = {
  sessionTimeout: 'session runs out',
  newMemberJoinTimeout: 'new member given up',
  pendingMemberTimeout: 'unused member id given up',
  initialRebalanceDelay: 'initial delay ends',
  rebalanceTimeout: 'join barrier gives up',
  syncTimeout: 'sync barrier gives up',
  pollInterval: 'poll interval runs out',
  heartbeat: 'heartbeat due',
  load: 'coordinator loaded',
};

export interface DueTimer {
  readonly due: TimerFrame['due'];
  readonly words: string;
}

export function nextTimer(frame: Frame): DueTimer | undefined {
  let soonest: TimerFrame | undefined;
  for (const timer of frame.timers)
    if (!timer.held && WORDS[timer.name] !== undefined && timer.due > frame.at)
      if (soonest === undefined || timer.due < soonest.due) soonest = timer;
  if (soonest === undefined) return undefined;
  const who = frame.consumers.find(({ node }) => soonest.subject.startsWith(`${node}`))?.node;
  const words = WORDS[soonest.name] ?? soonest.name;
  return { due: soonest.due, words: who === undefined ? words : `${who} ${words}` };
}
