/** Rounds and answers written as short texts, so that a test's table shows what went in and what came out. */
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { NO_MEMORY, type AssignorRound, type AssignorTopic, type ClientAssignor } from './assignor.ts';
import { writeStickyUserData } from './user-data.ts';

/**
 * `topics`: "t0:3" is a topic of three partitions, "t1[a|b|ab]" one whose replicas stand in racks a, b and
 * both.
 * `members`: one a line, "m-A(i1)@a t0,t1 owns t0-0,t0-1 in 5": instance id, rack, topics, partitions,
 * generation;
 * "claims … in 5" is the same in sticky's user data, written with the subscription of generation 5 too.
 */
export function roundOf(topics: string, members: string, more: Partial<AssignorRound> = {}): AssignorRound {
  return {
    topics: wordsOf(topics).map(topicOf),
    members: members
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(memberOf),
    memory: NO_MEMORY,
    ...more,
  };
}

/** "m-A=t0-0,t0-1 m-B=", in the order of SyncGroup's entries; or the exception. */
export function shownAnswer(assignor: ClientAssignor, round: AssignorRound): string {
  const answer = assignor.assign(round);
  if (!answer.ok) return answer.error.exception;
  return [...answer.value.assignment].map(([id, list]) => `${id}=${shownPartitions(list)}`).join(' ');
}

export function shownPartitions(partitions: readonly TopicPartition[]): string {
  return partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(',');
}

export function partitionsOf(text: string): TopicPartition[] {
  return listed(text).map((name) => {
    const dash = name.lastIndexOf('-');
    return { topic: name.slice(0, dash), partition: Number(name.slice(dash + 1)) };
  });
}

function topicOf(text: string): AssignorTopic {
  const [, name = '', count, racks] = /^([^:[]+)(?::(\d+)|\[(.*)\])$/.exec(text) ?? [];
  if (racks === undefined) return { name, partitions: Number(count) };
  const replicas = racks.split('|').map((letters) => [...letters]);
  return { name, partitions: replicas.length, racks: replicas };
}

function memberOf(line: string): AssignorRound['members'][number] {
  const [head = '', topics = '', verb, owned = '', , generation] = wordsOf(line);
  const [, memberId = '', instance, rack] = /^([^(@]+)(?:\((.*)\))?(?:@(.*))?$/.exec(head) ?? [];
  const generationId = generation === undefined ? undefined : Number(generation);
  const partitions = partitionsOf(owned);
  const claims = { assignment: partitions, generationId: generationId ?? -1 };
  return {
    memberId,
    groupInstanceId: instance ?? null,
    rackId: rack ?? null,
    topics: listed(topics),
    ownedPartitions: verb === 'owns' ? partitions : [],
    generationId,
    userData: verb === 'claims' ? writeStickyUserData(claims) : null,
  };
}

/** "-" is an empty list. */
function listed(text: string): string[] {
  return text === '-' || text === '' ? [] : text.split(',');
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
