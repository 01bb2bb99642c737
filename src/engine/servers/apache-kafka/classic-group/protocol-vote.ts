/**
 * Which assignor a generation uses, and which topics its members read. (CG-P-05, CG-G-10; ClassicGroup#selectProtocol,
 * #computeSubscribedTopics)
 */
import { JavaHashMap } from '../../../kafka/java-order/hash-map.ts';
import { metadataFor, type ClassicGroup } from './group.ts';
import { parseSubscribedTopics } from './subscription.ts';

/** null: no name is on every list, and Kafka's code gives up with an exception. */
export function selectProtocol(group: ClassicGroup): string | null {
  const votes = new JavaHashMap<string, number>();
  for (const member of group.members.values()) {
    const vote = member.supportedProtocols.find(
      ({ name }) => group.supportedProtocols.get(name) === group.members.size,
    );
    if (vote === undefined) return null;
    votes.put(vote.name, (votes.get(vote.name) ?? 0) + 1);
  }
  let winner: readonly [string, number] | null = null;
  for (const [name, count] of votes.entries())
    if (winner === null || count > winner[1]) winner = [name, count];
  return winner === null ? null : winner[0];
}

export function computeSubscribedTopics(group: ClassicGroup): ReadonlySet<string> | null {
  if (group.protocolType !== 'consumer') return null;
  if (group.members.size === 0) return new Set();
  if (group.protocolName === null) return null;
  const topics = new Set<string>();
  for (const member of group.members.values()) {
    const parsed = parseSubscribedTopics(metadataFor(member, group.protocolName));
    if (parsed === null) return null;
    for (const topic of parsed) topics.add(topic);
  }
  return topics;
}
