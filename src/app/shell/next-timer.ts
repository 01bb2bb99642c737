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
  processing: 'is done with its records',
};

export interface DueTimer {
  readonly due: TimerFrame['due'];
  readonly words: string;
}

export function nextTimer(frame: Frame): DueTimer | undefined {
  const known = frame.timers
    .filter(({ name, held, due }) => !held && WORDS[name] !== undefined && due > frame.at)
    .filter((timer) => timer.name !== 'sessionTimeout' || isMember(timer.subject, frame))
    .sort((a, b) => a.due - b.due || (a.node < b.node ? -1 : 1));
  const decisive = known.find((timer) => !willBeRenewed(timer, frame));
  // While the group rebalances, a heartbeat or the end of a handler is how its members come to join.
  const isQuiet = frame.groups.every(({ state }) => state === 'Stable' || state === 'Empty');
  const beat = known.find(({ name }) => name === 'heartbeat');
  const soonest = isQuiet ? (decisive ?? beat) : known[0];
  if (soonest === undefined) return undefined;
  const words = WORDS[soonest.name] ?? soonest.name;
  const who = ownerOf(soonest, frame)?.node;
  return { due: soonest.due, words: who === undefined ? words : `${who} ${words}` };
}

/** The session of an id that was replaced runs on, and its end means nothing to anybody. */
function isMember(id: string, { groups }: Frame): boolean {
  return groups.some(({ members }) => members.some(({ memberId }) => memberId === id));
}

function ownerOf(timer: TimerFrame, frame: Frame): ConsumerFrame | undefined {
  return frame.consumers.find(({ node }) => node === timer.node || timer.subject.startsWith(`${node}-`));
}

/** A session is renewed by heartbeats, a poll interval by poll(): as long as somebody lives to do it. */
function willBeRenewed(timer: TimerFrame, frame: Frame): boolean {
  const owner = ownerOf(timer, frame);
  const lives = owner?.process === 'running';
  switch (timer.name) {
    case 'heartbeat':
    case 'processing':
      return true;
    case 'pendingMemberTimeout':
    case 'newMemberJoinTimeout':
      return lives && owner.paused === null;
    case 'sessionTimeout':
      return (
        lives &&
        owner.client.memberId === timer.subject &&
        owner.paused !== 'all' &&
        owner.paused !== 'library'
      );
    case 'pollInterval':
      return lives && owner.paused !== 'application' && !handlerOutlasts(timer, frame);
    default:
      return false;
  }
}

/** Its handler works longer than that: poll() is not called before. */
function handlerOutlasts({ node, due }: TimerFrame, { timers }: Frame): boolean {
  return timers.some((other) => other.node === node && other.name === 'processing' && other.due >= due);
}
