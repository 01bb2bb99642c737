/** One told event: its instant, its sentence, and Why? with its answer underneath. */
import { memo, type KeyboardEvent, type ReactNode } from 'react';
import { instantRough, instantText } from '../../draw/time-words.ts';
import type { Depth } from '../../store/selection.ts';
import type { StoryRow as Row } from './model.ts';
import { sentenceText } from './token.ts';
import { Tokens } from './Tokens.tsx';
import { showEvent } from './WhyChain.tsx';

export interface StoryRowProps {
  readonly row: Row;
  readonly depth: Depth;
  readonly isOpen: boolean;
  /** The one row that Tab reaches. */
  readonly isStop: boolean;
  readonly onWhy: (seq: number) => void;
  readonly onMove: (seq: number, by: -1 | 1) => void;
  readonly children?: ReactNode;
}

export const StoryRow = memo(function StoryRow(props: StoryRowProps) {
  const { row, depth, isOpen, isStop, onWhy, onMove, children } = props;
  const { seq, at, sentence, isNow, isSelected, repeatsTime, again } = row;
  const classes = `story-row${isNow ? ' now' : ''}${isSelected ? ' selected' : ''}`;
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onMove(seq, event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className={classes} aria-current={isNow ? 'true' : undefined}>
      <div className="story-line" onClick={() => showEvent(seq)}>
        <button
          type="button"
          className={repeatsTime && !isNow ? 'story-time repeated' : 'story-time'}
          data-seq={seq}
          tabIndex={isStop ? 0 : -1}
          aria-label={`${instantText(at)} s: ${sentenceText(sentence)} Show this moment`}
          onClick={(event) => {
            event.stopPropagation();
            showEvent(seq);
          }}
          onKeyDown={keys}
        >
          {depth === 'learner' ? instantRough(at) : instantText(at)}
        </button>
        <p>
          <Tokens sentence={sentence} />
          {again !== null && (
            <span className="story-again">
              {' '}
              And {again.times} more until {instantText(again.until)}.
            </span>
          )}
        </p>
        <WhyButton isOpen={isOpen} isStop={isStop} onPress={() => onWhy(seq)} />
      </div>
      {children}
    </li>
  );
});

export function WhyButton(props: {
  readonly isOpen: boolean;
  readonly isStop: boolean;
  readonly onPress: () => void;
}) {
  const { isOpen, isStop, onPress } = props;
  return (
    <button
      type="button"
      className="story-why"
      aria-expanded={isOpen}
      tabIndex={isStop ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      Why?
    </button>
  );
}
