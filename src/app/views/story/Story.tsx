/**
 * The story of the run up to the cursor: told events in order, each with Why?; what stands now; what comes next if
 * nobody does anything; and what the last outage cost. It is also the screen reader's timeline.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RuleText } from '../../../contract/reference.ts';
import { instantRough, instantText } from '../../draw/time-words.ts';
import { indexOf } from '../../draw/trace-index.ts';
import { sessionActs, useSession } from '../../store/session.ts';
import { storyOf, type StoryModel } from './model.ts';
import { OutageEquation } from './OutageEquation.tsx';
import { StoryRow, WhyButton } from './StoryRow.tsx';
import { Tabs } from './Tabs.tsx';
import type { Telling } from './telling.ts';
import { Tokens } from './Tokens.tsx';
import { useCalmScroll } from './use-calm-scroll.ts';
import { explain, type WhyStep } from './why.ts';
import { WhyChain } from './WhyChain.tsx';
import './story.css';

export interface StoryProps {
  readonly rules: ReadonlyMap<string, RuleText>;
  /** On a phone: no tabs of its own, and larger targets. */
  readonly compact?: boolean;
}

/** Rows kept in the page; scrolling up brings as many again. */
const WINDOW = 60;

type Open = { readonly type: 'event'; readonly seq: number } | { readonly type: 'standing' } | null;

export function Story({ rules, compact = false }: StoryProps) {
  const frame = useSession((s) => s.frame);
  const trace = useSession((s) => s.trace);
  const depth = useSession((s) => s.depth);
  const given = useSession((s) => s.given);
  const selected = useSession((s) => s.selected);
  const playing = useSession((s) => s.playing);
  const [window, setWindow] = useState(WINDOW);
  const [open, setOpen] = useState<Open>(null);
  const telling = useMemo<Telling>(
    () => ({ trace, index: indexOf(trace), depth, given }),
    [trace, depth, given],
  );
  const story = useMemo(
    () => (frame === null ? null : storyOf({ frame, telling, selected, window })),
    [frame, telling, selected, window],
  );
  const scroll = useCalmScroll(!playing);
  useEffect(() => {
    if (scroll.isAtEnd()) setWindow(WINDOW);
  }, [frame?.seq, scroll]);
  const toggle = useCallback((seq: number) => {
    setOpen((was) => (was?.type === 'event' && was.seq === seq ? null : { type: 'event', seq }));
  }, []);
  useWhyKey(() => {
    const seq = selected?.type === 'event' ? selected.seq : story?.rows.findLast((row) => row.isNow)?.seq;
    if (seq !== undefined) toggle(seq);
    else setOpen((was) => (was?.type === 'standing' ? null : { type: 'standing' }));
  });
  useEffect(() => {
    if (open !== null) scroll.showOpened();
  }, [open, scroll]);
  const opened = open?.type === 'event' ? open.seq : null;
  const chain = useMemo<readonly WhyStep[]>(
    () => (opened === null ? [] : explain(opened, telling, rules)),
    [opened, telling, rules],
  );
  return (
    <section className={compact ? 'story compact' : 'story'} aria-label="Story">
      {!compact && <Tabs />}
      <div className="story-scroll" ref={scroll.box} onScroll={scroll.onScroll}>
        <div ref={scroll.inside}>
          {story === null ? (
            <p className="story-empty">What happens is told here, one sentence an event.</p>
          ) : (
            <>
              {story.earlier > 0 && (
                <button
                  type="button"
                  className="story-earlier"
                  onClick={() => setWindow((size) => size + WINDOW)}
                >
                  {story.earlier} earlier
                </button>
              )}
              <div role="log" aria-live={playing ? 'off' : 'polite'} aria-label="What happened">
                <Rows story={story} opened={opened} chain={chain} onWhy={toggle} />
              </div>
              <Now
                story={story}
                telling={telling}
                rules={rules}
                isOpen={open?.type === 'standing'}
                onWhy={() => setOpen((was) => (was?.type === 'standing' ? null : { type: 'standing' }))}
              />
              <Next story={story} />
            </>
          )}
        </div>
      </div>
      <OutageEquation />
    </section>
  );
}

function Rows(props: {
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

function Now(props: {
  readonly story: StoryModel;
  readonly telling: Telling;
  readonly rules: ReadonlyMap<string, RuleText>;
  readonly isOpen: boolean;
  readonly onWhy: () => void;
}) {
  const { story, telling, rules, isOpen, onWhy } = props;
  const { standing } = story;
  const at = useSession((s) => s.frame?.at ?? 0);
  const since = standing?.since ?? null;
  const chain = useMemo(
    () => (isOpen && since !== null ? explain(since, telling, rules) : []),
    [isOpen, since, telling, rules],
  );
  if (standing === null) return null;
  return (
    <div className="story-row now" aria-current="true">
      <div className="story-line still">
        <span className="story-time">{telling.depth === 'learner' ? instantRough(at) : instantText(at)}</span>
        <div>
          <p>
            <Tokens sentence={standing.sentence} />
          </p>
          {standing.note !== null && (
            <p className="story-note">
              <Tokens sentence={standing.note} />
            </p>
          )}
        </div>
        {since !== null && <WhyButton isOpen={isOpen} isStop onPress={onWhy} />}
      </div>
      {isOpen && <WhyChain steps={chain} />}
    </div>
  );
}

function Next({ story }: { readonly story: StoryModel }) {
  const depth = useSession((s) => s.depth);
  if (story.due.length === 0) return null;
  return (
    <section className="story-next" aria-label="Next, if nobody does anything">
      <h3>next, if nobody does anything</h3>
      {story.due.map(({ key, at, sentence }) => (
        <div key={key} className="story-line" onClick={() => sessionActs().show({ type: 'instant', at })}>
          <button
            type="button"
            className="story-time"
            aria-label={`Go on to ${instantText(at)} s`}
            onClick={(event) => {
              event.stopPropagation();
              sessionActs().show({ type: 'instant', at });
            }}
          >
            {depth === 'learner' ? instantRough(at) : instantText(at)}
          </button>
          <p>
            <Tokens sentence={sentence} />
          </p>
        </div>
      ))}
    </section>
  );
}

/** W asks why of the selected event, or of what stands now; never while somebody writes. */
function useWhyKey(toggle: () => void): void {
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'w' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [contenteditable]')
      )
        return;
      latest.current();
    };
    globalThis.addEventListener('keydown', onKey);
    return () => globalThis.removeEventListener('keydown', onKey);
  }, []);
}
