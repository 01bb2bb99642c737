/** What stands at the cursor when nothing has just happened: one sentence of the group's state, and why it stands. */
import type { ConsumerFrame, Frame, PartitionFrame, TimerFrame } from '../../../engine/world/frame.ts';
import type { GroupFrame, GroupMemberFrame } from '../../../engine/kafka/server-role.ts';
import { lengthText } from '../../draw/time-words.ts';
import { lastUpTo } from '../../draw/trace-index.ts';
import { nodeOfMember } from '../../draw/who.ts';
import { missesPoll } from './due.ts';
import { counted, type Telling } from './telling.ts';
import { amount, member, members, partitions, say, word, type Sentence } from './token.ts';

export interface Standing {
  readonly sentence: Sentence;
  readonly note: Sentence | null;
  /** The event that Why? goes on from. */
  readonly since: number | null;
}

export function standingOf(frame: Frame, telling: Telling): Standing {
  const group = frame.groups[0];
  const broker = frame.brokers.find(({ coordinates }) => coordinates);
  if (broker !== undefined && broker.availability !== 'active') return loading(frame, telling);
  if (group === undefined) {
    const sentence = frame.consumers.length === 0 ? say`Nobody is here yet.` : say`Nobody has joined yet.`;
    return { sentence, note: null, since: null };
  }
  switch (group.state) {
    case 'PreparingRebalance':
      return preparing(group, frame, telling);
    case 'CompletingRebalance':
      return completing(group, frame, telling);
    case 'Stable':
      return stable(group, frame, telling);
    default: {
      const since = lastOf('GenerationFormed', frame, telling);
      return { sentence: say`The group is ${word(group.state)}: it has no members.`, note: null, since };
    }
  }
}

/** Nobody is the coordinator of the group for now: what was agreed is read from the log. */
function loading(frame: Frame, telling: Telling): Standing {
  const moved = ['moveCoordinator', 'restartCoordinator'];
  const since = (telling.index.byType.get('CommandApplied') ?? []).findLast((seq) => {
    const what = telling.trace[seq]?.what;
    return seq <= frame.seq && what?.type === 'CommandApplied' && moved.includes(what.command.type);
  });
  return {
    sentence: say`The coordinator reads the group from its log.`,
    note: say`Until that is done it answers ${word('COORDINATOR_LOAD_IN_PROGRESS')}. Members keep their partitions and read on.`,
    since: since ?? null,
  };
}

function preparing(group: GroupFrame, frame: Frame, telling: Telling): Standing {
  const since = lastOf('RebalanceStarted', frame, telling);
  const delay = frame.timers.find((timer) => timer.name === 'initialRebalanceDelay');
  if (delay !== undefined)
    return {
      sentence: say`The coordinator waits ${amount(lengthText(delay.due - frame.at))} more for others to come.`,
      note: say`The first rebalance of an empty group is put off, so that not every newcomer starts another.`,
      since,
    };
  const missing = group.members.filter((member) => !member.awaitingJoin);
  const nodes = missing.map(({ memberId }) => nodeOfMember(memberId, telling.index.members));
  if (nodes.length === 0) return { sentence: say`All members have joined.`, note: null, since };
  const late = frame.consumers.find((consumer) => consumer.node === nodes[0]);
  return {
    sentence: say`The join barrier waits for ${members(nodes)}.`,
    note: late === undefined ? null : whyLate(late),
    since,
  };
}

function whyLate(consumer: ConsumerFrame): Sentence {
  if (consumer.process !== 'running') return say`Its process is gone: it will never join again.`;
  if (consumer.paused !== null) return say`It is frozen: it cannot join before it goes on.`;
  if (/^(Processing|Finishing)/u.test(consumer.client.application))
    return say`It is busy in its handler: a classic client joins again only inside poll().`;
  if (!consumer.client.rejoinNeeded && consumer.client.state === 'STABLE')
    return say`It does not know yet: the answer to its next ${word('Heartbeat')} will tell it.`;
  return say`It is on its way.`;
}

