import { describe, expect, test } from 'vitest';
import { APACHE_KAFKA } from '../catalogue.ts';
import { instant } from '../kernel/time.ts';
import { Run } from '../history/run.ts';
import type { Command } from './command.ts';
import type { Scenario } from './scenario.ts';
import type { Happening, MessageName, TraceEvent } from './trace.ts';

function fleet(acts: readonly (readonly [number, Command])[], consumers = 2): Scenario {
  const names = Array.from({ length: consumers }, (_, n) => `consumer-${n + 1}`);
  return {
    title: 'a fleet',
    seed: 5,
    server: { name: 'apache-kafka', version: '4.4.0' },
    brokers: 2,
    topics: [{ name: 'orders', partitions: 4, recordsPerSecond: 10, batchMs: 500 }],
    groupId: 'checkout',
    latencyMs: { least: 3, most: 40 },
    brokerSettings: {},
    consumerSettings: { 'session.timeout.ms': '10000' },
    commands: [
      ...names.map((name, n) => ({
        at: instant(10 * n),
        command: { type: 'addConsumer' as const, consumer: { name, settings: {}, msPerRecord: 5 } },
      })),
      ...acts.map(([at, command]) => ({ at: instant(at), command })),
    ],
  };
}

function played(acts: readonly (readonly [number, Command])[], until: number, consumers = 2): Run {
  const run = new Run(fleet(acts, consumers), APACHE_KAFKA);
  run.playTo(instant(until));
  return run;
}

function of<T extends Happening['type']>(run: Run, type: T) {
  return run.trace.flatMap((event) =>
    event.what.type === type ? [{ ...event, what: event.what as Extract<Happening, { type: T }> }] : [],
  );
}

const kill = (node: string): Command => ({ type: 'killNode', node });

describe('every event', () => {
  const run = played(
    [
      [9_000, { type: 'moveCoordinator', to: 'broker-2', loadMs: 300 }],
      [12_000, { type: 'restartCoordinator', loadMs: 300 }],
      [14_000, { type: 'pauseNode', node: 'consumer-1', threads: 'all' }],
      [16_000, { type: 'resumeNode', node: 'consumer-1' }],
      [18_000, kill('consumer-2')],
    ],
    40_000,
  );

  test('has a rule, and a cause that happened before it unless a person or the start is the cause', () => {
    for (const { seq, cause, ruleId, what } of run.trace) {
      expect(ruleId).toMatch(/^[A-Z]{2}-/);
      if (cause === null) expect(['CommandApplied', 'TopicsChanged']).toContain(what.type);
      else expect(cause).toBeLessThan(seq);
    }
  });

  test('WD-12: a timer fires at the instant for which it was set', () => {
    const due = new Map<number, number>(of(run, 'TimerArmed').map(({ seq, what }) => [seq, what.due]));
    const unpaused = of(run, 'TimerFired').filter(({ at }) => at < 14_000 || at > 16_000);
    expect(unpaused.length).toBeGreaterThan(50);
    for (const { at, cause } of unpaused) expect(at).toBe(due.get(cause ?? -1));
  });

  test('WD-07: nothing overtakes on one connection and way, and latencies lie in their range', () => {
    for (const [sent, delivered] of [
      ['RequestSent', 'RequestDelivered'],
      ['ReplySent', 'ReplyDelivered'],
    ] as const) {
      const last = new Map<string, number>();
      const sends = new Map<string, TraceEvent>();
      for (const event of run.trace) {
        const { what } = event;
        if (what.type === sent) {
          const { client, connection, epoch, correlationId } = what.message;
          sends.set(`${client} ${connection} ${epoch} ${correlationId}`, event);
          const arrives = what.arrivesAt ?? event.at;
          const key = `${client} ${connection} ${epoch}`;
          expect(arrives).toBeGreaterThanOrEqual(last.get(key) ?? 0);
          last.set(key, arrives);
        }
        if (what.type === delivered) {
          const { client, connection, epoch, correlationId } = what.message;
          const from = sends.get(`${client} ${connection} ${epoch} ${correlationId}`)?.at ?? Infinity;
          expect(event.at - from).toBeGreaterThanOrEqual(3);
        }
      }
    }
  });
});

