import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import type { Depth, Selection } from '../../app/store/selection.ts';
import type { BranchSummary } from '../../contract/messages.ts';
import { arbitraryScenario } from '../../testing/arbitrary-scenario.ts';
import { LIMITS, withCommas } from './limits.ts';
import type { RecentBranch } from './recent.ts';
import { danglingNames } from './references.ts';
import { TYPICAL, withScenario, withView } from './samples.fixture.ts';
import type { SharedDepth, SharedSelection } from './shared-moment.ts';
import { parseBranch, parseView } from './validate-moment.ts';
import { validateScenario } from './validate-scenario.ts';

const SCENARIO = TYPICAL.moment.branch.scenario;
const at = (ms: number, command: object) => ({ at: ms, command });
const kill = { type: 'killNode', node: 'consumer-1' };
const add = (name: string, changes = {}) => ({
  type: 'addConsumer',
  consumer: { name, settings: {}, msPerRecord: 1, ...changes },
});
const topic = (name: string, changes = {}) => ({
  name,
  partitions: 1,
  recordsPerSecond: 1,
  batchMs: 1,
  ...changes,
});
const many = <T>(length: number, make: (n: number) => T) => Array.from({ length }, (_, n) => make(n));

test.each<readonly [string, string, Readonly<Record<string, unknown>>, string]>([
  ['LK-40', 'an unknown field', { colour: 'red' }, 'has a field “colour” that nobody here knows'],
  [
    'LK-40',
    'a field within that is unknown',
    { commands: [at(0, { ...kill, how: 1 })] },
    'command 1, command (killNode): has a field “how” that nobody here knows',
  ],
  ['LK-41', 'a fraction', { seed: 1.5 }, 'seed: must be a whole number from 0 to 4,294,967,295, but is 1.5'],
  ['LK-41', 'no number', { seed: '7' }, 'seed: must be a whole number from 0 to 4,294,967,295, but is “7”'],
  [
    'LK-41',
    'infinity',
    { brokers: Number.POSITIVE_INFINITY },
    'brokers: must be a whole number from 1 to 20, but is Infinity',
  ],
  ['LK-41', 'NaN', { brokers: Number.NaN }, 'brokers: must be a whole number from 1 to 20, but is NaN'],
  [
    'LK-41',
    'a negative rate',
    { topics: [topic('a', { recordsPerSecond: -1 })] },
    'topic 1, recordsPerSecond: must be a whole number from 0 to 100,000, but is -1',
  ],
  [
    'LK-41',
    'an error code beyond 16 bits',
    { commands: [at(0, { type: 'failAppends', errorCode: 32_768, count: 1 })] },
    'command 1, command (failAppends), errorCode: must be a whole number from -1 to 32,767, but is 32768',
  ],
  [
    'LK-42',
    'a long title',
    { title: 'x'.repeat(201) },
    'title: may have 200 characters at most, but has 201',
  ],
  ['LK-42', 'a title that is null', { title: null }, 'title: must be a text, but is null'],
  [
    'LK-42',
    'a long name',
    { topics: [topic('x'.repeat(101))] },
    'topic 1, name: may have 100 characters at most, but has 101',
  ],
  ['LK-42', 'an empty name', { topics: [topic('')] }, 'topic 1, name: must not be empty'],
  [
    'LK-42',
    'a long setting',
    { brokerSettings: { a: 'x'.repeat(201) } },
    'brokerSettings, a: may have 200 characters at most, but has 201',
  ],
  [
    'LK-42',
    'a setting that is a number',
    { brokerSettings: { a: 1 } },
    'brokerSettings, a: must be a text, but is 1',
  ],
  [
    'LK-42',
    'a setting with a long name',
    { consumerSettings: { ['x'.repeat(101)]: '' } },
    'consumerSettings, the name of a setting: may have 100 characters at most, but has 101',
  ],
  [
    'LK-42',
    'settings that are a list',
    { consumerSettings: [] },
    'consumerSettings: must be an object, but is a list',
  ],
  [
    'LK-43',
    'an unknown command',
    { commands: [at(0, { type: 'fr%ze', node: 'a' })] },
    'command 1, command, type: must be one of addConsumer, killNode, closeConsumer, restartNode, pauseNode, resumeNode, changeProcessing, moveCoordinator, restartCoordinator, addPartitions, changeRate, failAppends, changeConfig, but is “fr%ze”',
  ],
  [
    'LK-43',
    'a command by an inherited name',
    { commands: [at(0, { type: 'toString' })] },
    'but is “toString”',
  ],
  [
    'LK-43',
    'threads that are none',
    { commands: [at(0, { type: 'pauseNode', node: 'a', threads: 'some' })] },
    'threads: must be one of all, library, application, but is “some”',
  ],
  [
    'LK-43',
    'a consumer called as a broker',
    { commands: [at(0, add('broker-2'))] },
    'command 1, command (addConsumer), consumer, name: broker-2 is not a name for a consumer: it means something else here',
  ],
  [
    'LK-43',
    'a consumer called as a scope',
    { commands: [at(0, add('consumers'))] },
    'consumers is not a name for a consumer',
  ],
  [
    'LK-43',
    'another server',
    { server: { name: 'toString', version: '1' } },
    'server, name: must be one of apache-kafka, but is “toString”',
  ],
  [
    'LK-44',
    '501 commands',
    { commands: many(501, () => at(0, kill)) },
    'commands: may have 500 commands at most, but has 501',
  ],
  [
    'LK-44',
    '201 consumers',
    { commands: many(201, (n) => at(0, add(`c${n}`))) },
    'commands: may add 200 consumers at most, but add 201',
  ],
  [
    'LK-44',
    '21 topics',
    { topics: many(21, (n) => topic(`t${n}`)) },
    'topics: may have 20 topics at most, but has 21',
  ],
  [
    'LK-44',
    '1,001 partitions of one topic',
    { topics: [topic('a', { partitions: 1_001 })] },
    'topic 1, partitions: must be a whole number from 1 to 1,000, but is 1001',
  ],
  [
    'LK-44',
    '1,001 partitions in all',
    {
      topics: [topic('a', { partitions: 600 }), topic('b', { partitions: 300 })],
      commands: [at(0, { type: 'addPartitions', topic: 'a', count: 101 })],
    },
    'topics: may have 1,000 partitions together at most, but have 1,001',
  ],
  ['LK-44', '21 brokers', { brokers: 21 }, 'brokers: must be a whole number from 1 to 20, but is 21'],
  [
    'LK-44',
    '101 settings',
    { brokerSettings: Object.fromEntries(many(101, (n) => [`s${n}`, ''])) },
    'brokerSettings: may have 100 settings at most, but has 101',
  ],
  [
    'LK-44',
    'an instant beyond a day',
    { commands: [at(86_400_001, kill)] },
    'command 1, at: must be a whole number from 0 to 86,400,000, but is 86400001',
  ],
  [
    'LK-45',
    'commands out of order',
    { commands: [at(5, kill), at(4, kill)] },
    'command 2: stands at 4 ms, before the command above it; commands are in order of time',
  ],
  [
    'LK-45',
    'latencies that cross',
    { latencyMs: { least: 9, most: 2 } },
    'latencyMs: least (9) must not be more than most (2)',
  ],
  [
    'LK-45',
    'two topics of one name',
    { topics: [topic('a'), topic('b'), topic('a')] },
    'topics: two topics are called “a”',
  ],
  [
    'LK-46',
    'a list that is none',
    { commands: {} },
    'commands: must be a list of commands, but is an object',
  ],
  ['LK-46', 'a long value', { seed: 'x'.repeat(1_000) }, `but is “${'x'.repeat(40)}…”`],
])('%s: %s is refused with place, rule and value', (_, __, changes, words) => {
  const found = validateScenario({ ...SCENARIO, ...changes });
  expect(found.ok ? 'accepted' : found.error).toContain(words);
});

