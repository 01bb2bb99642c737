/**
 * Speed as ratios measured in one run: the engine beside a hand-written loop of the same heartbeat events, seeks in
 * a run of 10,000 events, and what the page weighs. Absolute figures depend on the machine; the ratios travel.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { APACHE_KAFKA } from '../engine/catalogue.ts';
import { Run } from '../engine/history/run.ts';
import { instant } from '../engine/kernel/time.ts';
import type { Scenario } from '../engine/world/scenario.ts';

const HEARTBEAT_MS = 3_000;
const SESSION_MS = 45_000;
const LATENCY_MS = 2;

export async function bench(): Promise<void> {
  console.log('engine beside a hand-written loop (one run, same machine)');
  for (const members of [10, 100]) benchFleet(members);
  benchSeek();
  benchBundle();
}

function fleet(members: number, recordsPerSecond: number): Scenario {
  return {
    title: 'bench',
    seed: 7,
    server: { name: 'apache-kafka', version: '4.4.0' },
    brokers: 1,
    topics: [{ name: 'orders', partitions: members, recordsPerSecond, batchMs: 500 }],
    groupId: 'bench',
    latencyMs: { least: LATENCY_MS, most: LATENCY_MS },
    brokerSettings: {},
    consumerSettings: {},
    commands: Array.from({ length: members }, (_, n) => ({
      at: instant(10 * n),
      command: {
        type: 'addConsumer' as const,
        consumer: { name: `consumer-${n + 1}`, settings: {}, msPerRecord: 5 },
      },
    })),
  };
}

function benchFleet(members: number): void {
  const run = new Run(fleet(members, 0), APACHE_KAFKA);
  run.playTo(instant(20_000));
  const before = run.trace.length;
  const until = members >= 100 ? 80_000 : 400_000;
  const ms = timed(() => run.playTo(instant(until)));
  const events = run.trace.length - before;
  const hand = handWritten(members, until - 20_000);
  const rate = (count: number, took: number): string =>
    `${Math.round(count / took).toLocaleString('en')} k/s`;
  const perEvent = ms / events;
  const perHand = hand.ms / hand.events;
  console.log(
    `  ${members} members: ${rate(events, ms)} trace events; by hand ${rate(hand.events, hand.ms)}; ` +
      `ratio ${(perEvent / perHand).toFixed(0)} (an event of ours is traced, caused, digested and folded)`,
  );
}

/** Heartbeats, their arrival, the session timer and the reply, as a mutable loop with a binary heap. */
function handWritten(members: number, forMs: number): { readonly events: number; readonly ms: number } {
  let events = 0;
  const ms = timed(() => {
    const heap: { due: number; kind: number; member: number }[] = [];
    const sessions = Array.from({ length: members }, () => SESSION_MS);
    const push = (due: number, kind: number, member: number): void => {
      heap.push({ due, kind, member });
      let i = heap.length - 1;
      while (i > 0) {
        const up = (i - 1) >> 1;
        const [a, b] = [heap[up], heap[i]];
        if (a === undefined || b === undefined || a.due <= b.due) break;
        [heap[up], heap[i]] = [b, a];
        i = up;
      }
    };
    const pop = (): { due: number; kind: number; member: number } | undefined => {
      const first = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let i = 0; ;) {
        let child = 2 * i + 1;
        const [left, right] = [heap[child], heap[child + 1]];
        if (left === undefined) break;
        if (right !== undefined && right.due < left.due) child += 1;
        const [here, below] = [heap[i], heap[child]];
        if (here === undefined || below === undefined || here.due <= below.due) break;
        [heap[i], heap[child]] = [below, here];
        i = child;
      }
      return first;
    };
    for (let member = 0; member < members; member++) push(10 * member, 0, member);
    for (let next = pop(); next !== undefined && next.due <= forMs; next = pop()) {
      const { due, kind, member } = next;
      // Timer fired, timer armed, request sent | delivered, session cancelled and armed, reply sent | delivered.
      events += kind === 0 ? 3 : kind === 1 ? 3 : 1;
      if (kind === 0) {
        push(due + HEARTBEAT_MS, 0, member);
        push(due + LATENCY_MS, 1, member);
      } else if (kind === 1) {
        sessions[member] = due + SESSION_MS;
        push(due + LATENCY_MS, 2, member);
      }
    }
  });
  return { events, ms };
}

function benchSeek(): void {
  const run = new Run(fleet(10, 20), APACHE_KAFKA);
  for (let at = 0; run.trace.length < 10_000; at += 1_000) run.playTo(instant(at));
  const { at } = run.played;
  const took: number[] = [];
  for (let n = 0; n < 60; n++) {
    const target = instant(Math.floor((at * ((n * 37) % 60)) / 60));
    took.push(timed(() => void run.see({ type: 'instant', at: target })));
  }
  const back: number[] = [];
  for (let n = 1; n <= 60; n++) {
    const seq = run.stepStart(run.trace.length - 20 * n) - 1;
    back.push(timed(() => void run.see({ type: 'event', seq })));
  }
  const show = (name: string, times: number[]): void => {
    times.sort((a, b) => a - b);
    const pick = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
    console.log(`  ${name}: median ${pick(0.5)} ms, worst ${pick(1)} ms (wanted: < 50 ms)`);
  };
  console.log(`history of ${run.trace.length} events`);
  show('seek anywhere', took);
  show('step back one event', back);
}

function benchBundle(): void {
  const assets = 'dist/assets';
  if (!existsSync(assets)) return console.log('bundle: run `npm run build` first');
  console.log('bundle (gzip)');
  for (const file of readdirSync(assets).filter((name) => /\.(js|css)$/.test(name))) {
    const kB = gzipSync(readFileSync(`${assets}/${file}`)).length / 1000;
    console.log(`  ${file.replace(/-[\w-]{8}\./, '.')}: ${kB.toFixed(1)} kB`);
  }
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
