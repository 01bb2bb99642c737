/** Every timer by the name the engine gives it: what people call it, who enforces it, which setting sets its length. */

export interface TimerFacts {
  /** `session`, `join barrier` */
  readonly word: string;
  /** What happens when it runs out. */
  readonly runsOut: string;
  readonly enforcer: 'coordinator' | 'heartbeat thread' | 'application thread' | 'network client';
  /** The setting that decides its length, by Kafka's name; null: a constant, or the application's own work. */
  readonly setting: string | null;
  /** Where the setting is read: a member's own setting may be enforced by the coordinator. */
  readonly setBy: 'consumers' | 'brokers' | null;
  /** It starts anew all the time while all is well; only its running out is worth a word. */
  readonly renewed: boolean;
  /** It paces a loop: no person would tell of it. */
  readonly quiet: boolean;
}

const LOOP = { renewed: true, quiet: true } as const;
const ONCE = { renewed: false, quiet: false } as const;
const KEPT_ALIVE = { renewed: true, quiet: false } as const;

export const TIMERS: Readonly<Record<string, TimerFacts>> = {
  sessionTimeout: {
    word: 'session',
    runsOut: 'the member counts as gone and is removed',
    enforcer: 'coordinator',
    setting: 'session.timeout.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  newMemberJoinTimeout: {
    word: 'first join',
    runsOut: 'the new member is removed',
    enforcer: 'coordinator',
    setting: null,
    setBy: null,
    ...ONCE,
  },
  pendingMemberTimeout: {
    word: 'id given out',
    runsOut: 'the member id that was given out and never came back is forgotten',
    enforcer: 'coordinator',
    setting: 'session.timeout.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  load: {
    word: 'loading',
    runsOut: 'the coordinator has read its log and answers again',
    enforcer: 'coordinator',
    setting: null,
    setBy: null,
    ...ONCE,
  },
  initialRebalanceDelay: {
    word: 'initial rebalance delay',
    runsOut: 'the first generation is formed of whoever has come, or it waits on for newcomers',
    enforcer: 'coordinator',
    setting: 'group.initial.rebalance.delay.ms',
    setBy: 'brokers',
    ...ONCE,
  },
  rebalanceTimeout: {
    word: 'join barrier',
    runsOut: 'members that have not joined again are removed, and the generation is formed without them',
    enforcer: 'coordinator',
    setting: 'max.poll.interval.ms',
    setBy: 'consumers',
    ...ONCE,
  },
  syncTimeout: {
    word: 'sync deadline',
    runsOut: 'members that have not sent SyncGroup are removed',
    enforcer: 'coordinator',
    setting: 'max.poll.interval.ms',
    setBy: 'consumers',
    ...ONCE,
  },
  heartbeat: {
    word: 'heartbeat',
    runsOut: 'it sends its next Heartbeat',
    enforcer: 'heartbeat thread',
    setting: 'heartbeat.interval.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  clientSession: {
    word: 'session, client’s side',
    runsOut: 'it gives up on this coordinator and looks for it anew',
    enforcer: 'heartbeat thread',
    setting: 'session.timeout.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  pollInterval: {
    word: 'poll',
    runsOut: 'it leaves the group: its application does not call poll()',
    enforcer: 'heartbeat thread',
    setting: 'max.poll.interval.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  autoCommit: {
    word: 'auto-commit',
    runsOut: 'poll() commits the positions',
    enforcer: 'application thread',
    setting: 'auto.commit.interval.ms',
    setBy: 'consumers',
    renewed: true,
    quiet: false,
  },
  offsetsCommitTimeout: {
    word: 'write timeout',
    runsOut: 'the client is told that its write timed out',
    enforcer: 'coordinator',
    setting: 'offsets.commit.timeout.ms',
    setBy: 'brokers',
    ...LOOP,
  },
  retryBackoff: {
    word: 'retry backoff',
    runsOut: 'it asks again',
    enforcer: 'network client',
    setting: 'retry.backoff.ms',
    setBy: 'consumers',
    ...LOOP,
  },
  requestTimeout: {
    word: 'request timeout',
    runsOut: 'it gives up on the answer and drops the connection',
    enforcer: 'network client',
    setting: 'request.timeout.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  processing: {
    word: 'handler',
    runsOut: 'its application is done with the records in hand',
    enforcer: 'application thread',
    setting: null,
    setBy: null,
    ...LOOP,
  },
  fetchWait: {
    word: 'wait in poll()',
    runsOut: 'poll() goes on',
    enforcer: 'application thread',
    setting: null,
    setBy: null,
    ...LOOP,
  },
  commitTimeout: {
    word: 'commit timeout',
    runsOut: 'commitSync() gives up: TimeoutException',
    enforcer: 'application thread',
    setting: 'default.api.timeout.ms',
    setBy: 'consumers',
    ...KEPT_ALIVE,
  },
  closeTimeout: {
    word: 'close timeout',
    runsOut: 'close() gives up waiting for answers',
    enforcer: 'application thread',
    setting: null,
    setBy: null,
    ...ONCE,
  },
  offsetsRetentionCheck: {
    word: 'offset clean-up',
    runsOut: 'offsets nobody needs any more are removed',
    enforcer: 'coordinator',
    setting: 'offsets.retention.check.interval.ms',
    setBy: 'brokers',
    ...LOOP,
  },
};

/** A timer that is not in the table is shown under its own name. */
export function timerFacts(name: string): TimerFacts {
  return (
    TIMERS[name] ?? {
      word: name,
      runsOut: `${name} runs out`,
      enforcer: 'coordinator',
      setting: null,
      setBy: null,
      ...ONCE,
    }
  );
}