test.each(Object.keys(SCENARIO))('LK-40: a scenario without %s is refused', (field) => {
  const without = Object.fromEntries(Object.entries(SCENARIO).filter(([key]) => key !== field));
  expect(validateScenario(without)).toEqual({ ok: false, error: `lacks the field ${field}` });
});

test.each([undefined, null, 7, 'scenario', [], () => 1])('LK-40: %s is no scenario', (value) => {
  expect(validateScenario(value).ok).toBe(false);
});

test('LK-44: every limit itself is accepted', () => {
  const scenario = {
    ...SCENARIO,
    title: 'x'.repeat(LIMITS.textChars),
    seed: LIMITS.seed,
    brokers: LIMITS.brokers,
    topics: many(LIMITS.topics, (n) => topic(`t${n}`, { partitions: LIMITS.partitions / LIMITS.topics })),
    brokerSettings: Object.fromEntries(many(LIMITS.settings, (n) => [`s${n}`, 'x'.repeat(LIMITS.textChars)])),
    commands: [
      ...many(LIMITS.consumers, (n) => at(0, add(`c${n}`))),
      ...many(LIMITS.commands - LIMITS.consumers, () => at(LIMITS.timeMs, kill)),
    ],
  };
  expect(validateScenario(scenario)).toEqual({ ok: true, value: scenario });
});

test('LK-41: −0 becomes 0', () => {
  const found = validateScenario({ ...SCENARIO, seed: -0 });
  expect(found.ok && Object.is(found.value.seed, 0)).toBe(true);
});

test('LK-40, LK-43: whatever is valid passes unchanged, and passes again', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      expect(validateScenario(scenario)).toEqual({ ok: true, value: scenario });
      expect(validateScenario(JSON.parse(JSON.stringify(scenario)))).toEqual({ ok: true, value: scenario });
    }),
    { numRuns: 200 },
  );
});

