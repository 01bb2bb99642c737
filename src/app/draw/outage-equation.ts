/**
 * The time in which nobody read, as a sum: which part was whose, which setting sets it, and, while it runs, how much
 * more is to come. Forecasts are running timers; what has no timer yet is named without a number.
 */
import type { TopicPartition } from '../../engine/kafka/topic-partition.ts';
import type { Measures, Outage, OutagePart } from '../../engine/measures/measures.ts';
import type { Frame, TimerFrame } from '../../engine/world/frame.ts';

export interface Forecast {
  readonly at: number;
  readonly leftMs: number;
  /** It may end sooner: the deadline of a barrier, not its length. */
  readonly atMost: boolean;
}

export interface EquationPart {
  readonly name: OutagePart['name'] | 'other';
  /** `session`, `join barrier` */
  readonly word: string;
  /** `42.3 s`, rounded so that parts add up to the whole; empty for a part to come. */
  readonly text: string;
  readonly owner: string | null;
  readonly setting: string | null;
  readonly state: 'over' | 'running' | 'coming';
  readonly forecast: Forecast | null;
}

export interface Equation {
  readonly partitions: readonly TopicPartition[];
  readonly total: string;
  readonly isRunning: boolean;
  readonly parts: readonly EquationPart[];
}

/** A shorter one would read `0.0 s`: taking over a partition always takes some milliseconds. */
const SHOWN_FROM_MS = 50;

export function equationOf(measures: Measures | null, frame: Frame | null): Equation | null {
  if (measures === null || frame === null) return null;
  const outage = outageToShow(
    measures.outages.filter(({ from, to }) => (to ?? frame.at) - from >= SHOWN_FROM_MS),
  );
  if (outage === undefined) return null;
  const same = measures.outages.filter(({ from }) => from === outage.from);
  const totalMs = (outage.to ?? frame.at) - outage.from;
  const lengths = outage.parts.map(({ from, to }) => (to ?? frame.at) - from);
  const otherMs = totalMs - lengths.reduce((sum, ms) => sum + ms, 0);
  const texts = tenths([...lengths, Math.max(0, otherMs)], totalMs);
  const parts = outage.parts.map((part, place) => partOf(part, texts[place] ?? '', outage, frame));
  const shown = parts.filter((part) => part.state === 'running' || part.text !== NOTHING);
  const other = texts.at(-1) ?? NOTHING;
  return {
    partitions: same.map(({ topic, partition }) => ({ topic, partition })),
    total: tenthsText(Math.round(totalMs / 100)),
    isRunning: outage.to === null,
    parts: [...shown, ...(other === NOTHING ? [] : [otherPart(other)]), ...comingParts(outage)],
  };
}

/** The one that runs longest; else, of the last disturbance, the one that lasted longest. */
function outageToShow(outages: readonly Outage[]): Outage | undefined {
  const running = outages.filter(({ to }) => to === null);
  const pool = running.length > 0 ? running : lastDisturbance(outages);
  return pool.reduce<Outage | undefined>(
    (best, one) => (best === undefined || lengthOf(one) > lengthOf(best) ? one : best),
    undefined,
  );
}

/** Outages that overlap with the one that ended last, directly or through others. */
function lastDisturbance(outages: readonly Outage[]): readonly Outage[] {
  const byEnd = [...outages].sort((a, b) => (b.to ?? 0) - (a.to ?? 0));
  const last: Outage[] = [];
  let begins = Infinity;
  for (const outage of byEnd) {
    if (last.length > 0 && (outage.to ?? 0) < begins) break;
    last.push(outage);
    begins = Math.min(begins, outage.from);
  }
  return last;
}

/** Of two that run, the one that began earlier is the longer one. */
function lengthOf({ from, to }: Outage): number {
  return to === null ? Number.MAX_SAFE_INTEGER - from : to - from;
}

function partOf(part: OutagePart, text: string, outage: Outage, frame: Frame): EquationPart {
  const running = part.to === null;
  return {
    name: part.name,
    word: wordOf(part),
    text,
    owner: part.owner,
    setting: part.setting,
    state: running ? 'running' : 'over',
    forecast: running ? forecastOf(part, outage, frame) : null,
  };
}

function wordOf({ name, setting, owner }: Pick<OutagePart, 'name' | 'setting' | 'owner'>): string {
  switch (name) {
    case 'detection':
      if (setting === 'session.timeout.ms') return 'session';
      if (setting === 'max.poll.interval.ms') return 'poll interval';
      // Its reader came back before anybody noticed.
      return owner === 'coordinator' ? 'until noticed' : 'reader away';
    case 'barrier':
      return setting === 'group.initial.rebalance.delay.ms' ? 'initial delay' : 'join barrier';
    case 'assignment':
      return 'assignment';
    case 'start':
      return 'first read';
  }
}

const TIMERS_OF: Readonly<Record<OutagePart['name'], readonly string[]>> = {
  detection: ['sessionTimeout', 'pollInterval'],
  barrier: ['initialRebalanceDelay', 'rebalanceTimeout'],
  assignment: ['syncTimeout'],
  start: [],
};

function forecastOf(part: OutagePart, outage: Outage, frame: Frame): Forecast | null {
  const fits = (timer: TimerFrame): boolean =>
    TIMERS_OF[part.name].includes(timer.name) &&
    !timer.held &&
    (part.name !== 'detection' || isAbout(timer, outage.lastReader, frame));
  const timer = frame.timers
    .filter(fits)
    .reduce<TimerFrame | undefined>(
      (best, one) => (best === undefined || one.due < best.due ? one : best),
      undefined,
    );
  if (timer === undefined) return null;
  const atMost = timer.name === 'rebalanceTimeout' || timer.name === 'syncTimeout';
  return { at: timer.due, leftMs: timer.due - frame.at, atMost };
}

function isAbout(timer: TimerFrame, node: string | null, frame: Frame): boolean {
  if (timer.node === node) return true;
  const members = frame.groups.flatMap((group) => group.members);
  return members.some(({ memberId, clientId }) => memberId === timer.subject && clientId === node);
}

/** While nobody has noticed, the barrier is still to come: the end of the session is not the end of the outage. */
function comingParts(outage: Outage): readonly EquationPart[] {
  const last = outage.parts.at(-1);
  if (outage.to !== null || last?.to !== null || last.name !== 'detection') return [];
  const common = { text: '', owner: 'coordinator', state: 'coming', forecast: null } as const;
  return [{ name: 'barrier', word: 'join barrier', setting: 'max.poll.interval.ms', ...common }];
}

function otherPart(text: string): EquationPart {
  return { name: 'other', word: 'other', text, owner: null, setting: null, state: 'over', forecast: null };
}

const NOTHING = '0.0 s';

function tenthsText(count: number): string {
  return `${(count / 10).toFixed(1)} s`;
}

/** Lengths in tenths of a second that add up to the rounded whole: the largest remainders are rounded up. */
function tenths(lengths: readonly number[], totalMs: number): readonly string[] {
  const floors = lengths.map((ms) => Math.floor(ms / 100));
  let rest = Math.round(totalMs / 100) - floors.reduce((sum, count) => sum + count, 0);
  const order = lengths.map((ms, place) => ({ place, over: ms % 100 })).sort((a, b) => b.over - a.over);
  const counts = [...floors];
  for (const { place } of order) {
    if (rest <= 0) break;
    counts[place] = (counts[place] ?? 0) + 1;
    rest -= 1;
  }
  return counts.map(tenthsText);
}
