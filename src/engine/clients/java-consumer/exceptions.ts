/**
 * Which Java exception an error code becomes, what it says, and whether it may be tried again.
 * Follows org.apache.kafka.common.protocol.Errors and RetriableException, apache/kafka 4.4.0.
 */
import { ERROR_CODES, errorName, type ErrorName } from '../../kafka/error-code.ts';

export interface JavaException {
  readonly exception: string;
  readonly message: string;
  readonly isRetriable: boolean;
}

const fatal = (exception: string, message: string): JavaException => ({
  exception,
  message,
  isRetriable: false,
});
const retriable = (exception: string, message: string): JavaException => ({
  exception,
  message,
  isRetriable: true,
});

export const DISCONNECTED = retriable('DisconnectException', 'The connection was closed.');
export const UNJOINED_GROUP = retriable(
  'UnjoinedGroupException',
  'The consumer left the group while it was joining.',
);

const EXCEPTIONS: Partial<Record<ErrorName, JavaException>> = {
  UNKNOWN_TOPIC_OR_PARTITION: retriable(
    'UnknownTopicOrPartitionException',
    'This server does not host this topic-partition.',
  ),
  REQUEST_TIMED_OUT: retriable('TimeoutException', 'The request timed out.'),
  OFFSET_METADATA_TOO_LARGE: fatal(
    'OffsetMetadataTooLarge',
    'The metadata field of the offset request was too large.',
  ),
  NETWORK_EXCEPTION: retriable('NetworkException', 'The server disconnected before a response was received.'),
  COORDINATOR_LOAD_IN_PROGRESS: retriable(
    'CoordinatorLoadInProgressException',
    "The coordinator is loading and hence can't process requests.",
  ),
  COORDINATOR_NOT_AVAILABLE: retriable(
    'CoordinatorNotAvailableException',
    'The coordinator is not available.',
  ),
  NOT_COORDINATOR: retriable('NotCoordinatorException', 'This is not the correct coordinator.'),
  ILLEGAL_GENERATION: fatal('IllegalGenerationException', 'Specified group generation id is not valid.'),
  INCONSISTENT_GROUP_PROTOCOL: fatal(
    'InconsistentGroupProtocolException',
    "The group member's supported protocols are incompatible with those of existing members or first group " +
      'member tried to join with empty protocol type or empty protocol list.',
  ),
  INVALID_GROUP_ID: fatal('InvalidGroupIdException', 'The group id is invalid.'),
  UNKNOWN_MEMBER_ID: fatal('UnknownMemberIdException', 'The coordinator is not aware of this member.'),
  INVALID_SESSION_TIMEOUT: fatal(
    'InvalidSessionTimeoutException',
    'The session timeout is not within the range allowed by the broker (as configured by ' +
      'group.min.session.timeout.ms and group.max.session.timeout.ms).',
  ),
  REBALANCE_IN_PROGRESS: fatal(
    'RebalanceInProgressException',
    'The group is rebalancing, so a rejoin is needed.',
  ),
  TOPIC_AUTHORIZATION_FAILED: fatal('TopicAuthorizationException', 'Topic authorization failed.'),
  GROUP_AUTHORIZATION_FAILED: fatal('GroupAuthorizationException', 'Group authorization failed.'),
  MEMBER_ID_REQUIRED: fatal(
    'MemberIdRequiredException',
    'The group member needs to have a valid member id before actually entering a consumer group.',
  ),
  GROUP_MAX_SIZE_REACHED: fatal(
    'GroupMaxSizeReachedException',
    'The consumer group has reached its max size.',
  ),
  FENCED_INSTANCE_ID: fatal(
    'FencedInstanceIdException',
    'The broker rejected this static consumer since another consumer with the same group.instance.id has ' +
      'registered with a different member.id.',
  ),
  UNSTABLE_OFFSET_COMMIT: retriable(
    'UnstableOffsetCommitException',
    'There are unstable offsets that need to be cleared.',
  ),
  NOT_LEADER_OR_FOLLOWER: retriable(
    'NotLeaderOrFollowerException',
    'For requests intended only for the leader, this error indicates that the broker is not the current leader.',
  ),
  NOT_ENOUGH_REPLICAS: retriable(
    'NotEnoughReplicasException',
    'Messages are rejected since there are fewer in-sync replicas than required.',
  ),
  KAFKA_STORAGE_ERROR: retriable(
    'KafkaStorageException',
    'Disk error when trying to access log file on the disk.',
  ),
};

/** The coordinator no longer knows the member, or its generation. */
export const COMMIT_TOO_LATE: JavaException = fatal(
  'CommitFailedException',
  'Commit cannot be completed since the group has already rebalanced and assigned the partitions to another ' +
    'member; probably poll() was not called within max.poll.interval.ms.',
);

export const COMMIT_IN_REBALANCE: JavaException = fatal(
  'RebalanceInProgressException',
  'Offset commit cannot be completed since the group is rebalancing; call poll() to complete it, then commit again.',
);

/** The client itself knows that it is no member: nothing is sent. */
export const COMMIT_FAILED: JavaException = fatal(
  'CommitFailedException',
  'Offset commit cannot be completed since the consumer is not part of an active group for auto partition ' +
    'assignment; it is likely that the consumer was kicked out of the group.',
);

/** The exception of an error code; one that is not known here is an unknown server error. */
export function exceptionOf(errorCode: number): JavaException {
  const known = (EXCEPTIONS as Record<string, JavaException | undefined>)[errorName(errorCode)];
  return (
    known ??
    fatal('UnknownServerException', 'The server experienced an unexpected error when processing the request.')
  );
}

/** What a client throws for a code that it does not expect from this api. */
export function unexpected(sentence: string, errorCode: number): JavaException {
  return fatal('KafkaException', `${sentence}: ${exceptionOf(errorCode).message}`);
}

/** Reactions by the error's name; codes that the table does not name get `otherwise`. */
export function reactionTo<R>(table: Partial<Record<ErrorName, R>>, errorCode: number, otherwise: R): R {
  return (table as Record<string, R | undefined>)[errorName(errorCode)] ?? otherwise;
}

export const NONE = ERROR_CODES.NONE;
