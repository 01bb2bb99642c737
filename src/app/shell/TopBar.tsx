/** Above everything: which scenario, on which server, by which protocol, how deep, and the link to this moment. */
import { sessionActs, useSession } from '../store/session.ts';
import { Button } from '../widgets/Button.tsx';
import { Segmented } from '../widgets/Segmented.tsx';
import { DEPTHS } from './depths.ts';

const SOON = 'not built yet: classic groups come first';
const PROTOCOLS = [
  { value: 'classic', label: 'classic' },
  { value: 'consumer', label: 'consumer', reason: SOON },
  { value: 'share', label: 'share', reason: SOON },
] as const;
export interface TopBarProps {
  readonly title: string;
  readonly onGallery: () => void;
  readonly onCopyLink: () => void;
  readonly onFile: () => void;
}

export function TopBar({ title, onGallery, onCopyLink, onFile }: TopBarProps) {
  const depth = useSession((s) => s.depth);
  const theme = useSession((s) => s.theme);
  return (
    <header className="topbar">
      <div className="brand">
        <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
          <circle cx="16" cy="16" r="11" fill="none" stroke="currentColor" strokeWidth="4" opacity="0.35" />
          <path d="M16 5a11 11 0 0 1 11 11" fill="none" stroke="currentColor" strokeWidth="4" />
        </svg>
        Groupscope
      </div>
      <button type="button" className="topbar-scenario" onClick={onGallery} aria-haspopup="dialog">
        <span>Scenario</span> <b>{title}</b> <i aria-hidden="true">⌄</i>
      </button>
      <div className="topbar-right">
        <span className="topbar-protocol">
          <span className="topbar-label">protocol</span>
          <Segmented label="Group protocol" value="classic" options={PROTOCOLS} onChange={() => undefined} />
        </span>
        <Segmented
          label="Depth"
          value={depth}
          options={DEPTHS}
          onChange={(value) => sessionActs().setDepth(value)}
        />
        <Button
          kind="quiet"
          label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
          onPress={() => sessionActs().setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? '☀' : '☾'}
        </Button>
        <Button kind="quiet" label="Save to a file, or open one" onPress={onFile}>
          File
        </Button>
        <Button kind="primary" hotkey="S" onPress={onCopyLink}>
          Copy link
        </Button>
      </div>
    </header>
  );
}
