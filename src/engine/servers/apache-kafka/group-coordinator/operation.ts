/**
 * How an operation runs: it decides, its records are appended as one batch, and its own answer is released when
 * everything written so far is committed. The same for every type of group. (CG-R-01…CG-R-09)
 * Follows CoordinatorRuntime.CoordinatorContext#append, CoordinatorWriteEvent and OperationTimeout, apache/kafka 4.4.0.
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { GroupLogBatch, GroupLogRecord } from '../../../kafka/group-log.ts';
import type { RuleId } from '../../../kafka/process.ts';
import { releaseAnswer } from './answer.ts';
import type { Failure, Producer } from './behaviour.ts';
import type { Continuation, DeferredEvent, Origin, ReadyAnswer } from './state.ts';
import { forgetSnapshotsBefore, revertTo, takeSnapshot } from './timeline-store.ts';
import type { Turn } from './turn.ts';

export interface Refused extends Failure {
  readonly type: 'refused';
}

export interface Done {
  readonly type: 'done';
  readonly answer: ReadyAnswer | null;
  readonly records: readonly GroupLogRecord[];
  /** False where memory was changed already; true where the records change it, at the moment they are written. */
  readonly replays: boolean;
  readonly continuation: Continuation | null;
  readonly producer?: Producer;
  readonly ruleId: RuleId;
}

export type Outcome = Refused | Done;

/** An operation that writes nothing and answers nothing of its own. */
export function doneQuietly(ruleId: RuleId): Done {
  return { type: 'done', answer: null, records: [], replays: false, continuation: null, ruleId };
}

export function runWrite(turn: Turn, origin: Origin, operation: () => Outcome): void {
  const unavailable = whyUnavailable(turn);
  if (unavailable !== null)
    return turn.behaviour.fail(turn, origin, { errorCode: unavailable, ruleId: 'CG-R-02' });
  const outcome = operation();
  if (outcome.type === 'refused') return turn.behaviour.fail(turn, origin, outcome);
  const { answer, continuation, ruleId, records, producer } = outcome;
  const event = { origin, answer, continuation };
  if (records.length === 0) return runWithoutRecords(turn, event);
  if (outcome.replays) replayAll(turn, records, producer);
  const batch: GroupLogBatch = {
    type: 'records',
    records: records.map((record) => turn.behaviour.asWritten(record)),
    ...(producer === undefined ? {} : { producer }),
  };
  append(turn, { batch, length: records.length, ruleId }, event);
}

function replayAll(turn: Turn, records: readonly GroupLogRecord[], producer: Producer | undefined): void {
  const base = turn.state.lastWrittenOffset;
  records.forEach((record, at) =>
    turn.behaviour.replayRecord(turn, record, { recordOffset: base + at, producer }),
  );
}

/** A read sees the last committed state and waits for nothing. (CG-R-10) */
export function whyUnavailable(turn: Turn): number | null {
  switch (turn.phase) {
    case 'ACTIVE':
      return null;
    case 'LOADING':
      return ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS;
    default:
      return ERROR_CODES.NOT_COORDINATOR;
  }
}

/** CG-T-07: the transaction coordinator ends a transaction that wrote offsets here. */
export function runEndTransaction(
  turn: Turn,
  marker: Extract<GroupLogBatch, { type: 'endTransaction' }>,
): void {
  if (whyUnavailable(turn) !== null) return;
  turn.behaviour.replayEndMarker(turn, marker);
  const event = { origin: { request: null }, answer: null, continuation: null };
  append(turn, { batch: marker, length: 1, ruleId: 'CG-T-07' }, event);
}

type Waiting = Pick<DeferredEvent, 'origin' | 'answer' | 'continuation'>;

function runWithoutRecords(turn: Turn, event: Waiting): void {
  const { lastCommittedOffset, lastWrittenOffset } = turn.state;
  if (lastCommittedOffset < lastWrittenOffset) defer(turn, event, lastWrittenOffset);
  else complete(turn, event, { errorCode: 0, ruleId: 'CG-R-03' });
}

function append(
  turn: Turn,
  {
    batch,
    length,
    ruleId,
  }: { readonly batch: GroupLogBatch; readonly length: number; readonly ruleId: RuleId },
  event: Waiting,
): void {
  const { nextAppendId: appendId, appends, lastWrittenOffset } = turn.state;
  const offset = lastWrittenOffset + length;
  turn.change({
    lastWrittenOffset: offset,
    nextAppendId: appendId + 1,
    appends: new Map(appends).set(appendId, offset),
  });
  turn.changeShard({ store: takeSnapshot(turn.shard.store, offset) });
  turn.effects.push({ type: 'append', appendId, batch, ruleId });
  defer(turn, event, offset);
}

