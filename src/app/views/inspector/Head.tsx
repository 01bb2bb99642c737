/** A pane's first line: what is selected, and what can be done to it; the rest of the acts behind ⋯. */
import { useState, type ReactNode } from 'react';
import type { Act, ActsFor } from '../../acts/acts.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Button } from '../../widgets/Button.tsx';
import { Menu } from '../../widgets/Menu.tsx';

export interface HeadProps {
  readonly children: ReactNode;
  readonly acts: ActsFor;
  readonly onAct: (act: Act) => void;
  /** How many stand as buttons. */
  readonly buttons?: number;
}

export function Head({ children, acts, onAct, buttons = 4 }: HeadProps) {
  const frame = useSession((s) => s.frame);
  const selected = useSession((s) => s.selected);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const all = frame === null ? [] : acts(selected, frame);
  const shown = all.slice(0, buttons);
  return (
    <header className="inspector-head">
      <h2>{children}</h2>
      <div className="inspector-acts">
        {shown.map((act) => (
          <Button key={act.id} size="small" reason={act.reason} onPress={() => onAct(act)}>
            {act.short}
          </Button>
        ))}
        {all.length > buttons && (
          <span
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              setMenu({ x: box.left, y: box.bottom + 4 });
            }}
          >
            <Button size="small" label="More acts" onPress={() => undefined}>
              ⋯
            </Button>
          </span>
        )}
      </div>
      {menu !== null && (
        <Menu
          label="Acts"
          at={menu}
          entries={all.map(({ id, label, key, reason }) => ({ id, label, hotkey: key, reason }))}
          onPick={(id) => {
            const act = all.find((one) => one.id === id);
            setMenu(null);
            if (act !== undefined) onAct(act);
          }}
          onClose={() => setMenu(null)}
        />
      )}
    </header>
  );
}
