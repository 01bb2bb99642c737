/**
 * Reads a recorded case of the form "assignor", client side; whatever has another shape is refused with a
 * sentence.
 * The vocabulary is that of the recordings' README.
 */
import type { AssignorTopic, MemberSubscription } from '../../engine/assignors/index.ts';
import type { TopicPartition } from '../../engine/kafka/topic-partition.ts';

/** Neighbours of one topic written together, in the list's own order. */
export type Runs = readonly (readonly [topic: string, partitions: readonly number[]])[];

export type RecordedOut = { readonly assignment: ReadonlyMap<string, Runs> } | { readonly error: string };

export interface RecordedRound {
  readonly topics: readonly AssignorTopic[];
  readonly members: readonly MemberSubscription[];
  readonly keepsGivenOrder: boolean;
  readonly isNewLeader: boolean;
  readonly out: RecordedOut;
}

export class MalformedRecording extends Error {}

type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(value, what, 'an object');
  return Object.fromEntries(Object.entries(value));
}

export function textOf(value: unknown, what: string): string {
  return typeof value === 'string' ? value : refuse(value, what, 'a text');
}

export function readRounds(value: unknown): RecordedRound[] {
  const rounds = listOf(value, 'rounds');
  if (rounds.length === 0) throw new MalformedRecording('The case has no rounds.');
  return rounds.map((round, index) => readRound(fieldsOf(round, `round ${index + 1}`)));
}

export function runsOf(partitions: readonly TopicPartition[]): Runs {
  const runs: [string, number[]][] = [];
  for (const { topic, partition } of partitions) {
    const last = runs.at(-1);
    if (last?.[0] === topic) last[1].push(partition);
    else runs.push([topic, [partition]]);
  }
  return runs;
}

function readRound(round: Fields): RecordedRound {
  const given = fieldsOf(round['in'], 'in');
  const subscriptions = listOf(given['subscriptions'], 'subscriptions').map((topics) =>
    listOf(topics, 'subscriptions').map((topic) => textOf(topic, 'a subscribed topic')),
  );
  const membersMap = given['membersMap'] ?? 'HashMap';
  if (membersMap !== 'HashMap' && membersMap !== 'LinkedHashMap')
    return refuse(membersMap, 'membersMap', 'HashMap or LinkedHashMap');
  return {
    topics: listOf(given['topics'], 'topics').map(readTopic),
    members: listOf(given['members'], 'members').map((member) => readMember(member, subscriptions)),
    keepsGivenOrder: membersMap === 'LinkedHashMap',
    isNewLeader: given['newLeader'] === true,
    out: readOut(round['out']),
  };
}

function readTopic(value: unknown): AssignorTopic {
  const topic = fieldsOf(value, 'a topic');
  const name = textOf(topic['name'], 'a topic’s name');
  const partitions = numberOf(topic['partitions'], 'a topic’s partitions');
  if (topic['racks'] === undefined) return { name, partitions };
  const racks = listOf(topic['racks'], 'a topic’s racks').map((replicas) =>
    listOf(replicas, 'a partition’s racks').map((rack) => textOf(rack, 'a rack')),
  );
  return { name, partitions, racks };
}

function readMember(value: unknown, subscriptions: readonly (readonly string[])[]): MemberSubscription {
  const member = fieldsOf(value, 'a member');
  const topics = subscriptions[numberOf(member['s'], 'a member’s s')];
  if (topics === undefined) return refuse(member['s'], 'a member’s s', 'an index into subscriptions');
  const generationId = numberOf(member['generationId'] ?? -1, 'a member’s generationId');
  return {
    memberId: textOf(member['id'], 'a member’s id'),
    groupInstanceId: optionalTextOf(member['instanceId'], 'a member’s instanceId'),
    rackId: optionalTextOf(member['rackId'], 'a member’s rackId'),
    topics,
    ownedPartitions: readRuns(member['owned'] ?? []).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    ),
    generationId: generationId < 0 ? undefined : generationId,
    userData: optionalTextOf(member['userData'], 'a member’s userData'),
  };
}

function readOut(value: unknown): RecordedOut {
  const out = fieldsOf(value, 'out');
  const names = Object.keys(out).join(', ');
  if (names === 'error') return { error: textOf(out['error'], 'error') };
  if (names !== 'assignment') return refuse(names, 'out', 'an assignment or an error');
  const entries = Object.entries(fieldsOf(out['assignment'], 'assignment'));
  return { assignment: new Map(entries.map(([memberId, runs]) => [memberId, readRuns(runs)])) };
}

function readRuns(value: unknown): Runs {
  return listOf(value, 'a list of partitions').map((run) => {
    const [topic, partitions, ...more] = listOf(run, 'a run of partitions');
    if (more.length > 0) return refuse(run, 'a run of partitions', 'a topic and its partitions');
    const numbers = listOf(partitions, 'a run’s partitions').map((number) => numberOf(number, 'a partition'));
    return [textOf(topic, 'a run’s topic'), numbers] as const;
  });
}

function listOf(value: unknown, what: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(value, what, 'a list');
}

function numberOf(value: unknown, what: string): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : refuse(value, what, 'a whole number');
}

function optionalTextOf(value: unknown, what: string): string | null {
  return value === undefined ? null : textOf(value, what);
}

function refuse(value: unknown, what: string, expected: string): never {
  const found = value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 80)}`;
  throw new MalformedRecording(`The recording is malformed: ${what} should be ${expected}, but ${found}.`);
}
