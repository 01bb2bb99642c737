/** What a consumer, and the application in it, does. */
import type { RecordRange } from '../../../engine/kafka/client.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { unreachable } from '../../draw/unreachable.ts';
import { errorWord, type Of, type Telling } from './telling.ts';
import { member, partitions, say, word, type Sentence } from './token.ts';

type ClientEvent =
  | Of<'PartitionsAssigned'>
  | Of<'PartitionsRevoked'>
  | Of<'PartitionsLost'>
  | Of<'RecordsDelivered'>
  | Of<'RecordsProcessed'>
  | Of<'AssignmentComputed'>
  | Of<'CommitSettled'>
  | Of<'CommitRefused'>
  | Of<'ConsumerClosed'>
  | Of<'ExceptionThrown'>;

export function clientSentence(event: TraceEvent, what: ClientEvent, telling: Telling): Sentence {
  const who = member(event.node ?? '');
  switch (what.type) {
    case 'PartitionsAssigned':
      if (what.partitions.length === 0) return say`${who} is given no new partition.`;
      return say`${who} is given ${partitions(what.partitions)}`;
    case 'PartitionsRevoked':
      if (what.partitions.length === 0) return say`${who} has nothing to give up.`;
      return say`${who} gives up ${partitions(what.partitions, 'nobody')}`;
    case 'PartitionsLost':
      return say`${who} has lost ${partitions(what.partitions, 'nobody')}: others may read them already.`;
    case 'RecordsDelivered':
      return say`${who} takes ${countOf(what.ranges)} records from poll().`;
    case 'RecordsProcessed':
      return say`${who} has finished ${countOf(what.ranges)} records.`;
    case 'AssignmentComputed':
      return assignment(what, who.type === 'member' ? who.node : '');
    case 'CommitSettled':
      return what.errorCode === 0
        ? say`The commit of ${who} is stored.`
        : say`The commit of ${who} fails: ${errorWord(what.errorCode, telling.depth)}.`;
    case 'CommitRefused':
      return telling.depth === 'implementer'
        ? say`${who}’s commit is refused: ${word(what.exception)}: ${what.message}`
        : say`${who}’s commit is refused: ${word(what.exception)}. ${consequence(what.exception)}`;
    case 'ConsumerClosed':
      return say`${who} is closed.`;
    case 'ExceptionThrown':
      return telling.depth === 'implementer'
        ? say`${word(what.exception)} is thrown into the application of ${who}: ${what.message}`
        : say`${word(shortName(what.exception))} is thrown into the application of ${who}.`;
    default:
      return unreachable(what);
  }
}

/** What it means for the records that were not committed. */
function consequence(exception: string): string {
  return exception === 'CommitFailedException'
    ? 'Others may own its partitions by now.'
    : 'The group rebalances: it has to join again first.';
}

function assignment(what: Of<'AssignmentComputed'>, node: string): Sentence {
  const shares = Object.values(what.assignment).map((share) => share.length);
  const each = new Set(shares).size === 1 ? `${shares[0] ?? 0} each` : shares.join(', ');
  return say`${member(node)}, the group leader, deals the partitions with ${word(what.assignor)}: ${each}.`;
}

function countOf(ranges: readonly RecordRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

function shortName(exception: string): string {
  return exception.slice(exception.lastIndexOf('.') + 1);
}
