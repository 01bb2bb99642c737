/** What was done, as flags; what is planned, as dashed flags in the paper; what has no room for its name keeps a stub. */
import { instantText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import type { Mark, Scene } from './scene.ts';
import { commandText } from './words.ts';

export interface Flag {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Empty: a stub. */
  readonly text: string;
  readonly isPlanned: boolean;
  /** It marks all rows; that somebody was added shows by itself. */
  readonly hasLine: boolean;
  readonly seq: number;
}

export interface PinsLayout {
  readonly flags: readonly Flag[];
  readonly marks: readonly Mark[];
}

const FLAG = { size: 11, weight: 500, family: 'sans' } as const;
const STUB_PX = 9;
const GAP_PX = 4;
const FLAGS_MOST = 300;
export const FLAG_HEIGHT = 17;

export function layoutPins(scene: Scene): PinsLayout {
  const { model, rows, axis } = scene;
  const isShown = ({ at }: { readonly at: number }): boolean => at >= axis.from && at <= axis.to;
  const done = model.index.pins
    .filter(isShown)
    .slice(-FLAGS_MOST)
    .map(({ at, seq, command }) => ({
      at,
      seq,
      text: commandText(command),
      hasLine: command.type !== 'addConsumer',
    }));
  const planned = model.planned
    .filter(isShown)
    .map(({ at, command }) => ({ at, seq: -1, text: commandText(command), hasLine: true }));
  const y = rows.pins - 2;
  const flags: Flag[] = [];
  let limit = rows.width - 2;
  // From the right: the later an act, the more it is worth a name.
  for (const { at, seq, text, hasLine } of [...done, ...planned].toReversed()) {
    const x = scene.x(at);
    const full = textWidth(text, FLAG) + 14;
    const hasRoom = x + full <= limit;
    flags.push({
      x,
      y,
      width: hasRoom ? full : STUB_PX,
      text: hasRoom ? text : '',
      isPlanned: seq < 0,
      hasLine,
      seq,
    });
    limit = Math.min(limit, x - GAP_PX);
  }
  const marks = done.map(({ at, seq, text }): Mark => {
    const flag = flags.find((each) => each.seq === seq);
    const x = scene.x(at);
    return {
      row: 'you',
      x0: x,
      x1: x + (flag?.width ?? STUB_PX),
      y0: y,
      y1: y + FLAG_HEIGHT,
      at,
      seq,
      selection: { type: 'event', seq },
      words: () => `${instantText(at)} you: ${text}`,
    };
  });
  return { flags: flags.toReversed(), marks };
}
