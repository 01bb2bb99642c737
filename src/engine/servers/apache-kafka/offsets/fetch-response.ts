/** The body of an OffsetFetch answer: by group, or for one group as before version 8. (CG-F-06, CG-F-07) */
import type {
  OffsetFetchRequestGroup,
  OffsetFetchResponse,
  OffsetFetchResponseGroup,
} from '../../../kafka/messages/offset-fetch.ts';
import { ZERO_UUID } from '../../../kafka/shape.ts';
import type { ArrivedRequest } from '../../../kafka/server-role.ts';

/** The groups that are asked about; before version 8 there is one, at the top. */
export function groupsAsked(
  request: Extract<ArrivedRequest, { apiKey: 'OffsetFetch' }>,
): readonly OffsetFetchRequestGroup[] {
  const { groups, topics } = request.body;
  if (groups.length > 0 || request.apiVersion >= 8) return groups;
  // Before version 8 the request has one group at the top level, which the schema of the latest version leaves out.
  const { groupId } = request.body;
  return [
    {
      groupId,
      memberId: null,
      memberEpoch: -1,
      topics: topics?.map((topic) => ({ ...topic, topicId: ZERO_UUID })) ?? null,
    },
  ];
}

export function offsetFetchResponse(
  request: ArrivedRequest,
  groups: readonly OffsetFetchResponseGroup[],
): OffsetFetchResponse {
  const [first] = groups;
  const isOld =
    request.apiKey === 'OffsetFetch' && request.body.groups.length === 0 && request.apiVersion < 8;
  if (isOld && first !== undefined) return { topics: first.topics, errorCode: first.errorCode, groups: [] };
  return { topics: [], errorCode: 0, groups };
}

/** CG-F-07: one code for the group; version 1 has no place for it but the partitions. */
export function groupFetchError(
  asked: OffsetFetchRequestGroup,
  errorCode: number,
  apiVersion: number,
): OffsetFetchResponseGroup {
  const { groupId, topics } = asked;
  if (apiVersion >= 2) return { groupId, topics: [], errorCode };
  const failed = (topics ?? []).map(({ name, topicId, partitionIndexes }) => ({
    name,
    topicId,
    partitions: partitionIndexes.map((partitionIndex) => ({ ...NO_OFFSET, partitionIndex, errorCode })),
  }));
  return { groupId, topics: failed, errorCode: 0 };
}

/** Nothing committed. */
export const NO_OFFSET = { committedOffset: -1, committedLeaderEpoch: -1, metadata: '' } as const;
