/**
 * FindCoordinator: which broker leads the partition of __consumer_offsets that this group belongs to?
 * (CG-FC-01…CG-FC-03; KafkaApis#getCoordinator of apache/kafka 4.4.0)
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type {
  FindCoordinatorRequest,
  FindCoordinatorResponse,
} from '../../../kafka/messages/find-coordinator.ts';
import type { RuleId } from '../../../kafka/process.ts';

export interface LeaderOfOffsets {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Since version 4 a request names its keys in a list; before, there is one key at the top. */
export function findCoordinator(
  { coordinatorKeys }: FindCoordinatorRequest,
  { coordinator }: { readonly coordinator: LeaderOfOffsets | null },
): { readonly response: FindCoordinatorResponse; readonly ruleId: RuleId } {
  const { NONE, COORDINATOR_NOT_AVAILABLE } = ERROR_CODES;
  const nobody = { nodeId: -1, host: '', port: -1, errorCode: COORDINATOR_NOT_AVAILABLE };
  const found = coordinator === null ? nobody : { ...coordinator, errorCode: NONE };
  const answer = { ...found, errorMessage: '' };
  const ruleId = 'CG-FC-02';
  if (coordinatorKeys.length === 0) return { response: { ...answer, coordinators: [] }, ruleId };
  const coordinators = coordinatorKeys.map((key) => ({ key, ...answer }));
  const quiet = { errorCode: NONE, errorMessage: '', nodeId: 0, host: '', port: 0 };
  return { response: { ...quiet, coordinators }, ruleId };
}
