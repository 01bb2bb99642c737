/**
 * A trace as text that people read and git compares: one line an event, in fixed columns. What consumers do between
 * two polls is summed up; the last line holds the digest of everything, so that no change hides in a sum.
 */
import { digestToText, EMPTY_DIGEST, extendDigest } from '../kernel/digest.ts';
import type { NodeId, TraceEvent } from '../world/trace.ts';
import { eventText } from './event-text.ts';
import { Routine } from './routine.ts';

const WIDTHS = { seq: 6, at: 9, node: 10, sentence: 84 } as const;

export function traceText(trace: readonly TraceEvent[]): string {
  const lines: string[] = [];
  const loop = new Routine(trace);
  let routine: TraceEvent[] = [];
  for (const event of trace) {
    if (loop.takes(event)) {
      routine.push(event);
      continue;
    }
    lines.push(...summed(routine), lineOf(event));
    routine = [];
  }
  lines.push(...summed(routine), `digest ${digestOf(trace)} of ${trace.length} events`);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function lineOf({ seq, at, node, cause, ruleId, what }: TraceEvent): string {
  const columns = [
    `${seq}`.padStart(WIDTHS.seq),
    inSeconds(at).padStart(WIDTHS.at),
    (node ?? '–').padEnd(WIDTHS.node),
    withShortIds(eventText(what)).padEnd(WIDTHS.sentence),
    `← ${cause ?? 'nothing'}`.padEnd(WIDTHS.seq + 2),
    ruleId ?? '',
  ];
  return columns.join('  ');
}

function summed(routine: readonly TraceEvent[]): readonly string[] {
  if (routine.length === 0) return [];
  const processed = new Map<NodeId, number>();
  for (const { node, what } of routine) {
    if (what.type !== 'RecordsProcessed' || node === null) continue;
    const count = what.ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    processed.set(node, (processed.get(node) ?? 0) + count);
  }
  const work = [...processed].map(([node, count]) => `${node} ${count}`).join(', ');
  const indent = ' '.repeat(WIDTHS.seq + WIDTHS.at + 4);
  const told = work === '' ? '' : `; records processed: ${work}`;
  return [`${indent}… ${routine.length} events of polling and working${told}`];
}

/** Ids are as long as they are random: four digits tell them apart. */
function withShortIds(text: string): string {
  return text.replace(/([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '$1');
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function digestOf(trace: readonly TraceEvent[]): string {
  let digest = EMPTY_DIGEST;
  for (const event of trace) digest = extendDigest(digest, JSON.stringify(event));
  return digestToText(digest);
}
