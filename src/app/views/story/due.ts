/** What comes next if nobody does anything: real timers only, the soonest that a person would wait for. */
import type { Instant } from '../../../engine/kernel/time.ts';
import type { Frame, TimerFrame } from '../../../engine/world/frame.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { nodeOfMember } from '../../draw/who.ts';
import type { Telling } from './telling.ts';
import { member, say, word, type Sentence } from './token.ts';

export interface Due {
  readonly key: string;
  readonly at: Instant;
  readonly sentence: Sentence;
}

/** More rows than this is a list of timers, which the inspector has. */
const SHOWN_AT_MOST = 2;

export function dueNext(frame: Frame, telling: Telling): readonly Due[] {
  const running = frame.timers.filter((timer) => !timer.held && timer.due >= frame.at);
  const soonest = [...running].sort((a, b) => a.due - b.due);
  const awaited = soonest.filter((timer) => willJoin(timer, frame, telling)).slice(0, 1);
  const decisive = soonest.filter((timer) => willRunOut(timer, frame, telling));
  const beats = soonest.filter((timer) => timer.name === 'heartbeat').slice(0, 1);
  const chosen =
    awaited.length + decisive.length > 0 ? [...awaited, ...decisive].slice(0, SHOWN_AT_MOST) : beats;
  return chosen.map((timer) => ({
    key: `${timer.node} ${timer.key}`,
    at: timer.due,
    sentence: dueSentence(timer, frame, telling),
  }));
}

/** What makes a member that the barrier waits for join: its next heartbeat tells it, or its handler is done. */
function willJoin(timer: TimerFrame, frame: Frame, telling: Telling): boolean {
  const missing = frame.groups
    .filter(({ state }) => state === 'PreparingRebalance')
    .flatMap(({ members }) => members.filter(({ awaitingJoin }) => !awaitingJoin))
    .map(({ memberId }) => nodeOfMember(memberId, telling.index.members));
  const consumer = frame.consumers.find(({ node }) => node === timer.node);
  if (consumer?.process !== 'running' || consumer.paused !== null) return false;
  if (!missing.includes(timer.node)) return false;
  return timer.name === (consumer.client.rejoinNeeded ? 'processing' : 'heartbeat');
}

/** Timers that nobody will renew: of members that are gone or frozen, and the group's own deadlines. */
function willRunOut(timer: TimerFrame, frame: Frame, telling: Telling): boolean {
  const facts = timerFacts(timer.name);
  if (facts.quiet) return false;
  // A newcomer is given up only if the barrier never opens, and that has a timer of its own.
  if (timer.name === 'newMemberJoinTimeout') return !frame.timers.some(({ name }) => BARRIERS.includes(name));
  if (!facts.renewed) return true;
  // The session of a member id that was replaced runs out without effect.
  if (timer.name === 'sessionTimeout' && !isMember(timer.subject, frame)) return false;
  const node = nodeOfMember(timer.subject, telling.index.members);
  const consumer = frame.consumers.find((one) => one.node === node);
  if (consumer === undefined) return timer.name === 'sessionTimeout';
  if (timer.name === 'sessionTimeout')
    return (
      consumer.process !== 'running' ||
      consumer.client.memberId !== timer.subject ||
      consumer.paused === 'all' ||
      consumer.paused === 'library'
    );
  return timer.name === 'pollInterval' && (consumer.paused === 'application' || missesPoll(timer, frame));
}

/** Its handler works longer than that: poll() is not called before. */
export function missesPoll({ node, due }: TimerFrame, { timers }: Frame): boolean {
  return timers.some((other) => other.node === node && other.name === 'processing' && other.due >= due);
}

const BARRIERS: readonly string[] = ['initialRebalanceDelay', 'rebalanceTimeout'];

function isMember(id: string, { groups }: Frame): boolean {
  return groups.some(({ members }) => members.some(({ memberId }) => memberId === id));
}

function dueSentence(timer: TimerFrame, frame: Frame, telling: Telling): Sentence {
  const who = member(nodeOfMember(timer.subject, telling.index.members));
  switch (timer.name) {
    case 'sessionTimeout':
      return telling.depth === 'learner'
        ? say`${who} counts as gone; the others share its partitions.`
        : say`The session of ${who} runs out; ${word('PreparingRebalance')} begins.`;
    case 'initialRebalanceDelay':
      return say`The initial delay is over: the first generation is formed, or newcomers prolong it.`;
    case 'rebalanceTimeout':
      return say`The join barrier opens at the latest: whoever is missing is removed.`;
    case 'syncTimeout':
      return say`Whoever has not asked for its partitions is removed.`;
    case 'pollInterval':
      return say`${who} leaves the group: its application has not called poll().`;
    case 'heartbeat':
      return willJoin(timer, frame, telling)
        ? say`${who} sends its next ${word('Heartbeat')}: the answer tells it to join again.`
        : say`${who} sends its next ${word('Heartbeat')}.`;
    case 'processing':
      return say`${who} is done with the records in hand: in its next poll() it joins again.`;
    case 'load':
      return say`The coordinator has read its log, and answers again.`;
    case 'closeTimeout':
      return say`${who} stops waiting for answers and closes.`;
    case 'newMemberJoinTimeout':
      return say`The first join of ${who} is given up.`;
    default:
      return say`${timerFacts(timer.name).word} of ${who}: ${timerFacts(timer.name).runsOut}.`;
  }
}
