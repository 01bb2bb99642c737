/** The story's own state: how far back it reaches, and whose Why? is open; everything else is derived. */
import { useCallback, useMemo, useState } from 'react';
import { indexOf } from '../../draw/trace-index.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { storyOf, type StoryModel } from './model.ts';
import type { Telling } from './telling.ts';
import { useWhyKey } from './use-why-key.ts';
import { explain, type Rules, type WhyStep } from './why.ts';

/** Rows kept in the page; asking for earlier ones brings as many again. */
const WINDOW = 60;

/** An event's sequence number, or what stands at the cursor. */
export type Asked = number | 'standing';

export interface StoryState {
  readonly story: StoryModel | null;
  readonly telling: Telling;
  readonly open: Asked | null;
  readonly chain: readonly WhyStep[];
  readonly toggle: (asked: Asked) => void;
  readonly showMore: () => void;
}

export function useStory(rules: Rules): StoryState {
  const frame = useSession((s) => s.frame);
  const trace = useSession((s) => s.trace);
  const depth = useSession((s) => s.depth);
  const given = useSession((s) => s.given);
  const selected = useSession((s) => s.selected);
  const [size, setSize] = useState(WINDOW);
  const [open, setOpen] = useState<Asked | null>(null);
  const telling = useMemo<Telling>(
    () => ({ trace, index: indexOf(trace), depth, given }),
    [trace, depth, given],
  );
  const story = useMemo(
    () => (frame === null ? null : storyOf({ frame, telling, selected, window: size })),
    [frame, telling, selected, size],
  );
  const toggle = useCallback((asked: Asked) => setOpen((was) => (was === asked ? null : asked)), []);
  const showMore = useCallback(() => setSize((was) => was + WINDOW), []);
  useWhyKey(() => {
    const atCursor = story?.rows.findLast((row) => row.isNow)?.seq ?? 'standing';
    toggle(selected?.type === 'event' ? selected.seq : atCursor);
  });
  const chain = useMemo<readonly WhyStep[]>(
    () => (typeof open === 'number' ? explain(open, telling, rules) : []),
    [open, telling, rules],
  );
  return { story, telling, open, chain, toggle, showMore };
}
