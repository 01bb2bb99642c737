/**
 * What groups there are and who is in them, as of the last commit. (CG-D-02, CG-D-03, CG-LG-02, CG-LG-03, CG-M-07)
 * Follows GroupMetadataManager#describeGroups, #listGroups, ClassicGroup#describe, apache/kafka 4.4.0.
 */
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type { DescribeGroupsResponseDescribedGroup } from '../../../kafka/messages/describe-groups.ts';
import type {
  ListGroupsRequest,
  ListGroupsResponseListedGroup,
} from '../../../kafka/messages/list-groups.ts';
import { metadataFor, type ClassicGroup } from '../classic-group/group.ts';
import { allGroups, findGroup, type Shard } from '../group-coordinator/shard.ts';

const NOT_ASKED = -2147483648;

export function describeGroup(
  shard: Shard,
  {
    groupId,
    apiVersion,
    epoch,
  }: { readonly groupId: string; readonly apiVersion: number; readonly epoch: number },
): DescribeGroupsResponseDescribedGroup {
  const found = findGroup(shard, groupId, epoch);
  return found === undefined ? absentGroup(groupId, apiVersion) : describedGroup(found.object.group);
}

/** CG-D-03 */
function absentGroup(groupId: string, apiVersion: number): DescribeGroupsResponseDescribedGroup {
  const isTold = apiVersion >= 6;
  return {
    ...refusedDescription(groupId, isTold ? ERROR_CODES.GROUP_ID_NOT_FOUND : ERROR_CODES.NONE),
    groupState: 'Dead',
    errorMessage: isTold ? `Group ${groupId} not found.` : null,
  };
}

export function refusedDescription(groupId: string, errorCode: number): DescribeGroupsResponseDescribedGroup {
  return {
    errorCode,
    errorMessage: null,
    groupId,
    groupState: '',
    protocolType: '',
    protocolData: '',
    members: [],
    authorizedOperations: NOT_ASKED,
  };
}

/** CG-D-02: only a stable group tells its protocol. */
function describedGroup(group: ClassicGroup): DescribeGroupsResponseDescribedGroup {
  const protocolName = group.state === 'Stable' ? group.protocolName : null;
  return {
    ...refusedDescription(group.groupId, ERROR_CODES.NONE),
    groupState: group.state,
    protocolType: group.protocolType ?? '',
    protocolData: protocolName ?? '',
    members: [...group.members.values()].map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      memberMetadata: protocolName === null ? '' : metadataFor(member, protocolName),
      memberAssignment: member.assignment,
    })),
  };
}

export function listGroups(
  shard: Shard,
  { statesFilter, typesFilter }: ListGroupsRequest,
  epoch: number,
): readonly ListGroupsResponseListedGroup[] {
  const states = statesFilter.map((state) => state.trim().toLowerCase());
  const types = typesFilter.map((type) => type.toLowerCase());
  return allGroups(shard, epoch)
    .map(({ object }) => object.group)
    .filter(({ state }) => states.length === 0 || states.includes(state.toLowerCase()))
    .filter(() => types.length === 0 || types.includes('classic'))
    .map(({ groupId, protocolType, state }) => ({
      groupId,
      protocolType: protocolType ?? '',
      groupState: state,
      groupType: 'classic',
    }));
}

/** CG-M-07: a classic group is not described as one of another type. */
export function whyNotDescribed(
  shard: Shard,
  {
    groupId,
    kind,
    epoch,
  }: { readonly groupId: string; readonly kind: 'consumer' | 'share'; readonly epoch: number },
): string {
  const isThere = findGroup(shard, groupId, epoch) !== undefined;
  return isThere ? `Group ${groupId} is not a ${kind} group.` : `Group ${groupId} not found.`;
}
