/** One partition at the cursor: where its log ends, what is committed, who reads, when nobody did. */
import type { Outage } from '../../../engine/measures/measures.ts';
import type { Frame, PartitionFrame } from '../../../engine/world/frame.ts';
import { secondsText, instantText } from '../../draw/time-words.ts';
import type { Depth } from '../../store/selection.ts';
import type { Field } from './field.ts';

export function partitionFields(partition: PartitionFrame, frame: Frame, depth: Depth): readonly Field[] {
  const { logEndOffset, committedOffset, position, unreadSince, everRead } = partition;
  const lag = committedOffset === null ? null : logEndOffset - committedOffset;
  const unread = position === null ? null : Math.max(0, logEndOffset - position);
  const uncommitted =
    position === null || committedOffset === null ? null : Math.max(0, position - committedOffset);
  const running = { isRunning: true } as const;
  const coordinator = frame.brokers.find(({ coordinates }) => coordinates);
  const isLoaded = coordinator === undefined || coordinator.availability === 'active';
  const nothing = isLoaded ? 'null' : 'not read from the log yet';
  const fields: readonly Field[] = [
    {
      name: 'lag',
      value: lag === null ? '–' : String(lag),
      note: 'log end less committed offset',
      ...running,
    },
    { name: 'unread', value: text(unread), isPlain: true, note: 'log end less position', ...running },
    { name: 'read, not committed', value: text(uncommitted), isPlain: true, ...running },
    ...(unreadSince === null
      ? []
      : [
          {
            name: everRead ? 'nobody reads since' : 'nobody has read yet, since',
            value: `${instantText(unreadSince)} s, ${secondsText(frame.at - unreadSince)}`,
            isPlain: true,
            ...running,
          },
        ]),
  ];
  if (depth === 'learner') return fields;
  return [
    { name: 'logEndOffset', value: String(logEndOffset), ...running },
    { name: 'committedOffset', value: committedOffset === null ? nothing : String(committedOffset) },
    { name: 'position', value: text(position), ...running },
    ...fields,
  ];
}

function text(value: number | null): string {
  return value === null ? '–' : String(value);
}

export function outagesOf(partition: PartitionFrame, outages: readonly Outage[]): readonly Outage[] {
  return outages.filter((one) => one.topic === partition.topic && one.partition === partition.partition);
}
