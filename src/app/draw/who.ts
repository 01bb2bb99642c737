/** Who is who: a member id begins with its client id, and client ids are the nodes' names. */
import type { Frame } from '../../engine/world/frame.ts';

/** What Kafka puts behind a client id, or a group.instance.id, to make a member id. */
const UUID_TAIL = /-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** The node behind a member id: as the trace told, else what stands before the uuid. */
export function nodeOfMember(memberId: string, members: ReadonlyMap<string, string>): string {
  return members.get(memberId) ?? memberId.replace(UUID_TAIL, '');
}

/** The member's place in the colours; a name that is not in the fleet yet still has its number. */
export function ordinalOf(node: string, frame: Frame | null): number {
  const known = frame?.consumers.find((consumer) => consumer.node === node)?.ordinal;
  return known ?? (Number(/\d+$/u.exec(node)?.[0]) || 0);
}

/** `consumer-2-a07c41e6…`: enough to tell two apart, short enough to stand in a row. */
export function shortMemberId(memberId: string): string {
  const tail = UUID_TAIL.exec(memberId);
  if (tail === null) return memberId;
  return `${memberId.slice(0, tail.index)}${tail[0].slice(0, 9)}…`;
}

export function isConsumerNode(name: string, frame: Frame | null): boolean {
  return frame?.consumers.some((consumer) => consumer.node === name) ?? false;
}