test('LK-46: any JSON in any place of a scenario is accepted or refused in words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(SCENARIO)), fc.jsonValue(), (field, value) => {
      const found = validateScenario({ ...SCENARIO, [field]: value });
      if (!found.ok) expect(found.error).toMatch(/(must|may|lacks|has|least|two|stands)/);
    }),
    { numRuns: 500 },
  );
});

test.each<readonly [string, object, string]>([
  ['without a name', { name: '' }, 'name: must not be empty'],
  ['that parted at no instant', { parted: { at: -1, main: null } }, 'parted, at: must be a whole number'],
  [
    'whose main is broken',
    { parted: { at: 0, main: { ...SCENARIO, seed: -1 } } },
    'parted, main, seed: must be',
  ],
  ['whose scenario is broken', { scenario: null }, 'scenario: must be an object, but is null'],
])('LK-47: a branch %s is refused', (_, changes, words) => {
  const found = parseBranch({ ...TYPICAL.moment.branch, ...changes }, '');
  expect(found.ok ? 'accepted' : found.error).toContain(words);
});

test.each<readonly [string, object, string]>([
  ['of an unknown depth', { depth: 'expert' }, 'depth: must be one of learner, engineer, implementer'],
  ['without speed', { speed: 0 }, 'speed: must be a number from 0.0001 to 10,000, but is 0'],
  ['with a speed of NaN', { speed: Number.NaN }, 'speed: must be a number'],
  ['before the first event but one', { seq: -2 }, 'seq: must be a whole number from -1 to 1,000,000,000'],
  [
    'of an unknown selection',
    { selected: { type: 'planet' } },
    'selected, type: must be one of consumer, coordinator',
  ],
  [
    'of a selected nothing',
    { selected: { type: 'consumer', node: '' } },
    'selected (consumer), node: must not be empty',
  ],
  [
    'with a digest in capitals',
    { digest: '9C41F0AA12BC77DE' },
    'digest: must be sixteen hexadecimal characters',
  ],
])('LK-48: a view %s is refused', (_, changes, words) => {
  const found = parseView({ ...TYPICAL.moment.view, ...changes }, '');
  expect(found.ok ? 'accepted' : found.error).toContain(words);
});

test('LK-48, LK-70: what is shared has the shapes that the page has', () => {
  expectTypeOf<SharedSelection>().toEqualTypeOf<Selection>();
  expectTypeOf<SharedDepth>().toEqualTypeOf<Depth>();
  expectTypeOf<RecentBranch>().toEqualTypeOf<BranchSummary>();
});

test('LK-50: commands that name what is not there are told, each with its place', () => {
  const moment = withScenario({
    commands: [
      at(0, { type: 'killNode', node: 'consumer-1' }),
      at(0, add('consumer-1')),
      at(1, { type: 'pauseNode', node: 'consumer-1', threads: 'all' }),
      at(2, { type: 'moveCoordinator', to: 'broker-4', loadMs: 0 }),
      at(2, { type: 'moveCoordinator', to: 'broker-3', loadMs: 0 }),
      at(3, { type: 'addPartitions', topic: 'clicks', count: 1 }),
      at(3, { type: 'changeRate', topic: 'orders', recordsPerSecond: 1 }),
      at(4, { type: 'changeConfig', scope: 'consumer-2', key: 'a', value: 'b' }),
    ],
  });
  const view = { ...moment.view, selected: { type: 'partition' as const, topic: 'orders', partition: 6 } };
  expect(danglingNames({ ...moment, view })).toEqual([
    'Command 1 (killNode) changes nothing: there is no “consumer-1” by then.',
    'Command 4 (moveCoordinator) changes nothing: there is no “broker-4” by then.',
    'Command 6 (addPartitions) changes nothing: there is no “topic clicks” by then.',
    'What was selected is not in this run: “orders” has no partition 6.',
  ]);
  expect(danglingNames(TYPICAL.moment)).toEqual([]);
  expect(danglingNames(withView({ selected: { type: 'partition', topic: 'orders', partition: 5 } }))).toEqual(
    [],
  );
});

test('LK-51: beyond five, warnings are counted', () => {
  const moment = withScenario({ commands: many(9, () => at(0, { type: 'killNode', node: 'ghost' })) });
  const warnings = danglingNames({ ...moment, view: { ...moment.view, selected: null } });
  expect(warnings.length).toBe(6);
  expect(warnings[5]).toBe('4 more of this kind.');
});

test('LK-46: numbers in sentences have commas', () => {
  expect([0, 999, 1_000, 86_400_000, -32_767, 0.0001, 1234.5].map(withCommas)).toEqual([
    '0',
    '999',
    '1,000',
    '86,400,000',
    '-32,767',
    '0.0001',
    '1,234.5',
  ]);
});
