/**
 * Every event as one sentence, by theme: commands, messages, the group, the client, the broker. The story, Why? and
 * the screen reader say the same words.
 */
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { unreachable } from '../../draw/unreachable.ts';
import { commandSentence } from './sentences-command.ts';
import { brokerSentence } from './sentences-broker.ts';
import { clientSentence } from './sentences-client.ts';
import { groupSentence } from './sentences-group.ts';
import { messageSentence } from './sentences-message.ts';
import type { Telling } from './telling.ts';
import { timerSentence } from './sentences-timer.ts';
import type { Sentence } from './token.ts';

export function sentenceOf(event: TraceEvent, telling: Telling): Sentence {
  const { what } = event;
  switch (what.type) {
    case 'CommandApplied':
      return commandSentence(event, what.command, telling);
    case 'RequestSent':
    case 'RequestDelivered':
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'MessageLost':
    case 'RequestParked':
    case 'ConnectionOpened':
    case 'ConnectionClosed':
      return messageSentence(what, telling);
    case 'TimerArmed':
    case 'TimerFired':
    case 'TimerCancelled':
      return timerSentence(event, what, telling);
    case 'GenerationFormed':
    case 'RebalanceStarted':
    case 'MemberAdded':
    case 'MemberRemoved':
    case 'LeaderElected':
    case 'GroupRemoved':
    case 'StateEntered':
      return groupSentence(event, what, telling);
    case 'PartitionsAssigned':
    case 'PartitionsRevoked':
    case 'PartitionsLost':
    case 'RecordsDelivered':
    case 'RecordsProcessed':
    case 'AssignmentComputed':
    case 'CommitSettled':
    case 'CommitRefused':
    case 'ConsumerClosed':
    case 'ExceptionThrown':
      return clientSentence(event, what, telling);
    case 'RecordsAppended':
    case 'RecordsCommitted':
    case 'AppendFailed':
    case 'NodeStarted':
    case 'NodeDown':
    case 'NodePaused':
    case 'NodeResumed':
    case 'TopicsChanged':
    case 'CoordinatorMoved':
      return brokerSentence(event, what, telling);
    default:
      return unreachable(what);
  }
}
