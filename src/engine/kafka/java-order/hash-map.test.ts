import { describe, expect, test } from 'vitest';
import { topicPartitionHash } from './hash-code.ts';
import { JavaHashMap, JavaHashSet } from './hash-map.ts';

/** The script that a Java program ran on OpenJDK 17.0.15 too; its printed maps are the expectations below. */
function scripted(seed: number, map: JavaHashMap<string, number>): string {
  let state = BigInt(seed);
  const draw = (below: number): number => {
    state = (state * 1103515245n + 12345n) & 0x7fffffffn;
    return Number((state >> 8n) % BigInt(below));
  };
  for (let step = 0; step < 60; step++) {
    const operation = draw(4);
    const key = `k${draw(40)}`;
    if (operation < 2) map.put(key, step);
    else if (operation === 2) map.computeIfAbsent(key, () => step);
    else map.delete(key);
  }
  return shown(map);
}

function shown(map: JavaHashMap<string, number>): string {
  return [...map].map(([key, value]) => `${key}=${value}`).join(', ');
}

/** All of one hash code: "AaAa", "BBBB", "AaBB" and "BBAa" collide, so do their pairs. */
const colliding = ['AaAa', 'BBBB', 'AaBB', 'BBAa'].flatMap((left) =>
  ['AaAa', 'BBBB', 'AaBB', 'BBAa'].map((right) => left + right),
);

describe('as printed by OpenJDK 17', () => {
  test.each([
    [
      1,
      new JavaHashMap<string, number>(),
      'k2=51, k3=7, k20=10, k30=14, k22=30, k11=56, k21=9, k32=54, k24=47, k34=48, k23=20, k12=32, k9=8, k26=15, k37=40, k36=59, k25=39, k14=46, k39=24, k28=55, k27=35, k38=27, k19=52, k29=49',
    ],
    [
      2,
      JavaHashMap.ofCapacity<string, number>(3),
      'k0=32, k5=40, k22=45, k10=49, k21=41, k6=48, k13=30, k24=18, k7=38, k35=59, k12=44, k26=9, k9=28, k14=46, k36=10, k25=53, k28=39',
    ],
    [
      3,
      JavaHashMap.ofCapacity<string, number>(0),
      'k31=39, k30=38, k11=47, k32=44, k13=57, k35=50, k34=59, k36=3, k14=45, k39=8, k17=26, k38=22, k18=48, k0=9, k2=12, k3=58, k4=40, k22=53, k21=5, k6=42, k8=29, k23=54, k9=37, k26=25, k25=1, k28=41, k29=28',
    ],
  ])('sixty puts, computeIfAbsents and removals, script %i', (seed, map, printed) => {
    expect(scripted(seed, map)).toBe(printed);
  });

  test.each([
    ['put', 9, 'AaAaAaAa AaAaBBBB AaAaAaBB AaAaBBAa BBBBAaAa BBBBBBBB BBBBAaBB BBBBBBAa AaBBAaAa q17 z1'],
    [
      'put',
      10,
      'AaAaAaAa AaAaBBBB AaAaAaBB AaAaBBAa BBBBAaAa BBBBBBBB BBBBAaBB BBBBBBAa AaBBAaAa AaBBBBBB q17 z1',
    ],
    [
      'computeIfAbsent',
      10,
      'AaBBBBBB AaBBAaAa BBBBBBAa BBBBAaBB BBBBBBBB BBBBAaAa AaAaBBAa AaAaAaBB AaAaBBBB AaAaAaAa q17 z1',
    ],
  ])('%s: %i keys of one hash double a small table early', (operation, count, printed) => {
    const map = new JavaHashMap<string, number>();
    colliding.slice(0, count).forEach((key, index) => {
      if (operation === 'put') map.put(key, 0);
      else map.computeIfAbsent(key, () => 0);
      if (index === 4) ['z1', 'q17'].forEach((other) => map.put(other, 0));
    });
    expect([...map.keys()].join(' ')).toBe(printed);
  });

  test('new HashSet<>(collection) of twelve names has 32 buckets', () => {
    const names = 'orders payments t0 t1 audit a-long-name x9 x10 x11 x12 x13 x14'.split(' ');
    const set = JavaHashSet.copyOf(names);
    expect(set.capacity).toBe(32);
    expect([...set].join(' ')).toBe('a-long-name x9 payments audit x10 x12 x11 orders x14 x13 t0 t1');
  });

  test('integers iterate by bucket', () => {
    expect([...JavaHashSet.copyOf([40, 3, 17, 16, 1])]).toEqual([16, 17, 1, 3, 40]);
  });
});

describe('capacities', () => {
  test.each([
    ['new HashMap<>()', new JavaHashMap<string, number>(), 16],
    ['new HashMap<>(0)', JavaHashMap.ofCapacity<string, number>(0), 1],
    ['new HashMap<>(17)', JavaHashMap.ofCapacity<string, number>(17), 32],
    ['AssignorHelpers.newHashMap(2)', JavaHashMap.ofExpected<string, number>(2), 8],
    ['AssignorHelpers.newHashSet(12)', JavaHashSet.ofExpected<string>(12), 32],
    ['new HashMap<>(map of 3)', JavaHashMap.copyOf(new Map([1, 2, 3].map((n) => [n, n]))), 8],
    ['new HashSet<>(list of 3)', JavaHashSet.copyOf([1, 2, 3]), 16],
    ['new HashSet<>(4)', JavaHashSet.ofCapacity<number>(4), 4],
  ])('%s has %i buckets', (_, table, capacity) => {
    expect(table.capacity).toBe(capacity);
  });
});

test('putting a known key again keeps its place and returns the former value', () => {
  const map = new JavaHashMap<string, number>();
  expect(map.put('orders', 1)).toBeUndefined();
  expect(map.put('orders', 2)).toBe(1);
  expect([map.size, map.get('orders'), map.get('stock'), map.has('stock')]).toEqual([1, 2, undefined, false]);
});

test('the entry at hand may be deleted while iterating', () => {
  const set = JavaHashSet.copyOf(colliding);
  for (const key of set) if (key.startsWith('Aa')) set.delete(key);
  expect([...set]).toEqual(colliding.filter((key) => !key.startsWith('Aa')));
});

test('a clone keeps buckets and chains, and is independent', () => {
  const map = JavaHashMap.ofCapacity<string, number>(2);
  for (const key of ['one', 'two', 'three', 'four']) map.computeIfAbsent(key, () => key.length);
  const copy = map.clone();
  expect([copy.capacity, [...copy]]).toEqual([map.capacity, [...map]]);
  copy.put('one', 99);
  copy.delete('two');
  copy.put('five', 4);
  expect(map.get('one')).toBe(3);
  expect(map.size).toBe(4);
  map.clear();
  expect([map.size, copy.size]).toEqual([0, 4]);
});

test('composite keys bring their own hash and equality', () => {
  interface Claim {
    readonly topic: string;
    readonly partition: number;
  }
  const set = new JavaHashSet<Claim>({
    hash: ({ topic, partition }) => topicPartitionHash(topic, partition),
    equals: (one, other) => one.topic === other.topic && one.partition === other.partition,
  });
  expect(set.add({ topic: 'orders', partition: 1 })).toBe(true);
  expect(set.add({ topic: 'orders', partition: 1 })).toBe(false);
  expect([set.size, set.has({ topic: 'orders', partition: 2 })]).toEqual([1, false]);
});

test('a composite key without its own hash is our mistake', () => {
  expect(() => new JavaHashSet<object>().add({})).toThrow('needs its own hash');
});
