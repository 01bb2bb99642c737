/** What the timeline says of an act, a fold, a length: short, in the words of the acts themselves. */
import { unreachable } from '../../draw/unreachable.ts';
import type { Command } from '../../../engine/world/command.ts';

export function commandText(command: Command): string {
  switch (command.type) {
    case 'addConsumer':
      return `Add ${command.consumer.name}`;
    case 'killNode':
      return `Crash ${command.node}`;
    case 'closeConsumer':
      return `Close ${command.node}`;
    case 'restartNode':
      return `Restart ${command.node}`;
    case 'pauseNode':
      return command.threads === 'all'
        ? `Freeze ${command.node}`
        : `Freeze ${command.node}, ${command.threads} thread`;
    case 'resumeNode':
      return `Thaw ${command.node}`;
    case 'changeProcessing':
      return command.stuckMs > 0
        ? `${command.node} stuck for ${command.stuckMs / 1000} s`
        : `${command.node} ${command.msPerRecord} ms a record`;
    case 'moveCoordinator':
      return `Move coordinator to ${command.to}`;
    case 'restartCoordinator':
      return 'Restart coordinator';
    case 'addPartitions':
      return `Add ${command.count === 1 ? 'a partition' : `${command.count} partitions`} to ${command.topic}`;
    case 'changeRate':
      return `${command.topic} ${command.recordsPerSecond} records/s`;
    case 'failAppends':
      return `Fail ${command.count === 1 ? 'an append' : `${command.count} appends`}`;
    case 'changeConfig':
      return `${command.key} ${command.value}`;
    default:
      return unreachable(command);
  }
}

/** `9 heartbeats`, `1 commit`; empty when there is none. */
export function countText(count: number, word: string): string {
  if (count === 0) return '';
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
