/** Is this a command we know, with fields in range? (SPEC LK-40…LK-44) */
import type { Command, ConsumerSpec, TimedCommand } from '../world/command.ts';
import type { Instant } from '../kernel/time.ts';
import { LIMITS } from './limits.ts';
import { oneOf, refuse, textOf, wholeNumber, type Parse } from './parse.ts';
import { fieldsOf, textsByName, variantOf } from './parse-fields.ts';

export const parseName = textOf({ least: 1, most: LIMITS.nameChars });
export const parseText = textOf({ least: 0, most: LIMITS.textChars });
export const parseInstant = wholeNumber({ least: 0, most: LIMITS.timeMs }) as Parse<Instant>;
export const parseDurationMs = wholeNumber({ least: 0, most: LIMITS.timeMs });
export const parseRate = wholeNumber({ least: 0, most: LIMITS.recordsPerSecond });
export const parsePartitionCount = wholeNumber({ least: 1, most: LIMITS.partitions });
export const parseSettings = textsByName(
  { name: parseName, text: parseText },
  { noun: 'setting', most: LIMITS.settings },
);

/** Names that mean something else: the brokers' own, and the two scopes of `changeConfig`. */
const TAKEN_NAME = /^(brokers|consumers|broker-\d+)$/;

const parseConsumerName: Parse<string> = (value, where) => {
  const name = parseName(value, where);
  return name.ok && TAKEN_NAME.test(name.value)
    ? refuse(where, `${name.value} is not a name for a consumer: it means something else here`)
    : name;
};

const parseConsumer = fieldsOf<ConsumerSpec>({
  name: parseConsumerName,
  settings: parseSettings,
  msPerRecord: parseDurationMs,
});

export const parseCommand = variantOf<Command>({
  addConsumer: { consumer: parseConsumer },
  killNode: { node: parseName },
  closeConsumer: { node: parseName },
  restartNode: { node: parseName },
  pauseNode: { node: parseName, threads: oneOf({ all: true, library: true, application: true }) },
  resumeNode: { node: parseName },
  changeProcessing: { node: parseName, msPerRecord: parseDurationMs, stuckMs: parseDurationMs },
  moveCoordinator: { to: parseName, loadMs: parseDurationMs },
  restartCoordinator: { loadMs: parseDurationMs },
  addPartitions: { topic: parseName, count: parsePartitionCount },
  changeRate: { topic: parseName, recordsPerSecond: parseRate },
  failAppends: {
    errorCode: wholeNumber({ least: -1, most: LIMITS.errorCode }),
    count: wholeNumber({ least: 1, most: LIMITS.failedAppends }),
  },
  changeConfig: { scope: parseName, key: parseName, value: parseText },
});

export const parseTimedCommand = fieldsOf<TimedCommand>({ at: parseInstant, command: parseCommand });
