/** Tears: how much is folded and what is in it; and the handles of quiet time that a person opened. */
import { bisectLeft } from 'd3';
import { lengthText, secondsText } from '../../draw/time-words.ts';
import { textWidth } from '../../draw/text-width.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import type { QuietFold } from './folds.ts';
import type { Scene } from './scene.ts';
import { countText } from './words.ts';

export interface Tear {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly y0: number;
  readonly y1: number;
  readonly amount: string;
  /** Empty: nothing, or no room for it. */
  readonly contents: string;
  readonly title: string;
  /** Middle of the words: below the flags. */
  readonly textY: number;
}

export interface FoldHandle {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly title: string;
}

export interface FoldsLayout {
  readonly tears: readonly Tear[];
  readonly handles: readonly FoldHandle[];
}

const AMOUNT = { size: 10.5, weight: 500, family: 'sans' } as const;
const CONTENTS = { size: 10.5, weight: 400, family: 'sans' } as const;

export function layoutFolds(scene: Scene): FoldsLayout {
  const { rows } = scene;
  const y0 = rows.ruler - 6;
  const y1 = rows.end + 2;
  const wordsFrom = rows.form === 'phone' ? rows.phases.y : rows.phases.y - 6;
  const tears = scene.folds.map((fold): Tear => {
    const x = scene.x(fold.from);
    const amount = `${secondsText(fold.to - fold.from)} folded`;
    const contents = contentsOf(scene, fold);
    const room = y1 - wordsFrom - 12 - textWidth(amount, AMOUNT) - textWidth('  ·  ', CONTENTS);
    const hasRoom =
      contents !== '' && scene.model.depth !== 'learner' && textWidth(contents, CONTENTS) <= room;
    const title = contents === '' ? `${amount}: open` : `${amount}, ${contents}: open`;
    const width = scene.x(fold.to) - x;
    return {
      key: fold.key,
      x,
      width,
      y0,
      y1,
      amount,
      contents: hasRoom ? contents : '',
      title,
      textY: (wordsFrom + y1) / 2,
    };
  });
  const handles = scene.openedFolds.map((fold): FoldHandle => {
    const length = lengthText(fold.to - fold.from);
    return {
      key: fold.key,
      x: scene.clampX(fold.from),
      y: rows.ruler,
      title: `fold ${length} of quiet time again`,
    };
  });
  return { tears, handles };
}

function contentsOf({ model }: Scene, { from, to }: QuietFold): string {
  if (to > model.playedAt) return 'not played yet';
  const { heartbeats, commits, waits } = model.index;
  const count = (list: readonly number[]): number => bisectLeft(list, to) - bisectLeft(list, from);
  const counted = [countText(count(heartbeats), 'heartbeat'), countText(count(commits), 'commit')].filter(
    (text) => text !== '',
  );
  if (counted.length > 0) return counted.join(', ');
  const wait = waits.findLast((each) => each.from <= from && (each.to ?? Infinity) >= to);
  if (wait === undefined) return '';
  const facts = timerFacts(wait.name);
  return facts.setting ?? facts.word;
}
