/** How the stage says amounts of time and states: whole seconds for learners, milliseconds for implementers. */
import type { Depth } from '../../store/selection.ts';

export function seconds(ms: number, depth: Depth = 'engineer'): string {
  if (depth === 'learner') return `${Math.round(ms / 1000)} s`;
  return `${(ms / 1000).toFixed(depth === 'implementer' ? 3 : 1)} s`;
}

/** Of a long time only the whole seconds count. */
export function shortSeconds(ms: number): string {
  return ms >= 99_950 ? `${Math.floor(ms / 1000)} s` : seconds(ms);
}

/** How long ago: milliseconds while they are few. */
export function ago(ms: number, depth: Depth): string {
  if (depth === 'learner') return ms < 1000 ? 'just now' : `${seconds(ms, depth)} ago`;
  return ms < 100 ? `${ms} ms ago` : `${seconds(ms, depth)} ago`;
}

/** A length that a setting gives: 45 s, 300 s, 500 ms. */
export function length(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

/** An instant of the run, as the cursor shows it. */
export function instantText(at: number): string {
  return `${(at / 1000).toFixed(3)} s`;
}

export function perSecond(rate: number): string {
  return rate === 1 ? '1 record a second' : `${rate} records a second`;
}

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** A member id without the tail of its uuid: `consumer-2-a07c`. */
export function shortId(memberId: string): string {
  const uuid = /^(.*)-([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f-]{27}$/i.exec(memberId);
  if (uuid !== null) return `${uuid[1]}-${uuid[2]}`;
  return memberId.length > 24 ? `${memberId.slice(0, 22)}…` : memberId;
}

/** What a client does, in a plain word beside Kafka's. */
export function plainState(state: string, reads: boolean): string {
  switch (state) {
    case 'UNJOINED':
      return 'not in the group';
    case 'PREPARING_REBALANCE':
      return 'joins';
    case 'COMPLETING_REBALANCE':
      return 'waits';
    case 'STABLE':
      return reads ? 'reads' : 'has no partition';
    default:
      return state;
  }
}

/** A sentence beside the group's state. */
export function plainGroupState(state: string): string {
  switch (state) {
    case 'Empty':
      return 'nobody is in the group';
    case 'PreparingRebalance':
      return 'members join again';
    case 'CompletingRebalance':
      return 'the leader assigns';
    case 'Stable':
      return 'everybody is assigned';
    case 'Dead':
      return 'the group is gone';
    default:
      return '';
  }
}
