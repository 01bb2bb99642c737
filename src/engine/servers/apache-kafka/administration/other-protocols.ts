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
export function refuseConsumerHeartbeat(turn: Turn, request: Arrived<'ConsumerGroupHeartbeat'>): void {
  const said = whyInvalidConsumer(request) ?? whyNotHere(turn) ?? whyNoConsumer(turn, request.body);
  const body = { ...NOT_A_MEMBER, ...said };
  turn.reply(request.requestId, { apiKey: 'ConsumerGroupHeartbeat', body }, 'CG-M-08');
}

/** CG-M-08 */
export function refuseShareHeartbeat(turn: Turn, { requestId, body }: Arrived<'ShareGroupHeartbeat'>): void {
  const said = whyInvalidShare(body) ?? whyNotHere(turn) ?? whyNoShare(turn, body);
  turn.reply(requestId, { apiKey: 'ShareGroupHeartbeat', body: { ...NOT_A_MEMBER, ...said } }, 'CG-M-08');
}

/** GroupCoordinatorService#throwIfConsumerGroupHeartbeatRequestIsInvalid, in its order. */
function whyInvalidConsumer({ apiVersion, body }: Arrived<'ConsumerGroupHeartbeat'>): Said | null {
  const { memberEpoch: epoch, serverAssignor } = body;
  if ((apiVersion >= 1 || epoch > 0 || epoch === -1) && isBlank(body.memberId))
    return invalid("MemberId can't be empty.");
  if (isBlank(body.groupId)) return invalid("GroupId can't be empty.");
  if (isBlank(body.instanceId)) return invalid("InstanceId can't be empty.");
  if (isBlank(body.rackId)) return invalid("RackId can't be empty.");
  const why = epoch === 0 ? whyInvalidJoin(body) : whyInvalidEpoch(body);
  if (why !== null) return invalid(why);
  if (serverAssignor === null || SERVER_ASSIGNORS.includes(serverAssignor)) return null;
  const supported = SERVER_ASSIGNORS.join(', ');
  const errorMessage = `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${supported}.`;
  return { errorCode: ERROR_CODES.UNSUPPORTED_ASSIGNOR, errorMessage };
}

const SERVER_ASSIGNORS = ['uniform', 'range'];

type ConsumerHeartbeat = Arrived<'ConsumerGroupHeartbeat'>['body'];

function whyInvalidJoin(body: ConsumerHeartbeat): string | null {
  if (body.rebalanceTimeoutMs === -1) return 'RebalanceTimeoutMs must be provided in first request.';
  if (body.topicPartitions === null || body.topicPartitions.length > 0)
    return 'TopicPartitions must be empty when (re-)joining.';
  return body.subscribedTopicNames === null && body.subscribedTopicRegex === null
    ? 'Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.'
    : null;
}

function whyInvalidEpoch({ memberEpoch, instanceId }: ConsumerHeartbeat): string | null {
  if (memberEpoch === -2 && instanceId === null) return "InstanceId can't be null.";
  return memberEpoch < -2 ? 'MemberEpoch is invalid.' : null;
}

/** GroupCoordinatorService#throwIfShareGroupHeartbeatRequestIsInvalid, in its order. */
function whyInvalidShare(body: Arrived<'ShareGroupHeartbeat'>['body']): Said | null {
  const { memberEpoch: epoch, subscribedTopicNames: topics } = body;
  if (isBlank(body.memberId)) return invalid("MemberId can't be empty.");
  if (isBlank(body.groupId)) return invalid("GroupId can't be empty.");
  if (isBlank(body.rackId)) return invalid("RackId can't be empty.");
  if (epoch === 0 && (topics === null || topics.length === 0))
    return invalid('SubscribedTopicNames must be set in first request.');
  return epoch < -1 ? invalid('MemberEpoch is invalid.') : null;
}

function isBlank(text: string | null): boolean {
  return text !== null && text.trim() === '';
}

function whyNotHere(turn: Turn): Said | null {
  const errorCode = whyUnavailable(turn);
  return errorCode === null ? null : { errorCode, errorMessage: null };
}

function whyNoShare(
  turn: Turn,
  { groupId, memberEpoch }: { readonly groupId: string; readonly memberEpoch: number },
): Said {
  if (findGroup(turn.shard, groupId) !== undefined) return notFound(`Group ${groupId} is not a share group.`);
  if (memberEpoch === 0) return NOT_OFFERED;
  return notFound(memberEpoch < 0 ? `Group ${groupId} not found.` : `Share group ${groupId} not found.`);
}

interface Said {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** What a broker says that offers the classic protocol alone. */
const NOT_OFFERED: Said = { errorCode: ERROR_CODES.UNSUPPORTED_VERSION, errorMessage: null };

function invalid(errorMessage: string): Said {
  return { errorCode: ERROR_CODES.INVALID_REQUEST, errorMessage };
}

function notFound(errorMessage: string): Said {
  return { errorCode: ERROR_CODES.GROUP_ID_NOT_FOUND, errorMessage };
}

function whyNoConsumer(
  turn: Turn,
  { groupId, memberEpoch }: { readonly groupId: string; readonly memberEpoch: number },
): Said {
  const group = findGroup(turn.shard, groupId)?.object.group;
  const joins = memberEpoch === 0;
  if (group === undefined && joins) return NOT_OFFERED;
  if (group === undefined)
    return notFound(memberEpoch < 0 ? `Group ${groupId} not found.` : `Consumer group ${groupId} not found.`);
  if (!joins) return notFound(`Group ${groupId} is not a consumer group.`);
  if (group.state === 'Empty') return NOT_OFFERED;
  const because = whyNoUpgrade(turn, group.protocolType);
  if (because === null) return NOT_OFFERED;
  return notFound(`Cannot upgrade classic group ${groupId} to consumer group because ${because}.`);
}

function whyNoUpgrade(turn: Turn, protocolType: string | null): string | null {
  if (!turn.state.config.consumerUpgradeEnabled) return 'online upgrade is disabled';
  return protocolType === 'consumer' ? null : 'the group does not use the consumer embedded protocol';
}
