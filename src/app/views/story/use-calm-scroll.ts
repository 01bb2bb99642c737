/** Keeps the newest row in sight while the reader is at the end; whoever has scrolled up is left where they are. */
import { useEffect, useMemo, useRef, type RefObject } from 'react';

export interface CalmScroll {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  isAtEnd(): boolean;
  /** Brings the row whose Why? is open into sight, its sentence before its end. */
  showOpened(): void;
}

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 96;

export function useCalmScroll(moment: string, playing: boolean): CalmScroll {
  const ref = useRef<HTMLDivElement | null>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  useEffect(() => {
    const box = ref.current;
    if (box === null || !atEnd.current) return;
    const still = playing || globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.scrollTo({ top: box.scrollHeight, behavior: still ? 'auto' : 'smooth' });
  }, [moment, playing]);
  return useMemo(
    () => ({
      ref,
      onScroll() {
        const box = ref.current;
        if (box === null) return;
        // On the way down, by us or by the reader, only arriving counts; going up always does.
        const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
        if (near) atEnd.current = true;
        else if (box.scrollTop < top.current) atEnd.current = false;
        top.current = box.scrollTop;
      },
      isAtEnd: () => atEnd.current,
      showOpened() {
        const row = ref.current?.querySelector('.story-chain')?.parentElement ?? null;
        const room = ref.current?.clientHeight ?? 0;
        row?.scrollIntoView({ block: row.clientHeight > room ? 'start' : 'nearest' });
      },
    }),
    [],
  );
}
