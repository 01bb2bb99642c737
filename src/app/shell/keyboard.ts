/** The page's keys: one letter does what a button does; none acts while a field has the focus. */
import { useEffect } from 'react';
import { instant } from '../../engine/kernel/time.ts';
import { carryOutAct } from '../acts/carry-out-act.ts';
import { addAct, listActs } from '../acts/list-acts.ts';
import { sessionActs, useSession } from '../store/session.ts';
import { nextTimer } from './next-timer.ts';
import { changeSpeed } from './Transport.tsx';

export interface PageKeys {
  readonly copyLink: () => void;
  readonly showKeys: () => void;
  readonly gallery: () => void;
}

const DEPTHS = ['learner', 'engineer', 'implementer'] as const;

/** Every key with its words, as `?` lists them. */
export const KEY_WORDS: readonly (readonly [string, string])[] = [
  ['Space .', 'play, pause'],
  ['← →', 'one event back, on'],
  ['⇧ ← ⇧ →', 'one notable event back, on (also PgUp, PgDn)'],
  ['Home End', 'ends of what was played'],
  ['N', 'to the next timer'],
  ['1 0', 'on by 1 s, by 10 s'],
  ['− +', 'slower, faster'],
  ['J', 'jump to an instant'],
  ['L', 'depth: learner, engineer, implementer'],
  ['D', 'dark, light'],
  ['W', 'Why? of the event at the cursor'],
  ['A', 'add a consumer'],
  ['C ⇧ C', 'crash, close the selected consumer'],
  ['R Z H', 'restart, freeze or thaw, slow the selected'],
  ['M', 'menu of the selected'],
  ['⇧ M =', 'move the coordinator; add a partition'],
  ['E', 'edit the settings of the selected'],
  ['⌃ Z ⇧ ⌃ Z', 'undo, redo (⌘ on a Mac)'],
  ['S', 'copy the link to this moment'],
  ['G', 'scenarios'],
  ['Esc', 'let go of what is selected'],
  ['?', 'this list'],
];

export function useKeyboard(keys: PageKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (isUndo(event) || act(event, keys)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [keys]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function isUndo(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return false;
  if (event.shiftKey) sessionActs().redo();
  else sessionActs().undo();
  return true;
}

function act(event: KeyboardEvent, keys: PageKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const isButton = event.target instanceof HTMLButtonElement;
  if (isButton && (event.key === ' ' || event.key === 'Enter')) return false;
  return time(event) || look(event.key, keys) || doIt(event);
}

function time(event: KeyboardEvent): boolean {
  const acts = sessionActs();
  const { playing, frame, played } = useSession.getState();
  const at = frame?.at ?? 0;
  const timer = frame === null ? undefined : nextTimer(frame);
  const moves: Readonly<Record<string, () => void>> = {
    ' ': () => (playing ? acts.pause() : acts.play()),
    '.': () => (playing ? acts.pause() : acts.play()),
    ArrowLeft: () => (event.shiftKey ? acts.stepNotable(-1) : acts.step(-1)),
    ArrowRight: () => (event.shiftKey ? acts.stepNotable(1) : acts.step(1)),
    PageUp: () => acts.stepNotable(-1),
    PageDown: () => acts.stepNotable(1),
    Home: () => acts.show({ type: 'instant', at: instant(0) }),
    End: () => acts.show({ type: 'instant', at: played.at }),
    n: () => timer !== undefined && acts.show({ type: 'instant', at: timer.due }),
    '1': () => acts.show({ type: 'instant', at: instant(at + 1_000) }),
    '0': () => acts.show({ type: 'instant', at: instant(at + 10_000) }),
    '-': () => changeSpeed(-1),
    '+': () => changeSpeed(1),
    j: () => document.getElementById('clock')?.click(),
  };
  const move = moves[event.key];
  move?.();
  return move !== undefined;
}

function look(key: string, keys: PageKeys): boolean {
  const acts = sessionActs();
  const { depth, theme } = useSession.getState();
  const looks: Readonly<Record<string, () => void>> = {
    l: () => acts.setDepth(DEPTHS[(DEPTHS.indexOf(depth) + 1) % DEPTHS.length] ?? 'engineer'),
    d: () => acts.setTheme(theme === 'dark' ? 'light' : 'dark'),
    s: keys.copyLink,
    m: openMenu,
    g: keys.gallery,
    '?': keys.showKeys,
    Escape: () => acts.select(null),
  };
  looks[key]?.();
  return looks[key] !== undefined;
}

/** The menu of what is selected, at the thing itself: the same that a right click opens. */
function openMenu(): void {
  const thing = document.querySelector('.stage-thing.picked');
  if (thing === null) return sessionActs().tell('Select a consumer, a partition or the coordinator first.');
  const { left, top } = thing.getBoundingClientRect();
  const at = { clientX: left + 16, clientY: top + 32 };
  thing.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
}

/** Acts on the selected thing by their own keys; the reason of one that cannot be done is told. */
function doIt(event: KeyboardEvent): boolean {
  const { frame, selected } = useSession.getState();
  if (frame === null) return false;
  const pressed = `${event.shiftKey ? '⇧ ' : ''}${event.key.toUpperCase()}`;
  const known = [...listActs(selected, frame), addAct(frame)].find(({ key }) => key === pressed);
  if (known === undefined) return false;
  if (known.reason !== null) sessionActs().tell(`${known.label}: ${known.reason}.`);
  else carryOutAct(known);
  return true;
}
