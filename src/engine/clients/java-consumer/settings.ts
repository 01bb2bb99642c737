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
  readonly defaultApiTimeoutMs: number;
  readonly fetchMaxWaitMs: number;
}

/** Defaults, and the least value that Kafka takes (ConfigDef.Range). */
const NUMBERS = {
  'session.timeout.ms': { absent: 45_000, least: -Infinity },
  'heartbeat.interval.ms': { absent: 3_000, least: -Infinity },
  'max.poll.interval.ms': { absent: 300_000, least: 1 },
  'max.poll.records': { absent: 500, least: 1 },
  'auto.commit.interval.ms': { absent: 5_000, least: 0 },
  'retry.backoff.ms': { absent: 100, least: 0 },
  'retry.backoff.max.ms': { absent: 1_000, least: 0 },
  'reconnect.backoff.ms': { absent: 50, least: 0 },
  'reconnect.backoff.max.ms': { absent: 1_000, least: 0 },
  'request.timeout.ms': { absent: 30_000, least: 0 },
  'default.api.timeout.ms': { absent: 60_000, least: 0 },
  'fetch.max.wait.ms': { absent: 500, least: 0 },
} as const;
type NumberKey = keyof typeof NUMBERS;

const DEFAULT_ASSIGNORS = 'RangeAssignor,CooperativeStickyAssignor';

export function parseSettings(config: ClientConfig): Result<Settings, JavaException> {
  const numbers = readNumbers(config.settings);
  if (!numbers.ok) return numbers;
  const assignors = assignorsOf(config.settings['partition.assignment.strategy'] ?? DEFAULT_ASSIGNORS);
  if (!assignors.ok) return assignors;
  const rebalanceProtocol = protocolOf(assignors.value);
  if (rebalanceProtocol === undefined)
    return refuse(
      'IllegalArgumentException',
      'Specified assignors do not have commonly supported rebalance protocol',
    );
  const text = (key: string) => config.settings[key] || null;
  const groupId = text('group.id');
  if (groupId === null)
    return refuse(
      'InvalidGroupIdException',
      'To use the group management or offset commit APIs, you must provide a valid group.id in the consumer ' +
        'configuration.',
    );
  return ok({
    ...numbers.value,
    clientId: config.clientId,
    groupId,
    groupInstanceId: text('group.instance.id'),
    rackId: text('client.rack'),
    assignors: assignors.value,
    rebalanceProtocol,
    enableAutoCommit: config.settings['enable.auto.commit'] !== 'false',
    autoOffsetReset: resetOf(config.settings['auto.offset.reset']),
  });
}

type Numbers = Pick<
  Settings,
  { [K in keyof Settings]: Settings[K] extends number ? K : never }[keyof Settings]
>;

function readNumbers(settings: ClientConfig['settings']): Result<Numbers, JavaException> {
  for (const key of Object.keys(NUMBERS) as NumberKey[]) {
    const value = Number(settings[key] ?? NUMBERS[key].absent);
    const invalid = `Invalid value ${settings[key] ?? ''} for configuration ${key}`;
    if (!Number.isSafeInteger(value))
      return refuse('ConfigException', `${invalid}: Not a number of type INT`);
    if (value < NUMBERS[key].least)
      return refuse('ConfigException', `${invalid}: Value must be at least ${NUMBERS[key].least}`);
  }
  const number = (key: NumberKey) => Number(settings[key] ?? NUMBERS[key].absent);
  if (number('heartbeat.interval.ms') >= number('session.timeout.ms'))
    return refuse('IllegalArgumentException', 'Heartbeat must be set lower than the session timeout');
  // What is repeated without end must cost time: an instant of virtual time would never be over.
  const atLeastOne = (key: NumberKey) => Math.max(1, number(key));
  return ok({
    sessionTimeoutMs: atLeastOne('session.timeout.ms'),
    heartbeatIntervalMs: atLeastOne('heartbeat.interval.ms'),
    maxPollIntervalMs: number('max.poll.interval.ms'),
    maxPollRecords: number('max.poll.records'),
    autoCommitIntervalMs: atLeastOne('auto.commit.interval.ms'),
    retryBackoffMs: atLeastOne('retry.backoff.ms'),
    retryBackoffMaxMs: number('retry.backoff.max.ms'),
    reconnectBackoffMs: number('reconnect.backoff.ms'),
    reconnectBackoffMaxMs: number('reconnect.backoff.max.ms'),
    requestTimeoutMs: atLeastOne('request.timeout.ms'),
    defaultApiTimeoutMs: number('default.api.timeout.ms'),
    fetchMaxWaitMs: atLeastOne('fetch.max.wait.ms'),
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
