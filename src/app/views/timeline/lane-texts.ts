/** Words in a lane, on one line, first come first served: errors by name, parked requests, ends of a session. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import { instantText, secondsText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import type { MessagesLayout } from './lane-messages.ts';
import type { LaneRow } from './model.ts';
import { TextLine, type Scene } from './scene.ts';

export interface LaneChip {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly seq: number;
}

export interface LaneText {
  readonly x: number;
  readonly text: string;
  readonly tone: 'plain' | 'quiet';
}

export interface LaneTexts {
  readonly chips: readonly LaneChip[];
  readonly texts: readonly LaneText[];
}

export const CHIP = { size: 9.5, weight: 600, family: 'sans' } as const;
const TEXT = { size: 10.5, weight: 400, family: 'sans' } as const;
const CHIP_PAD = 3;

export interface TextsInput {
  readonly row: LaneRow;
  readonly messages: MessagesLayout;
  /** Codes whose names were said already, in this lane or one above. */
  readonly named: Set<number>;
  /** True until some lane has said it. */
  readonly saysSession: boolean;
}

export function layoutTexts(scene: Scene, input: TextsInput): LaneTexts {
  const line = new TextLine();
  const chips = scene.model.depth === 'learner' ? [] : layoutChips(scene, input, line);
  const texts: LaneText[] = [];
  const place = (from: number, to: number, text: string, tone: LaneText['tone']): boolean => {
    const width = textWidth(text, TEXT);
    for (const [x0, x1] of scene.runs(from, to))
      for (let x = Math.max(x0 + 6, scene.rows.left + 4); x + width + 4 <= x1; x += 12)
        if (line.take(x - 3, x + width + 4)) {
          texts.push({ x, text, tone });
          return true;
        }
    return false;
  };
  if (scene.rows.form === 'wide') {
    lifeTexts(scene, input.row, place);
    heldTexts(scene, input, place);
    errorTexts(scene, input, place);
    if (input.saysSession) place(scene.axis.from, scene.model.playedAt, 'session left', 'quiet');
  }
  return { chips, texts };
}

type Place = (from: number, to: number, text: string, tone: LaneText['tone']) => boolean;

/** By name where the lane is free up to the next message, else by number. */
function layoutChips(scene: Scene, { messages, named }: TextsInput, line: TextLine): readonly LaneChip[] {
  const { shown } = messages;
  return shown.flatMap((exchange, index): readonly LaneChip[] => {
    const { errorCode, doneAt, seq } = exchange;
    if (errorCode === 0 || doneAt === null) return [];
    const x = scene.x(doneAt) + 3;
    const next = shown[index + 1];
    const free =
      Math.min(
        next === undefined ? Infinity : scene.x(next.sentAt),
        scene.rows.right,
        tornAfter(scene, doneAt),
      ) - x;
    const full = `${errorName(errorCode)} ${errorCode}`;
    const fullWidth = textWidth(full, CHIP) + 2 * CHIP_PAD;
    if (fullWidth + 2 < free && line.take(x, x + fullWidth)) {
      named.add(errorCode);
      return [{ x, width: fullWidth, text: full, seq }];
    }
    const width = textWidth(`${errorCode}`, CHIP) + 2 * CHIP_PAD;
    return line.take(x, x + width) ? [{ x, width, text: `${errorCode}`, seq }] : [];
  });
}

function tornAfter(scene: Scene, at: number): number {
  const fold = scene.folds.find(({ from }) => from >= at);
  return fold === undefined ? Infinity : scene.x(fold.from);
}

function lifeTexts(scene: Scene, { lane }: LaneRow, place: Place): void {
  const { playedAt, depth } = scene.model;
  lane.life.forEach(({ at, type, because }, index) => {
    const next = lane.life[index + 1]?.at ?? playedAt;
    if (next < scene.axis.from || at > scene.axis.to) return;
    if (type === 'removed') place(at, playedAt, removedText(at, because), 'plain');
    if (type === 'paused')
      place(at, next, because === 'all' ? 'frozen' : `${because} thread frozen`, 'plain');
    if (type !== 'killed') return;
    const beat = lane.exchanges.findLast(({ deliveredAt }) => deliveredAt !== null && deliveredAt <= at);
    const heard = beat?.deliveredAt ?? null;
    const isSilent = !lane.life.some((each) => each.at > at && each.type === 'started');
    if (depth === 'learner') place(at, next, 'silent', 'quiet');
    else if (heard !== null && isSilent) place(at, next, `last heard ${instantText(heard)}`, 'plain');
  });
}

function removedText(at: number, because: string): string {
  if (because === 'sessionTimeout') return `session ran out at ${instantText(at)}: removed from the group`;
  if (because === 'left') return `left the group at ${instantText(at)}`;
  return `removed from the group at ${instantText(at)}`;
}

function heldTexts(scene: Scene, { messages }: TextsInput, place: Place): void {
  for (const { exchange, isOpen, x0, x1 } of messages.held) {
    if (x1 - x0 < 40) continue;
    const from = exchange.deliveredAt ?? exchange.sentAt;
    const to = exchange.replyAt ?? scene.model.playedAt;
    const word = exchange.parked ? 'parked' : 'held';
    const since = Math.min(to, Math.max(from, scene.model.cursor)) - from;
    const text = `${exchange.apiKey} ${word}`;
    if (isOpen && scene.model.depth !== 'learner') {
      if (place(from, to, `${text} · ${secondsText(since)}`, 'plain')) continue;
    }
    place(from, to, text, 'plain');
  }
}

/** The first time a number stands without its name, the name follows it. */
function errorTexts(scene: Scene, { messages, named }: TextsInput, place: Place): void {
  if (scene.model.depth === 'learner') return;
  for (const { errorCode, doneAt } of messages.shown) {
    if (errorCode === 0 || doneAt === null || named.has(errorCode) || doneAt < scene.axis.from) continue;
    const text = `${errorCode} = ${errorName(errorCode)}`;
    const until = scene.axis.time(scene.axis.x(doneAt) + textWidth(text, TEXT) + 90);
    if (place(doneAt, Math.min(until, scene.model.playedAt), text, 'quiet')) named.add(errorCode);
  }
}
