/** Java's hash codes: they decide the iteration orders that Kafka's answers show. */

/** String#hashCode: h = 31 h + UTF-16 unit, in 32 bits, signed. */
export function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** common.TopicPartition#hashCode. */
export function topicPartitionHash(topic: string, partition: number): number {
  return (Math.imul(31, (31 + partition) | 0) + stringHash(topic)) | 0;
}

/** HashMap#hash: the high bits are spread into the low ones, which choose the bucket. */
export function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
