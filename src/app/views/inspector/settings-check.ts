/**
 * What Kafka would do with a value: nothing to say, or one sentence, the value to use instead, and who refuses it.
 * Sentences put Kafka's words in backticks. A bad value may be sent all the same: the answer is a scenario too.
 */
import { settingFacts, settingValue, type SettingFacts } from '../../draw/settings-reference.ts';

export interface Objection {
  readonly sentence: string;
  /** A value that Kafka takes; null: there is no obvious one. */
  readonly instead: string | null;
  /** Whether a run would show that answer: a process that cannot read its configuration is not modelled. */
  readonly isModelled: boolean;
}

export interface Around {
  readonly consumer: Readonly<Record<string, string>>;
  readonly brokers: Readonly<Record<string, string>>;
}

export function objectionTo(key: string, value: string, around: Around): Objection | null {
  const facts = settingFacts(key);
  if (facts === undefined) return null;
  if (facts.kind === 'number') return numberObjection(facts, value, around);
  if (facts.kind === 'list') return listObjection(facts, value);
  if (facts.choices !== undefined && !facts.choices.includes(value))
    return refused(
      facts,
      `${value === '' ? 'An empty value' : `\`${value}\``} is none of ${facts.choices.join(', ')}.`,
      facts.byDefault,
    );
  return null;
}

function numberObjection(facts: SettingFacts, value: string, around: Around): Objection | null {
  const { key, least, most } = facts;
  const number = Number(value);
  if (!/^[+-]?\d+$/u.test(value.trim()) || Math.abs(number) > 2 ** 31 - 1)
    return refused(facts, `\`${value}\` is not a whole number that fits 32 bits.`, facts.byDefault);
  if (least !== undefined && number < least)
    return refused(facts, `${value} is below ${least}.`, String(least));
  if (most !== undefined && number > most) return refused(facts, `${value} is above ${most}.`, String(most));
  if (key === 'session.timeout.ms') return sessionObjection(number, around);
  if (key === 'heartbeat.interval.ms') return heartbeatObjection(number, around);
  return null;
}

function sessionObjection(number: number, { consumer, brokers }: Around): Objection | null {
  const least = Number(settingValue('group.min.session.timeout.ms', brokers));
  const most = Number(settingValue('group.max.session.timeout.ms', brokers));
  const heartbeat = Number(settingValue('heartbeat.interval.ms', consumer));
  if (number <= heartbeat)
    return {
      sentence: `${number} does not exceed \`heartbeat.interval.ms\`, ${heartbeat}. The consumer would not start: \`IllegalArgumentException\`.`,
      instead: String(Math.max(least, heartbeat * 3)),
      isModelled: true,
    };
  if (number >= least && number <= most) return null;
  const [bound, word, setting] =
    number < least
      ? [least, 'below', 'group.min.session.timeout.ms']
      : [most, 'above', 'group.max.session.timeout.ms'];
  return {
    sentence: `${number} is ${word} ${bound}, the brokers’ \`${setting}\`. The coordinator would answer \`JoinGroup\` with \`INVALID_SESSION_TIMEOUT\` (26), and poll() would throw it.`,
    instead: String(bound),
    isModelled: true,
  };
}

function heartbeatObjection(number: number, { consumer }: Around): Objection | null {
  const session = Number(settingValue('session.timeout.ms', consumer));
  if (number < session) return null;
  return {
    sentence: `${number} is not below \`session.timeout.ms\`, ${session}. The consumer would not start: \`IllegalArgumentException\`.`,
    instead: String(Math.floor(session / 3)),
    isModelled: true,
  };
}

function listObjection(facts: SettingFacts, value: string): Objection | null {
  const known = facts.choices ?? [];
  const names = value.split(',').map((name) => name.trim());
  const stranger = names.find((name) => !known.includes(name.slice(name.lastIndexOf('.') + 1)));
  if (stranger === undefined) return null;
  return {
    sentence: `\`${stranger}\` is none of ${known.join(', ')}. The consumer would not start: \`KafkaException\`, class not found.`,
    instead: facts.byDefault,
    isModelled: true,
  };
}

function refused(facts: SettingFacts, sentence: string, instead: string): Objection {
  const who = facts.scope === 'brokers' ? 'The broker' : 'The consumer';
  return { sentence: `${sentence} ${who} would not start: \`ConfigException\`.`, instead, isModelled: false };
}

/** The allowed range in words, for the row. */
export function rangeText(facts: SettingFacts, around: Around): string {
  if (facts.key === 'session.timeout.ms') {
    const least = settingValue('group.min.session.timeout.ms', around.brokers);
    return `${least} – ${settingValue('group.max.session.timeout.ms', around.brokers)}`;
  }
  if (facts.key === 'heartbeat.interval.ms')
    return `0 – ${Number(settingValue('session.timeout.ms', around.consumer)) - 1}`;
  if (facts.kind === 'truth' || facts.kind === 'choice') return (facts.choices ?? []).join(', ');
  if (facts.most !== undefined) return `${facts.least ?? 0} – ${facts.most}`;
  if (facts.least !== undefined) return `≥ ${facts.least}`;
  return '';
}
