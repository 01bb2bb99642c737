/** The four fixed places and what stands around them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { instant } from '../../engine/kernel/time.ts';
import type { ReadyScenario } from '../../contract/reference.ts';
import { carryOutAct } from '../acts/carry-out-act.ts';
import { listActs } from '../acts/list-acts.ts';
import { sessionActs, useSession } from '../store/session.ts';
import { Gallery } from '../views/gallery/Gallery.tsx';
import { Inspector } from '../views/inspector/Inspector.tsx';
import { Stage } from '../views/stage/Stage.tsx';
import { Story } from '../views/story/Story.tsx';
import { Timeline } from '../views/timeline/Timeline.tsx';
import { FileSheet } from './FileSheet.tsx';
import { Headline } from './Headline.tsx';
import { useKeyboard } from './keyboard.ts';
import { Notice } from './Notice.tsx';
import { Sheet } from './Sheet.tsx';
import { KeysSheet, LimitsSheet } from './sheets.tsx';
import { StatusStrip } from './StatusStrip.tsx';
import { TopBar } from './TopBar.tsx';
import { Transport } from './Transport.tsx';
import { useWidth } from './use-width.ts';
import { WhatIfs } from './WhatIfs.tsx';

type Open = 'gallery' | 'keys' | 'limits' | 'file' | null;

/** Room that the headline takes above the stage's drawing. */
const HEADLINE_PX = 76;

export function App({ onCopyLink }: { readonly onCopyLink: () => void }) {
  const reference = useSession((s) => s.reference);
  const readyId = useSession((s) => s.ready);
  const branches = useSession((s) => s.branches);
  const theme = useSession((s) => s.theme);
  const status = useSession((s) => s.status);
  const [open, setOpen] = useState<Open>(null);
  const width = useWidth();
  const ready = reference.scenarios.find(({ id }) => id === readyId);
  const rules = useMemo(() => new Map(reference.rules.map((rule) => [rule.id, rule])), [reference]);
  const keys = useMemo(
    () => ({
      copyLink: onCopyLink,
      showKeys: () => setOpen('keys'),
      gallery: () => setOpen('gallery'),
    }),
    [onCopyLink],
  );
  useKeyboard(keys);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const close = useCallback(() => setOpen(null), []);
  const isPhone = width < 600;
  const rail = (
    <aside className="rail" aria-label="Story and inspector">
      <Story rules={rules} />
      <WhatIfs ready={ready} />
      <Inspector
        charts={reference.charts}
        rules={rules}
        acts={listActs}
        onAct={carryOutAct}
        compact={isPhone}
      />
    </aside>
  );
  return (
    <div className="page" data-status={status}>
      <TopBar
        title={ready?.title ?? branches[0]?.scenario.title ?? ''}
        onGallery={() => setOpen('gallery')}
        onCopyLink={onCopyLink}
        onFile={() => setOpen('file')}
      />
      <main className="places">
        <section className="place-stage" aria-label="Stage">
          <Headline ready={ready} />
          <Stage acts={listActs} onAct={carryOutAct} topInset={isPhone ? 0 : HEADLINE_PX} />
        </section>
        <section className="place-timeline" aria-label="Timeline">
          <Timeline />
        </section>
        {rail}
      </main>
      <Transport />
      <StatusStrip onLimits={() => setOpen('limits')} />
      <Notice />
      <Sheets open={open} onClose={close} />
    </div>
  );
}

/** Whatever stands over the page. */
function Sheets({ open, onClose }: { readonly open: Open; readonly onClose: () => void }) {
  const scenarios = useSession((s) => s.reference.scenarios);
  const current = useSession((s) => s.ready);
  const choose = (scenario: ReadyScenario): void => {
    void openReady(scenario);
    onClose();
  };
  switch (open) {
    case 'gallery':
      return (
        <Sheet title="Scenarios" onClose={onClose}>
          <Gallery scenarios={scenarios} current={current} onOpen={choose} />
        </Sheet>
      );
    case 'file':
      return <FileSheet onClose={onClose} />;
    case 'keys':
      return <KeysSheet onClose={onClose} />;
    case 'limits':
      return <LimitsSheet onClose={onClose} />;
    case null:
      return null;
  }
}

export function openReady(ready: ReadyScenario): Promise<void> {
  return sessionActs().open(ready.scenario, { ready: ready.id, at: instant(ready.openAt), play: true });
}
