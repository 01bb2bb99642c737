/** What stands in a message, in the golden traces: its name, when it arrives, and the fields that lessons are about. */
import type { AnyRequest, AnyResponse } from '../kafka/api.ts';
import type { MessageName } from '../world/trace.ts';

export function named({ connection, epoch, correlationId }: MessageName): string {
  return `${connection}${epoch === 1 ? '' : `/${epoch}`} #${correlationId}`;
}

export function arrival(arrivesAt: number | null): string {
  return arrivesAt === null ? 'never arrives' : `arrives ${(arrivesAt / 1000).toFixed(3)}`;
}

/** The fields that the lessons are about. */
export function fieldsAsked(request: AnyRequest): string {
  const text = asked(request);
  return text === '' ? '' : `: ${text}`;
}

export function fieldsAnswered(response: AnyResponse): string {
  const text = answered(response);
  return text === '' ? '' : `: ${text}`;
}

function asked({ apiKey, body }: AnyRequest): string {
  switch (apiKey) {
    case 'JoinGroup':
      return `member '${body.memberId}' session ${body.sessionTimeoutMs} rebalance ${body.rebalanceTimeoutMs} reason '${body.reason ?? ''}'`;
    case 'SyncGroup':
      return `generation ${body.generationId}, ${body.assignments.length} assignments`;
    case 'Heartbeat':
      return `generation ${body.generationId}`;
    case 'LeaveGroup':
      return body.members.map(({ memberId, reason }) => `${memberId} '${reason ?? ''}'`).join(', ');
    case 'OffsetCommit': {
      const offsets = body.topics.flatMap(({ name, partitions }) =>
        partitions.map((one) => `${name}-${one.partitionIndex}@${one.committedOffset}`),
      );
      return `generation ${body.generationIdOrMemberEpoch}, ${offsets.join(' ')}`;
    }
    case 'OffsetFetch':
      return body.groups
        .flatMap(({ topics }) => topics ?? [])
        .map(({ name, partitionIndexes }) => `${name} ${partitionIndexes.join(' ')}`)
        .join(', ');
    default:
      return '';
  }
}

function answered({ apiKey, body }: AnyResponse): string {
  switch (apiKey) {
    case 'JoinGroup':
      return `generation ${body.generationId}, leader '${body.leader}', ${body.members.length} members`;
    case 'OffsetFetch': {
      const offsets = body.groups.flatMap(({ topics }) =>
        topics.flatMap(({ name, partitions }) =>
          partitions.map((one) => `${name}-${one.partitionIndex}@${one.committedOffset}`),
        ),
      );
      return offsets.join(' ');
    }
    default:
      return '';
  }
}
