/**
 * poll(), pass by pass, and what the application does with what it gets (CC-K-01…K-11, CC-OF-03).
 * Follows ClassicKafkaConsumer#poll, #updateAssignmentMetadataIfNeeded, #pollForFetches, ConsumerCoordinator#poll.
 */
import type { ClientInput, CommitOffset, RecordRange } from '../../kafka/client.ts';
import { readAnswers } from './answers.ts';
import { awaitAutoCommit, sendCommit } from './commit.ts';
import { ensureCoordinator } from './discovery.ts';
import type { JavaException } from './exceptions.ts';
import { polled } from './heartbeat-timers.ts';
import { ensureActiveGroup, type JoinStep } from './join.ts';
import { leavePrepare, maybeLeaveGroup } from './leave.ts';
import { takeSnapshot } from './metadata.ts';
import { allConsumed, deliverable, isFetchable, isSamePartition, update } from './partitions.ts';
import { updatePositions } from './positions.ts';
import type { JavaConsumerState } from './state.ts';
import type { Turn } from './turn.ts';

/** One turn of the loop inside poll(); nothing happens unless the application is in there. */
export function pollPass(turn: Turn): void {
  if (!turn.isIn('application', 'Polling')) return;
  readAnswers(turn);
  if (turn.state.subscription.length === 0) return unsubscribe(turn);
  const step = pollCoordinator(turn);
  if (typeof step === 'object') return throwToApplication(turn, step);
  if (step === 'joined') updatePositions(turn);
  if (turn.isIn('discovery', 'Known') && deliverHeld(turn)) return;
  fetchMore(turn);
  awaitNextPass(turn, step);
}

/** The application polls with Duration.ofMillis(100); it shows only where poll() cannot go on. */
const POLL_TIMEOUT_MS = 100;

/** A poll() that found no coordinator in its time returns the records that are there; the next one looks on. */
export function pollAgain(turn: Turn): void {
  const isSearching = turn.isIn('application', 'Polling') && !turn.isIn('discovery', 'Known');
  if (!isSearching || !deliverHeld(turn)) pollPass(turn);
}

/** The application does not catch it: the process ends as it stands, without leaving the group. */
export function throwToApplication(turn: Turn, { exception, message }: JavaException): void {
  turn.observe({ type: 'ExceptionThrown', exception, message }, 'CC-K-12');
  turn.step('application', { type: 'exceptionThrown' }, 'CC-K-12');
  turn.effects.push({ type: 'exit', ruleId: 'CC-K-12' });
}

/** ConsumerCoordinator#poll: everything about the group, before any record. */
function pollCoordinator(turn: Turn): JoinStep {
  refreshMetadata(turn);
  const { fencedCommit, heartbeat, connections, offsetsFailure } = turn.state;
  const failure = fencedCommit ?? heartbeat.failure ?? connections.findFailure ?? offsetsFailure;
  if (failure !== null) return failure;
  polled(turn);
  if (!ensureCoordinator(turn)) return 'wait';
  const step = ensureActiveGroup(turn);
  if (step === 'joined') autoCommit(turn);
  return step;
}

function refreshMetadata(turn: Turn): void {
  const { metadataVersion, metadataSnapshot, groupSubscription, subscription, topics } = turn.state;
  if (metadataVersion <= metadataSnapshot.version) return;
  const names = [...new Set([...groupSubscription, ...subscription])];
  turn.change({ metadataSnapshot: takeSnapshot(metadataVersion, names, topics) });
}

function autoCommit(turn: Turn): void {
  const { settings, autoCommitAt, owned } = turn.state;
  if (!settings.enableAutoCommit || turn.now < autoCommitAt) return;
  awaitAutoCommit(turn, settings.autoCommitIntervalMs);
  sendCommit(turn, allConsumed(owned), 'auto');
}

/** Asks for records of all partitions that may be read, unless the very same is asked already. */
function fetchMore(turn: Turn): void {
  const { owned, fetch, nextFetchId: fetchId, settings } = turn.state;
  const positions = owned
    .filter(isFetchable)
    .map(({ topic, partition, position }) => ({ topic, partition, offset: position ?? 0 }));
  if (turn.state.held.length > 0 || isSameFetch(fetch?.positions ?? [], positions)) return;
  if (positions.length === 0) return turn.change({ fetch: null });
  turn.change({ fetch: { fetchId, positions }, nextFetchId: fetchId + 1 });
  const { maxPollRecords: maxRecords, fetchMaxWaitMs: maxWaitMs } = settings;
  turn.effects.push({ type: 'fetch', fetchId, positions, maxRecords, maxWaitMs, ruleId: 'CC-K-09' });
}

