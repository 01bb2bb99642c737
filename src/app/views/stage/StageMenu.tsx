/** What can be done to a thing on the stage, as the one vocabulary of acts says it. */
import type { Act, ActsFor } from '../../acts/acts.ts';
import type { Selection } from '../../store/selection.ts';
import { useSession } from '../../store/session.ts';
import { Chip } from '../../widgets/Chip.tsx';
import { Code } from '../../widgets/Code.tsx';
import { Menu } from '../../widgets/Menu.tsx';

export interface MenuPlace {
  readonly selection: Selection;
  readonly at: { readonly x: number; readonly y: number };
}

export interface StageMenuProps {
  readonly place: MenuPlace;
  readonly acts: ActsFor;
  readonly onAct: (act: Act) => void;
  readonly onClose: () => void;
}

export function StageMenu({ place, acts, onAct, onClose }: StageMenuProps) {
  const frame = useSession((state) => state.frame);
  if (frame === null) return null;
  const { selection, at } = place;
  const offered = acts(selection, frame);
  const pick = (id: string) => {
    const act = offered.find((candidate) => candidate.id === id);
    onClose();
    if (act !== undefined && act.reason === null) onAct(act);
  };
  return (
    <Menu
      label={`What can be done to ${nameOf(selection)}`}
      header={<Header selection={selection} />}
      entries={offered.map(({ id, short, key, reason }) => ({ id, label: short, hotkey: key, reason }))}
      at={at}
      onPick={pick}
      onClose={onClose}
    />
  );
}

function nameOf(selection: Selection): string {
  switch (selection.type) {
    case 'consumer':
      return selection.node;
    case 'coordinator':
      return 'Group coordinator';
    case 'partition':
      return `${selection.topic} partition ${selection.partition}`;
    case 'message':
      return 'this message';
    case 'event':
      return 'this event';
  }
}

function Header({ selection }: { readonly selection: Selection }) {
  const consumer = useSession((state) =>
    state.frame?.consumers.find(({ node }) => selection.type === 'consumer' && node === selection.node),
  );
  if (consumer === undefined) return nameOf(selection);
  const down = consumer.process !== 'running';
  return (
    <>
      <Chip ordinal={consumer.ordinal} name={consumer.node} gone={down} />
      <Code struck={down}>{consumer.client.state}</Code>
    </>
  );
}
