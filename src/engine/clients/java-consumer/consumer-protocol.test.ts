import { expect, test } from 'vitest';
import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from './consumer-protocol.ts';

const T = 's125-orders';
const of = (...partitions: number[]) => partitions.map((partition) => ({ topic: T, partition }));

// From traces/classic/cooperative-second-joins.1: what a real consumer put on the wire.
const SUBSCRIPTION = 'AAMAAAABAAtzMTI1LW9yZGVycwAAAAQAAAAFAAAAAQALczEyNS1vcmRlcnMAAAACAAAAAAAAAAEAAAAF//8=';
const ASSIGNMENT = 'AAMAAAABAAtzMTI1LW9yZGVycwAAAAMAAAACAAAABQAAAAT/////';

test('CC-RQ-06: a subscription is written as a real consumer writes it', () => {
  const subscription = {
    topics: [T],
    userData: 'AAAABQ==',
    ownedPartitions: of(0, 1),
    generationId: 5,
    rackId: null,
  };
  expect(encodeSubscription(subscription)).toBe(SUBSCRIPTION);
  expect(decodeSubscription(SUBSCRIPTION)).toEqual({ ok: true, value: subscription });
});

test('CC-LD-06: an assignment keeps the order of its list', () => {
  expect(encodeAssignment(of(2, 5, 4))).toBe(ASSIGNMENT);
  expect(decodeAssignment(ASSIGNMENT)).toEqual({ ok: true, value: of(2, 5, 4) });
});

test('CC-LD-02: an older subscription has no owned partitions, no generation and no rack', () => {
  // Version 0: topics [t], no user data.
  expect(decodeSubscription('AAAAAAABAAF0/////w==')).toEqual({
    ok: true,
    value: { topics: ['t'], userData: null, ownedPartitions: [], generationId: undefined, rackId: null },
  });
});

test('CC-RQ-06: names beyond ASCII survive, with racks', () => {
  const subscription = {
    topics: ['größe', '主题', '😀'],
    userData: null,
    ownedPartitions: [],
    generationId: undefined,
    rackId: 'r1',
  };
  const { topics, ...rest } = subscription;
  const read = decodeSubscription(encodeSubscription(subscription));
  expect(read).toEqual({ ok: true, value: { ...rest, topics: topics.toSorted() } });
});

test.each([
  ['', 'IllegalStateException'],
  ['AA==', 'IllegalStateException'],
  ['AAMAAAAB', 'SchemaException'],
])('CC-JC-02: the assignment "%s" is a %s', (bytes, exception) => {
  expect(decodeAssignment(bytes)).toMatchObject({ ok: false, error: { exception } });
});
