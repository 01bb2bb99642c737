/** A partition of a topic, as clients and coordinators name it. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}
