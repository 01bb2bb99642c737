/** The behaviour of Apache Kafka 4.4.0: which chapter answers which question of the runtime. */
import { unreachable } from '../../../kernel/assert.ts';
import { deletionSucceeded } from '../administration/delete-groups.ts';
import { continueClassicGroup } from '../classic-group/operations.ts';
import { asWritten } from '../offsets/commit.ts';
import { endTransactionOn } from '../offsets/replay-offset.ts';
import type { Behaviour } from './behaviour.ts';
import { failOrigin } from './failure.ts';
import { replayRecord } from './replay.ts';

export const kafkaBehaviour: Behaviour = {
  asWritten,
  replayRecord,
  replayEndMarker: endTransactionOn,
  continueGroup(turn, { handle, classic }, errorCode) {
    const object = turn.shard.objects.get(handle);
    if (object === undefined) return;
    switch (object.type) {
      case 'classic':
        return continueClassicGroup(turn, { handle, object, continuation: classic, errorCode });
      default:
        return unreachable(object.type);
    }
  },
  fail: failOrigin,
  succeeded: deletionSucceeded,
};
