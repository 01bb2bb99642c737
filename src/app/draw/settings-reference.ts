/**
 * The settings a group depends on: default, range, unit, who reads each, when a change takes effect. Facts of Apache
 * Kafka 4.4.0 (ConsumerConfig, GroupCoordinatorConfig), as in spec/client.md §1 and spec/classic.md §2.
 */

export interface SettingFacts {
  readonly key: string;
  readonly scope: 'consumers' | 'brokers';
  /** As Kafka writes it; empty: none. */
  readonly byDefault: string;
  readonly unit: 'ms' | 'records' | 'members' | 'bytes' | 'minutes' | '';
  readonly kind: 'number' | 'truth' | 'choice' | 'list' | 'text';
  readonly least?: number;
  readonly most?: number;
  readonly choices?: readonly string[];
  /** The range in words, where it is not least … most; Kafka's words in backticks. */
  readonly range?: string;
  readonly history?: string;
  readonly readBy: string;
  readonly takesEffect: string;
  /** Said to somebody who has never met it. */
  readonly plain: string;
  /** The commonest ones stand open; the rest behind *more*. */
  readonly common: boolean;
}

const AT_JOIN = 'with its next JoinGroup';
const AT_START = 'when the process starts';
const AT_BROKER_START = 'when a broker starts';

const CONSUMER_SETTINGS: readonly Omit<SettingFacts, 'scope'>[] = [
  {
    key: 'session.timeout.ms',
    byDefault: '45000',
    unit: 'ms',
    kind: 'number',
    range: 'by the brokers’ `group.min.session.timeout.ms` and `group.max.session.timeout.ms`',
    history: 'since Kafka 3.0 (KIP-735), 10000 before',
    readBy:
      'the coordinator, from JoinGroup; and this client’s heartbeat thread, to give up on the coordinator',
    takesEffect: AT_JOIN,
    plain: 'silent for so long, then it counts as gone',
    common: true,
  },
  {
    key: 'heartbeat.interval.ms',
    byDefault: '3000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    range: 'below `session.timeout.ms`; usually a third of it',
    readBy: 'the client’s heartbeat thread',
    takesEffect: AT_START,
    plain: 'how often it says that it is alive',
    common: true,
  },
  {
    key: 'max.poll.interval.ms',
    byDefault: '300000',
    unit: 'ms',
    kind: 'number',
    least: 1,
    readBy: 'the client’s heartbeat thread; and the coordinator, as rebalance timeout, from JoinGroup',
    takesEffect: AT_JOIN,
    plain:
      'how long the application may work between two calls of poll(), and how long a rebalance waits for it',
    common: true,
  },
  {
    key: 'max.poll.records',
    byDefault: '500',
    unit: 'records',
    kind: 'number',
    least: 1,
    readBy: 'the client, in poll()',
    takesEffect: AT_START,
    plain: 'how many records one poll() hands out at most',
    common: true,
  },
  {
    key: 'partition.assignment.strategy',
    byDefault: 'RangeAssignor,CooperativeStickyAssignor',
    unit: '',
    kind: 'list',
    choices: ['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor', 'CooperativeStickyAssignor'],
    readBy: 'the coordinator, to find one that all members share; the group leader, to deal with it',
    takesEffect: AT_START,
    plain: 'how the group leader deals the partitions',
    common: true,
  },
  {
    key: 'group.instance.id',
    byDefault: '',
    unit: '',
    kind: 'text',
    range: 'any name, one for each process; empty: a dynamic member',
    readBy: 'the coordinator: a static member keeps its place while it restarts',
    takesEffect: AT_START,
    plain: 'a fixed name, by which a restarted process takes its old place',
    common: true,
  },
  {
    key: 'enable.auto.commit',
    byDefault: 'true',
    unit: '',
    kind: 'truth',
    choices: ['true', 'false'],
    readBy: 'the client, in poll() and close()',
    takesEffect: AT_START,
    plain:
      'whether positions are committed without being asked; if not, the application commits every batch, and waits',
    common: false,
  },
  {
    key: 'auto.commit.interval.ms',
    byDefault: '5000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the client, in poll()',
    takesEffect: AT_START,
    plain: 'how often it commits; what was read since is read again after a crash',
    common: false,
  },
  {
    key: 'auto.offset.reset',
    byDefault: 'latest',
    unit: '',
    kind: 'choice',
    choices: ['earliest', 'latest', 'none'],
    readBy: 'the client, where nothing is committed',
    takesEffect: AT_START,
    plain: 'where to begin when there is no committed offset',
    common: false,
  },
  {
    key: 'request.timeout.ms',
    byDefault: '30000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the client’s network layer; JoinGroup waits max.poll.interval.ms + 5000 if that is longer',
    takesEffect: AT_START,
    plain: 'how long it waits for an answer',
    common: false,
  },
  {
    key: 'default.api.timeout.ms',
    byDefault: '60000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the client, in commitSync()',
    takesEffect: AT_START,
    plain: 'how long commitSync() tries before it throws a TimeoutException',
    common: false,
  },
  {
    key: 'retry.backoff.ms',
    byDefault: '100',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the client, between two tries',
    takesEffect: AT_START,
    plain: 'how long it waits before it asks again',
    common: false,
  },
  {
    key: 'retry.backoff.max.ms',
    byDefault: '1000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the client, between two tries that keep failing',
    takesEffect: AT_START,
    plain: 'how long that wait grows at most',
    common: false,
  },
  {
    key: 'fetch.max.wait.ms',
    byDefault: '500',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the broker, when there is nothing to fetch',
    takesEffect: AT_START,
    plain: 'how long a fetch without records waits',
    common: false,
  },
];

