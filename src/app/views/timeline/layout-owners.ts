/** Ownership: a bar per reader, hatched where nobody reads with the seconds it lasts, stripes while it is given up. */
import { bisector } from 'd3';
import { instantText, lengthText, secondsText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import type { PartitionRow } from './model.ts';
import { lastRun, type Mark, type Scene } from './scene.ts';
import type { OwnerSpan } from './timeline-index.ts';

export interface OwnerBar {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly kind: 'read' | 'leaving' | 'nobody' | 'frozen' | 'two';
  /** Readers; frozen: the owner that does not read. */
  readonly ordinals: readonly number[];
  readonly hasNumber: boolean;
  /** Rows too thin for a hatch: that nobody reads, which is harm, is seen by its red. */
  readonly isThinHarm: boolean;
}

export interface OwnerText {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly isHarm: boolean;
}

export interface OwnerRowLayout {
  readonly key: string;
  readonly name: string;
  readonly y: number;
  readonly bars: readonly OwnerBar[];
  readonly texts: readonly OwnerText[];
}

export interface OwnersLayout {
  readonly rows: readonly OwnerRowLayout[];
  readonly marks: readonly Mark[];
}

interface Shown extends OwnerSpan {
  readonly to: number;
}

const TEXT = { size: 10, weight: 600, family: 'sans' } as const;
const TEXT_PAD = 4;
const HATCH_PX = 6;
const byStart = bisector((span: OwnerSpan) => span.at);

export function layoutOwners(scene: Scene): OwnersLayout {
  const { rows, model } = scene;
  const marks: Mark[] = [];
  const layouts = model.partitions.map((row, index): OwnerRowLayout => {
    const y = rows.owners.y + index * rows.owners.height;
    const spans = shownSpans(scene, row);
    marks.push(...spanMarks(scene, { row, y, spans }));
    return {
      key: row.key,
      name: row.name,
      y,
      bars: spans.map((span) => bar(scene, span)),
      texts: rows.owners.height < 9 ? [] : spans.flatMap((span) => barText(scene, span, index === 0) ?? []),
    };
  });
  return { rows: layouts, marks };
}

/** Spans within what is shown; neighbours that look alike are one. */
function shownSpans({ axis, model }: Scene, { line }: PartitionRow): readonly Shown[] {
  const first = Math.max(0, byStart.right(line.spans, axis.from) - 1);
  const end = byStart.left(line.spans, Math.min(axis.to, model.playedAt));
  const shown: Shown[] = [];
  for (let index = first; index < Math.max(end, first + 1); index++) {
    const span = line.spans[index];
    if (span === undefined) break;
    const to = Math.min(line.spans[index + 1]?.at ?? Infinity, model.playedAt);
    const last = shown.at(-1);
    if (last !== undefined && looksLike(last, span)) shown[shown.length - 1] = { ...last, to };
    else shown.push({ ...span, to });
  }
  return shown;
}

function looksLike(a: OwnerSpan, b: OwnerSpan): boolean {
  const same = a.readers.join() === b.readers.join() && a.owners.join() === b.owners.join();
  return same && a.isLeaving === b.isLeaving && a.everRead === b.everRead;
}

function kindOf({ readers, owners, isLeaving }: OwnerSpan): OwnerBar['kind'] {
  if (readers.length > 1) return 'two';
  if (readers.length === 1) return isLeaving ? 'leaving' : 'read';
  return owners.length > 0 ? 'frozen' : 'nobody';
}

function bar(scene: Scene, span: Shown): OwnerBar {
  const x = scene.clampX(span.at);
  const width = Math.max(1.5, scene.clampX(span.to) - x - 1);
  const named = span.readers.length > 0 ? span.readers : span.owners;
  return {
    key: `${span.seq}`,
    x,
    width,
    kind: kindOf(span),
    ordinals: named.map((node) => scene.model.ordinal(node)),
    hasNumber: scene.rows.owners.height >= 12 && width > 18,
    isThinHarm: scene.rows.owners.height < HATCH_PX && span.everRead && span.readers.length === 0,
  };
}

/** How long nobody has read it: up to the cursor where that stands within, else as long as it lasted. */
function barText(scene: Scene, span: Shown, isFirstRow: boolean): OwnerText | undefined {
  if (span.readers.length > 0) return undefined;
  const { cursor } = scene.model;
  const isNow = cursor >= span.at && cursor < span.to;
  const until = isNow ? cursor : span.to;
  const isPhone = scene.rows.form === 'phone';
  const length = lastsText(until - span.at);
  if (!span.everRead) {
    if (!isFirstRow || isPhone) return undefined;
    return placed(scene, { span, until, text: 'nobody yet', isHarm: false });
  }
  const word = span.owners.length > 0 ? 'frozen' : 'nobody';
  const long = placed(scene, { span, until, text: isPhone ? length : `${word} · ${length}`, isHarm: true });
  return long ?? placed(scene, { span, until, text: length, isHarm: true });
}

function lastsText(ms: number): string {
  return ms < 1000 ? lengthText(ms) : secondsText(ms);
}

function placed(
  scene: Scene,
  given: { readonly span: Shown; readonly until: number; readonly text: string; readonly isHarm: boolean },
): OwnerText | undefined {
  const { span, until, text, isHarm } = given;
  const width = textWidth(text, TEXT) + 2 * TEXT_PAD;
  const run = lastRun(scene.runs(span.at, until), width + 8);
  if (run === undefined) return undefined;
  // In the middle of a short piece; at the end of a long one, where the cursor is.
  const x = Math.max((run[0] + run[1]) / 2, run[1] - 76);
  return { key: `${span.seq}`, x: Math.min(x, run[1] - width / 2 - 3), width, text, isHarm };
}

function spanMarks(
  scene: Scene,
  { row, y, spans }: { readonly row: PartitionRow; readonly y: number; readonly spans: readonly Shown[] },
): readonly Mark[] {
  return spans
    .filter(({ at }) => at >= scene.axis.from)
    .map((span): Mark => {
      const x = scene.x(span.at);
      return {
        row: row.key,
        x0: x - 2,
        x1: x + Math.min(10, Math.max(3, scene.clampX(span.to) - x)),
        y0: y,
        y1: y + scene.rows.owners.height,
        at: span.at,
        seq: span.seq,
        selection: { type: 'event', seq: span.seq },
        words: () => `${instantText(span.at)} ${row.key}: ${spanWords(span)}`,
      };
    });
}

function spanWords({ readers, owners, everRead, isLeaving, at, to }: Shown): string {
  const [reader] = readers;
  if (readers.length > 1) return `${readers.join(' and ')} both read it`;
  if (reader !== undefined)
    return isLeaving ? `${reader} reads it and is to give it up` : `${reader} reads it`;
  const lasts = lastsText(to - at);
  if (owners.length > 0) return `nobody reads it for ${lasts}: ${owners.join(' and ')} owns it and is frozen`;
  return everRead ? `nobody reads it for ${lasts}` : 'nobody reads it yet';
}
