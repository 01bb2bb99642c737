import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extendIndex, indexOfTrace } from './extend-index.ts';
import { CRASH_AT, crashTrace, EXPIRES } from './testing/crash-run.ts';
import { EMPTY_INDEX } from './timeline-index.ts';

describe('the timeline’s index', () => {
  const trace = crashTrace(75_000);
  const whole = extendIndex(EMPTY_INDEX, trace);

  test('is the same however the trace arrives, and an older index is never changed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: trace.length }), { maxLength: 6 }), (cuts) => {
        let index = EMPTY_INDEX;
        const kept: [typeof index, string][] = [];
        for (const cut of [...cuts.toSorted((a, b) => a - b), trace.length]) {
          index = indexOfTrace(index, trace.slice(0, cut));
          kept.push([index, JSON.stringify([...index.lanes], undefined, 0)]);
        }
        expect(index).toEqual(whole);
        for (const [older, text] of kept) expect(JSON.stringify([...older.lanes])).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test('starts anew when the trace is another one', () => {
    const other = crashTrace(30_000);
    expect(indexOfTrace(whole, other)).toEqual(extendIndex(EMPTY_INDEX, other));
  });

  test('knows who read what, and when that was harm', () => {
    const line = whole.partitions.get('orders-2');
    expect(line?.spans.map(({ at, readers, everRead }) => [at, readers.join(), everRead])).toEqual([
      [0, '', false],
      [6043, 'consumer-2', true],
      [CRASH_AT, '', true],
      [71_620, 'consumer-1', true],
    ]);
    expect(whole.harm).toEqual([{ from: CRASH_AT, to: 71_620 }]);
  });

  test('keeps ordinary heartbeats out of what stands apart, and counts them', () => {
    expect(whole.heartbeats.length).toBeGreaterThan(30);
    expect(whole.notable).toContain(CRASH_AT);
    expect(whole.notable).toContain(EXPIRES);
    expect(whole.notable).not.toContain(9046);
    expect(whole.notable).toEqual(whole.notable.toSorted((a, b) => a - b));
  });

  test('pairs the events of a message and knows what is parked', () => {
    const first = whole.lanes.get('consumer-1')?.exchanges.slice(0, 2);
    expect(
      first?.map(({ apiKey, sentAt, deliveredAt, replyAt, doneAt }) => [
        apiKey,
        sentAt,
        deliveredAt,
        replyAt,
        doneAt,
      ]),
    ).toEqual([
      ['JoinGroup', 20, 22, 23, 25],
      ['JoinGroup', 26, 28, 6028, 6030],
    ]);
    expect(first?.map(({ parked, errorCode }) => [parked, errorCode])).toEqual([
      [false, 79],
      [true, 0],
    ]);
  });
});
