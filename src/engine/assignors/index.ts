/** The client's assignors, by their protocols' names and by their class names. */
import type { ClientAssignor } from './assignor.ts';
import { cooperativeStickyAssignor } from './cooperative-sticky.ts';
import { rangeAssignor } from './range.ts';
import { roundRobinAssignor } from './round-robin.ts';
import { stickyAssignor } from './sticky.ts';

const CLASSES: Readonly<Record<string, ClientAssignor>> = {
  RangeAssignor: rangeAssignor,
  RoundRobinAssignor: roundRobinAssignor,
  StickyAssignor: stickyAssignor,
  CooperativeStickyAssignor: cooperativeStickyAssignor,
};

const PACKAGE = 'org.apache.kafka.clients.consumer.';

export const clientAssignors: Readonly<Record<ClientAssignor['name'], ClientAssignor>> = {
  range: rangeAssignor,
  roundrobin: roundRobinAssignor,
  sticky: stickyAssignor,
  'cooperative-sticky': cooperativeStickyAssignor,
};

/**
 * By a class name of `partition.assignment.strategy`, with or without its package, or by the protocol's name.
 */
export function assignorOf(name: string): ClientAssignor | undefined {
  const className = name.startsWith(PACKAGE) ? name.slice(PACKAGE.length) : name;
  if (Object.hasOwn(CLASSES, className)) return CLASSES[className];
  return Object.values(clientAssignors).find((assignor) => assignor.name === name);
}

export { NO_MEMORY } from './assignor.ts';
export type {
  Assignment,
  AssignorMemory,
  AssignorOutcome,
  AssignorRound,
  AssignorTopic,
  ClientAssignor,
  LastAssignment,
  MemberSubscription,
} from './assignor.ts';
