/**
 * commitSync(): the application waits until what it has processed is stored, or refused (CC-OF-02).
 * Follows ConsumerCoordinator#commitOffsetsSync and ClassicKafkaConsumer#commitSync.
 */
import { readAnswers } from './answers.ts';
import { backoffMs } from './backoff.ts';
import { refused, sendCommit } from './commit.ts';
import { ensureCoordinator } from './discovery.ts';
import type { JavaException } from './exceptions.ts';
import { allConsumed } from './partitions.ts';
import { throwToApplication } from './poll-loop.ts';
import type { CommitOutcome, CommitSync } from './state.ts';
import type { Turn } from './turn.ts';

const RULE = 'CC-OF-02';

export function beginCommit(turn: Turn): void {
  const offsets = allConsumed(turn.state.owned);
  turn.change({ commitSync: { offsets, outcome: null, attempts: 0, sleepsUntil: turn.now } });
}

/** commitSync() goes as far as it can without another answer. */
export function commitPass(turn: Turn): void {
  const { commitSync } = turn.state;
  if (commitSync === null) return;
  // A sleeping thread reads nothing: what comes meanwhile waits for it.
  if (turn.now < commitSync.sleepsUntil) return turn.wakeAfter(commitSync.sleepsUntil - turn.now, RULE);
  readAnswers(turn);
  const outcome = turn.state.commitSync?.outcome ?? send(turn, commitSync);
  if (outcome !== null) settle(turn, { ...commitSync, outcome });
}

/** default.api.timeout.ms is over: this exception nobody catches. */
export function commitTimedOut(turn: Turn): void {
  const { defaultApiTimeoutMs } = turn.state.settings;
  const message = `Timeout of ${defaultApiTimeoutMs}ms expired before successfully committing offsets`;
  throwToApplication(turn, { exception: 'TimeoutException', message, isRetriable: true });
}

export type CommitSyncPlan =
  | { readonly type: 'wait' | 'retry' | 'goOn' }
  /** The application catches the two that say that it has come too late, and polls on. */
  | { readonly type: 'refuse' | 'throw'; readonly failure: JavaException };

const CAUGHT: ReadonlySet<string> = new Set(['CommitFailedException', 'RebalanceInProgressException']);

export function planCommitSync(outcome: CommitOutcome): CommitSyncPlan {
  if (outcome === 'pending') return { type: 'wait' };
  if (outcome === 'succeeded') return { type: 'goOn' };
  if (outcome.isRetriable) return { type: 'retry' };
  return { type: CAUGHT.has(outcome.exception) ? 'refuse' : 'throw', failure: outcome };
}

/** Null: not sent, since the coordinator is still looked for. */
function send(turn: Turn, { offsets }: CommitSync): CommitOutcome | null {
  const { findFailure } = turn.state.connections;
  if (!turn.isIn('discovery', 'Known') && findFailure !== null) return findFailure;
  return ensureCoordinator(turn) ? sendCommit(turn, offsets, 'sync') : null;
}

function settle(turn: Turn, commitSync: CommitSync & { readonly outcome: CommitOutcome }): void {
  const plan = planCommitSync(commitSync.outcome);
  switch (plan.type) {
    case 'wait':
      return turn.change({ commitSync });
    case 'retry':
      return sleep(turn, commitSync);
    case 'throw':
      return throwToApplication(turn, plan.failure);
    case 'refuse':
      if (wasSent(turn)) refused(turn, { ...commitSync, failure: plan.failure, ruleId: RULE });
      return goOn(turn);
    case 'goOn':
      return goOn(turn);
  }
}

/** What the client itself refused has been told already (CC-OF-01). */
function wasSent(turn: Turn): boolean {
  return turn.state.commitSync?.outcome !== null;
}

function sleep(turn: Turn, { offsets, attempts }: CommitSync): void {
  const { retryBackoffMs: initialMs, retryBackoffMaxMs: maxMs, clientId: entity } = turn.state.settings;
  const backoff = { attempts, initialMs, maxMs, purpose: 'retryBackoff', entity };
  const delayMs = backoffMs(backoff, turn.ports.chance);
  const sleepsUntil = turn.after(delayMs);
  turn.change({ commitSync: { offsets, outcome: null, attempts: attempts + 1, sleepsUntil } });
  turn.wakeAfter(delayMs, RULE);
}

function goOn(turn: Turn): void {
  turn.change({ commitSync: null });
  turn.step('application', { type: 'commitReturned' }, RULE);
}
