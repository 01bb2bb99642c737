/** One vocabulary of acts: a thing has one list; buttons, menus and keys show the same words in the same order. */
import type { Edit } from '../../contract/messages.ts';
import type { Frame } from '../../engine/world/frame.ts';
import type { Selection } from '../store/selection.ts';

export interface OpenSettings {
  readonly type: 'openSettings';
  readonly of: Selection;
}

export interface Act {
  readonly id: string;
  /** `Crash consumer-2` */
  readonly label: string;
  /** `Crash` */
  readonly short: string;
  /** The key as shown, e.g. `C` or `⇧ C`; null: none. */
  readonly key: string | null;
  /** Why it cannot be done now; null: it can. */
  readonly reason: string | null;
  /** What it changes; or it opens the settings of a thing, which are changed there one by one. */
  readonly edit: Edit | OpenSettings;
}

export type ActsFor = (selection: Selection | null, frame: Frame) => readonly Act[];
