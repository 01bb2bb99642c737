/** The room that an element has, kept up to date. */
import { useLayoutEffect, useState, type RefObject } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function useSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = target;
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** True once the page's own fonts are there: widths that were measured before are wrong. */
export function useFontsReady(): boolean {
  const [ready, setReady] = useState(false);
  useLayoutEffect(() => {
    let wanted = true;
    const faces = ["500 12px 'Inter Variable'", "500 12px 'JetBrains Mono Variable'"];
    const loading = Promise.all(faces.map((face) => document.fonts.load(face)));
    const done = () => {
      if (wanted) setReady(true);
    };
    loading.then(done, done);
    return () => {
      wanted = false;
    };
  }, []);
  return ready;
}
