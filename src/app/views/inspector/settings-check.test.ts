import { expect, test } from 'vitest';
import { settingFacts } from '../../draw/settings-reference.ts';
import { objectionTo, rangeText } from './settings-check.ts';

const around = { consumer: {}, brokers: {} };

test.each([
  ['session.timeout.ms', '6000', null],
  ['session.timeout.ms', '5000', '6000'],
  ['session.timeout.ms', '1800001', '1800000'],
  ['session.timeout.ms', '2000', '9000'],
  ['session.timeout.ms', 'soon', '45000'],
  ['heartbeat.interval.ms', '45000', '15000'],
  ['heartbeat.interval.ms', '44999', null],
  ['max.poll.records', '0', '1'],
  ['enable.auto.commit', 'yes', 'true'],
  ['partition.assignment.strategy', 'org.apache.kafka.clients.consumer.StickyAssignor', null],
  ['partition.assignment.strategy', 'MyAssignor', 'RangeAssignor,CooperativeStickyAssignor'],
  ['group.instance.id', 'a', null],
])('%s = %s: use %s instead', (key, value, instead) => {
  expect(objectionTo(key, value, around)?.instead ?? null).toBe(instead);
});

test('a session below the brokers’ least is answered with Kafka’s error, and may be sent', () => {
  const objection = objectionTo('session.timeout.ms', '5000', around);
  expect(objection?.sentence).toContain('INVALID_SESSION_TIMEOUT');
  expect(objection?.isModelled).toBe(true);
});

test('the range follows the brokers’ settings', () => {
  const facts = settingFacts('session.timeout.ms');
  if (facts === undefined) throw new Error('no facts');
  expect(rangeText(facts, { ...around, brokers: { 'group.min.session.timeout.ms': '1000' } })).toBe(
    '1000 – 1800000',
  );
});
