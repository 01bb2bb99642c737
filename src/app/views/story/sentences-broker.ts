/** Processes and the group's log: what starts and ends, what is written, where the coordinator is. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import type { GroupLogBatch } from '../../../engine/kafka/group-log.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { unreachable } from '../../draw/unreachable.ts';
import type { Of, Telling } from './telling.ts';
import { member, say, word, type Sentence, type Token } from './token.ts';

type BrokerEvent =
  | Of<'RecordsAppended'>
  | Of<'RecordsCommitted'>
  | Of<'AppendFailed'>
  | Of<'NodeStarted'>
  | Of<'NodeDown'>
  | Of<'NodePaused'>
  | Of<'NodeResumed'>
  | Of<'TopicsChanged'>
  | Of<'CoordinatorMoved'>;

export function brokerSentence(event: TraceEvent, what: BrokerEvent, telling: Telling): Sentence {
  const who = nodeToken(event.node ?? '');
  switch (what.type) {
    case 'RecordsAppended':
      return telling.depth === 'implementer'
        ? say`${who} appends ${word(contents(what.batch))} to its log, at offset ${what.offset}.`
        : say`${who} writes ${plainContents(what.batch)}.`;
    case 'RecordsCommitted':
      return say`The group’s log is committed up to offset ${what.offset}.`;
    case 'AppendFailed':
      return say`${who} cannot write ${plainContents(what.batch)}: ${word(errorName(what.errorCode))}.`;
    case 'NodeStarted':
      return say`The process of ${who} starts.`;
    case 'NodeDown':
      return say`The process of ${who} ${ENDS[what.because]}.`;
    case 'NodePaused':
      return say`${who} stands still: ${what.threads === 'all' ? 'no thread runs' : `its ${what.threads} thread`}.`;
    case 'NodeResumed':
      return say`${who} runs on.`;
    case 'TopicsChanged':
      return say`Topics are now ${what.topics.map(({ name, partitions }) => `${name} with ${partitions} partitions`).join(', ')}.`;
    case 'CoordinatorMoved':
      return say`The group coordinator moves from ${word(what.from)} to ${word(what.to)}.`;
    default:
      return unreachable(what);
  }
}

const ENDS = {
  killed: 'is killed: it says nothing to anybody',
  closed: 'ends after close()',
  exception: 'ends: the application did not catch an exception',
} as const;

function nodeToken(node: string): Token {
  return node.startsWith('broker-') ? word(node) : member(node);
}

function contents(batch: GroupLogBatch): string {
  if (batch.type === 'endTransaction') return 'an end marker';
  return batch.records
    .map((record) => (record.value === null ? `${record.type} tombstone` : record.type))
    .join(', ');
}

function plainContents(batch: GroupLogBatch): string {
  if (batch.type === 'endTransaction') return 'the end of a transaction';
  return batch.records[0]?.type === 'OffsetCommit' ? 'committed offsets' : 'the group’s metadata';
}
