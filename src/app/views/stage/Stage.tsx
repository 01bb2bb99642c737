/** The stage: what is, at the cursor. Records on the left, readers in the middle, the group's rules on the right. */
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Act, ActsFor } from '../../acts/acts.ts';
import { forgetWidths } from '../../draw/text-width.ts';
import type { Selection } from '../../store/selection.ts';
import { sessionActs, useSession } from '../../store/session.ts';
import { AddConsumer } from './AddConsumer.tsx';
import { layoutStage } from './layout.ts';
import { toStage } from './model.ts';
import { Picture } from './Picture.tsx';
import { StageContext, type StageContextValue } from './stage-context.ts';
import { StageMenu, type MenuPlace } from './StageMenu.tsx';
import { thingKey } from './Thing.tsx';
import { useFontsReady, useSize } from './use-size.ts';
import { useRoving } from './use-roving.ts';
import './stage.css';

export interface StageProps {
  readonly acts: ActsFor;
  readonly onAct: (act: Act) => void;
  /** Kept free at the top, for the headline. */
  readonly topInset?: number;
}

export function Stage({ acts, onAct, topInset = 70 }: StageProps) {
  const root = useRef<HTMLDivElement>(null);
  const size = useSize(root);
  const fontsReady = useFontsReady();
  const model = useStageModel();
  const playing = useSession((state) => state.playing);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const layout = useMemo(() => {
    if (fontsReady) forgetWidths();
    return model === null || size === null ? null : layoutStage(model, { ...size, topInset });
  }, [model, size, topInset, fontsReady]);
  const first = model?.consumers[0]?.node;
  const initial = thingKey(first === undefined ? { type: 'coordinator' } : { type: 'consumer', node: first });
  const roving = useRoving(root, initial);
  const openMenu = useCallback((selection: Selection, at: MenuPlace['at']) => setMenu({ selection, at }), []);
  const context = useStageContext({ ...roving, shape: layout?.shape ?? 'wide', openMenu });
  return (
    <div
      className={`stage${playing ? ' playing' : ''}`}
      ref={root}
      style={
        layout === null ? undefined : { minHeight: layout.shape === 'phone' ? layout.height : undefined }
      }
    >
      {model === null || layout === null ? (
        <p className="stage-empty">
          Partitions, consumers and their coordinator appear here when the run stands.
        </p>
      ) : (
        <StageContext value={context}>
          <svg
            className="draw stage-svg"
            width={layout.width}
            height={layout.height}
            viewBox={`0 0 ${layout.width} ${layout.height}`}
            role="group"
            aria-label="Stage: partitions, consumers, messages, coordinator. Up and down move, Enter selects, M opens the menu."
            onKeyDown={roving.onKeyDown}
          >
            <Picture model={model} layout={layout} />
          </svg>
          <AddConsumer layout={layout} acts={acts} onAct={onAct} />
        </StageContext>
      )}
      {menu !== null && <StageMenu place={menu} acts={acts} onAct={onAct} onClose={() => setMenu(null)} />}
    </div>
  );
}

function useStageModel() {
  const frame = useSession((state) => state.frame);
  const trace = useSession((state) => state.trace);
  const measures = useSession((state) => state.measures);
  const branch = useSession((state) => state.branches.find(({ id }) => id === state.branch));
  const scenario = branch?.scenario ?? null;
  return useMemo(
    () => (frame === null ? null : toStage({ frame, trace, scenario, measures })),
    [frame, trace, scenario, measures],
  );
}

interface ContextParts extends Pick<StageContextValue, 'tabStop' | 'focused' | 'shape' | 'openMenu'> {}

function useStageContext({ tabStop, focused, shape, openMenu }: ContextParts): StageContextValue {
  const scope = useId();
  const depth = useSession((state) => state.depth);
  const selected = useSession((state) => state.selected);
  const hovered = useSession((state) => state.hovered);
  // A pinned thing that is gone from the page would otherwise stay hovered.
  useEffect(() => () => sessionActs().hover(null), []);
  return useMemo(
    () => ({
      scope: scope.replaceAll(/[^\w-]/g, ''),
      depth,
      shape,
      selected,
      hovered,
      tabStop,
      pick: (selection) => sessionActs().select(selection),
      hover: (selection) => sessionActs().hover(selection),
      openMenu,
      focused,
    }),
    [scope, depth, shape, selected, hovered, tabStop, openMenu, focused],
  );
}
