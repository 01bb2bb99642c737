/** What a group does once its records are committed or lost: dispatches to the group's own rules. (CG-R-09) */
import { unreachable } from '../../../kernel/assert.ts';
import { continueClassicGroup } from '../classic-group/operations.ts';
import type { Continuation } from './state.ts';
import type { Turn } from './turn.ts';

export function continueGroup(turn: Turn, { handle, classic }: Continuation, errorCode: number): void {
  const object = turn.shard.objects.get(handle);
  if (object === undefined) return;
  switch (object.type) {
    case 'classic':
      return continueClassicGroup(turn, { handle, object, continuation: classic, errorCode });
    default:
      return unreachable(object.type);
  }
}
