/** Which consumers wait for an answer to JoinGroup or SyncGroup: as long as they do, no session runs for them. */
import type { MessageName, NodeId, TraceEvent } from '../world/trace.ts';

/** Consumer → the number of its request. */
export type Owed = ReadonlyMap<NodeId, string>;

export const NOTHING_OWED: Owed = new Map();

export function extendOwed(owed: Owed, { what }: TraceEvent): Owed {
  switch (what.type) {
    case 'RequestSent': {
      const { apiKey } = what.request;
      if (apiKey !== 'JoinGroup' && apiKey !== 'SyncGroup') return owed;
      return new Map(owed).set(what.message.client, keyOf(what.message));
    }
    case 'ReplySent':
    case 'MessageLost':
      return owed.size === 0 ? owed : without(owed, what.message);
    default:
      return owed;
  }
}

function without(owed: Owed, message: MessageName): Owed {
  if (owed.get(message.client) !== keyOf(message)) return owed;
  const rest = new Map(owed);
  rest.delete(message.client);
  return rest;
}

function keyOf({ connection, epoch, correlationId }: MessageName): string {
  return `${connection} ${epoch} ${correlationId}`;
}
