/** One tab stop for the whole stage: up and down move between the things on it. */
import { useCallback, useState, type KeyboardEvent, type RefObject } from 'react';

export interface Roving {
  readonly tabStop: string;
  readonly focused: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function useRoving(root: RefObject<HTMLElement | null>, initial: string): Roving {
  const [last, setLast] = useState<string | null>(null);
  // What had the focus may have left the stage, a message for instance: then the tab key goes to the start again.
  const there = last !== null && find(root.current, last) !== undefined;
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const all = things(root.current);
      const here = all.findIndex((thing) => thing === document.activeElement);
      all.at((here + step) % all.length)?.focus();
      event.preventDefault();
      event.stopPropagation();
    },
    [root],
  );
  return { tabStop: there ? last : initial, focused: setLast, onKeyDown };
}

function things(root: HTMLElement | null): readonly SVGGElement[] {
  return [...(root?.querySelectorAll<SVGGElement>('[data-thing]') ?? [])];
}

function find(root: HTMLElement | null, key: string): SVGGElement | undefined {
  return things(root).find((thing) => thing.dataset['thing'] === key);
}
