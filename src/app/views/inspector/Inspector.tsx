/** The selected thing at the cursor: its fields with what just changed, its charts, its timers, its settings. */
import { useRef } from 'react';
import type { ChartGraph, RuleText } from '../../../contract/reference.ts';
import type { Act, ActsFor } from '../../acts/acts.ts';
import { unreachable } from '../../draw/unreachable.ts';
import type { Selection } from '../../store/selection.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { ConsumerPane } from './ConsumerPane.tsx';
import { CoordinatorPane } from './CoordinatorPane.tsx';
import { EventPane } from './EventPane.tsx';
import { MessagePane } from './MessagePane.tsx';
import { NothingPane } from './NothingPane.tsx';
import type { PaneProps } from './pane.ts';
import { PartitionPane } from './PartitionPane.tsx';
import { usePreviousFrame } from './use-previous.ts';
import { useRoom } from './use-room.ts';
import './inspector.css';

export interface InspectorProps {
  readonly charts: readonly ChartGraph[];
  readonly rules: ReadonlyMap<string, RuleText>;
  readonly acts: ActsFor;
  readonly onAct: (act: Act) => void;
  /** On a phone: as tall as what it holds. */
  readonly compact?: boolean;
}

const ROOM_AT_FIRST = 356;

export function Inspector({ charts, rules, acts, onAct, compact = false }: InspectorProps) {
  const frame = useSession((s) => s.frame);
  const selected = useSession((s) => s.selected);
  const before = usePreviousFrame(frame);
  const inside = useRef<HTMLDivElement>(null);
  const width = useRoom(inside, ROOM_AT_FIRST);
  const props = { before, charts, rules, acts, onAct, width };
  return (
    <section className={compact ? 'inspector compact' : 'inspector'} aria-label="Inspector" tabIndex={-1}>
      <div ref={inside}>
        {frame === null ? (
          <p className="inspector-empty">Nothing to inspect before the run begins.</p>
        ) : (
          <Pane key={keyOf(selected)} selected={selected} {...props} frame={frame} />
        )}
      </div>
    </section>
  );
}

/** Another thing is another pane: an open setting does not pass over to it. */
function keyOf(selected: Selection | null): string {
  return selected === null ? 'nothing' : JSON.stringify(selected);
}

function Pane({ selected, ...props }: PaneProps & { readonly selected: Selection | null }) {
  if (selected === null) return <NothingPane {...props} />;
  switch (selected.type) {
    case 'consumer':
      return <ConsumerPane {...props} node={selected.node} />;
    case 'coordinator':
      return <CoordinatorPane {...props} />;
    case 'partition':
      return <PartitionPane {...props} topic={selected.topic} partition={selected.partition} />;
    case 'message':
      return <MessagePane {...props} seq={selected.seq} />;
    case 'event':
      return <EventPane {...props} seq={selected.seq} />;
    default:
      return unreachable(selected);
  }
}
