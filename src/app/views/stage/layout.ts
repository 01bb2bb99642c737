/** Where things stand on the stage: records on the left, readers in the middle, rules on the right. */
import type { StageModel } from './model.ts';

export type Shape = 'wide' | 'narrow' | 'phone';
/** How much a card has room to say. */
export type CardSize = 'full' | 'low' | 'compact' | 'line';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PartitionPlace {
  /** The middle of its log strip. */
  readonly y: number;
  /** The row that it may fill. */
  readonly top: number;
  readonly height: number;
}

export interface StageLayout {
  readonly shape: Shape;
  readonly width: number;
  readonly height: number;
  /** Where captions stand; null: there is no room for them. */
  readonly captionY: number;
  readonly partitions: {
    readonly x: number;
    readonly stripX: number;
    readonly stripWidth: number;
    /** Right edge of the figures. */
    readonly right: number;
    readonly mode: 'full' | 'line' | 'cells' | 'inCards';
    readonly places: readonly PartitionPlace[];
  };
  readonly cards: {
    readonly x: number;
    readonly width: number;
    readonly size: CardSize;
    readonly places: readonly Box[];
  };
  /** From the cards' right edge to the coordinator's left one. */
  readonly wires: { readonly from: number; readonly to: number; readonly twoTracks: boolean };
  readonly coordinator: Box;
  /** Beyond ten consumers, cards become numbered tiles and have no wires of their own. */
  readonly tiles: Box | null;
}

export interface StageSize {
  readonly width: number;
  readonly height: number;
  /** Kept free for the headline. */
  readonly topInset: number;
}

export const CARDS_AT_MOST = 10;
const BOTTOM = 14;
const CAPTION = 22;
const WIDE_FROM = 1000;
const PHONE_BELOW = 680;

export function layoutStage(model: StageModel, size: StageSize): StageLayout {
  if (size.width < PHONE_BELOW) return layoutPhone(model, size);
  const shape = size.width >= WIDE_FROM ? 'wide' : 'narrow';
  const top = size.topInset + CAPTION;
  const consumers = Math.min(model.consumers.length, CARDS_AT_MOST);
  const least = Math.max(consumers * 26, Math.min(model.partitions.length, 18) * 15, 240);
  const height = Math.max(size.height, top + least + BOTTOM);
  const room = height - top - BOTTOM;
  const columns = columnsOf(shape, size.width);
  const tiled = model.consumers.length > CARDS_AT_MOST;
  const cards = tiled ? [] : cardPlaces(consumers, { top, room, x: columns.cardX, width: columns.cardWidth });
  return {
    shape,
    width: size.width,
    height,
    captionY: top - 9,
    partitions: { ...columns.partitions, ...partitionPlaces(model.partitions.length, { top, room, shape }) },
    cards: {
      x: columns.cardX,
      width: columns.cardWidth,
      size: cardSize(cards[0]?.height ?? 92),
      places: cards,
    },
    wires: {
      from: columns.cardX + columns.cardWidth,
      to: columns.coordinatorX,
      twoTracks: (cards[0]?.height ?? 92) >= 62,
    },
    coordinator: { x: columns.coordinatorX, y: 12, width: columns.coordinatorWidth, height: height - 24 },
    tiles: tiled ? { x: columns.cardX, y: top, width: columns.cardWidth + 60, height: room } : null,
  };
}

function columnsOf(shape: 'wide' | 'narrow', width: number) {
  const extra = Math.max(0, width - (shape === 'wide' ? 1048 : 744));
  const less = Math.max(0, (shape === 'wide' ? 1048 : 744) - width);
  const grown = Math.min(140, extra * 0.3);
  const coordinatorWidth = shape === 'wide' ? 228 : 146 + Math.min(60, extra * 0.3);
  const coordinatorX = width - 24 - coordinatorWidth;
  if (shape === 'wide') {
    const cardX = 392 + grown - less * 0.4;
    const partitions = { x: 24, stripX: 54, stripWidth: 182 + grown - less * 0.4, right: cardX - 57 };
    return { cardX, cardWidth: 216, coordinatorX, coordinatorWidth, partitions };
  }
  const cardX = 236 + grown - less * 0.4;
  const partitions = { x: 24, stripX: 50, stripWidth: cardX - 50 - 46, right: cardX - 46 };
  return { cardX, cardWidth: 200, coordinatorX, coordinatorWidth, partitions };
}

