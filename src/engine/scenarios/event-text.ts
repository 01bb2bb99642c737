/** One event in words, as plain as the golden traces need it: what happened, to whom, with which figures. */
import type { RecordRange } from '../kafka/client.ts';
import { errorName } from '../kafka/error-code.ts';
import type { GroupLogBatch, GroupLogRecord } from '../kafka/group-log.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { unreachable } from '../kernel/assert.ts';
import { partitionKey } from '../world/coverage.ts';
import type { Happening } from '../world/trace.ts';
import { arrival, fieldsAnswered, fieldsAsked, named } from './message-text.ts';

export function eventText(what: Happening): string {
  switch (what.type) {
    case 'CommandApplied':
      return `command ${what.index}: ${JSON.stringify(what.command)}`;
    case 'RequestSent':
      return `sends ${what.request.apiKey} v${what.apiVersion} ${named(what.message)}, ${arrival(what.arrivesAt)}${fieldsAsked(what.request)}`;
    case 'RequestDelivered':
      return `reads ${named(what.message)} of ${what.message.client} as request ${what.requestId}`;
    case 'ReplySent':
      return `answers ${what.response.apiKey} ${named(what.message)} of ${what.message.client} with ${errorName(what.errorCode)}, ${arrival(what.arrivesAt)}${fieldsAnswered(what.response)}`;
    case 'ReplyDelivered':
      return `gets the answer to ${named(what.message)}`;
    case 'MessageLost':
      return `${what.direction} ${named(what.message)} of ${what.message.client} is lost: ${what.because}`;
    case 'ConnectionOpened':
      return `opens ${what.connection} to ${what.broker}`;
    case 'ConnectionClosed':
      return `${what.connection} of ${what.client} with ${what.broker} is closed by ${what.by}`;
    case 'TimerArmed':
      return `arms ${what.name} of ${what.subject} until ${(what.due / 1000).toFixed(3)}`;
    case 'TimerFired':
      return `${what.name} of ${what.subject} runs out`;
    case 'TimerCancelled':
      return `cancels ${what.name} of ${what.subject}`;
    case 'RecordsAppended':
      return `appends ${batchText(what.batch)} at ${what.offset}`;
    case 'RecordsCommitted':
      return `commits its log up to ${what.offset}`;
    case 'AppendFailed':
      return `cannot append ${batchText(what.batch)}: ${errorName(what.errorCode)}`;
    default:
      return factText(what);
  }
}

type Fact = Exclude<
  Happening,
  {
    type:
      | 'CommandApplied'
      | 'RequestSent'
      | 'RequestDelivered'
      | 'ReplySent'
      | 'ReplyDelivered'
      | 'MessageLost'
      | 'ConnectionOpened'
      | 'ConnectionClosed'
      | 'TimerArmed'
      | 'TimerFired'
      | 'TimerCancelled'
      | 'RecordsAppended'
      | 'RecordsCommitted'
      | 'AppendFailed';
  }
>;

/** What processes say of themselves. */
function factText(what: Fact): string {
  switch (what.type) {
    case 'StateEntered':
      return `${what.machine} of ${what.entity}: ${what.previous ?? '–'} → ${what.state}`;
    case 'GenerationFormed':
      return `forms generation ${what.generationId} by ${what.protocolName}: ${what.memberIds.join(', ')}; leader ${what.leader}`;
    case 'RebalanceStarted':
      return `starts a rebalance: ${what.because} (${what.memberId})`;
    case 'MemberAdded':
      return `takes in ${what.memberId}`;
    case 'MemberRemoved':
      return `removes ${what.memberId}: ${what.because}`;
    case 'LeaderElected':
      return `makes ${what.memberId} the leader`;
    case 'GroupRemoved':
      return `forgets ${what.groupId}`;
    case 'RequestParked':
      return `holds request ${what.requestId} until ${what.waitsFor}`;
    case 'PartitionsAssigned':
      return `is assigned ${partitionsText(what.partitions)}`;
    case 'PartitionsRevoked':
      return `gives up ${partitionsText(what.partitions)}`;
    case 'PartitionsLost':
      return `has lost ${partitionsText(what.partitions)}`;
    case 'RecordsDelivered':
      return `gets ${rangesText(what.ranges)}`;
    case 'RecordsProcessed':
      return `has processed ${rangesText(what.ranges)}`;
    case 'AssignmentComputed':
      return `assigns by ${what.assignor} for generation ${what.generationId}: ${assignmentText(what.assignment)}`;
    case 'CommitSettled':
      return `commit of ${offsetsText(what.offsets)}: ${errorName(what.errorCode)}`;
    case 'CommitRefused':
      return `commit of ${offsetsText(what.offsets)} is refused: ${what.exception}: ${what.message}`;
    case 'ConsumerClosed':
      return 'has closed';
    case 'ExceptionThrown':
      return `throws ${what.exception}: ${what.message}`;
    case 'NodeStarted':
      return 'starts';
    case 'NodeDown':
      return `is down: ${what.because}`;
    case 'NodePaused':
      return `stands still: ${what.threads}`;
    case 'NodeResumed':
      return `goes on: ${what.threads}`;
    case 'TopicsChanged':
      return `topics: ${what.topics.map(({ name, partitions }) => `${name} × ${partitions}`).join(', ')}`;
    case 'CoordinatorMoved':
      return `the coordinator moves from ${what.from} to ${what.to}`;
    default:
      return unreachable(what);
  }
}

function batchText(batch: GroupLogBatch): string {
  if (batch.type === 'endTransaction') return `the end of transaction ${batch.producerId}`;
  return batch.records.map(recordText).join(' ');
}

function recordText(record: GroupLogRecord): string {
  if (record.type === 'OffsetCommit')
    return `offset ${record.key.topic}-${record.key.partition}@${record.value?.offset ?? 'gone'}`;
  const { key, value } = record;
  return value === null
    ? `the end of group ${key.group}`
    : `group ${key.group} generation ${value.generation} with ${value.members.length} members`;
}

function partitionsText(partitions: readonly TopicPartition[]): string {
  return partitions.length === 0 ? 'nothing' : partitions.map(partitionKey).join(' ');
}

function rangesText(ranges: readonly RecordRange[]): string {
  return ranges.map((range) => `${partitionKey(range)} ${range.from}…${range.to - 1}`).join(' ');
}

function offsetsText(offsets: readonly (TopicPartition & { readonly offset: number })[]): string {
  return offsets.map((one) => `${partitionKey(one)}@${one.offset}`).join(' ');
}

function assignmentText(assignment: Readonly<Record<string, readonly TopicPartition[]>>): string {
  return Object.entries(assignment)
    .map(([memberId, partitions]) => `${memberId} ${partitionsText(partitions)}`)
    .join('; ');
}
