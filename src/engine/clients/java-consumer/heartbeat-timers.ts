/**
 * Heartbeat's three timers (CC-HB-01, CC-HB-07): deadlines that the rules compare, and the chart's timers that wake
 * the thread for them. Follows the class Heartbeat.
 */
import { START } from '../../kernel/time.ts';
import type { RuleId } from '../../kafka/process.ts';
import type { HeartbeatTimers } from './state.ts';
import type { Turn } from './turn.ts';

export const NEVER_SENT: HeartbeatTimers = {
  heartbeatAt: START,
  sessionAt: START,
  pollAt: START,
  attempts: 0,
  failure: null,
};

/** Heartbeat#resetTimeouts, when a JoinGroup was answered. */
export function enable(turn: Turn): void {
  const { heartbeatIntervalMs, sessionTimeoutMs, maxPollIntervalMs } = turn.state.settings;
  turn.change({
    heartbeat: {
      ...turn.state.heartbeat,
      heartbeatAt: turn.after(heartbeatIntervalMs),
      sessionAt: turn.after(sessionTimeoutMs),
      pollAt: turn.after(maxPollIntervalMs),
    },
  });
  turn.step('heartbeat', { type: 'enabled' }, 'CC-HB-01');
}

/** The coordinator was heard of: the session timer starts anew. */
export function heard(turn: Turn, ruleId: RuleId): void {
  const sessionAt = turn.after(turn.state.settings.sessionTimeoutMs);
  if (turn.state.heartbeat.sessionAt === sessionAt) return;
  turn.change({ heartbeat: { ...turn.state.heartbeat, sessionAt } });
  turn.step('heartbeat', { type: 'sessionRenewed' }, ruleId);
}

/** Heartbeat#poll. */
export function polled(turn: Turn): void {
  const pollAt = turn.after(turn.state.settings.maxPollIntervalMs);
  if (turn.state.heartbeat.pollAt === pollAt) return;
  turn.change({ heartbeat: { ...turn.state.heartbeat, pollAt } });
  turn.step('heartbeat', { type: 'polled' }, 'CC-HB-07');
}
