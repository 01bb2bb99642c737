/** The told events as a list with one tab stop: arrows go from row to row. */
import { useCallback, useRef } from 'react';
import { useRailSession as useSession } from '../../store/calm.ts';
import type { StoryModel } from './model.ts';
import { StoryRow } from './StoryRow.tsx';
import type { WhyStep } from './why.ts';
import { WhyChain } from './WhyChain.tsx';

export function StoryRows(props: {
  readonly story: StoryModel;
  readonly opened: number | null;
  readonly chain: readonly WhyStep[];
  readonly onWhy: (seq: number) => void;
}) {
  const { story, opened, chain, onWhy } = props;
  const depth = useSession((s) => s.depth);
  const list = useRef<HTMLOListElement>(null);
  const move = useCallback((seq: number, by: -1 | 1) => {
    const times = [...(list.current?.querySelectorAll<HTMLElement>('.story-time') ?? [])];
    const here = times.findIndex((time) => time.dataset['seq'] === String(seq));
    times[here + by]?.focus();
  }, []);
  const stop = story.rows.find((row) => row.isSelected)?.seq ?? story.rows.at(-1)?.seq;
  return (
    <ol className="story-rows" ref={list}>
      {story.rows.map((row) => (
        <StoryRow
          key={row.seq}
          row={row}
          depth={depth}
          isOpen={row.seq === opened}
          isStop={row.seq === stop}
          onWhy={onWhy}
          onMove={move}
        >
          {row.seq === opened && <WhyChain steps={chain} />}
        </StoryRow>
      ))}
    </ol>
  );
}
