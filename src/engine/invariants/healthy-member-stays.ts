/** Is a member removed for silence although its process runs, is not paused and takes part? (IV-I09) */
import type { TraceEvent } from '../world/trace.ts';
import type { Finding } from './finding.ts';
import { defineInvariant, found, inSeconds } from './invariant.ts';
import type { Life, Sight } from './sight.ts';

export const healthyMemberStays = defineInvariant<readonly Finding[]>({
  id: 'IV-I09',
  title: 'A healthy member stays',
  kind: 'harm',
  threshold:
    'removed by session.timeout.ms after running for that long without a pause, and not out by its own lights',
  initial: [],
  extend(state, event, sight) {
    const { what } = event;
    if (what.type !== 'MemberRemoved' || what.because !== 'sessionTimeout') return state;
    const finding = findingOf(what.memberId, event, sight);
    return finding === null ? state : [...state, finding];
  },
  report: (state) => state,
});

function findingOf(
  memberId: string,
  { at, seq }: TraceEvent,
  { names, members, lives }: Sight,
): Finding | null {
  const node = names.get(memberId);
  const life = node === undefined ? undefined : lives.get(node);
  // A consumer that has another member id since then has lost an old one, not its place.
  if (node === undefined || life === undefined || members.has(node) || !isHealthy(life, at)) return null;
  const sentence = `${node} ran and took part, yet the coordinator removed it after ${inSeconds(life.sessionTimeoutMs)} without a heartbeat.`;
  return found(healthyMemberStays, { sentence, from: at, to: at, seq, subjects: [node] });
}

function isHealthy(life: Life, at: number): boolean {
  const undisturbedSince = Math.max(life.startedAt, life.resumedAt ?? 0);
  const isOut = life.clientState === 'UNJOINED';
  return life.isUp && life.paused === null && !isOut && at - undisturbedSince >= life.sessionTimeoutMs;
}
