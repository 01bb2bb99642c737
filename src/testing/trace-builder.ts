/** Traces written by hand: events in order, each at an instant and a node, without the plumbing that tests do not ask for. */
import type { AnyRequest, AnyResponse } from '../engine/kafka/api.ts';
import type { RecordRange } from '../engine/kafka/client.ts';
import type { RoleObservation } from '../engine/kafka/server-role.ts';
import type { TopicPartition } from '../engine/kafka/topic-partition.ts';
import type { Fold } from '../engine/kernel/fold.ts';
import { instant } from '../engine/kernel/time.ts';
import type { Happening, MessageName, NodeId, TraceEvent } from '../engine/world/trace.ts';

export type Written = readonly [at: number, node: NodeId | null, what: Happening];
type RemovalReason = Extract<RoleObservation, { type: 'MemberRemoved' }>['because'];

export function traceOf(...written: readonly Written[]): readonly TraceEvent[] {
  return written.map(([at, node, what], seq) => {
    return { seq, at: instant(at), node, cause: seq === 0 ? null : seq - 1, ruleId: 'WD-01', what };
  });
}

/** Everything a fold knows after a trace. */
export function learnt<State, Report>(
  fold: Fold<State, TraceEvent, Report>,
  trace: readonly TraceEvent[],
  at: number = trace.at(-1)?.at ?? 0,
): Report {
  return fold.report(
    trace.reduce((state, event) => fold.extend(state, event), fold.initial),
    at,
  );
}

export const BROKER = 'broker-1';
export const [ONE, TWO] = ['consumer-1', 'consumer-2'] as const;
export const GROUP = 'checkout';

export function orders(...partitions: readonly number[]): readonly TopicPartition[] {
  return partitions.map((partition) => ({ topic: 'orders', partition }));
}

/** What happens, without the words that are the same everywhere. */
export const happening = {
  topics: (partitions: number): Happening => ({
    type: 'TopicsChanged',
    topics: [{ name: 'orders', id: 'AAAAAAAAAAAAAAAAAAAAAA', partitions }],
  }),
  assigned: (...partitions: readonly number[]): Happening => ({
    type: 'PartitionsAssigned',
    partitions: orders(...partitions),
  }),
  revoked: (...partitions: readonly number[]): Happening => ({
    type: 'PartitionsRevoked',
    partitions: orders(...partitions),
  }),
  processed: (partition: number, from: number, to: number): Happening => ({
    type: 'RecordsProcessed',
    ranges: [{ topic: 'orders', partition, from, to } satisfies RecordRange],
  }),
  started: { type: 'NodeStarted' } satisfies Happening,
  killed: { type: 'NodeDown', because: 'killed' } satisfies Happening,
  paused: (threads: 'all' | 'application' | 'library'): Happening => ({ type: 'NodePaused', threads }),
  resumed: (threads: 'all' | 'application' | 'library'): Happening => ({ type: 'NodeResumed', threads }),
  group: (state: string, previous: string | null): Happening => ({
    type: 'StateEntered',
    machine: 'group',
    entity: GROUP,
    state,
    previous,
  }),
  client: (entity: string, state: string, previous: string | null): Happening => ({
    type: 'StateEntered',
    machine: 'consumer coordinator',
    entity,
    state,
    previous,
  }),
  session: (clientId: string, state: string, previous: string | null): Happening => ({
    type: 'StateEntered',
    machine: 'member-session',
    entity: `${clientId}-1`,
    state,
    previous,
  }),
  /** Member ids are client id and `-1`, as if every consumer's first. */
  added: (clientId: string, memberId = `${clientId}-1`): Happening => ({
    type: 'MemberAdded',
    groupId: GROUP,
    memberId,
    clientId,
  }),
  removed: (clientId: string, because: RemovalReason, memberId = `${clientId}-1`): Happening => ({
    type: 'MemberRemoved',
    groupId: GROUP,
    memberId,
    because,
  }),
  formed: (generationId: number, leader: string, ...clientIds: readonly string[]): Happening => ({
    type: 'GenerationFormed',
    groupId: GROUP,
    generationId,
    protocolName: 'range',
    leader: `${leader}-1`,
    memberIds: clientIds.map((clientId) => `${clientId}-1`),
  }),
  sent: (message: MessageName, request: AnyRequest): Happening => ({
    type: 'RequestSent',
    message,
    request,
    apiVersion: 9,
    arrivesAt: null,
  }),
  delivered: (message: MessageName, requestId = 1): Happening => ({
    type: 'RequestDelivered',
    message,
    requestId,
  }),
  replied: (message: MessageName, response: AnyResponse, errorCode = 0): Happening => ({
    type: 'ReplySent',
    message,
    requestId: 1,
    response,
    errorCode,
    arrivesAt: null,
  }),
  committed: (partition: number, offset: number): Happening => ({
    type: 'RecordsAppended',
    offset: 0,
    batch: {
      type: 'records',
      records: [
        {
          type: 'OffsetCommit',
          key: { group: GROUP, topic: 'orders', partition },
          value: {
            offset,
            leaderEpoch: -1,
            metadata: '',
            commitTimestamp: 0,
            expireTimestamp: -1,
            topicId: 'AAAAAAAAAAAAAAAAAAAAAA',
          },
        },
      ],
    },
  }),
};