describe('connections', () => {
  test('WD-08: while a JoinGroup is held, nothing sent behind it is read', () => {
    const run = played([[1_500, { type: 'closeConsumer', node: 'consumer-1' }]], 8_000);
    const reads = of(run, 'RequestDelivered').filter(
      ({ node, what }) => node === 'broker-1' && what.message.client === 'consumer-1',
    );
    const answers = of(run, 'ReplySent').filter(({ what }) => what.message.client === 'consumer-1');
    for (const [index, read] of reads.entries()) {
      const before = reads.slice(0, index).filter((earlier) => sameConnection(earlier, read));
      const answered = answers.filter((answer) => sameConnection(answer, read) && answer.seq < read.seq);
      expect(answered).toHaveLength(before.length);
    }
    const leave = of(run, 'RequestSent').find(({ what }) => what.request.apiKey === 'LeaveGroup');
    const read = reads.find(({ what }) => what.message.correlationId === leave?.what.message.correlationId);
    expect((read?.at ?? 0) - (leave?.at ?? 0)).toBeGreaterThan(1_000);
  });

  test('WD-17: a JoinGroup is held until the barrier opens, a SyncGroup until the leader has sent its own', () => {
    const run = played([], 8_000, 5);
    const apis = new Map(
      of(run, 'RequestSent').map(({ what }) => [nameOf(what.message), what.request.apiKey]),
    );
    const held = of(run, 'RequestParked').map(({ cause }) => {
      const read = run.trace[cause ?? -1]?.what;
      return read?.type === 'RequestDelivered' ? apis.get(nameOf(read.message)) : undefined;
    });
    expect(held.filter((api) => api === 'JoinGroup')).toHaveLength(5);
    expect(held).toContain('SyncGroup');
  });

  test('WD-09, WD-15: an answer comes back on the connection that its request opened', () => {
    const run = played([], 8_000);
    const opened = of(run, 'ConnectionOpened').map(({ what }) => `${what.client} ${what.connection}`);
    for (const { what } of of(run, 'ReplyDelivered'))
      expect(opened).toContain(`${what.message.client} ${what.message.connection}`);
  });

  test('WD-04, WD-10: a killed process says nothing; the broker only sees its connections close', () => {
    const run = played([[9_000, kill('consumer-2')]], 12_000);
    const after = run.trace.filter(({ at, node }) => at >= 9_000 && node === 'consumer-2');
    expect(after.map(({ what }) => what.type)).toEqual(['NodeDown']);
    const closed = of(run, 'ConnectionClosed').filter(({ what }) => what.client === 'consumer-2');
    expect(closed.map(({ what }) => what.by)).toEqual(['client', 'client']);
    expect(of(run, 'MemberRemoved')).toEqual([]);
  });

  test('WD-11: the answer to a held JoinGroup of a dead consumer is lost in sight', () => {
    const run = played([[1_500, kill('consumer-2')]], 8_000);
    const lost = of(run, 'MessageLost').filter(({ what }) => what.message.client === 'consumer-2');
    expect(lost.map(({ what }) => what.direction)).toContain('reply');
  });
});

