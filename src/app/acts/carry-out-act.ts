/** Does an act, whichever door it came through: a button, a menu or a key. */
import { sessionActs } from '../store/session.ts';
import type { Act } from './acts.ts';

/** The rail draws what was selected within this time, in ms of the person. */
const DRAWN_MS = 150;

export function carryOutAct({ edit, label }: Act): void {
  if (edit.type !== 'openSettings') return sessionActs().edit(edit, label);
  sessionActs().select(edit.of);
  setTimeout(() => document.querySelector<HTMLElement>('.inspector-value')?.click(), DRAWN_MS);
}

/** The last act of a thing that has settings. */
export function settingsAct(
  of: { readonly type: 'consumer'; readonly node: string } | { readonly type: 'coordinator' },
): Act {
  const whose = of.type === 'consumer' ? of.node : 'the brokers';
  const edit = { type: 'openSettings', of } as const;
  return { id: 'settings', short: 'Settings', label: `Settings of ${whose}`, key: 'E', reason: null, edit };
}