/** Answers end the wait by themselves; what is left is to renew the poll timer and to try a join again. */
export function planWait(
  { fetch, heartbeat, settings }: Pick<JavaConsumerState, 'fetch' | 'heartbeat' | 'settings'>,
  { step, isBeating, now }: { readonly step: JoinStep; readonly isBeating: boolean; readonly now: number },
): number | undefined {
  if (step === 'retryLater') return settings.retryBackoffMs;
  if (fetch !== null || !isBeating) return undefined;
  return heartbeat.heartbeatAt > now ? heartbeat.heartbeatAt - now : settings.retryBackoffMs;
}

function awaitNextPass(turn: Turn, step: JoinStep): void {
  const isBeating = turn.isIn('heartbeat', 'Beating');
  const delayMs = planWait(turn.state, { step, isBeating, now: turn.now });
  if (delayMs === undefined) turn.stopWaking('CC-K-09');
  else turn.wakeAfter(delayMs, 'CC-K-09');
}

/** LV-02: the application has nothing to poll for. */
function unsubscribe(turn: Turn): void {
  leavePrepare(turn);
  maybeLeaveGroup(turn, { reason: 'the consumer unsubscribed from all topics', ruleId: 'CC-LV-02' });
  turn.change({ fetch: null });
  turn.stopWaking('CC-LV-02');
  turn.step('application', { type: 'unsubscribed' }, 'CC-LV-02');
}

export function fetched(turn: Turn, { fetchId, ranges }: Extract<ClientInput, { type: 'fetched' }>): void {
  if (turn.state.fetch?.fetchId !== fetchId) return;
  turn.change({ fetch: null });
  if (!turn.isIn('application', 'Polling')) return;
  const records = deliverable(turn.state.owned, ranges);
  if (records.length === 0) return pollPass(turn);
  if (turn.isIn('discovery', 'Known')) return deliver(turn, records);
  turn.change({ held: records });
  turn.wakeAfter(POLL_TIMEOUT_MS, 'CC-K-14');
}

function deliverHeld(turn: Turn): boolean {
  const { owned, held } = turn.state;
  if (held.length === 0) return false;
  const records = deliverable(owned, held);
  turn.change({ held: [] });
  if (records.length > 0) deliver(turn, records);
  return records.length > 0;
}

function deliver(turn: Turn, ranges: readonly RecordRange[]): void {
  const { owned, msPerRecord, stuckMs } = turn.state;
  const count = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  const workMs = Math.round(count * msPerRecord) + stuckMs;
  turn.observe({ type: 'RecordsDelivered', ranges }, 'CC-K-01');
  turn.change({
    owned: update(owned, ranges, (one, { to }) => ({ ...one, position: to })),
    inHand: ranges,
    workEndsAt: turn.after(workMs),
    stuckMs: 0,
  });
  turn.stopWaking('CC-K-01');
  turn.step('application', { type: 'recordsDelivered', workMs }, 'CC-K-01');
}

export function recordsProcessed(turn: Turn): void {
  const { inHand: ranges, owned } = turn.state;
  turn.observe({ type: 'RecordsProcessed', ranges }, 'CC-K-01');
  const mine = ranges.filter((range) => owned.some((one) => isSamePartition(one, range)));
  turn.change({ inHand: [], owned: update(owned, mine, (one, { to }) => ({ ...one, processed: to })) });
  pollPass(turn);
}

export function changeProcessing(
  turn: Turn,
  { msPerRecord, stuckMs }: { readonly msPerRecord: number; readonly stuckMs: number },
): void {
  turn.change({ msPerRecord });
  const isWorking = turn.isIn('application', 'Processing') || turn.isIn('application', 'Finishing');
  if (stuckMs === 0) return;
  if (!isWorking) return turn.change({ stuckMs: turn.state.stuckMs + stuckMs });
  const workMs = turn.state.workEndsAt - turn.now + stuckMs;
  turn.change({ workEndsAt: turn.after(workMs) });
  turn.step('application', { type: 'workProlonged', workMs }, 'CC-K-01');
}

/** subscribe() changes nothing yet: the group hears of it in the next poll() (CC-K-11). */
export function changeSubscription(turn: Turn, topics: readonly string[]): void {
  const subscription = topics.toSorted();
  const { groupSubscription, subscription: before } = turn.state;
  const isNew = subscription.some((name) => !before.includes(name) && !groupSubscription.includes(name));
  turn.change({ subscription, metadataAsked: turn.state.metadataAsked || isNew });
  if (turn.isIn('application', 'Unsubscribed') && subscription.length > 0)
    turn.step('application', { type: 'subscribed' }, 'CC-K-11');
  pollPass(turn);
}

function isSameFetch(one: readonly CommitOffset[], other: readonly CommitOffset[]): boolean {
  return (
    one.length === other.length &&
    one.every((position, index) => {
      const same = other[index];
      return same !== undefined && isSamePartition(position, same) && position.offset === same.offset;
    })
  );
}
