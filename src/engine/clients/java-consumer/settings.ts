/**
 * A consumer's settings: Kafka's keys as text, read into numbers with Kafka's defaults, or the exception with which
 * `new KafkaConsumer(…)` refuses them. Follows ConsumerConfig and the constructors of Heartbeat and ConsumerCoordinator.
 */
import { clientAssignors, type ClientAssignor } from '../../assignors/index.ts';
import type { ClientConfig } from '../../kafka/client.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { JavaException } from './exceptions.ts';

export type RebalanceProtocol = 'EAGER' | 'COOPERATIVE';

export interface Settings {
  readonly clientId: string;
  readonly groupId: string;
  readonly groupInstanceId: string | null;
  readonly rackId: string | null;
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly maxPollIntervalMs: number;
  readonly maxPollRecords: number;
  readonly assignors: readonly ClientAssignor[];
  readonly rebalanceProtocol: RebalanceProtocol;
  readonly enableAutoCommit: boolean;
  readonly autoCommitIntervalMs: number;
  readonly autoOffsetReset: 'earliest' | 'latest' | 'none';
  readonly retryBackoffMs: number;
  readonly retryBackoffMaxMs: number;
  readonly reconnectBackoffMs: number;
  readonly reconnectBackoffMaxMs: number;
  readonly requestTimeoutMs: number;
  readonly fetchMaxWaitMs: number;
}

const NUMBERS = {
  'session.timeout.ms': 45_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 300_000,
  'max.poll.records': 500,
  'auto.commit.interval.ms': 5_000,
  'retry.backoff.ms': 100,
  'retry.backoff.max.ms': 1_000,
  'reconnect.backoff.ms': 50,
  'reconnect.backoff.max.ms': 1_000,
  'request.timeout.ms': 30_000,
  'fetch.max.wait.ms': 500,
} as const;

const DEFAULT_ASSIGNORS = 'RangeAssignor,CooperativeStickyAssignor';

export function parseSettings(config: ClientConfig): Result<Settings, JavaException> {
  const assignors = assignorsOf(config.settings['partition.assignment.strategy'] ?? DEFAULT_ASSIGNORS);
  if (!assignors.ok) return assignors;
  const rebalanceProtocol = protocolOf(assignors.value);
  if (rebalanceProtocol === undefined)
    return refuse(
      'IllegalArgumentException',
      'Specified assignors do not have commonly supported rebalance protocol',
    );
  const number = (key: keyof typeof NUMBERS) => Math.trunc(Number(config.settings[key] ?? NUMBERS[key]));
  if (number('heartbeat.interval.ms') >= number('session.timeout.ms'))
    return refuse('IllegalArgumentException', 'Heartbeat must be set lower than the session timeout');
  const text = (key: string) => config.settings[key] || null;
  const groupId = text('group.id');
  if (groupId === null)
    return refuse(
      'InvalidGroupIdException',
      'To use the group management APIs, you must provide a group.id.',
    );
  return ok({
    clientId: config.clientId,
    groupId,
    groupInstanceId: text('group.instance.id'),
    rackId: text('client.rack'),
    sessionTimeoutMs: number('session.timeout.ms'),
    heartbeatIntervalMs: number('heartbeat.interval.ms'),
    maxPollIntervalMs: number('max.poll.interval.ms'),
    maxPollRecords: number('max.poll.records'),
    assignors: assignors.value,
    rebalanceProtocol,
    enableAutoCommit: config.settings['enable.auto.commit'] !== 'false',
    autoCommitIntervalMs: number('auto.commit.interval.ms'),
    autoOffsetReset: resetOf(config.settings['auto.offset.reset']),
    retryBackoffMs: number('retry.backoff.ms'),
    retryBackoffMaxMs: number('retry.backoff.max.ms'),
    reconnectBackoffMs: number('reconnect.backoff.ms'),
    reconnectBackoffMaxMs: number('reconnect.backoff.max.ms'),
    requestTimeoutMs: number('request.timeout.ms'),
    fetchMaxWaitMs: number('fetch.max.wait.ms'),
  });
}

/** The highest protocol that all assignors support (CC-ST-03). */
export function protocolOf(assignors: readonly ClientAssignor[]): RebalanceProtocol | undefined {
  const common = (['COOPERATIVE', 'EAGER'] as const).filter((protocol) =>
    assignors.every((assignor) => assignor.supportedProtocols.includes(protocol)),
  );
  return common[0];
}

const CLASSES: Readonly<Record<string, ClientAssignor>> = {
  RangeAssignor: clientAssignors.range,
  RoundRobinAssignor: clientAssignors.roundrobin,
  StickyAssignor: clientAssignors.sticky,
  CooperativeStickyAssignor: clientAssignors['cooperative-sticky'],
};

/** By the name of its protocol or by its class, with or without the package. */
function assignorOf(name: string): ClientAssignor | undefined {
  const byName = Object.values(clientAssignors).find((assignor) => assignor.name === name);
  return byName ?? CLASSES[name.slice(name.lastIndexOf('.') + 1)];
}

function assignorsOf(text: string): Result<readonly ClientAssignor[], JavaException> {
  const assignors: ClientAssignor[] = [];
  for (const name of text.split(',').map((part) => part.trim())) {
    const assignor = assignorOf(name);
    if (assignor === undefined)
      return refuse('KafkaException', `${name} ClassNotFoundException exception occurred`);
    assignors.push(assignor);
  }
  return ok(assignors);
}

function resetOf(text: string | undefined): Settings['autoOffsetReset'] {
  return text === 'earliest' || text === 'none' ? text : 'latest';
}

function refuse(exception: string, message: string): { readonly ok: false; readonly error: JavaException } {
  return err({ exception, message, isRetriable: false });
}