/** A message by its sender and number. */
export function message(client: NodeId, correlationId: number): MessageName {
  return { client, broker: BROKER, connection: 'coordinator', epoch: 1, correlationId };
}

export function joinGroup(
  memberId: string,
  { sessionTimeoutMs = 45_000, rebalanceTimeoutMs = 300_000, groupInstanceId = null as string | null } = {},
): AnyRequest {
  return {
    apiKey: 'JoinGroup',
    body: {
      groupId: GROUP,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      memberId,
      groupInstanceId,
      protocolType: 'consumer',
      protocols: [],
      reason: null,
    },
  };
}

/** Two members in a Stable group, each with a partition; both heartbeat every 3 s. */
export const TWO_MEMBERS: readonly Written[] = [
  [0, null, happening.topics(2)],
  [0, ONE, happening.started],
  [0, TWO, happening.started],
  [1, ONE, happening.sent(message(ONE, 1), joinGroup(''))],
  [1, TWO, happening.sent(message(TWO, 1), joinGroup(''))],
  [1, ONE, happening.client(ONE, 'PREPARING_REBALANCE', 'UNJOINED')],
  [1, TWO, happening.client(TWO, 'PREPARING_REBALANCE', 'UNJOINED')],
  [4, BROKER, happening.group('Empty', null)],
  [5, BROKER, happening.added(ONE)],
  [5, BROKER, happening.group('PreparingRebalance', 'Empty')],
  [6, BROKER, happening.added(TWO)],
  [3_005, BROKER, happening.group('CompletingRebalance', 'PreparingRebalance')],
  [3_005, BROKER, happening.formed(1, ONE, ONE, TWO)],
  [3_005, BROKER, joinReply(ONE, 1)],
  [3_005, BROKER, joinReply(TWO, 1)],
  [3_007, ONE, happening.client(ONE, 'COMPLETING_REBALANCE', 'PREPARING_REBALANCE')],
  [3_007, TWO, happening.client(TWO, 'COMPLETING_REBALANCE', 'PREPARING_REBALANCE')],
  [3_007, ONE, heartbeatIn(3_000)],
  [3_010, BROKER, happening.group('Stable', 'CompletingRebalance')],
  [3_012, ONE, happening.client(ONE, 'STABLE', 'COMPLETING_REBALANCE')],
  [3_012, ONE, happening.assigned(0)],
  [3_013, TWO, happening.client(TWO, 'STABLE', 'COMPLETING_REBALANCE')],
  [3_013, TWO, happening.assigned(1)],
];

export function joinReply(client: string, correlationId: number): Happening {
  const body = {
    errorCode: 0,
    generationId: 1,
    protocolType: 'consumer',
    protocolName: 'range',
    leader: 'consumer-1-1',
    skipAssignment: false,
    memberId: `${client}-1`,
    members: [],
  };
  return happening.replied(message(client, correlationId), { apiKey: 'JoinGroup', body });
}

export function heartbeatIn(ms: number): Happening {
  return { type: 'TimerArmed', key: 'heartbeat', name: 'heartbeat', subject: ONE, due: instant(3_007 + ms) };
}
