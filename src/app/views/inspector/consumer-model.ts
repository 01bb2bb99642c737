/** A consumer at the cursor, as fields: few and plain for learners, Kafka's own for everybody else. */
import type { ConsumerFrame, Frame, TimerFrame } from '../../../engine/world/frame.ts';
import { lengthText } from '../../draw/time-words.ts';
import { shortMemberId } from '../../draw/who.ts';
import type { Depth } from '../../store/selection.ts';
import type { Field } from './field.ts';

export function consumerOf(node: string, frame: Frame): ConsumerFrame | undefined {
  return frame.consumers.find((consumer) => consumer.node === node);
}

/** Member ids the coordinator has for this client, the client's own one first. */
export function memberIdsOf(consumer: ConsumerFrame, frame: Frame): readonly string[] {
  const own = consumer.client.memberId;
  const known = frame.groups.flatMap((group) =>
    group.members.filter((member) => member.clientId === consumer.node).map((member) => member.memberId),
  );
  return [...new Set([...(own === '' ? [] : [own]), ...known])];
}

export function sessionOf(consumer: ConsumerFrame, frame: Frame): TimerFrame | undefined {
  const ids = memberIdsOf(consumer, frame);
  return frame.timers.find((timer) => timer.name === 'sessionTimeout' && ids.includes(timer.subject));
}

/** Handed out and not committed: whoever takes over reads these again. */
export function uncommittedOf(consumer: ConsumerFrame, frame: Frame): number {
  return consumer.client.positions.reduce((sum, { topic, partition, position }) => {
    const known = frame.partitions.find((one) => one.topic === topic && one.partition === partition);
    const committed = known?.committedOffset ?? null;
    return position === null || committed === null ? sum : sum + Math.max(0, position - committed);
  }, 0);
}

export function consumerFields(consumer: ConsumerFrame, frame: Frame, depth: Depth): readonly Field[] {
  if (depth === 'learner') return learnerFields(consumer, frame);
  const fields = engineerFields(consumer, frame);
  return depth === 'engineer' ? fields : [...fields, ...implementerFields(consumer)];
}

function learnerFields(consumer: ConsumerFrame, frame: Frame): readonly Field[] {
  const { process, processSince } = consumer;
  const ids = memberIdsOf(consumer, frame);
  const isMember = frame.groups.some((group) => group.members.some(({ memberId }) => ids.includes(memberId)));
  const session = sessionOf(consumer, frame);
  const gone = process !== 'running';
  const left = session === undefined ? '' : `, for ${lengthText(session.due - frame.at)} more`;
  return [
    {
      ...plain(
        'its process',
        gone ? `${process}, ${lengthText(frame.at - processSince)} ago` : doing(consumer),
      ),
      whole: gone ? process : doing(consumer),
    },
    {
      ...plain('to the group', isMember ? `a member${gone ? left : ''}` : 'not a member'),
      whole: isMember ? 'a member' : 'not a member',
    },
    { ...plain('read again by its heir', `${uncommittedOf(consumer, frame)} records`), isRunning: true },
  ];
}

/** What it does, in a word. */
export function doing({ paused, client }: ConsumerFrame): string {
  if (paused !== null) return 'frozen';
  if (client.state === 'STABLE') return client.owned.length > 0 ? 'reads' : 'waits for partitions';
  return client.state === 'UNJOINED' ? 'has not joined' : 'joins';
}

function engineerFields(consumer: ConsumerFrame, frame: Frame): readonly Field[] {
  const { client, process, processSince } = consumer;
  const session = sessionOf(consumer, frame);
  const alive = process === 'running';
  return [
    ...(alive
      ? []
      : [{ ...plain('process', `${process}, ${lengthText(frame.at - processSince)} ago`), isRunning: true }]),
    {
      name: 'state',
      value: alive ? client.state : `${process === 'closed' ? 'closed' : 'dead'}; was ${client.state}`,
    },
    {
      name: 'memberId',
      value: client.memberId === '' ? '""' : shortMemberId(client.memberId),
      whole: client.memberId,
    },
    { name: 'generationId', value: String(client.generationId) },
    ...(client.groupInstanceId === null ? [] : [{ name: 'groupInstanceId', value: client.groupInstanceId }]),
    ...(client.rejoinReason === '' ? [] : [{ name: 'rejoinReason', value: client.rejoinReason }]),
    ...(session === undefined
      ? []
      : [
          {
            ...plain(
              'session, kept by the coordinator',
              `${((session.due - frame.at) / 1000).toFixed(3)} of ${lengthText(session.due - session.armedAt)}`,
            ),
            isRunning: true,
          },
        ]),
    {
      ...plain('would be read again after a crash', `${uncommittedOf(consumer, frame)} records`),
      isRunning: true,
    },
  ];
}

function implementerFields({ client, msPerRecord, paused }: ConsumerFrame): readonly Field[] {
  const rows: readonly (readonly [string, string])[] = [
    ['rebalanceProtocol', client.rebalanceProtocol],
    ['isLeader', String(client.isLeader)],
    ['rejoinNeeded', String(client.rejoinNeeded)],
    ['coordinator', client.coordinator ?? 'null'],
    ['coordinatorState', client.coordinatorState],
    ['heartbeatState', client.heartbeatState],
    ['application', client.application],
    ['paused', paused ?? 'null'],
    ['msPerRecord', String(msPerRecord)],
  ];
  return rows
    .filter(([name]) => name !== 'groupInstanceId' || client.groupInstanceId === null)
    .map(([name, value]) => ({ name, value, ...(name === 'application' ? { isRunning: true } : {}) }));
}

function plain(name: string, value: string): Field {
  return { name, value, isPlain: true };
}
