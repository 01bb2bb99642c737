/**
 * An outage taken apart: until the coordinator notices (detection), until all members have joined (barrier), until the
 * leader's assignment is stored (assignment), until somebody reads (start). The parts lie end to end, so they add up.
 */
import { unreachable } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import type { NodeId } from '../world/trace.ts';
import type { GroupPhase } from './group-phases.ts';
import type { OutagePart } from './measures.ts';

/** What made a reader fall silent without a word to the coordinator; null: it gave the partition up by itself. */
export type Silence = 'gone' | 'frozen' | 'stuck' | null;

/** What the coordinator took notice by: the member's removal and its reason, or a rebalance that others began. */
export type Notice =
  'sessionTimeout' | 'left' | 'notRejoined' | 'notSynced' | 'replaced' | 'groupFull' | 'rebalance';

export interface Silenced {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly lastReader: NodeId | null;
  /** Who reads it now, or is to read it. */
  readonly nextReader: NodeId | null;
  readonly silence: Silence;
  readonly noticed: { readonly at: Instant; readonly by: Notice } | null;
}

export function partsOf(outage: Silenced, phases: readonly GroupPhase[]): readonly OutagePart[] {
  const detection = detectionOf(outage);
  if (detection !== null && (detection.to === null || detection.to === outage.to))
    return worthTelling([detection]);
  const from = detection?.to ?? outage.from;
  // A static member that came back in time needs no rebalance: the group never moves.
  const isServed = outage.noticed?.by === 'replaced';
  const rest = restOf({ ...outage, from }, phases, isServed);
  return worthTelling(detection === null ? rest : [detection, ...rest]);
}

function detectionOf(outage: Silenced): OutagePart | null {
  const { from, to, silence, noticed } = outage;
  if (silence === null) return null;
  const part = { name: 'detection', from, to: noticed?.at ?? to } as const;
  return { ...part, ...whoDetects(outage) };
}

function whoDetects({ to, lastReader, silence, noticed }: Silenced): Pick<OutagePart, 'setting' | 'owner'> {
  const client = lastReader ?? 'coordinator';
  const by = noticed?.by;
  switch (by) {
    case 'sessionTimeout':
      return { setting: 'session.timeout.ms', owner: 'coordinator' };
    case 'left':
      return { setting: 'max.poll.interval.ms', owner: client };
    case 'notRejoined':
    case 'notSynced':
      return { setting: 'max.poll.interval.ms', owner: 'coordinator' };
    case 'rebalance':
    case 'groupFull':
      return { setting: null, owner: 'coordinator' };
    case 'replaced':
      return { setting: null, owner: client };
    case undefined:
      if (to !== null) return { setting: null, owner: client };
      return silence === 'stuck'
        ? { setting: 'max.poll.interval.ms', owner: client }
        : { setting: 'session.timeout.ms', owner: 'coordinator' };
    default:
      return unreachable(by);
  }
}

function restOf(outage: Silenced, phases: readonly GroupPhase[], isServed: boolean): readonly OutagePart[] {
  const { from, to, lastReader, nextReader } = outage;
  const reader = nextReader ?? lastReader ?? 'coordinator';
  const parts: OutagePart[] = [];
  let isFormed = isServed;
  for (const phase of phases.slice(firstEndingAfter(phases, from))) {
    if (to !== null && phase.from >= to) break;
    const span = { from: phase.from > from ? phase.from : from, to: earlier(phase.to, to) };
    const { setting, owner } = phase;
    switch (phase.name) {
      case 'barrier':
        parts.push(joined(parts, { name: 'barrier', ...span, setting, owner }));
        isFormed = true;
        break;
      case 'assignment':
        parts.push({ name: 'assignment', ...span, setting, owner });
        isFormed = true;
        break;
      case 'quiet':
        // Before the first barrier: the reader has given up and its word to the coordinator is on the way.
        if (isFormed) parts.push({ name: 'start', ...span, setting: null, owner: reader });
        else parts.push({ name: 'barrier', ...span, setting: 'max.poll.interval.ms', owner: reader });
        break;
      default:
        unreachable(phase.name);
    }
  }
  if (parts.length === 0) parts.push({ name: 'start', from, to, setting: null, owner: reader });
  return parts;
}

/** A barrier takes in the way to it. */
function joined(parts: OutagePart[], barrier: OutagePart): OutagePart {
  const before = parts.at(-1);
  if (before?.name !== 'barrier') return barrier;
  parts.pop();
  return { ...barrier, from: before.from };
}

function firstEndingAfter(phases: readonly GroupPhase[], from: Instant): number {
  let [low, high] = [0, phases.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const to = phases[middle]?.to ?? null;
    if (to !== null && to <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function worthTelling(parts: readonly OutagePart[]): readonly OutagePart[] {
  return parts.filter(({ from, to }) => to !== from);
}
