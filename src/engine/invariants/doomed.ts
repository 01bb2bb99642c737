/** Members that should go: since when, why, and until when the group may keep them. */
import { later, type Instant } from '../kernel/time.ts';
import type { NodeId } from '../world/trace.ts';
import type { Life } from './sight.ts';

export interface Doomed {
  readonly node: NodeId;
  readonly why: 'silent' | 'stuck';
  readonly since: Instant;
  readonly seq: number;
  readonly due: Instant;
  readonly sessionTimeoutMs: number;
  /** Its session decides, and every sign of it begins that anew; else its own client says goodbye. */
  readonly bySession: boolean;
  /** Its process has been started anew: what that says is not from this member. */
  readonly isGhost: boolean;
}

type Beginning = Pick<Doomed, 'node' | 'since' | 'seq'>;

export function silent(beginning: Beginning, { sessionTimeoutMs }: Life): Doomed {
  const due = later(beginning.since, sessionTimeoutMs);
  return { ...beginning, why: 'silent', due, sessionTimeoutMs, bySession: true, isGhost: false };
}

/** A static member, or one that cannot reach the coordinator, says nothing: then its session runs behind. */
export function stuck(beginning: Beginning, life: Life, hasCoordinator: boolean): Doomed {
  const { sessionTimeoutMs, maxPollIntervalMs, isStatic, clientState } = life;
  const bySession = isStatic || clientState !== 'STABLE' || !hasCoordinator;
  const due = later(beginning.since, maxPollIntervalMs + (bySession ? sessionTimeoutMs : 0));
  return { ...beginning, why: 'stuck', due, sessionTimeoutMs, bySession, isGhost: false };
}

/** The coordinator has heard of it, or has begun its session anew: it may stay for one more. */
export function withSession(doomed: Doomed, at: Instant): Doomed {
  const due = later(at, doomed.sessionTimeoutMs);
  return doomed.bySession && due > doomed.due ? { ...doomed, due } : doomed;
}

/** The coordinator was away; a stuck client may have had nobody to say goodbye to. */
export function reloaded(doomed: Doomed, at: Instant): Doomed {
  if (doomed.bySession) return withSession(doomed, at);
  const due = later(doomed.due, doomed.sessionTimeoutMs);
  return withSession({ ...doomed, due, bySession: true }, at);
}
