/** The next timer worth skipping to: one that nobody will renew, before the next ordinary heartbeat. */
import type { ConsumerFrame, Frame, TimerFrame } from '../../engine/world/frame.ts';

/** What happens when a timer runs out, in a few words. Timers of the data flow are passed over. */
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
  const known = frame.timers
    .filter(({ name, held, due }) => !held && WORDS[name] !== undefined && due > frame.at)
    .sort((a, b) => a.due - b.due || (a.node < b.node ? -1 : 1));
  const decisive = known.find((timer) => !willBeRenewed(timer, ownerOf(timer, frame)));
  // While the group rebalances, a heartbeat is how its members learn of it: nothing is quiet then.
  const isQuiet = frame.groups.every(({ state }) => state === 'Stable' || state === 'Empty');
  const beat = known.find(({ name }) => name === 'heartbeat');
  const soonest = isQuiet ? (decisive ?? beat) : known[0];
  if (soonest === undefined) return undefined;
  const words = WORDS[soonest.name] ?? soonest.name;
  const who = ownerOf(soonest, frame)?.node;
  return { due: soonest.due, words: who === undefined ? words : `${who} ${words}` };
}

function ownerOf(timer: TimerFrame, frame: Frame): ConsumerFrame | undefined {
  return frame.consumers.find(({ node }) => node === timer.node || timer.subject.startsWith(`${node}-`));
}

/** A session is renewed by heartbeats, a poll interval by poll(): as long as somebody lives to do it. */
function willBeRenewed(timer: TimerFrame, owner: ConsumerFrame | undefined): boolean {
  if (timer.name === 'heartbeat') return true;
  if (timer.name !== 'sessionTimeout' && timer.name !== 'pollInterval') return false;
  if (owner === undefined || owner.process !== 'running') return false;
  if (timer.name === 'pollInterval') return owner.paused !== 'application';
  return owner.client.memberId === timer.subject && owner.paused !== 'all' && owner.paused !== 'library';
}
