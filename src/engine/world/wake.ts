/** What can be due: everything on the world's queue. */
import type { CommitOffset } from '../kafka/client.ts';
import type { TopicPartition } from '../kafka/topic-partition.ts';
import type { NodeId } from './trace.ts';

export interface FetchReady {
  readonly type: 'fetchReady';
  readonly node: NodeId;
  readonly incarnation: number;
  readonly fetchId: number;
  readonly positions: readonly CommitOffset[];
  readonly maxRecords: number;
  readonly cause: number;
}

export interface OffsetsListed {
  readonly type: 'offsetsListed';
  readonly node: NodeId;
  readonly incarnation: number;
  readonly partitions: readonly TopicPartition[];
  readonly from: 'latest' | 'earliest';
  readonly cause: number;
}

export interface TimerWake {
  readonly type: 'timer';
  readonly node: NodeId;
  /** Which start of the process set it: a timer does not outlive its process. */
  readonly incarnation: number;
  readonly key: string;
}

export type Wake =
  | TimerWake
  | { readonly type: 'requestArrives'; readonly requestId: number }
  | { readonly type: 'replyArrives'; readonly requestId: number }
  /** The other side learns that a connection was closed. */
  | { readonly type: 'clientHangsUp'; readonly link: string; readonly cause: number }
  | { readonly type: 'brokerHangsUp'; readonly link: string; readonly cause: number }
  | FetchReady
  | OffsetsListed
  | {
      readonly type: 'metadataArrives';
      readonly node: NodeId;
      readonly incarnation: number;
      readonly cause: number;
    };