interface Column {
  readonly top: number;
  readonly room: number;
}

/** Cards share the height evenly; each stands in the middle of its share. */
function cardPlaces(amount: number, column: Column & { x: number; width: number }): readonly Box[] {
  if (amount === 0) return [];
  const share = column.room / amount;
  const gap = share >= 72 ? 10 : share >= 46 ? 8 : 4;
  const pitch = (column.room + gap) / amount;
  const height = Math.min(92, pitch - gap);
  return Array.from({ length: amount }, (_, i) => ({
    x: column.x,
    y: column.top + pitch * i + (pitch - gap - height) / 2,
    width: column.width,
    height,
  }));
}

export function cardSize(height: number): CardSize {
  if (height >= 88) return 'full';
  if (height >= 66) return 'low';
  return height >= 42 ? 'compact' : 'line';
}

function partitionPlaces(amount: number, { top, room, shape }: Column & { shape: Shape }) {
  const pitch = amount === 0 ? room : (room + 8) / amount;
  if (pitch < 15) return { mode: 'cells' as const, places: [] };
  const mode: 'full' | 'line' = pitch >= (shape === 'wide' ? 40 : 38) ? 'full' : 'line';
  const height = Math.min(pitch - (mode === 'full' ? 4 : 2), 46);
  const places = Array.from({ length: amount }, (_, i) => {
    const middle = top - 4 + pitch * (i + 0.5);
    return { y: mode === 'full' ? middle - 4 : middle, top: middle - height / 2, height };
  });
  return { mode, places };
}

/** On a phone partitions sit inside the card of whoever reads them, or did last; cards are as high as they must. */
function layoutPhone(model: StageModel, size: StageSize): StageLayout {
  const top = size.topInset + 24;
  const width = size.width;
  const tiled = model.consumers.length > CARDS_AT_MOST;
  const cardWidth = Math.round(Math.min(300, width * 0.42));
  const coordinatorWidth = Math.round(Math.max(84, width * 0.2));
  const places: Box[] = [];
  let y = top;
  for (const consumer of tiled ? [] : model.consumers) {
    const inside = partitionsIn(model, consumer.node).length;
    const height = 40 + Math.max(2, inside) * 23;
    places.push({ x: 16, y, width: cardWidth, height });
    y += height + 4;
  }
  const orphans = tiled ? 0 : partitionsIn(model, null).length;
  // Not the height it is given: the page gives it what it asks for, and it would never shrink again.
  const height = (tiled ? top + 290 : Math.max(y, top + 90)) + 44 + orphans * 23 + 12;
  return {
    shape: 'phone',
    width,
    height,
    captionY: top - 10,
    partitions: {
      x: 16,
      stripX: 52,
      stripWidth: cardWidth - 86,
      right: 16 + cardWidth - 10,
      mode: 'inCards',
      places: Array.from({ length: orphans }, (_, i) => ({
        y: y + 58 + i * 23,
        top: y + 48 + i * 23,
        height: 20,
      })),
    },
    cards: { x: 16, width: cardWidth, size: 'full', places },
    wires: { from: 16 + cardWidth, to: width - 16 - coordinatorWidth, twoTracks: false },
    coordinator: {
      x: width - 16 - coordinatorWidth,
      y: top,
      width: coordinatorWidth,
      height: Math.max(90, (places.length > 0 ? y - 4 : top + 90) - top),
    },
    tiles: tiled ? { x: 16, y: top, width: width - 48 - coordinatorWidth, height: 160 } : null,
  };
}

/** Partitions that are shown in a consumer's card on a phone; null: those that are nobody's. */
export function partitionsIn(model: StageModel, node: string | null) {
  const known = new Set(model.consumers.map((consumer) => consumer.node));
  return model.partitions.filter(({ last }) =>
    node === null ? last === null || !known.has(last.node) : last?.node === node,
  );
}

/** The two tracks of a wire: requests above, replies below; on a low row they share one. */
export function tracksOf(card: Box, twoTracks: boolean): { request: number; reply: number } {
  const middle = card.y + card.height / 2;
  if (!twoTracks) return { request: middle, reply: middle };
  // On lower cards both stand higher: an error's name hangs below the reply.
  return card.height >= 88
    ? { request: middle - 15, reply: middle + 17 }
    : { request: middle - 18, reply: middle + 12 };
}