function completing(group: GroupFrame, frame: Frame, telling: Telling): Standing {
  const leader = group.leader === null ? [] : members([nodeOfMember(group.leader, telling.index.members)]);
  return {
    sentence: say`Everyone waits for the assignment of the group leader ${leader}.`,
    note: say`In a classic group one member, not the coordinator, decides who gets what.`,
    since: lastOf('GenerationFormed', frame, telling),
  };
}

function stable(group: GroupFrame, frame: Frame, telling: Telling): Standing {
  const silent = group.members.find((member) => isSilent(member, frame, telling));
  const count = group.members.length;
  if (silent === undefined) {
    const late = frame.timers.find((timer) => timer.name === 'pollInterval' && missesPoll(timer, frame));
    if (late !== undefined) return stuck(late, frame, telling);
    const torn = frame.partitions.filter(({ readers }) => readers.length > 1);
    if (torn.length > 0) return readTwice(torn, frame, telling);
    const session = group.members[0]?.sessionTimeoutMs ?? 0;
    return {
      sentence: say`All is quiet: ${word('Stable')}, generation ${group.generationId}, ${counted(count, 'member')}.`,
      note: say`A heartbeat refills the ${amount(lengthText(session))} session that the coordinator keeps for its sender.`,
      since: lastOf('GenerationFormed', frame, telling),
    };
  }
  const node = nodeOfMember(silent.memberId, telling.index.members);
  const stopped = ['NodeDown', 'NodePaused']
    .map((type) =>
      (telling.index.byType.get(type) ?? []).findLast(
        (seq) => seq <= frame.seq && telling.trace[seq]?.node === node,
      ),
    )
    .reduce((latest, seq) => ((seq ?? -1) > (latest ?? -1) ? seq : latest), undefined);
  return {
    sentence: say`Still ${word('Stable')}, still ${counted(count, 'member')}.`,
    note:
      telling.depth === 'learner'
        ? say`A crash sends no message. Only silence of ${amount(lengthText(silent.sessionTimeoutMs))} tells.`
        : say`Only a session that runs out makes the coordinator act; a missed heartbeat does not.`,
    since: stopped ?? null,
  };
}

/** Whoever was put out of the group may still work on what it took: to the coordinator all is well. */
function readTwice(torn: readonly PartitionFrame[], frame: Frame, telling: Telling): Standing {
  const memberIds = new Set(frame.groups.flatMap((group) => group.members.map(({ memberId }) => memberId)));
  const strangers = frame.consumers
    .filter(({ node, client }) => !memberIds.has(client.memberId) && torn[0]?.readers.includes(node))
    .map(({ node }) => node);
  const verb = torn.length === 1 ? 'has' : 'have';
  return {
    sentence: say`${partitions(torn)} ${verb} two readers at once.`,
    note:
      strangers.length === 0
        ? null
        : say`${members(strangers)} is no member any more, but has not heard of it: it goes on with what it took.`,
    since: lastOf('PartitionsAssigned', frame, telling),
  };
}

/** The coordinator hears of it only when the client itself gives up. */
function stuck({ node, armedAt, due }: TimerFrame, frame: Frame, { index, trace }: Telling): Standing {
  const since = (index.byType.get('CommandApplied') ?? []).findLast((seq) => {
    const what = trace[seq]?.what;
    if (seq > frame.seq || what?.type !== 'CommandApplied') return false;
    return what.command.type === 'changeProcessing' && what.command.node === node;
  });
  return {
    sentence: say`${member(node)} has not called poll() for ${amount(lengthText(frame.at - armedAt))}.`,
    note: say`Its heartbeats go on, so the coordinator sees nothing wrong. After ${amount(lengthText(due - armedAt))}, its ${word('max.poll.interval.ms')}, it leaves the group by itself.`,
    since: since ?? null,
  };
}

function isSilent({ memberId }: GroupMemberFrame, frame: Frame, { index }: Telling): boolean {
  const node = nodeOfMember(memberId, index.members);
  const consumer = frame.consumers.find((one) => one.node === node);
  if (consumer === undefined) return false;
  return consumer.process !== 'running' || consumer.paused === 'all' || consumer.paused === 'library';
}

function lastOf(type: string, frame: Frame, { index }: Telling): number | null {
  return lastUpTo(index.byType.get(type), frame.seq) ?? null;
}
