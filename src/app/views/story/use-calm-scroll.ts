/** Keeps the newest row in sight while the reader is at the end; whoever has scrolled up is left where they are. */
import { useEffect, useMemo, useRef, type RefObject } from 'react';

export interface CalmScroll {
  /** The box that scrolls, and what is in it. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly inside: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  isAtEnd(): boolean;
  /** Brings the row whose Why? is open into sight, its sentence before its end. */
  showOpened(): void;
}

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 96;

export function useCalmScroll(isCalm: boolean): CalmScroll {
  const box = useRef<HTMLDivElement | null>(null);
  const inside = useRef<HTMLDivElement | null>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const calm = useRef(isCalm);
  useEffect(() => {
    calm.current = isCalm;
  }, [isCalm]);
  useEffect(() => {
    const [outer, inner] = [box.current, inside.current];
    if (outer === null || inner === null) return;
    const observer = new ResizeObserver(() => {
      if (!atEnd.current) return;
      const still = !calm.current || globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
      outer.scrollTo({ top: outer.scrollHeight, behavior: still ? 'auto' : 'smooth' });
    });
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);
  return useMemo(
    () => ({
      box,
      inside,
      onScroll() {
        const outer = box.current;
        if (outer === null) return;
        // On the way down, by us or by the reader, only arriving counts; going up always does.
        const near = outer.scrollHeight - outer.scrollTop - outer.clientHeight < NEAR_PX;
        if (near) atEnd.current = true;
        else if (outer.scrollTop < top.current) atEnd.current = false;
        top.current = outer.scrollTop;
      },
      isAtEnd: () => atEnd.current,
      showOpened() {
        const row = inside.current?.querySelector('.story-chain')?.parentElement ?? null;
        atEnd.current = false;
        row?.scrollIntoView({
          block: row.clientHeight > (box.current?.clientHeight ?? 0) ? 'start' : 'nearest',
        });
      },
    }),
    [],
  );
}
