/**
 * The bytes by which sticky consumers tell the next leader what they own (AS-90…AS-93).
 * Follows StickyAssignor#serializeTopicPartitionAssignment, #deserializeTopicPartitionAssignment and
 * CooperativeStickyAssignor#subscriptionUserData, #memberData, kafka-clients 4.4.0.
 */
import { JavaHashMap } from '../kafka/java-order/hash-map.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import { NO_GENERATION, type LastAssignment } from './assignor.ts';
import { fromBase64, toBase64 } from '../kafka/base64.ts';

/** What a member claims to own; AbstractStickyAssignor.MemberData. */
export interface MemberClaims {
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number | undefined;
}

/** Version 1: (topic, partitions)*, then the generation; topics in the order of a HashMap. */
export function writeStickyUserData({ assignment, generationId }: LastAssignment): string {
  const topics = new JavaHashMap<string, number[]>();
  for (const { topic, partition } of assignment) topics.computeIfAbsent(topic, () => []).push(partition);
  const entries = [...topics].flatMap(([topic, partitions]) => [
    ...int16(topic.length),
    ...asciiOf(topic),
    ...int32(partitions.length),
    ...partitions.flatMap(int32),
  ]);
  return toBase64([...int32(topics.size), ...entries, ...int32(generationId)]);
}

/** Version 1; failing that version 0, which lacks the generation; failing that nothing, of generation -1. */
export function readStickyUserData(userData: string): MemberClaims {
  const bytes = fromBase64(userData);
  if (bytes.length === 0) return { partitions: [], generationId: undefined };
  const reader = new Reader(bytes);
  const partitions = readPartitions(reader);
  if (partitions === undefined) return { partitions: [], generationId: NO_GENERATION };
  return { partitions, generationId: reader.int32() };
}

export function writeCooperativeUserData(generationId: number): string {
  return toBase64(int32(generationId));
}

/** Too few bytes count as generation -1. */
export function readCooperativeUserData(userData: string): number {
  return new Reader(fromBase64(userData)).int32() ?? NO_GENERATION;
}

function readPartitions(reader: Reader): TopicPartition[] | undefined {
  const partitions: TopicPartition[] = [];
  const topics = reader.arrayLength();
  if (topics === undefined) return undefined;
  for (let entry = 0; entry < topics; entry++) {
    const topic = reader.text();
    const count = reader.arrayLength();
    if (topic === undefined || count === undefined) return undefined;
    for (let index = 0; index < count; index++) {
      const partition = reader.int32();
      if (partition === undefined) return undefined;
      partitions.push({ topic, partition });
    }
  }
  return partitions;
}

/** Reads as common.protocol.types.Type does; `undefined` where that throws. */
class Reader {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  int32(): number | undefined {
    const taken = this.#take(4);
    return taken?.reduce((value, byte) => (value << 8) | byte, 0);
  }

  /** Kafka refuses an array with more elements than bytes are left. */
  arrayLength(): number | undefined {
    const length = this.int32();
    return length === undefined || length < 0 || length > this.#left ? undefined : length;
  }

  /** Topic names are ASCII; any other text names no topic, so that its characters do not matter. */
  text(): string | undefined {
    const length = this.#take(2)?.reduce((value, byte) => (value << 8) | byte, 0);
    if (length === undefined || length > 0x7fff) return undefined;
    const taken = this.#take(length);
    return taken === undefined ? undefined : String.fromCharCode(...taken);
  }

  get #left(): number {
    return this.#bytes.length - this.#at;
  }

  #take(count: number): readonly number[] | undefined {
    if (count > this.#left) return undefined;
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
}

function asciiOf(topic: string): number[] {
  return Array.from(topic, (character) => character.charCodeAt(0) & 0x7f);
}

function int16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function int32(value: number): number[] {
  return [(value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}