describe('processes', () => {
  test('WD-01: a command comes after everything else that is due at its instant', () => {
    const quiet = played([], 12_000);
    const beat = of(quiet, 'TimerFired').find(({ at, what }) => what.name === 'heartbeat' && at > 7_000);
    if (beat === undefined) throw new Error('no heartbeat');
    const run = played([[beat.at, kill(beat.node ?? '')]], beat.at + 100);
    expect(run.trace[beat.seq]).toEqual(beat);
    expect(of(run, 'CommandApplied').at(-1)?.seq).toBeGreaterThan(beat.seq);
  });

  test('WD-03: a restarted process is a new member', () => {
    const run = played([[9_000, { type: 'restartNode', node: 'consumer-2' }]], 30_000);
    const { frame } = run.see({ type: 'instant', at: instant(30_000) });
    const ids = of(run, 'MemberAdded').filter(({ what }) => what.clientId === 'consumer-2');
    expect(new Set(ids.map(({ what }) => what.memberId)).size).toBe(2);
    expect(frame.consumers.map(({ process }) => process)).toEqual(['running', 'running']);
  });

  test('WD-05, WD-06: a frozen process does nothing, and then everything that waited, in its order', () => {
    const run = played(
      [
        [9_000, { type: 'pauseNode', node: 'consumer-2', threads: 'all' }],
        [14_000, { type: 'resumeNode', node: 'consumer-2' }],
      ],
      16_000,
    );
    const own = run.trace.filter(({ node }) => node === 'consumer-2');
    const frozen = own.filter(({ at }) => at > 9_000 && at < 14_000);
    expect(frozen.filter(({ what }) => what.type !== 'ReplyDelivered')).toEqual([]);
    const due = new Map(of(run, 'TimerArmed').map(({ seq, what }) => [seq, what.due as number]));
    const thawed = own.filter(({ at, what }) => at === 14_000 && what.type === 'TimerFired');
    const waited = thawed.map(({ cause }) => due.get(cause ?? -1) ?? 0).filter((at) => at < 14_000);
    expect(waited.length).toBeGreaterThan(1);
    expect(waited).toEqual(waited.toSorted((a, b) => a - b));
  });

  test('WD-16: a consumer that was closed ends its process', () => {
    const run = played([[9_000, { type: 'closeConsumer', node: 'consumer-2' }]], 12_000);
    expect(of(run, 'NodeDown').map(({ what }) => what.because)).toEqual(['closed']);
  });

  test('WD-02: a client learns of a new partition after metadata.max.age.ms', () => {
    const run = played([[20_000, { type: 'addPartitions', topic: 'orders', count: 2 }]], 320_000);
    const { frame } = run.see({ type: 'instant', at: instant(320_000) });
    const assigned = of(run, 'PartitionsAssigned').filter(({ what }) =>
      what.partitions.some(({ partition }) => partition >= 4),
    );
    expect(assigned[0]?.at).toBeGreaterThan(300_000);
    expect(frame.partitions.every(({ readers }) => readers.length === 1)).toBe(true);
  });
});

describe('the coordinator', () => {
  test('WD-13: it moves: the new broker answers when it has read the log, and the generation stands', () => {
    const run = played([[9_000, { type: 'moveCoordinator', to: 'broker-2', loadMs: 400 }]], 25_000);
    const { frame } = run.see({ type: 'instant', at: instant(25_000) });
    expect(frame.brokers.map(({ coordinates, availability }) => [coordinates, availability])).toEqual([
      [false, 'unloaded'],
      [true, 'active'],
    ]);
    expect(frame.groups[0]?.generationId).toBe(1);
    expect(frame.groups[0]?.state).toBe('Stable');
  });

  test('WD-14: it restarts: connections die, the log stays', () => {
    const run = played([[9_000, { type: 'restartCoordinator', loadMs: 400 }]], 25_000);
    expect(of(run, 'ConnectionClosed').some(({ what }) => what.by === 'broker')).toBe(true);
    const { frame } = run.see({ type: 'instant', at: instant(25_000) });
    expect(frame.groups[0]?.generationId).toBe(1);
    expect(frame.groups[0]?.members).toHaveLength(2);
  });
});

function nameOf({ client, connection, epoch, correlationId }: MessageName): string {
  return `${client} ${connection} ${epoch} ${correlationId}`;
}

function sameConnection(
  a: { readonly what: { readonly message: { readonly connection: string; readonly epoch: number } } },
  b: { readonly what: { readonly message: { readonly connection: string; readonly epoch: number } } },
): boolean {
  return (
    a.what.message.connection === b.what.message.connection && a.what.message.epoch === b.what.message.epoch
  );
}
