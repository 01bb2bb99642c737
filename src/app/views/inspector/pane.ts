/** What every pane of the inspector is given. */
import type { ChartGraph, RuleText } from '../../../contract/reference.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import type { Act, ActsFor } from '../../acts/acts.ts';

export interface PaneProps {
  readonly frame: Frame;
  /** The frame one event ago; null: none was seen yet. */
  readonly before: Frame | null;
  readonly charts: readonly ChartGraph[];
  readonly rules: ReadonlyMap<string, RuleText>;
  readonly acts: ActsFor;
  readonly onAct: (act: Act) => void;
  /** Room for a drawing. */
  readonly width: number;
}
