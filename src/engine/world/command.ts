/** One thing a user does, as an imperative: the only way to change a run. */
import type { ThreadName } from '../kafka/process.ts';
import type { Instant } from '../kernel/time.ts';

/** A consumer of the fleet: settings by Kafka's names, as text, where they differ from the scenario's. */
export interface ConsumerSpec {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  /** How long the application works on one record, in ms. */
  readonly msPerRecord: number;
}

export type Command =
  | { readonly type: 'addConsumer'; readonly consumer: ConsumerSpec }
  /** kill -9: nothing is said to anybody; the connections close when the kernel of the machine says so. */
  | { readonly type: 'killNode'; readonly node: string }
  /** The application calls close(): revoke, commit, leave. */
  | { readonly type: 'closeConsumer'; readonly node: string }
  /** A new process under the same name: same settings, new member unless it has a group.instance.id. */
  | { readonly type: 'restartNode'; readonly node: string }
  | { readonly type: 'pauseNode'; readonly node: string; readonly threads: 'all' | ThreadName }
  | { readonly type: 'resumeNode'; readonly node: string }
  | {
      readonly type: 'changeProcessing';
      readonly node: string;
      readonly msPerRecord: number;
      /** The next record takes this much longer, once. */
      readonly stuckMs: number;
    }
  | { readonly type: 'moveCoordinator'; readonly to: string; readonly loadMs: number }
  | { readonly type: 'restartCoordinator'; readonly loadMs: number }
  | { readonly type: 'addPartitions'; readonly topic: string; readonly count: number }
  | { readonly type: 'changeRate'; readonly topic: string; readonly recordsPerSecond: number }
  | { readonly type: 'failAppends'; readonly errorCode: number; readonly count: number }
  /** A setting of one consumer, of all ('consumers') or of the brokers ('brokers'), by Kafka's name. */
  | {
      readonly type: 'changeConfig';
      readonly scope: string;
      readonly key: string;
      readonly value: string;
    };

export type CommandType = Command['type'];

/** A command and when it is given: after everything else that is due at that instant. */
export interface TimedCommand {
  readonly at: Instant;
  readonly command: Command;
}
