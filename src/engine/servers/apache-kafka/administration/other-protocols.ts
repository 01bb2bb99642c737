/** Requests of the other group protocols that meet a classic group. (CG-M-07, CG-M-08) */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { ArrivedRequest } from '../../../kafka/server-role.ts';
import { findGroup } from '../group-coordinator/shard.ts';
import { whyUnavailable } from '../group-coordinator/operation.ts';
import { committedEpoch } from '../group-coordinator/timeline-store.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { whyNotDescribed } from './describe.ts';

type Arrived<K extends ArrivedRequest['apiKey']> = Extract<ArrivedRequest, { apiKey: K }>;

interface Refusal {
  readonly groupId: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** CG-M-07: empty ids come first and bear no id. */
function refusals(turn: Turn, groupIds: readonly string[], kind: 'consumer' | 'share'): readonly Refusal[] {
  const unavailable = whyUnavailable(turn);
  const epoch = committedEpoch(turn.shard.store);
  const empty = groupIds.filter((groupId) => groupId === '');
  const named = groupIds.filter((groupId) => groupId !== '');
  return [
    ...empty.map((groupId) => ({ groupId, errorCode: ERROR_CODES.INVALID_GROUP_ID, errorMessage: null })),
    ...named.map((groupId) =>
      unavailable === null
        ? {
            groupId,
            errorCode: ERROR_CODES.GROUP_ID_NOT_FOUND,
            errorMessage: whyNotDescribed(turn.shard, { groupId, kind, epoch }),
          }
        : {
            groupId,
            errorCode: unavailable,
            errorMessage: kind === 'share' ? (UNAVAILABLE.get(unavailable) ?? null) : null,
          },
    ),
  ];
}

const UNAVAILABLE: ReadonlyMap<number, string> = new Map([
  [ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS, "The coordinator is loading and hence can't process requests."],
  [ERROR_CODES.NOT_COORDINATOR, 'This is not the correct coordinator.'],
]);

const NOTHING = {
  groupState: '',
  groupEpoch: 0,
  assignmentEpoch: 0,
  assignorName: '',
  members: [],
  authorizedOperations: -2147483648,
} as const;

export function refuseConsumerDescribe(
  turn: Turn,
  { requestId, body }: Arrived<'ConsumerGroupDescribe'>,
): void {
  const groups = refusals(turn, body.groupIds, 'consumer').map((refusal) => ({ ...NOTHING, ...refusal }));
  turn.reply(requestId, { apiKey: 'ConsumerGroupDescribe', body: { groups } }, 'CG-M-07');
}

export function refuseShareDescribe(turn: Turn, { requestId, body }: Arrived<'ShareGroupDescribe'>): void {
  const groups = refusals(turn, body.groupIds, 'share').map((refusal) => ({ ...NOTHING, ...refusal }));
  turn.reply(requestId, { apiKey: 'ShareGroupDescribe', body: { groups } }, 'CG-M-07');
}

const NOT_A_MEMBER = { memberId: null, memberEpoch: 0, heartbeatIntervalMs: 0, assignment: null } as const;

/** CG-M-08 */
export function refuseConsumerHeartbeat(
  turn: Turn,
  { requestId, body }: Arrived<'ConsumerGroupHeartbeat'>,
): void {
  const found = findGroup(turn.shard, body.groupId);
  const errorMessage =
    found === undefined
      ? `Group ${body.groupId} not found.`
      : `Cannot upgrade classic group ${body.groupId} to consumer group because online upgrade is disabled.`;
  const answer = { ...NOT_A_MEMBER, errorCode: ERROR_CODES.GROUP_ID_NOT_FOUND, errorMessage };
  turn.reply(requestId, { apiKey: 'ConsumerGroupHeartbeat', body: answer }, 'CG-M-08');
}

/** CG-M-08 */
export function refuseShareHeartbeat(turn: Turn, { requestId, body }: Arrived<'ShareGroupHeartbeat'>): void {
  const found = findGroup(turn.shard, body.groupId);
  const isNameless = body.groupId === '';
  const missing =
    found === undefined ? `Group ${body.groupId} not found.` : `Group ${body.groupId} is not a share group.`;
  const answer = {
    ...NOT_A_MEMBER,
    errorCode: isNameless ? ERROR_CODES.INVALID_REQUEST : ERROR_CODES.GROUP_ID_NOT_FOUND,
    errorMessage: isNameless ? "GroupId can't be empty." : missing,
  };
  turn.reply(requestId, { apiKey: 'ShareGroupHeartbeat', body: answer }, 'CG-M-08');
}
