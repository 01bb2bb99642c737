/** A list of acts at a point of the screen: arrows move, Enter does, Esc closes; the impossible says why. */
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import './widgets.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** A plain half-sentence beside the name. */
  readonly note?: string;
  readonly hotkey?: string | null;
  /** Why it cannot be done now; null or absent: it can. */
  readonly reason?: string | null;
  /** A line stands above it. */
  readonly apart?: boolean;
}

export interface MenuProps {
  readonly label: string;
  readonly header?: ReactNode;
  readonly entries: readonly MenuEntry[];
  /** In the window; the menu keeps itself inside. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

const MARGIN = 8;

export function Menu({ label, header, entries, at, onPick, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const place = useKeptInside(box, at);
  useFocusInside(box, onClose);
  const keys = (event: KeyboardEvent) => {
    // A key pressed in a menu is the menu's: the page's one-letter keys must not act on it.
    event.stopPropagation();
    const next = focusAfter(event.key, box.current);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (next === undefined) return;
    else next.focus();
    event.preventDefault();
  };
  return createPortal(
    <div className="w-menu" role="menu" aria-label={label} ref={box} style={place} onKeyDown={keys}>
      {header !== undefined && <div className="w-menu-header">{header}</div>}
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} onPick={onPick} />
      ))}
      {entries.length === 0 && <p className="w-menu-empty">There is nothing to do here.</p>}
    </div>,
    document.body,
  );
}

function Entry({ entry, onPick }: { readonly entry: MenuEntry; readonly onPick: (id: string) => void }) {
  const reasonId = useId();
  const reason = entry.reason ?? null;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={entry.apart === true ? 'w-menu-entry apart' : 'w-menu-entry'}
      aria-disabled={reason === null ? undefined : true}
      aria-describedby={reason === null ? undefined : reasonId}
      onClick={reason === null ? () => onPick(entry.id) : undefined}
      onPointerMove={(event) => event.currentTarget.focus()}
    >
      <span className="w-menu-name">{entry.label}</span>
      {reason === null && entry.note !== undefined && <span className="w-menu-note">{entry.note}</span>}
      {reason === null && (entry.hotkey ?? null) !== null && <kbd className="w-key">{entry.hotkey}</kbd>}
      {reason !== null && (
        <span id={reasonId} className="w-menu-reason">
          {reason}
        </span>
      )}
    </button>
  );
}

function focusAfter(key: string, box: HTMLDivElement | null): HTMLElement | undefined {
  const all = [...(box?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const here = all.findIndex((element) => element === document.activeElement);
  if (key === 'ArrowDown') return all[(here + 1) % all.length];
  if (key === 'ArrowUp') return all.at(here <= 0 ? -1 : here - 1);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const starts = (element: HTMLElement) => element.textContent.toLowerCase().startsWith(key.toLowerCase());
  return all.slice(here + 1).find(starts) ?? all.find(starts);
}

/** Takes the focus, gives it back, and closes when a person presses elsewhere. */
function useFocusInside(box: React.RefObject<HTMLDivElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) close.current();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      if (before instanceof HTMLElement || before instanceof SVGElement)
        before.focus({ preventScroll: true });
    };
  }, [box]);
}

function useKeptInside(
  box: React.RefObject<HTMLDivElement | null>,
  at: { readonly x: number; readonly y: number },
): { left: number; top: number } {
  const [place, setPlace] = useState({ left: at.x, top: at.y });
  useLayoutEffect(() => {
    const size = box.current?.getBoundingClientRect();
    if (size === undefined) return;
    const fit = (start: number, length: number, room: number) =>
      Math.max(MARGIN, Math.min(start, room - length - MARGIN));
    setPlace({ left: fit(at.x, size.width, innerWidth), top: fit(at.y, size.height, innerHeight) });
  }, [box, at.x, at.y]);
  return place;
}
