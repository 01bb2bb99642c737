/** The frame before the one shown: what a field was one event ago is told from it. */
import { useState } from 'react';
import type { Frame } from '../../../engine/world/frame.ts';

interface Pair {
  readonly now: Frame | null;
  readonly before: Frame | null;
}

export function usePreviousFrame(frame: Frame | null): Frame | null {
  const [pair, setPair] = useState<Pair>({ now: frame, before: null });
  if (pair.now === frame) return pair.before;
  // Time alone changes no field: the moment to compare with is the one before the last event.
  const next = { now: frame, before: pair.now?.seq === frame?.seq ? pair.before : pair.now };
  setPair(next);
  return next.before;
}
