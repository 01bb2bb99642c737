/**
 * The story of the run up to the cursor: told events in order, each with Why?; what stands now; what comes next if
 * nobody does anything; and what the last outage cost. It is also the screen reader's timeline.
 */
import { useEffect, useRef } from 'react';
import type { RuleText } from '../../../contract/reference.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { OutageEquation } from './OutageEquation.tsx';
import { StoryNext, StoryNow } from './StoryNow.tsx';
import { StoryRows } from './StoryRows.tsx';
import { Tabs } from './Tabs.tsx';
import { useCalmScroll } from './use-calm-scroll.ts';
import { useStory } from './use-story.ts';
import './story.css';

export interface StoryProps {
  readonly rules: ReadonlyMap<string, RuleText>;
  /** On a phone: no tabs of its own, and larger targets. */
  readonly compact?: boolean;
}

export function Story({ rules, compact = false }: StoryProps) {
  const playing = useSession((s) => s.playing);
  const { story, telling, open, chain, toggle, showMore } = useStory(rules);
  const box = useRef<HTMLDivElement | null>(null);
  const inside = useRef<HTMLDivElement | null>(null);
  const { onScroll, showOpened } = useCalmScroll(box, inside, !playing);
  useEffect(() => {
    if (open !== null) showOpened();
  }, [open, showOpened]);
  return (
    <section className={compact ? 'story compact' : 'story'} aria-label="Story">
      {!compact && <Tabs />}
      <div className="story-scroll" ref={box} onScroll={onScroll}>
        <div ref={inside}>
          {story === null ? (
            <p className="story-empty">What happens is told here, one sentence an event.</p>
          ) : (
            <>
              {story.earlier > 0 && (
                <button type="button" className="story-earlier" onClick={showMore}>
                  {story.earlier} earlier
                </button>
              )}
              <div role="log" aria-live={playing ? 'off' : 'polite'} aria-label="What happened">
                <StoryRows
                  story={story}
                  opened={typeof open === 'number' ? open : null}
                  chain={chain}
                  onWhy={toggle}
                />
              </div>
              <StoryNow
                story={story}
                telling={telling}
                rules={rules}
                isOpen={open === 'standing'}
                onWhy={() => toggle('standing')}
              />
              <StoryNext story={story} />
            </>
          )}
        </div>
      </div>
      <OutageEquation />
    </section>
  );
}
