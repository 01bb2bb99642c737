import { expect, test } from 'vitest';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { event, frameOf, at } from './fixture.ts';
import { depart, placeOf, TRAVEL_MS, type Departures } from './travel.ts';

const message = {
  client: 'consumer-1',
  broker: 'broker-1',
  connection: 'coordinator',
  epoch: 1,
  correlationId: 7,
} as const;
const body = { groupId: 'g', generationId: 1, memberId: 'm', groupInstanceId: null };

const trace: readonly TraceEvent[] = [
  event(0, 1000, 'consumer-1', {
    type: 'RequestSent',
    message,
    request: { apiKey: 'Heartbeat', body },
    apiVersion: 4,
    arrivesAt: at(1002),
  }),
  event(1, 1002, 'broker-1', {
    type: 'ReplySent',
    message,
    requestId: 1,
    response: { apiKey: 'Heartbeat', body: { errorCode: 27 } },
    errorCode: 27,
    arrivesAt: at(1004),
  }),
];

function step(change: Partial<Departures> = {}): Departures {
  return {
    frame: frameOf({ seq: 1 }),
    trace,
    fromSeq: -1,
    screen: 5000,
    speed: 1,
    reduced: false,
    ...change,
  };
}

test('a flight of 2 ms takes 520 ms of the screen, and its answer sets out when it has arrived', () => {
  const [request, reply] = depart([], step());
  expect(request).toMatchObject({ direction: 'request', startsAt: 5000, endsAt: 5000 + TRAVEL_MS });
  expect(reply).toMatchObject({
    direction: 'reply',
    startsAt: 5000 + TRAVEL_MS,
    error: { name: 'REBALANCE_IN_PROGRESS' },
  });
});

test('in slow motion a flight takes as long as it takes', () => {
  const [request] = depart([], step({ speed: 0.001 }));
  expect(request).toMatchObject({ startsAt: 5000, endsAt: 7000 });
});

test('what has arrived is gone, and nothing departs twice', () => {
  const before = depart([], step());
  const after = depart(before, step({ fromSeq: 1, screen: 5000 + TRAVEL_MS + 1 }));
  expect(after.map(({ direction }) => direction)).toEqual(['reply']);
  expect(depart(after, step({ fromSeq: 1, screen: 5000 + TRAVEL_MS + 2 }))).toBe(after);
});

test('with reduced motion it stands in the middle; one that is lost never gets there', () => {
  const [request] = depart([], step());
  if (request === undefined) throw new Error('nothing departed');
  expect(placeOf(request, 5001, true)).toBe(0.5);
  expect(placeOf(request, 5000 + TRAVEL_MS, false)).toBeNull();
  const almost = placeOf({ ...request, lost: true }, 5000 + TRAVEL_MS - 1, false);
  expect(almost).toBeLessThan(0.61);
});
