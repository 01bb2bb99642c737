/** The group as its coordinator keeps it: members, rounds, generations, states. */
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { unreachable } from '../../draw/unreachable.ts';
import { nodeOfMember } from '../../draw/who.ts';
import { counted, memberById, type Of, type Telling } from './telling.ts';
import { member, say, word, type Sentence } from './token.ts';

type GroupEvent =
  | Of<'GenerationFormed'>
  | Of<'RebalanceStarted'>
  | Of<'MemberAdded'>
  | Of<'MemberRemoved'>
  | Of<'LeaderElected'>
  | Of<'GroupRemoved'>
  | Of<'StateEntered'>;

export function groupSentence(event: TraceEvent, what: GroupEvent, telling: Telling): Sentence {
  switch (what.type) {
    case 'GenerationFormed':
      return generation(what, telling);
    case 'RebalanceStarted':
      return rebalance(what, telling);
    case 'MemberAdded':
      return say`${memberById(what.memberId, telling)} joins, and waits for the others.`;
    case 'MemberRemoved':
      return removed(what, telling);
    case 'LeaderElected':
      return say`${memberById(what.memberId, telling)} is group leader: it works out the assignment.`;
    case 'GroupRemoved':
      return say`Group ${word(what.groupId)} is removed.`;
    case 'StateEntered':
      return entered(event, what, telling);
    default:
      return unreachable(what);
  }
}

function generation(what: Of<'GenerationFormed'>, telling: Telling): Sentence {
  const { generationId, memberIds, leader, protocolName } = what;
  if (memberIds.length === 0) return say`Generation ${generationId}: nobody is left in the group.`;
  const count = counted(memberIds.length, 'member');
  const lead = member(nodeOfMember(leader, telling.index.members));
  if (telling.depth === 'learner')
    return say`All have joined: generation ${generationId}, ${count}. ${lead} deals the partitions.`;
  const whole = say`Generation ${generationId}: ${count}, group leader ${lead}`;
  return protocolName === '' ? say`${whole}.` : say`${whole}, assignor ${word(protocolName)}.`;
}

/** The engine's short reasons, as sentences with their member in them. */
function rebalance(what: Of<'RebalanceStarted'>, telling: Telling): Sentence {
  if (telling.depth === 'learner') return say`A rebalance begins: every member must join again.`;
  const who = memberById(what.memberId, telling);
  const reasons: Readonly<Record<string, Sentence>> = {
    'member joined': say`${who} has joined`,
    'member rejoined': say`${who} joins again`,
    'member left': say`${who} has left`,
    'leader rejoined': say`the group leader ${who} joins again`,
    'session of a member ran out': say`the session of ${who} ran out`,
    'member did not sync in time': say`${who} did not ask for its partitions in time`,
    'metadata of a member changed': say`${who} joins with other metadata`,
    'static member came back': say`the static member ${who} came back`,
  };
  const reason = reasons[what.because];
  if (reason !== undefined) return say`A rebalance begins: ${reason}.`;
  return what.memberId === ''
    ? say`A rebalance begins: ${what.because}.`
    : say`A rebalance begins: ${what.because} (${who}).`;
}

function removed(what: Of<'MemberRemoved'>, telling: Telling): Sentence {
  const who = memberById(what.memberId, telling);
  switch (what.because) {
    case 'sessionTimeout':
      return telling.depth === 'learner'
        ? say`${who} counts as gone: nothing was heard from it for a whole session.`
        : say`The session of ${who} has run out; it is removed from the group.`;
    case 'left':
      return say`${who} has left the group.`;
    case 'notRejoined':
      return say`${who} is removed: it did not join again in time.`;
    case 'notSynced':
      return say`${who} is removed: it did not ask for its partitions in time.`;
    case 'replaced':
      return say`${who} is replaced by a new process with the same ${word('group.instance.id')}.`;
    case 'groupFull':
      return say`${who} is turned away: the group is full.`;
    default:
      return unreachable(what.because);
  }
}

function entered(event: TraceEvent, what: Of<'StateEntered'>, telling: Telling): Sentence {
  const { entity, state, machine } = what;
  const known = telling.index.members.get(entity);
  if (event.node !== null && (entity === event.node || known === event.node))
    return say`${member(event.node)} is now ${word(state)}.`;
  // The coordinator's own state, of the part of its log that it keeps.
  if (entity === '__consumer_offsets') return say`The coordinator of ${word(entity)} is now ${word(state)}.`;
  if (known !== undefined) return say`The ${machine} of ${member(known)} is now ${word(state)}.`;
  return say`Group ${word(entity)} is now ${word(state)}.`;
}
