/**
 * From where to read: committed offsets, or where auto.offset.reset says (CC-OF-05, CC-OF-06).
 * Follows ClassicKafkaConsumer#updateFetchPositions and ConsumerCoordinator#refreshCommittedOffsetsIfNeeded.
 */
import type { ResponseBody } from '../../kafka/api.ts';
import type { CommitOffset } from '../../kafka/client.ts';
import type { ErrorName } from '../../kafka/error-code.ts';
import { backoffMs } from './backoff.ts';
import { markCoordinatorUnknown } from './discovery.ts';
import { exceptionOf, reactionTo, unexpected, type JavaException } from './exceptions.ts';
import { isSamePartition, namesOf, update, type OwnedPartition } from './partitions.ts';
import { API_VERSIONS, offsetFetchRequest } from './requests.ts';
import type { InFlight } from './state.ts';
import type { Turn } from './turn.ts';

/** Asks for the committed offsets of all partitions that are new. */
export function updatePositions(turn: Turn): void {
  const initializing = turn.state.owned.filter(({ fetchState }) => fetchState === 'INITIALIZING');
  if (initializing.length === 0 || turn.state.offsetFetch.state !== 'none') return;
  turn.change({ offsetFetch: { state: 'inFlight', correlationId: turn.state.nextCorrelationId } });
  turn.send({
    connection: 'coordinator',
    apiVersion: API_VERSIONS.OffsetFetch,
    request: offsetFetchRequest(turn.state, namesOf(initializing)),
    ruleId: 'CC-OF-05',
  });
}

type Reaction = 'take' | 'coordinatorUnknown' | 'retry' | 'fail';

const GROUP_REACTIONS: Partial<Record<ErrorName, Reaction>> = {
  NONE: 'take',
  COORDINATOR_NOT_AVAILABLE: 'coordinatorUnknown',
  NOT_COORDINATOR: 'coordinatorUnknown',
  GROUP_AUTHORIZATION_FAILED: 'fail',
};

const PARTITION_REACTIONS: Partial<Record<ErrorName, Reaction>> = {
  NONE: 'take',
  UNSTABLE_OFFSET_COMMIT: 'retry',
  TOPIC_AUTHORIZATION_FAILED: 'fail',
};

export type OffsetFetchPlan =
  | { readonly type: 'take'; readonly offsets: readonly CommitOffset[] }
  | { readonly type: 'coordinatorUnknown' | 'retry' }
  | { readonly type: 'throw'; readonly exception: JavaException };

export function planOffsetFetchAnswer(body: ResponseBody<'OffsetFetch'>): OffsetFetchPlan {
  const group = body.groups[0];
  const topics = group?.topics ?? body.topics;
  const groupError = group?.errorCode ?? body.errorCode;
  const otherwise: Reaction = exceptionOf(groupError).isRetriable ? 'retry' : 'fail';
  const reaction = reactionTo(GROUP_REACTIONS, groupError, otherwise);
  if (reaction === 'fail') return thrown('Unexpected error in fetch offset response', groupError);
  if (reaction !== 'take') return { type: reaction };
  const offsets: CommitOffset[] = [];
  for (const { name, partitions } of topics)
    for (const { partitionIndex, committedOffset, errorCode } of partitions) {
      const ofPartition = reactionTo(PARTITION_REACTIONS, errorCode, 'fail');
      if (ofPartition === 'retry') return { type: 'retry' };
      if (ofPartition !== 'take')
        return thrown('Unexpected error in fetch offset response for partition', errorCode);
      offsets.push({ topic: name, partition: partitionIndex, offset: committedOffset });
    }
  return { type: 'take', offsets };
}

