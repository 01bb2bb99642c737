/** How large a shared run may be: each limit has a name here, and its number stands in the sentence that refuses. */

export const LIMITS = {
  commands: 500,
  consumers: 200,
  topics: 20,
  /** Of all topics together, with those that commands add. */
  partitions: 1_000,
  brokers: 20,
  /** Settings in one place: of the brokers, of all consumers, of one consumer. */
  settings: 100,
  /** Names of nodes, topics, groups and settings. */
  nameChars: 100,
  /** Values of settings, the title, the name of a branch. */
  textChars: 200,
  /** 24 hours: no instant lies later and no length of time is longer. */
  timeMs: 86_400_000,
  seed: 0xffff_ffff,
  recordsPerSecond: 100_000,
  failedAppends: 10_000,
  /** Kafka's error codes are 16-bit. */
  errorCode: 32_767,
  /** Sequence numbers of trace events. */
  eventSeq: 1_000_000_000,
  speedLeast: 0.000_1,
  speedMost: 10_000,
  /** Characters of a link from `#` on. */
  linkChars: 65_536,
  /** Bytes of one part of a link when unpacked: 1 MiB. */
  unpackedBytes: 1_048_576,
  /** Characters of a scenario file, and of what is kept for a reload: 4 Mi. */
  fileChars: 4_194_304,
  /** Branches kept for a reload. */
  branches: 40,
} as const;

/** 86400000 → `86,400,000`. */
export function withCommas(amount: number): string {
  const [whole = '', fraction] = String(amount).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1 command`, `12 commands`. */
export function counted(amount: number, noun: string): string {
  return `${withCommas(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}
