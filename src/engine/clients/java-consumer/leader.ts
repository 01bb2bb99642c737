/**
 * The leader's duty: who gets what (CC-LD-01…LD-06).
 * Follows ConsumerCoordinator#onLeaderElected.
 */
import { NO_MEMORY, type MemberSubscription } from '../../assignors/index.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { ResponseBody } from '../../kafka/api.ts';
import { decodeSubscription, encodeAssignment } from './consumer-protocol.ts';
import type { JavaException } from './exceptions.ts';
import { takeSnapshot } from './metadata.ts';
import type { Turn } from './turn.ts';

export interface SyncAssignment {
  readonly memberId: string;
  readonly assignment: string;
}

export function electedLeader(
  turn: Turn,
  body: ResponseBody<'JoinGroup'>,
): Result<readonly SyncAssignment[], JavaException> {
  const { settings } = turn.state;
  const assignor = settings.assignors.find(({ name }) => name === body.protocolName);
  if (assignor === undefined)
    return fail(
      'IllegalStateException',
      `Coordinator selected invalid assignment protocol: ${body.protocolName ?? 'null'}`,
    );
  const members = readMembers(body.members);
  if (!members.ok) return members;
  subscribeForGroup(turn, members.value);
  turn.change({ isLeader: true });
  if (body.skipAssignment) {
    turn.change({ assignmentSnapshot: turn.state.metadataSnapshot });
    return ok([]);
  }
  const topics = Object.entries(turn.state.metadataSnapshot.partitions).map(([name, partitions]) => ({
    name,
    partitions,
  }));
  const memory = turn.state.assignorMemory[assignor.name] ?? NO_MEMORY;
  const outcome = assignor.assign({ topics, members: members.value, memory });
  if (!outcome.ok) return fail(outcome.error.exception, `${assignor.name} could not assign the partitions`);
  const { assignment } = outcome.value;
  turn.change({
    assignorMemory: { ...turn.state.assignorMemory, [assignor.name]: outcome.value.memory },
    assignmentSnapshot: turn.state.metadataSnapshot,
  });
  const { generationId } = body;
  const computed = { assignor: assignor.name, generationId, assignment: Object.fromEntries(assignment) };
  turn.observe({ type: 'AssignmentComputed', ...computed }, 'CC-LD-04');
  return ok(
    [...assignment].map(([memberId, partitions]) => ({ memberId, assignment: encodeAssignment(partitions) })),
  );
}

function readMembers(
  members: ResponseBody<'JoinGroup'>['members'],
): Result<readonly MemberSubscription[], JavaException> {
  const read: MemberSubscription[] = [];
  for (const { memberId, groupInstanceId, metadata } of members) {
    const subscription = decodeSubscription(metadata);
    if (!subscription.ok)
      return fail(subscription.error.exception, 'Buffer underflow while parsing consumer protocol');
    read.push({ memberId, groupInstanceId, ...subscription.value });
  }
  return ok(read);
}

/** The leader watches every topic that anybody in the group wants. */
function subscribeForGroup(turn: Turn, members: readonly MemberSubscription[]): void {
  const names = [...new Set(members.flatMap(({ topics }) => topics))];
  const { metadataVersion, topics } = turn.state;
  turn.change({ groupSubscription: names, metadataSnapshot: takeSnapshot(metadataVersion, names, topics) });
}

function fail(exception: string, message: string): { readonly ok: false; readonly error: JavaException } {
  return err({ exception, message, isRetriable: false });
}
