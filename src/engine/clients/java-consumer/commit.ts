/**
 * Storing positions with the coordinator (CC-OF-01…OF-04): what is sent, what is refused, and how an answer is taken.
 * Follows ConsumerCoordinator#sendOffsetCommitRequest and OffsetCommitResponseHandler.
 */
import type { ResponseBody } from '../../kafka/api.ts';
import type { CommitOffset } from '../../kafka/client.ts';
import type { RuleId } from '../../kafka/process.ts';
import { ERROR_CODES, type ErrorName } from '../../kafka/error-code.ts';
import { markCoordinatorUnknown } from './discovery.ts';
import {
  COMMIT_FAILED,
  COMMIT_IN_REBALANCE,
  COMMIT_TOO_LATE,
  DISCONNECTED,
  exceptionOf,
  NONE,
  reactionTo,
  unexpected,
  type JavaException,
} from './exceptions.ts';
import { isUnchanged, requestRejoin, resetOnError } from './membership.ts';
import { isSamePartition, update } from './partitions.ts';
import { API_VERSIONS, offsetCommitRequest } from './requests.ts';
import type { CommitOutcome, CommitPurpose, InFlight } from './state.ts';
import type { Turn } from './turn.ts';

/** Commits need a member in peace: in any other state nothing is sent (CC-OF-01). */
export function planCommit(offsets: readonly CommitOffset[], coordinatorState: string): CommitOutcome {
  if (offsets.length === 0) return 'succeeded';
  switch (coordinatorState) {
    case 'STABLE':
      return 'pending';
    case 'UNJOINED':
      return COMMIT_FAILED;
    default:
      return COMMIT_IN_REBALANCE;
  }
}

const RULES: Readonly<Record<CommitPurpose, RuleId>> = {
  auto: 'CC-OF-03',
  joinPrepare: 'CC-JP-02',
  sync: 'CC-OF-02',
  close: 'CC-LV-05',
};

export function sendCommit(
  turn: Turn,
  offsets: readonly CommitOffset[],
  purpose: CommitPurpose,
): CommitOutcome {
  const isSendable = offsets.length === 0 || turn.isIn('discovery', 'Known');
  if (!isSendable) return exceptionOf(ERROR_CODES.COORDINATOR_NOT_AVAILABLE);
  const plan = planCommit(offsets, turn.chartState('coordinator'));
  if (typeof plan === 'object') refused(turn, { offsets, failure: plan, ruleId: 'CC-OF-01' });
  if (plan !== 'pending') return plan;
  turn.send({
    connection: 'coordinator',
    apiVersion: API_VERSIONS.OffsetCommit,
    request: offsetCommitRequest(turn.state, offsets),
    ruleId: RULES[purpose],
    commit: { offsets, purpose },
  });
  return 'pending';
}

interface Refusal {
  readonly offsets: readonly CommitOffset[];
  readonly failure: JavaException;
  readonly ruleId: RuleId;
}

export function refused(turn: Turn, { offsets, failure, ruleId }: Refusal): void {
  const { exception, message } = failure;
  turn.observe({ type: 'CommitRefused', exception, message, offsets }, ruleId);
}

type Reaction =
  'succeed' | 'retry' | 'coordinatorUnknown' | 'fenced' | 'rebalancing' | 'memberUnknown' | 'fail';

const REACTIONS: Partial<Record<ErrorName, Reaction>> = {
  NONE: 'succeed',
  GROUP_AUTHORIZATION_FAILED: 'fail',
  TOPIC_AUTHORIZATION_FAILED: 'fail',
  OFFSET_METADATA_TOO_LARGE: 'fail',
  COORDINATOR_LOAD_IN_PROGRESS: 'retry',
  UNKNOWN_TOPIC_OR_PARTITION: 'retry',
  COORDINATOR_NOT_AVAILABLE: 'coordinatorUnknown',
  NOT_COORDINATOR: 'coordinatorUnknown',
  REQUEST_TIMED_OUT: 'coordinatorUnknown',
  FENCED_INSTANCE_ID: 'fenced',
  REBALANCE_IN_PROGRESS: 'rebalancing',
  UNKNOWN_MEMBER_ID: 'memberUnknown',
  ILLEGAL_GENERATION: 'memberUnknown',
};

/** The first partition with an error decides for all, except that a forbidden topic is told last. */
export function decidingError({ topics }: ResponseBody<'OffsetCommit'>): number {
  const codes = topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode));
  const errors = codes.filter((code) => code !== NONE);
  return errors.find((code) => code !== ERROR_CODES.TOPIC_AUTHORIZATION_FAILED) ?? errors[0] ?? NONE;
}

