/** The implementations that a world runs: handed in by the catalogue, so that the world knows only the seams. */
import type { Client } from '../kafka/client.ts';
import type { FindCoordinatorRequest, FindCoordinatorResponse } from '../kafka/messages/find-coordinator.ts';
import type { RuleId } from '../kafka/process.ts';
import type { ServerRole } from '../kafka/server-role.ts';

/** What FindCoordinator is answered from: where the group's partition of __consumer_offsets is led. */
export interface ClusterView {
  readonly coordinator: { readonly nodeId: number; readonly host: string; readonly port: number } | null;
}

export interface Server {
  readonly groupCoordinator: ServerRole<unknown>;
  readonly findCoordinator: (
    request: FindCoordinatorRequest,
    cluster: ClusterView,
  ) => { readonly response: FindCoordinatorResponse; readonly ruleId: RuleId };
}

export interface Cast {
  readonly server: Server;
  readonly client: Client<unknown>;
}
