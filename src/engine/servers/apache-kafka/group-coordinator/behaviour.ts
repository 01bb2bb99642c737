/**
 * What the runtime does not know itself: what records do to memory, how a group goes on once its records are committed,
 * how each api says no. Chapters on groups and offsets fill it in, so that the runtime serves every type of group.
 */
import type { GroupLogBatch, GroupLogRecord } from '../../../kafka/group-log.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { Continuation, Origin } from './state.ts';
import type { Turn } from './turn.ts';

export interface Producer {
  readonly producerId: number | string;
  readonly producerEpoch: number;
}

export interface RecordPlace {
  readonly recordOffset: number;
  readonly producer: Producer | undefined;
}

export interface Failure {
  readonly errorCode: number;
  readonly ruleId: RuleId;
}

export interface Behaviour {
  /** The record as it stands in the log. */
  asWritten(record: GroupLogRecord): GroupLogRecord;
  replayRecord(turn: Turn, record: GroupLogRecord, place: RecordPlace): void;
  replayEndMarker(turn: Turn, marker: Extract<GroupLogBatch, { type: 'endTransaction' }>): void;
  /** Records are committed (error code 0) or lost. */
  continueGroup(turn: Turn, continuation: Continuation, errorCode: number): void;
  /** The operation could not be done: whoever asked is told. */
  fail(turn: Turn, origin: Origin, failure: Failure): void;
  /** The operation is done and committed: does another one follow from it? */
  succeeded(turn: Turn, origin: Origin): void;
}
