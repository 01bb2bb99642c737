/** What can be done to a consumer: one list, in one order, for buttons, menus and keys. */
import type { ConsumerFrame, Frame } from '../../engine/world/frame.ts';
import type { Command } from '../../engine/world/command.ts';
import type { Act } from './acts.ts';
import { settingsAct } from './carry-out-act.ts';

const SLOW_MS_PER_RECORD = 1_000;

/** Acts on a consumer at the frame's instant; what cannot be done keeps its place and says why. */
export function consumerActs(consumer: ConsumerFrame, frame: Frame): readonly Act[] {
  const { node, process, paused, msPerRecord, spec } = consumer;
  const isRunning = process === 'running';
  const gone = isRunning ? null : `${node} does not run: restart it first`;
  const frozen = paused === null ? null : `${node} is frozen`;
  const act = (words: Pick<Act, 'id' | 'short' | 'key'>, reason: string | null, command: Command): Act => {
    return {
      ...words,
      label: `${words.short} ${node}`,
      reason,
      edit: { type: 'act', at: frame.at, command },
    };
  };
  const slow = msPerRecord >= SLOW_MS_PER_RECORD;
  return [
    act({ id: 'crash', short: 'Crash', key: 'C' }, gone, { type: 'killNode', node }),
    act({ id: 'close', short: 'Close', key: '⇧ C' }, gone ?? frozen, { type: 'closeConsumer', node }),
    act({ id: 'restart', short: 'Restart', key: 'R' }, null, { type: 'restartNode', node }),
    paused === null
      ? act({ id: 'freeze', short: 'Freeze', key: 'Z' }, gone, { type: 'pauseNode', node, threads: 'all' })
      : act({ id: 'freeze', short: 'Thaw', key: 'Z' }, gone, { type: 'resumeNode', node }),
    act({ id: 'slow', short: slow ? 'Speed up' : 'Slow', key: 'H' }, gone, {
      type: 'changeProcessing',
      node,
      msPerRecord: slow ? spec.msPerRecord : SLOW_MS_PER_RECORD,
      stuckMs: 0,
    }),
    settingsAct({ type: 'consumer', node }),
  ];
}
