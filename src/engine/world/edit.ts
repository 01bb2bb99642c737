/** What can be changed in a scenario, and which moment of a run is meant: said by the page, understood by the history. */
import type { Instant } from '../kernel/time.ts';
import type { Command } from './command.ts';

/** Whatever an edit changes in the past opens a branch, and the old future is kept. */
export type Edit =
  /** A command at an instant; later commands of the old future are left out. */
  | { readonly type: 'act'; readonly at: Instant; readonly command: Command }
  /** The command at this place becomes another one, at its instant; later ones stay. */
  | { readonly type: 'replace'; readonly index: number; readonly command: Command }
  /** Without the command at this place. */
  | { readonly type: 'remove'; readonly index: number }
  /** A setting from the start of the run: 'brokers', 'consumers', or one consumer. */
  | { readonly type: 'setting'; readonly scope: string; readonly key: string; readonly value: string };

/** Where one looks: at an instant, everything due then included; or right after the step that made an event. */
export type Target =
  { readonly type: 'instant'; readonly at: Instant } | { readonly type: 'event'; readonly seq: number };