const writeTimeoutKey = (eventId: number): string => `write-timeout-${eventId}`;

/** The event of a write timeout's key; undefined: another timer's key. */
export function eventOfTimer(key: string): number | undefined {
  return key.startsWith('write-timeout-') ? Number(key.slice('write-timeout-'.length)) : undefined;
}

/** CG-R-06: it waits, but not for ever. */
function defer(turn: Turn, event: Waiting, offset: number): void {
  const { nextEventId: eventId, deferred, config } = turn.state;
  turn.change({ nextEventId: eventId + 1, deferred: [...deferred, { ...event, eventId, offset }] });
  turn.effects.push({
    type: 'armTimer',
    key: writeTimeoutKey(eventId),
    name: 'offsetsCommitTimeout',
    subject: event.origin.request === null ? 'log' : `request ${event.origin.request.requestId}`,
    delayMs: config.offsetCommitTimeoutMs,
    ruleId: 'CG-R-06',
  });
}

/** CG-R-03: everything up to the append is committed. */
export function appendCommitted(turn: Turn, appendId: number): void {
  const offset = turn.state.appends.get(appendId);
  if (offset === undefined) return;
  const appends = new Map([...turn.state.appends].filter(([, end]) => end > offset));
  turn.change({ appends, lastCommittedOffset: offset });
  turn.changeShard({ store: forgetSnapshotsBefore(turn.shard.store, offset) });
  const ready = turn.state.deferred.filter((event) => event.offset <= offset);
  for (const event of ready) settleDeferred(turn, event, { errorCode: 0, ruleId: 'CG-R-03' });
}

/** CG-R-07: the batch is lost; memory goes back to where it was, and everything attached to the batch fails. */
export function appendFailed(turn: Turn, appendId: number, errorCode: number): void {
  const offset = turn.state.appends.get(appendId);
  if (offset === undefined) return;
  const appends = new Map(turn.state.appends);
  appends.delete(appendId);
  const base = Math.max(turn.state.lastCommittedOffset, ...appends.values());
  turn.change({ appends, lastWrittenOffset: base });
  turn.changeShard({ store: revertTo(turn.shard.store, base) });
  const lost = turn.state.deferred.filter((event) => event.offset > base);
  for (const event of lost) settleDeferred(turn, event, { errorCode, ruleId: 'CG-R-07' });
}

/** CG-R-06: the records may still be committed, but the answer is given now. */
export function writeTimedOut(turn: Turn, eventId: number): void {
  const event = turn.state.deferred.find((candidate) => candidate.eventId === eventId);
  if (event === undefined) return;
  const failure = { errorCode: ERROR_CODES.REQUEST_TIMED_OUT, ruleId: 'CG-R-06' };
  removeDeferred(turn, eventId);
  complete(turn, event, failure);
}

/** CG-U-05: the partition is gone; what waits fails in the order in which it waited. */
export function failAllDeferred(turn: Turn, errorCode: number): void {
  for (const event of turn.state.deferred) settleDeferred(turn, event, { errorCode, ruleId: 'CG-U-05' });
}

function settleDeferred(turn: Turn, event: DeferredEvent, settlement: Failure): void {
  removeDeferred(turn, event.eventId);
  turn.effects.push({ type: 'cancelTimer', key: writeTimeoutKey(event.eventId), ruleId: settlement.ruleId });
  complete(turn, event, settlement);
}

function removeDeferred(turn: Turn, eventId: number): void {
  turn.change({ deferred: turn.state.deferred.filter((event) => event.eventId !== eventId) });
}

/** CG-R-09: first what the group does, then the answer of the operation itself. */
function complete(turn: Turn, { origin, answer, continuation }: Waiting, settlement: Failure): void {
  if (continuation !== null) turn.behaviour.continueGroup(turn, continuation, settlement.errorCode);
  if (settlement.errorCode !== 0) return turn.behaviour.fail(turn, origin, settlement);
  if (answer !== null && origin.request !== null) releaseAnswer(turn, origin.request, answer);
  turn.behaviour.succeeded(turn, origin);
}
