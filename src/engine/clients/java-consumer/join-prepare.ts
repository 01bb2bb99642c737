/**
 * What a consumer puts in order before it asks to join (CC-JP-01…JP-08): commit what was read, give up what it must.
 * Follows ConsumerCoordinator#onJoinPrepare.
 */
import { allConsumed, assign, namesOf } from './partitions.ts';
import { sendCommit } from './commit.ts';
import type { TopicPartition } from '../../kafka/topic-partition.ts';
import type { CommitOutcome, JavaConsumerState } from './state.ts';
import type { Turn } from './turn.ts';

/** Whether the commit that goes before the join still holds it up. */
export type CommitPlan = 'goOn' | 'wait' | 'commitAgain';

export function planJoinPrepareCommit(
  commit: CommitOutcome | null,
  { now, expiresAt }: { readonly now: number; readonly expiresAt: number },
): CommitPlan {
  if (now >= expiresAt || commit === null || commit === 'succeeded') return 'goOn';
  if (commit === 'pending') return 'wait';
  return commit.isRetriable ? 'commitAgain' : 'goOn';
}

export type GivingUp =
  | {
      readonly callback: 'PartitionsLost' | 'PartitionsRevoked';
      readonly partitions: readonly TopicPartition[];
    }
  | undefined;

/** Without generation or member id all is lost; EAGER gives all back; COOPERATIVE only what it no longer wants. */
export function planGivingUp({ generation, owned, settings, subscription }: JavaConsumerState): GivingUp {
  const all = namesOf(owned);
  if (generation.generationId === -1 || generation.memberId === '')
    return all.length === 0 ? undefined : { callback: 'PartitionsLost', partitions: all };
  if (settings.rebalanceProtocol === 'EAGER') return { callback: 'PartitionsRevoked', partitions: all };
  const unwanted = all.filter(({ topic }) => !subscription.includes(topic));
  return unwanted.length === 0 ? undefined : { callback: 'PartitionsRevoked', partitions: unwanted };
}

/** False: the commit is not through, and the join waits for a later pass of poll(). */
export function joinPrepare(turn: Turn): boolean {
  beginPrepare(turn);
  const { joinPrepare: preparing } = turn.state;
  if (preparing === null) return true;
  const plan = planJoinPrepareCommit(preparing.commit, { now: turn.now, expiresAt: preparing.expiresAt });
  if (plan !== 'goOn') {
    if (plan === 'commitAgain') turn.change({ joinPrepare: { ...preparing, commit: null } });
    return false;
  }
  giveUp(turn);
  turn.change({ isLeader: false, groupSubscription: [], joinPrepare: null });
  return true;
}

function beginPrepare(turn: Turn): void {
  const { settings, joinPrepare: before } = turn.state;
  const expiresAt = before?.expiresAt ?? turn.after(settings.maxPollIntervalMs);
  turn.change({ joinPrepare: { expiresAt, commit: before?.commit ?? null } });
  if (!settings.enableAutoCommit || (before !== null && before.commit !== null)) return;
  if (settings.rebalanceProtocol === 'EAGER')
    turn.change({ owned: turn.state.owned.map((one) => ({ ...one, pendingRevocation: true })) });
  const commit = sendCommit(turn, allConsumed(turn.state.owned), 'joinPrepare');
  turn.change({ joinPrepare: { expiresAt, commit } });
}

function giveUp(turn: Turn): void {
  const plan = planGivingUp(turn.state);
  if (plan === undefined) return;
  const { callback, partitions } = plan;
  const left = turn.state.owned.filter(
    (one) => !partitions.some(({ topic, partition }) => one.topic === topic && one.partition === partition),
  );
  const ruleId =
    callback === 'PartitionsLost'
      ? 'CC-JP-04'
      : turn.state.settings.rebalanceProtocol === 'EAGER'
        ? 'CC-JP-05'
        : 'CC-JP-06';
  turn.observe({ type: callback, partitions }, ruleId);
  turn.change({ owned: assign(turn.state.owned, left) });
}
