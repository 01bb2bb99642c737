/** By keyboard: ↑ ↓ from row to row, ← → from mark to mark, Enter picks it, F folds or opens quiet time. */
import { useState, type KeyboardEvent } from 'react';
import type { Instant } from '../../../engine/kernel/time.ts';
import { sessionActs } from '../../store/session.ts';
import { marksInRow, rowNames, type TimelineLayout } from './layout.ts';
import type { Mark } from './scene.ts';
import type { KeptView } from './use-view.ts';
import { toggleFold } from './viewport.ts';

interface Focus {
  readonly row: string;
  readonly seq: number;
  readonly at: number;
}

export function useKeys(layout: TimelineLayout | null, kept: KeptView) {
  const [focus, setFocus] = useState<Focus | null>(null);
  const focused = layout === null || focus === null ? undefined : find(layout, focus);
  const go = (mark: Mark | undefined): void => {
    if (mark !== undefined) setFocus({ row: mark.row, seq: mark.seq, at: mark.at });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (layout === null || event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const act = actOf(event.key, { layout, kept, focused, focus, go, clear: () => setFocus(null) });
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return { focused, onKeyDown, onBlur: () => setFocus(null) };
}

interface KeyPlace {
  readonly layout: TimelineLayout;
  readonly kept: KeptView;
  readonly focused: Mark | undefined;
  readonly focus: Focus | null;
  readonly go: (mark: Mark | undefined) => void;
  readonly clear: () => void;
}

function actOf(key: string, place: KeyPlace): (() => void) | undefined {
  const { layout, kept, focused, focus, go, clear } = place;
  const at = focus?.at ?? layout.scene.model.cursor;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return () =>
        go(focused === undefined ? firstMark(layout) : beside(layout, focused, key === 'ArrowLeft' ? -1 : 1));
    case 'ArrowUp':
    case 'ArrowDown':
      return () =>
        go(focused === undefined ? firstMark(layout) : above(layout, focused, key === 'ArrowUp' ? -1 : 1));
    case 'Enter':
      return focused === undefined ? undefined : () => pick(focused);
    case 'Escape':
      return focused === undefined ? undefined : clear;
    case 'f':
    case 'F':
      return () => {
        const folds = [...layout.scene.folds, ...layout.scene.openedFolds];
        const nearest = folds.toSorted((a, b) => away(a, at) - away(b, at))[0];
        if (nearest !== undefined) kept.change((view) => toggleFold(view, nearest));
      };
    default:
      return undefined;
  }
}

function pick({ selection, at }: Mark): void {
  if (selection === null) sessionActs().show({ type: 'instant', at: at as Instant });
  else sessionActs().select(selection);
}

function away({ from, to }: { readonly from: number; readonly to: number }, at: number): number {
  return Math.max(from - at, 0, at - to);
}

function find(layout: TimelineLayout, { row, seq }: Focus): Mark | undefined {
  return layout.marks.find((mark) => mark.row === row && mark.seq === seq);
}

function nearest(marks: readonly Mark[], at: number): Mark | undefined {
  return marks.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
}

function firstMark(layout: TimelineLayout): Mark | undefined {
  const [row] = rowNames(layout);
  return row === undefined ? undefined : nearest(marksInRow(layout, row), layout.scene.model.cursor);
}

function beside(layout: TimelineLayout, mark: Mark, by: -1 | 1): Mark | undefined {
  const marks = marksInRow(layout, mark.row);
  return marks[marks.findIndex(({ seq }) => seq === mark.seq) + by];
}

function above(layout: TimelineLayout, mark: Mark, by: -1 | 1): Mark | undefined {
  const names = rowNames(layout);
  const row = names[names.indexOf(mark.row) + by];
  return row === undefined ? undefined : nearest(marksInRow(layout, row), mark.at);
}
