/** Requests, replies, and what becomes of them on the way. */
import { errorName, type ErrorName } from '../../../engine/kafka/error-code.ts';
import { unreachable } from '../../draw/unreachable.ts';
import {
  errorWord,
  replyOf,
  requestById,
  requestOf,
  type Of,
  type RequestSent,
  type Telling,
} from './telling.ts';
import { member, say, word, type Sentence } from './token.ts';

type MessageEvent =
  | Of<'RequestSent'>
  | Of<'RequestDelivered'>
  | Of<'ReplySent'>
  | Of<'ReplyDelivered'>
  | Of<'MessageLost'>
  | Of<'RequestParked'>
  | Of<'ConnectionOpened'>
  | Of<'ConnectionClosed'>;

export function messageSentence(what: MessageEvent, telling: Telling): Sentence {
  switch (what.type) {
    case 'RequestSent':
      return requestSentence(what);
    case 'RequestDelivered': {
      const apiKey = requestOf(what.message, telling)?.request.apiKey ?? 'request';
      return say`${word(what.message.broker)} reads the ${word(apiKey)} of ${member(what.message.client)}.`;
    }
    case 'ReplySent':
      return replySentence(what, telling);
    case 'ReplyDelivered':
      return delivered(what, telling);
    case 'MessageLost':
      return lost(what, telling);
    case 'RequestParked':
      return parked(what, telling);
    case 'ConnectionOpened':
      return say`${member(what.client)} connects to ${word(what.broker)}.`;
    case 'ConnectionClosed':
      return what.by === 'client'
        ? say`${word(what.broker)} sees that ${member(what.client)} has hung up.`
        : say`${word(what.broker)} closes the connection of ${member(what.client)}.`;
    default:
      return unreachable(what);
  }
}

/** What the Java client gives as reason when it was answered MEMBER_ID_REQUIRED; the id itself follows. */
export const WITH_GIVEN_ID = 'need to re-join with the given member-id';

function requestSentence({ message, request }: RequestSent): Sentence {
  const who = member(message.client);
  switch (request.apiKey) {
    case 'JoinGroup': {
      const { memberId, reason } = request.body;
      if (reason?.startsWith(WITH_GIVEN_ID) === true) return say`${who} joins with the id it was given.`;
      const because = reason === null || reason === '' ? '' : `: “${reason}”`;
      return memberId === '' ? say`${who} asks to join.` : say`${who} sends ${word('JoinGroup')}${because}.`;
    }
    case 'SyncGroup':
      return request.body.assignments.length > 0
        ? say`${who} sends the assignment it worked out, in ${word('SyncGroup')}.`
        : say`${who} asks for its partitions with ${word('SyncGroup')}.`;
    case 'Heartbeat':
      return say`${who} beats.`;
    case 'LeaveGroup':
      return say`${who} says that it leaves, with ${word('LeaveGroup')}.`;
    case 'OffsetCommit':
      return say`${who} commits its positions.`;
    case 'OffsetFetch':
      return say`${who} asks where to read on, with ${word('OffsetFetch')}.`;
    case 'FindCoordinator':
      return say`${who} asks which broker coordinates the group.`;
    default:
      return say`${who} sends ${word(request.apiKey)}.`;
  }
}

/** What a code means for the one who reads it. */
const MEANING: Readonly<Partial<Record<ErrorName, string>>> = {
  REBALANCE_IN_PROGRESS: 'the group is rebalancing, so it must join again',
  UNKNOWN_MEMBER_ID: 'it is not a member any more',
  ILLEGAL_GENERATION: 'the generation it names is over',
  MEMBER_ID_REQUIRED: 'it is given an id, and must join with it',
  NOT_COORDINATOR: 'this broker does not coordinate the group any more',
  COORDINATOR_NOT_AVAILABLE: 'there is no coordinator at the moment',
  COORDINATOR_LOAD_IN_PROGRESS: 'the new coordinator is still reading the group’s log',
  FENCED_INSTANCE_ID: 'another process runs under its group.instance.id',
  INVALID_SESSION_TIMEOUT: 'the brokers do not allow such a session',
  INCONSISTENT_GROUP_PROTOCOL: 'it shares no assignor with the other members',
  GROUP_MAX_SIZE_REACHED: 'the group is full',
  NOT_ENOUGH_REPLICAS: 'the group’s log could not be written',
  UNSTABLE_OFFSET_COMMIT: 'a transaction over these offsets is still open',
};

function meaningOf(code: number): string {
  const meanings: Readonly<Record<string, string | undefined>> = MEANING;
  const found = meanings[errorName(code)];
  return found === undefined ? '' : `: ${found}`;
}

function replySentence({ message, errorCode }: Of<'ReplySent'>, telling: Telling): Sentence {
  const who = member(message.client);
  const apiKey = requestOf(message, telling)?.request.apiKey ?? 'request';
  if (errorCode === 0) return say`${word(message.broker)} answers the ${word(apiKey)} of ${who}.`;
  if (errorName(errorCode) === 'MEMBER_ID_REQUIRED' && telling.depth !== 'implementer')
    return say`${who} asks to join; is given an id.`;
  const subject = telling.depth === 'learner' ? say`${who}` : say`${word(apiKey)} of ${who}`;
  return say`${subject} is answered ${errorWord(errorCode, telling.depth)}${meaningOf(errorCode)}.`;
}

function delivered({ message }: Of<'ReplyDelivered'>, telling: Telling): Sentence {
  const code = replyOf(message, telling)?.errorCode ?? 0;
  const who = member(message.client);
  const apiKey = word(requestOf(message, telling)?.request.apiKey ?? 'request');
  if (code === 0) return say`${who} has the answer to its ${apiKey}.`;
  return say`${who} hears ${errorWord(code, telling.depth)}${meaningOf(code)}.`;
}

function lost({ message, direction, because }: Of<'MessageLost'>, telling: Telling): Sentence {
  const apiKey = word(requestOf(message, telling)?.request.apiKey ?? 'request');
  const why = because === 'nodeDown' ? 'nobody is there' : 'the connection is closed';
  return direction === 'request'
    ? say`The ${apiKey} of ${member(message.client)} is lost: ${why}.`
    : say`The answer to the ${apiKey} of ${member(message.client)} is lost: ${why}.`;
}

function parked({ requestId, waitsFor }: Of<'RequestParked'>, telling: Telling): Sentence {
  const request = requestById(requestId, telling);
  if (request === undefined) return say`A request waits for ${waitsFor}.`;
  const who = member(request.message.client);
  if (request.request.apiKey === 'JoinGroup') {
    if (telling.depth === 'learner') return say`${who} joins, and waits for the others.`;
    return say`${who} joins; its ${word('JoinGroup')} waits for the others.`;
  }
  if (request.request.apiKey === 'SyncGroup')
    return say`The ${word('SyncGroup')} of ${who} waits for the group leader’s assignment.`;
  return say`The ${word(request.request.apiKey)} of ${who} waits for ${waitsFor}.`;
}