const BROKER_SETTINGS: readonly Omit<SettingFacts, 'scope' | 'takesEffect'>[] = [
  {
    key: 'group.initial.rebalance.delay.ms',
    byDefault: '3000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the coordinator, when the first member comes to an empty group',
    plain: 'how long an empty group waits for others before its first generation',
    common: true,
  },
  {
    key: 'group.min.session.timeout.ms',
    byDefault: '6000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the coordinator, at JoinGroup',
    plain: 'the shortest session it allows',
    common: true,
  },
  {
    key: 'group.max.session.timeout.ms',
    byDefault: '1800000',
    unit: 'ms',
    kind: 'number',
    least: 0,
    readBy: 'the coordinator, at JoinGroup',
    plain: 'the longest session it allows',
    common: true,
  },
  {
    key: 'group.max.size',
    byDefault: '2147483647',
    unit: 'members',
    kind: 'number',
    least: 1,
    readBy: 'the coordinator, at JoinGroup and after loading',
    plain: 'how many members a group may have',
    common: false,
  },
  {
    key: 'offset.metadata.max.bytes',
    byDefault: '4096',
    unit: 'bytes',
    kind: 'number',
    least: 0,
    readBy: 'the coordinator, at OffsetCommit (it counts characters)',
    plain: 'how long the note beside a committed offset may be',
    common: false,
  },
  {
    key: 'offsets.commit.timeout.ms',
    byDefault: '5000',
    unit: 'ms',
    kind: 'number',
    least: 1,
    readBy: 'the coordinator, for every write to its log',
    plain: 'how long a write may take before the client is told that it timed out',
    common: false,
  },
  {
    key: 'offsets.retention.minutes',
    byDefault: '10080',
    unit: 'minutes',
    kind: 'number',
    least: 1,
    readBy: 'the coordinator, when it cleans up',
    plain: 'how long offsets of a group without members are kept',
    common: false,
  },
  {
    key: 'offsets.retention.check.interval.ms',
    byDefault: '600000',
    unit: 'ms',
    kind: 'number',
    least: 1,
    readBy: 'the coordinator',
    plain: 'how often it looks for offsets to remove',
    common: false,
  },
];

export const SETTINGS: readonly SettingFacts[] = [
  ...CONSUMER_SETTINGS.map((facts): SettingFacts => ({ ...facts, scope: 'consumers' })),
  ...BROKER_SETTINGS.map((facts): SettingFacts => ({
    ...facts,
    scope: 'brokers',
    takesEffect: AT_BROKER_START,
  })),
];

const BY_KEY: ReadonlyMap<string, SettingFacts> = new Map(SETTINGS.map((facts) => [facts.key, facts]));

export function settingFacts(key: string): SettingFacts | undefined {
  return BY_KEY.get(key);
}

/** The value in force: what was set, else Kafka's default. */
export function settingValue(key: string, set: Readonly<Record<string, string>>): string {
  return set[key] ?? BY_KEY.get(key)?.byDefault ?? '';
}
