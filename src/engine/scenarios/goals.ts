/** What goals ask of a trace and its measures, in a few words each. */
import type { Outage, OutagePart } from '../measures/measures.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';
import type { Played } from './ready-scenario.ts';

type What = TraceEvent['what'];
export type EventOf<T extends What['type']> = TraceEvent & { readonly what: Extract<What, { type: T }> };

/** Events of one type, in order. */
export function eventsOf<T extends What['type']>(
  { trace }: Pick<Played, 'trace'>,
  type: T,
): readonly EventOf<T>[] {
  return trace.filter((event): event is EventOf<T> => event.what.type === type);
}

export function generationsFormed(played: Played): number {
  return eventsOf(played, 'GenerationFormed').length;
}

/** When a consumer was first given partitions; undefined: never. */
export function firstReadAt(played: Played): number | undefined {
  return eventsOf(played, 'PartitionsAssigned').find(({ what }) => what.partitions.length > 0)?.at;
}

/** Outages that began at or after an instant. */
export function outagesSince({ measures }: Played, ms: number): readonly Outage[] {
  return measures.outages.filter(({ from }) => from >= ms);
}

export function outagesAfter(played: Played, node: NodeId, ms: number): readonly Outage[] {
  return outagesSince(played, ms).filter(({ lastReader }) => lastReader === node);
}

/** How long an outage took; Infinity while it runs. */
export function lengthOf({ from, to }: Outage | OutagePart): number {
  return to === null ? Infinity : to - from;
}

export function longest(outages: readonly Outage[]): number {
  return Math.max(0, ...outages.map(lengthOf));
}

/** How much of an outage one kind of part took. */
export function shareOf(outage: Outage, name: OutagePart['name']): number {
  return outage.parts.filter((part) => part.name === name).reduce((sum, part) => sum + lengthOf(part), 0);
}
