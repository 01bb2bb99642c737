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
  const does = doer(event, telling);
  switch (command.type) {
    case 'addConsumer':
      return isGiven(event, telling)
        ? say`${member(command.consumer.name)} starts.`
        : say`${does('add')} ${member(command.consumer.name)}.`;
    case 'killNode':
      return say`${does('crash')} ${member(command.node)}.${left(event, command.node, telling)}`;
    case 'closeConsumer':
      return say`${does('close')} ${member(command.node)}: it commits, gives up its partitions and leaves.`;
    case 'restartNode':
      return say`${does('restart')} ${member(command.node)}: a new process, a new member.`;
    case 'pauseNode':
      return say`${does('freeze')} ${member(command.node)}: ${STANDS[command.threads]}.`;
    case 'resumeNode':
      return say`${does('thaw')} ${member(command.node)}.`;
    case 'changeProcessing':
      return processing(command, does);
    case 'moveCoordinator':
      return say`${does('move')} the group coordinator to ${word(command.to)}.`;
    case 'restartCoordinator':
      return say`${does('restart')} the coordinator’s broker.`;
    case 'addPartitions':
      return say`${does('add')} ${command.count} ${command.count === 1 ? 'partition' : 'partitions'} to ${word(command.topic)}.`;
    case 'changeRate':
      return say`${does('let')} ${command.recordsPerSecond} records a second come into each partition of ${word(command.topic)}.`;
    case 'failAppends':
      return say`${does('make')} the next ${command.count === 1 ? 'append' : say`${command.count} appends`} fail with ${word(errorName(command.errorCode))}.`;
    case 'changeConfig':
      return say`${does('set')} ${word(command.key)} to ${word(command.value)} for ${scope(command.scope)}.`;
    default:
      return unreachable(command);
  }
}

type Doer = (verb: string) => Sentence;

function isGiven({ what }: TraceEvent, { given }: Telling): boolean {
  return what.type === 'CommandApplied' && what.index < given;
}

/** `You crash`, or `The scenario crashes` where the command came with it. */
function doer(event: TraceEvent, telling: Telling): Doer {
  if (!isGiven(event, telling)) return (verb) => say`${YOU} ${verb}`;
  return (verb) => say`The scenario ${verb}${verb.endsWith('sh') ? 'es' : 's'}`;
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

function processing(command: Extract<Command, { type: 'changeProcessing' }>, does: Doer): Sentence {
  const { node, msPerRecord, stuckMs } = command;
  if (stuckMs > 0)
    return say`${does('hold')} up ${member(node)}: its next record takes ${amount(lengthText(stuckMs))} longer.`;
  return say`${does('let')} ${member(node)} work ${amount(lengthText(msPerRecord))} on each record.`;
}
