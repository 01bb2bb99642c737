/** What a person did, in the second person and the present tense. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import type { Command } from '../../../engine/world/command.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { ownedBy } from '../../draw/ownership.ts';
import { lengthText } from '../../draw/time-words.ts';
import { unreachable } from '../../draw/unreachable.ts';
import type { Telling } from './telling.ts';
import { amount, member, partitions, say, word, YOU, type Sentence, type Token } from './token.ts';

export function commandSentence(event: TraceEvent, command: Command, telling: Telling): Sentence {
  switch (command.type) {
    case 'addConsumer':
      return event.at === 0
        ? say`${member(command.consumer.name)} starts.`
        : say`${YOU} add ${member(command.consumer.name)}.`;
    case 'killNode':
      return say`${YOU} crash ${member(command.node)}.${left(event, command.node, telling)}`;
    case 'closeConsumer':
      return say`${YOU} close ${member(command.node)}: it commits, gives up its partitions and leaves.`;
    case 'restartNode':
      return say`${YOU} restart ${member(command.node)}: a new process, a new member.`;
    case 'pauseNode':
      return say`${YOU} freeze ${member(command.node)}: ${STANDS[command.threads]}.`;
    case 'resumeNode':
      return say`${YOU} thaw ${member(command.node)}.`;
    case 'changeProcessing':
      return processing(command);
    case 'moveCoordinator':
      return say`${YOU} move the group coordinator to ${word(command.to)}.`;
    case 'restartCoordinator':
      return say`${YOU} restart the coordinator’s broker.`;
    case 'addPartitions':
      return say`${YOU} add ${command.count} ${command.count === 1 ? 'partition' : 'partitions'} to ${word(command.topic)}.`;
    case 'changeRate':
      return say`${YOU} let ${command.recordsPerSecond} records a second come into each partition of ${word(command.topic)}.`;
    case 'failAppends':
      return say`${YOU} make the next ${command.count === 1 ? 'append' : say`${command.count} appends`} fail with ${word(errorName(command.errorCode))}.`;
    case 'changeConfig':
      return say`${YOU} set ${word(command.key)} to ${word(command.value)} for ${scope(command.scope)}.`;
    default:
      return unreachable(command);
  }
}

const STANDS = {
  all: 'none of its threads runs',
  library: 'its heartbeat thread stands still',
  application: 'its application stands still, its heartbeats go on',
} as const;

/** Whom a setting is for. */
export function scope(name: string): Token | string {
  if (name === 'consumers') return 'all consumers';
  if (name === 'brokers') return 'the brokers';
  return member(name);
}

function left(event: TraceEvent, node: string, telling: Telling): Sentence {
  const owned = ownedBy(node, event.seq, telling);
  return owned.length === 0 ? [] : say` Nobody reads ${partitions(owned, 'nobody')}`;
}

function processing(command: Extract<Command, { type: 'changeProcessing' }>): Sentence {
  const { node, msPerRecord, stuckMs } = command;
  if (stuckMs > 0)
    return say`${YOU} hold up ${member(node)}: its next record takes ${amount(lengthText(stuckMs))} longer.`;
  return say`${YOU} let ${member(node)} work ${amount(lengthText(msPerRecord))} on each record.`;
}
