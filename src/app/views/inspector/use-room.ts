/** How wide a place is: drawings are laid out for it. */
import { useLayoutEffect, useState, type RefObject } from 'react';

export function useRoom(box: RefObject<HTMLElement | null>, atFirst: number): number {
  const [room, setRoom] = useState(atFirst);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) setRoom(width);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}
