import { expect, test } from 'vitest';
import { withChanges } from './field.ts';
import { flatten } from './flatten.ts';

const body = {
  groupId: 'checkout',
  errorCode: 27,
  protocols: [{ name: 'range', metadata: 'AAAAAAABAAZvcmRlcnP/////' }],
  groupInstanceId: null,
};

test('a body becomes rows: errors by name, lists by count, nested fields under their parent', () => {
  const rows = flatten(body, { withBytes: false });
  expect(rows.map(({ indent, name, value }) => [indent, name, value])).toEqual([
    [0, 'groupId', 'checkout'],
    [0, 'errorCode', 'REBALANCE_IN_PROGRESS (27)'],
    [0, 'protocols', '1 entry'],
    [1, '[0].name', 'range'],
    [2, 'metadata', 'v0, 18 bytes'],
    [0, 'groupInstanceId', 'null'],
  ]);
});

test('the consumer protocol’s bytes are opened for implementers', () => {
  const opened = flatten(body, { withBytes: true });
  expect(opened.find(({ name }) => name === 'topics')?.value).toBe('[orders]');
  expect(new Set(opened.map(({ path }) => path)).size).toBe(opened.length);
});

test('a field that changed says what it was; one that runs with the clock does not', () => {
  const before = [
    { name: 'generationId', value: '1' },
    { name: 'lag', value: '3', isRunning: true },
  ];
  const now = [
    { name: 'generationId', value: '2' },
    { name: 'lag', value: '4', isRunning: true },
    { name: 'leader', value: 'a' },
  ];
  expect(withChanges(now, before).map((field) => field.before)).toEqual(['1', undefined, undefined]);
});
