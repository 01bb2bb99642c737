/** Something on the stage that can be pointed at, pinned and acted on, with mouse, finger or keys. */
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { isSameSelection, type Selection } from '../../store/selection.ts';
import type { Box } from './layout.ts';
import { useStage } from './stage-context.ts';

export interface ThingProps {
  readonly selection: Selection;
  /** Said to a screen reader: name and state in one sentence. */
  readonly label: string;
  readonly box: Box;
  readonly radius?: number;
  /** Stands at the upper right corner, once the thing is pinned or pointed at. */
  readonly menuCorner?: boolean;
  readonly children: ReactNode;
}

export function thingKey(selection: Selection): string {
  return JSON.stringify(selection);
}

export function Thing({ selection, label, box, radius = 10, menuCorner = false, children }: ThingProps) {
  const stage = useStage();
  const key = thingKey(selection);
  const picked = isSameSelection(stage.selected, selection);
  const hovered = isSameSelection(stage.hovered, selection);
  const openAtPointer = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    stage.openMenu(selection, { x: event.clientX, y: event.clientY });
  };
  const keys = (event: KeyboardEvent<SVGGElement>) => {
    if (event.target !== event.currentTarget) return;
    const wantsMenu =
      event.key === 'ContextMenu' ||
      (event.shiftKey && event.key === 'F10') ||
      (event.key.toLowerCase() === 'm' && !event.shiftKey && !event.ctrlKey && !event.metaKey);
    if (event.key === 'Enter') stage.pick(selection);
    else if (wantsMenu) {
      const seen = event.currentTarget.getBoundingClientRect();
      stage.openMenu(selection, { x: seen.left + 16, y: seen.top + Math.min(48, seen.height) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g
      className={`stage-thing${picked ? ' picked' : ''}${hovered ? ' hovered' : ''}`}
      data-thing={key}
      role="button"
      tabIndex={stage.tabStop === key ? 0 : -1}
      aria-label={label}
      aria-pressed={picked}
      onClick={() => stage.pick(selection)}
      onContextMenu={openAtPointer}
      onKeyDown={keys}
      onFocus={() => stage.focused(key)}
      onPointerEnter={() => stage.hover(selection)}
      onPointerLeave={() => stage.hover(null)}
    >
      <rect className="stage-hit" {...box} rx={radius} />
      {children}
      <rect
        className="stage-focus"
        x={box.x - 3}
        y={box.y - 3}
        width={box.width + 6}
        height={box.height + 6}
        rx={radius + 3}
      />
      {menuCorner && (picked || hovered) && <Corner selection={selection} box={box} />}
    </g>
  );
}

/** ⋯ opens the menu; for keys there is M, so it is no tab stop of its own. */
function Corner({ selection, box }: Pick<ThingProps, 'selection' | 'box'>) {
  const stage = useStage();
  const { x, y } = { x: box.x + box.width - 26, y: box.y };
  const open = (event: MouseEvent) => {
    event.stopPropagation();
    stage.pick(selection);
    stage.openMenu(selection, { x: event.clientX, y: event.clientY + 8 });
  };
  return (
    <g className="stage-corner" aria-hidden="true" onClick={open}>
      <rect className="stage-hit" x={x - 22} y={y - 14} width={44} height={28} />
      <rect className="stage-corner-body" x={x - 14} y={y - 8} width={28} height={16} rx={8} />
      {[-6, 0, 6].map((dx) => (
        <circle key={dx} className="stage-corner-dot" cx={x + dx} cy={y} r={1.4} />
      ))}
    </g>
  );
}
