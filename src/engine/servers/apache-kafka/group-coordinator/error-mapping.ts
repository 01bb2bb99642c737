/** Which code a group's request is answered with when the log or the runtime refuses. (CG-R-11, CG-R-12) */
import { ERROR_CODES } from '../../../kafka/error-code.ts';

const MAPPED: ReadonlyMap<number, number> = new Map([
  [ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION, ERROR_CODES.COORDINATOR_NOT_AVAILABLE],
  [ERROR_CODES.NOT_ENOUGH_REPLICAS, ERROR_CODES.COORDINATOR_NOT_AVAILABLE],
  [ERROR_CODES.REQUEST_TIMED_OUT, ERROR_CODES.COORDINATOR_NOT_AVAILABLE],
  [ERROR_CODES.NOT_LEADER_OR_FOLLOWER, ERROR_CODES.NOT_COORDINATOR],
  [ERROR_CODES.KAFKA_STORAGE_ERROR, ERROR_CODES.NOT_COORDINATOR],
  [ERROR_CODES.MESSAGE_TOO_LARGE, ERROR_CODES.UNKNOWN_SERVER_ERROR],
  [ERROR_CODES.RECORD_LIST_TOO_LARGE, ERROR_CODES.UNKNOWN_SERVER_ERROR],
  [ERROR_CODES.INVALID_FETCH_SIZE, ERROR_CODES.UNKNOWN_SERVER_ERROR],
]);

/** CG-R-12: what the callbacks of a group's own append make of an error. */
export function appendErrorOf(errorCode: number): number {
  return MAPPED.get(errorCode) ?? errorCode;
}

/** CG-R-11: what the service makes of an operation's error. */
export function operationErrorOf(errorCode: number): number {
  if (errorCode === ERROR_CODES.NETWORK_EXCEPTION) return ERROR_CODES.COORDINATOR_LOAD_IN_PROGRESS;
  return appendErrorOf(errorCode);
}

/** CG-F-02: a stable OffsetFetch maps the same three errors to another code. */
export function stableFetchErrorOf(errorCode: number): number {
  switch (errorCode) {
    case ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION:
    case ERROR_CODES.NOT_ENOUGH_REPLICAS:
    case ERROR_CODES.REQUEST_TIMED_OUT:
      return ERROR_CODES.NOT_COORDINATOR;
    default:
      return operationErrorOf(errorCode);
  }
}
