/** What every part of the stage needs to know: depth, whether time runs, and what a person points at. */
import { createContext, useContext } from 'react';
import type { Depth, Selection } from '../../store/selection.ts';
import type { Shape } from './layout.ts';

export interface StageContextValue {
  /** Prefix of the ids in this svg. */
  readonly scope: string;
  readonly depth: Depth;
  readonly shape: Shape;
  readonly selected: Selection | null;
  readonly hovered: Selection | null;
  /** The thing that the tab key reaches. */
  readonly tabStop: string;
  readonly pick: (selection: Selection) => void;
  readonly hover: (selection: Selection | null) => void;
  readonly openMenu: (selection: Selection, at: { readonly x: number; readonly y: number }) => void;
  readonly focused: (key: string) => void;
}

export const StageContext = createContext<StageContextValue | null>(null);

export function useStage(): StageContextValue {
  const value = useContext(StageContext);
  if (value === null) throw new Error('a part of the stage stands outside of it');
  return value;
}