export function commitAnswered(turn: Turn, request: InFlight, body: ResponseBody<'OffsetCommit'>): void {
  const errorCode = decidingError(body);
  const outcome = react(turn, request, errorCode);
  settle(turn, request, { outcome, errorCode });
}

export function commitBroken(turn: Turn, request: InFlight): void {
  settle(turn, request, { outcome: DISCONNECTED, errorCode: ERROR_CODES.NETWORK_EXCEPTION });
}

function react(turn: Turn, request: InFlight, errorCode: number): 'succeeded' | JavaException {
  const isCurrent = isUnchanged(request.generation, turn.state);
  const isPreparing = turn.isIn('coordinator', 'PREPARING_REBALANCE');
  switch (reactionTo(REACTIONS, errorCode, undefined)) {
    case 'succeed':
      return 'succeeded';
    case 'retry':
      return exceptionOf(errorCode);
    case 'coordinatorUnknown':
      markCoordinatorUnknown(turn, 'given up');
      return exceptionOf(errorCode);
    case 'fenced':
      if (isCurrent) return exceptionOf(errorCode);
      return isPreparing ? COMMIT_IN_REBALANCE : COMMIT_TOO_LATE;
    case 'rebalancing':
      requestRejoin(turn, 'offset commit failed since group is already rebalancing');
      return COMMIT_IN_REBALANCE;
    case 'memberUnknown':
      if (!isCurrent && isPreparing) return COMMIT_IN_REBALANCE;
      forgetMember(turn, errorCode);
      return COMMIT_TOO_LATE;
    case 'fail':
      return exceptionOf(errorCode);
    case undefined:
      return unexpected('Unexpected error in commit', errorCode);
  }
}

function forgetMember(turn: Turn, errorCode: number): void {
  const isKnown = errorCode === ERROR_CODES.ILLEGAL_GENERATION;
  const error = isKnown ? 'ILLEGAL_GENERATION' : 'UNKNOWN_MEMBER_ID';
  resetOnError(turn, { api: 'OFFSET_COMMIT', error, memberId: isKnown ? 'kept' : 'dropped' });
}

function settle(
  turn: Turn,
  { commit }: InFlight,
  { outcome, errorCode }: { readonly outcome: 'succeeded' | JavaException; readonly errorCode: number },
): void {
  if (commit === undefined) return;
  const { offsets, purpose } = commit;
  const ruleId = purpose === 'sync' ? 'CC-OF-02' : 'CC-OF-03';
  turn.observe({ type: 'CommitSettled', errorCode, offsets }, ruleId);
  if (outcome === 'succeeded') remember(turn, offsets);
  else if (outcome.exception === errorClassOf('FENCED_INSTANCE_ID')) turn.change({ fencedCommit: outcome });
  if (outcome !== 'succeeded' && outcome.isRetriable && purpose !== 'close') commitSoon(turn);
  const { joinPrepare, commitSync } = turn.state;
  if (purpose === 'joinPrepare' && joinPrepare !== null)
    turn.change({ joinPrepare: { ...joinPrepare, commit: outcome } });
  if (purpose === 'sync' && commitSync !== null) turn.change({ commitSync: { ...commitSync, outcome } });
  if (purpose === 'close') turn.change({ closeCommit: outcome });
  if (purpose !== 'auto' || outcome !== 'succeeded') turn.wake(ruleId);
}

function errorClassOf(name: ErrorName): string {
  return exceptionOf(ERROR_CODES[name]).exception;
}

function remember(turn: Turn, offsets: readonly CommitOffset[]): void {
  const { owned } = turn.state;
  const known = offsets.filter((one) => owned.some((other) => isSamePartition(one, other)));
  turn.change({ owned: update(owned, known, (one, { offset }) => ({ ...one, committed: offset })) });
}

/** A commit that may succeed later is not left for the whole interval. */
function commitSoon(turn: Turn): void {
  awaitAutoCommit(turn, turn.state.settings.retryBackoffMs);
}

export function awaitAutoCommit(turn: Turn, delayMs: number): void {
  if (!turn.state.settings.enableAutoCommit) return;
  turn.change({ autoCommitAt: turn.after(delayMs) });
  const timer = { key: 'autoCommit', name: 'autoCommit', delayMs, thread: 'application' } as const;
  turn.armTimer({ ...timer, ruleId: 'CC-OF-03' });
}
