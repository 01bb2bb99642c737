/**
 * close(): commit, give back, leave, wait for the last answers (CC-LV-05).
 * Follows ClassicKafkaConsumer#close, ConsumerCoordinator#close, AbstractCoordinator#close.
 */
import { backoffMs } from './backoff.ts';
import { readAnswers } from './answers.ts';
import { sendCommit } from './commit.ts';
import { ensureCoordinator } from './discovery.ts';
import { leavePrepare, maybeLeaveGroup } from './leave.ts';
import { allConsumed } from './partitions.ts';
import type { CommitOutcome } from './state.ts';
import type { Turn } from './turn.ts';

const RULE = 'CC-LV-05';

/** close() goes as far as it can without another answer. */
export function closePass(turn: Turn): void {
  if (!turn.isIn('application', 'Closing')) return;
  readAnswers(turn);
  if (turn.isIn('application', 'Closing.Committing') && isCommitDone(turn)) leave(turn);
  if (turn.isIn('application', 'Closing.Leaving') && !isAwaitingCoordinator(turn)) closed(turn);
}

/** The time for closing is over: what has not been said is said, and nothing is waited for. */
export function closeTimedOut(turn: Turn): void {
  if (turn.isIn('application', 'Closing.Committing')) leave(turn);
  closed(turn);
}

export type CloseCommitPlan = 'commit' | 'wait' | 'retry' | 'goOn';

export function planCloseCommit(commit: CommitOutcome | null): CloseCommitPlan {
  if (commit === null) return 'commit';
  if (commit === 'pending') return 'wait';
  return commit !== 'succeeded' && commit.isRetriable ? 'retry' : 'goOn';
}

/** The last commit is waited for, and so are those still under way; a failure that may pass is tried again. */
function isCommitDone(turn: Turn): boolean {
  const offsets = allConsumed(turn.state.owned);
  if (!turn.state.settings.enableAutoCommit || offsets.length === 0) return !turn.isInFlight('OffsetCommit');
  if (turn.state.closeCommit === null) {
    if (!ensureCoordinator(turn)) return false;
    turn.change({ closeCommit: sendCommit(turn, offsets, 'close') });
  }
  const plan = planCloseCommit(turn.state.closeCommit);
  if (plan === 'retry') retry(turn);
  return plan === 'goOn' && !turn.isInFlight('OffsetCommit');
}

function retry(turn: Turn): void {
  const { settings, closeCommitAttempts: attempts } = turn.state;
  const { retryBackoffMs: initialMs, retryBackoffMaxMs: maxMs, clientId: entity } = settings;
  const delay = backoffMs({ attempts, initialMs, maxMs, purpose: 'retryBackoff', entity }, turn.ports.chance);
  turn.change({ closeCommit: null, closeCommitAttempts: attempts + 1 });
  turn.wakeAfter(delay, RULE);
}

function leave(turn: Turn): void {
  turn.step('heartbeat', { type: 'stopped' }, RULE);
  leavePrepare(turn);
  maybeLeaveGroup(turn, { reason: 'the consumer is being closed', ruleId: RULE });
  turn.step('application', { type: 'commitSettled' }, RULE);
}

function isAwaitingCoordinator(turn: Turn): boolean {
  const { inFlight, unread } = turn.state;
  return (
    inFlight.some(({ connection }) => connection === 'coordinator') ||
    unread.some(({ request }) => request.connection === 'coordinator')
  );
}

function closed(turn: Turn): void {
  turn.step('application', { type: 'requestsSettled' }, RULE);
  turn.observe({ type: 'ConsumerClosed' }, RULE);
  turn.effects.push({ type: 'exit', ruleId: RULE });
}
