/** How large the timeline's place is, and when its fonts have come: widths are measured anew then. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { forgetWidths } from '../../draw/text-width.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function useSize(): readonly [RefObject<HTMLDivElement | null>, Size | null] {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    let isGone = false;
    // Widths of words that were measured in another font are wrong: a new size lays everything out anew.
    void document.fonts.ready.then(() => {
      if (isGone) return;
      forgetWidths();
      setSize((known) => (known === null ? null : { ...known }));
    });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, []);
  return [place, size];
}