export function offsetsAnswered(turn: Turn, request: InFlight, body: ResponseBody<'OffsetFetch'>): void {
  if (!isAwaited(turn, request)) return;
  const plan = planOffsetFetchAnswer(body);
  turn.change({ offsetFetch: { state: 'none' } });
  switch (plan.type) {
    case 'take':
      takeCommitted(turn, plan.offsets);
      return turn.wake('CC-OF-05');
    case 'coordinatorUnknown':
      return markCoordinatorUnknown(turn, 'given up');
    case 'retry':
      return retryLater(turn);
    case 'throw':
      turn.change({ offsetsFailure: plan.exception });
      return turn.wake('CC-OF-05');
  }
}

export function offsetFetchBroken(turn: Turn, request: InFlight): void {
  if (isAwaited(turn, request)) turn.change({ offsetFetch: { state: 'none' } });
}

export function offsetFetchDue(turn: Turn): void {
  if (turn.state.offsetFetch.state === 'backingOff') turn.change({ offsetFetch: { state: 'none' } });
}

function isAwaited(turn: Turn, { correlationId }: InFlight): boolean {
  const { offsetFetch } = turn.state;
  return offsetFetch.state === 'inFlight' && offsetFetch.correlationId === correlationId;
}

/** The latest or earliest offset stands in where nothing is committed. */
export function offsetsListed(turn: Turn, offsets: readonly CommitOffset[]): void {
  const awaited = offsets.filter((one) =>
    turn.state.owned.some((other) => isSamePartition(one, other) && other.fetchState === 'AWAIT_RESET'),
  );
  turn.change({ owned: update(turn.state.owned, awaited, (one, { offset }) => standAt(one, offset)) });
}

function takeCommitted(turn: Turn, offsets: readonly CommitOffset[]): void {
  const { owned, settings } = turn.state;
  const asked = offsets.filter((one) =>
    owned.some((other) => isSamePartition(one, other) && other.fetchState === 'INITIALIZING'),
  );
  const committed = asked.filter(({ offset }) => offset >= 0);
  const missing = asked.filter(({ offset }) => offset < 0);
  const placed = update(owned, committed, (one, { offset }) => ({
    ...standAt(one, offset),
    committed: offset,
  }));
  turn.change({
    owned: update(placed, missing, (one) => ({ ...one, fetchState: 'AWAIT_RESET' as const })),
    offsetFetchAttempts: 0,
  });
  if (missing.length === 0) return;
  if (settings.autoOffsetReset === 'none') return turn.change({ offsetsFailure: noOffset(missing) });
  const partitions = namesOf(missing);
  turn.effects.push({ type: 'listOffsets', partitions, at: settings.autoOffsetReset, ruleId: 'CC-OF-05' });
}

function standAt(one: OwnedPartition, offset: number): OwnedPartition {
  return { ...one, fetchState: 'FETCHING', position: offset, processed: offset };
}

function retryLater(turn: Turn): void {
  const { settings, offsetFetchAttempts: attempts } = turn.state;
  const { retryBackoffMs: initialMs, retryBackoffMaxMs: maxMs, clientId: entity } = settings;
  const delayMs = backoffMs(
    { attempts, initialMs, maxMs, purpose: 'retryBackoff', entity },
    turn.ports.chance,
  );
  turn.change({ offsetFetch: { state: 'backingOff' }, offsetFetchAttempts: attempts + 1 });
  const timer = { key: 'offsetFetch', name: 'retryBackoff', delayMs, thread: 'application' } as const;
  turn.armTimer({ ...timer, ruleId: 'CC-OF-05' });
}

function noOffset(partitions: readonly CommitOffset[]): JavaException {
  const names = partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(', ');
  const message = `Undefined offset with no reset policy for partitions: [${names}]`;
  return { exception: 'NoOffsetForPartitionException', message, isRetriable: false };
}

function thrown(sentence: string, errorCode: number): OffsetFetchPlan {
  const known = exceptionOf(errorCode);
  const isNamed = known.exception.endsWith('AuthorizationException');
  return { type: 'throw', exception: isNamed ? known : unexpected(sentence, errorCode) };
}
