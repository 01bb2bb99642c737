/** Keeps the cursor's row in sight while the reader is at the end; whoever has scrolled up is left where they are. */
import { useCallback, useEffect, useRef, type RefObject } from 'react';

export interface CalmScroll {
  readonly onScroll: () => void;
  /** Brings the row whose Why? is open into sight, its sentence before its end. */
  readonly showOpened: () => void;
}

type Box = RefObject<HTMLDivElement | null>;

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 96;

export function useCalmScroll(box: Box, inside: Box, isCalm: boolean): CalmScroll {
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
      top.current = endOf(outer, inner);
      outer.scrollTo({ top: top.current, behavior: still ? 'auto' : 'smooth' });
    });
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [box, inside]);
  const onScroll = useCallback(() => {
    const outer = box.current;
    if (outer === null) return;
    // On the way down, by us or by the reader, only arriving counts; going up always does.
    const isNear = outer.scrollHeight - outer.scrollTop - outer.clientHeight < NEAR_PX;
    if (isNear) atEnd.current = true;
    else if (outer.scrollTop < top.current) atEnd.current = false;
    top.current = outer.scrollTop;
  }, [box]);
  const showOpened = useCallback(() => {
    const row = inside.current?.querySelector('.story-chain')?.parentElement ?? null;
    atEnd.current = false;
    const isTall = (row?.clientHeight ?? 0) > (box.current?.clientHeight ?? 0);
    row?.scrollIntoView({ block: isTall ? 'start' : 'nearest' });
  }, [box, inside]);
  return { onScroll, showOpened };
}

/** The very end, but never so far that the cursor's row is cut at its top. */
function endOf(outer: HTMLElement, inner: HTMLElement): number {
  const end = outer.scrollHeight - outer.clientHeight;
  const row = inner.querySelector<HTMLElement>('.story-row.now');
  return row === null ? end : Math.min(end, row.offsetTop);
}
