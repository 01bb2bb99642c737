/** Words in a lane, on one line, first come first served: errors by name, parked requests, ends of a session. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import { instantText, secondsText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import { levelAt, type Rails } from './lane-level.ts';
import { isParked, type MessagesLayout } from './lane-messages.ts';
import type { LaneRow } from './model.ts';
import { WORDS_PX } from './rows.ts';
import { TextLine, type Scene } from './scene.ts';

export interface LaneChip {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly seq: number;
}

export interface LaneText {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
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
  readonly rails: Rails;
  readonly messages: MessagesLayout;
  /** Codes whose names were said already, in this lane or one above. */
  readonly named: Set<number>;
  /** Apis of which it was said that they are parked. */
  readonly parked: Set<string>;
  readonly saysSession: boolean;
}

export function layoutTexts(scene: Scene, input: TextsInput): LaneTexts {
  const line = new TextLine();
  const chips = scene.model.depth === 'learner' ? [] : layoutChips(scene, input, line);
  avoidMessages(scene, input, line);
  const texts: LaneText[] = [];
  const place = (from: number, to: number, text: string, tone: LaneText['tone']): boolean => {
    const width = textWidth(text, TEXT);
    for (const [x0, x1] of scene.runs(from, to))
      for (let x = Math.max(x0 + 6, scene.rows.left + 4); x + width + 4 <= x1; x += 12)
        if (line.take(x - 3, x + width + 4)) {
          texts.push({ x, y: baseline(scene, input, [x, x + width]), text, tone });
          return true;
        }
    return false;
  };
  if (scene.rows.form === 'wide') {
    lifeTexts(scene, input.row, place);
    heldTexts(scene, input, place);
    if (scene.rows.lanes.height < WORDS_PX) return { chips, texts };
    errorTexts(scene, input, place);
    const armed = input.row.lane.session.find(({ type }) => type === 'armed');
    if (input.saysSession && armed !== undefined)
      sessionText(scene, Math.max(armed.at, scene.axis.from), place);
  }
  return { chips, texts };
}

/** A word never lies across the falling level: where that passes, it stands above it or below. */
function baseline(
  scene: Scene,
  { row, rails }: TextsInput,
  [x0, x1]: readonly [x0: number, x1: number],
): number {
  const { top, bottom } = rails;
  if (scene.rows.lanes.height < WORDS_PX) return bottom - 2.8;
  const usual = Math.max(top + 13.5, bottom - 11);
  const edge = (x: number): number =>
    bottom - levelAt(row.lane.session, scene.axis.time(x - scene.rows.left)) * (bottom - top);
  const [high, low] = [Math.min(edge(x0), edge(x1)), Math.max(edge(x0), edge(x1))];
  if (high > usual + 3 || low < usual - ASCENT_PX - 1) return usual;
  if (high - 4 >= top + ASCENT_PX + 1) return high - 4;
  return low + ASCENT_PX + 2 <= bottom - 2 ? low + ASCENT_PX + 2 : usual;
}

const ASCENT_PX = 8;

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
        // Beyond the cursor is what is due.
        scene.x(scene.model.playedAt),
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
    const back = lane.exchanges.find(({ sentAt }) => sentAt > at)?.sentAt ?? playedAt;
    if (type === 'removed') place(at, back, removedText(at, because), 'plain');
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

/** A word never lies across a line of a message. */
function avoidMessages(scene: Scene, { messages }: TextsInput, line: TextLine): void {
  for (const { sentAt, deliveredAt, arrivesAt, replyAt, doneAt, replyArrivesAt } of messages.shown) {
    line.block(scene.x(sentAt), scene.x(deliveredAt ?? arrivesAt ?? sentAt) + 2);
    if (replyAt !== null) line.block(scene.x(replyAt) - 2, scene.x(doneAt ?? replyArrivesAt ?? replyAt) + 2);
  }
}

/** What is parked now counts; what was is said once. */
function heldTexts(scene: Scene, { messages, parked }: TextsInput, place: Place): void {
  for (const { exchange, isOpen, x0, x1 } of messages.held) {
    if (x1 - x0 < 40 || (!isOpen && parked.has(exchange.apiKey))) continue;
    const from = exchange.deliveredAt ?? exchange.sentAt;
    const to = exchange.replyAt ?? scene.model.playedAt;
    const word = isParked(exchange) ? 'parked' : 'held';
    const since = Math.min(to, Math.max(from, scene.model.cursor)) - from;
    const text = scene.model.depth === 'learner' ? 'waits for the others' : `${exchange.apiKey} ${word}`;
    if (isOpen && scene.model.depth !== 'learner') {
      if (place(from, to, `${text} · ${secondsText(since)}`, 'plain')) continue;
    }
    if (place(from, to, text, 'plain')) parked.add(exchange.apiKey);
  }
}

/** As far right as there is room: the latest is looked at most. */
function sessionText(scene: Scene, from: number, place: Place): void {
  const runs = scene.runs(from, scene.model.playedAt);
  for (const [x0, x1] of runs.toReversed()) {
    const start = scene.axis.time(x0 - scene.rows.left);
    const end = scene.axis.time(x1 - scene.rows.left);
    if (place(start, end, 'session left', 'quiet')) return;
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
