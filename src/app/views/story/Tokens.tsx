/** A sentence on the screen: its things are chips and pills that light up everywhere when pointed at. */
import type { PointerEvent, ReactNode } from 'react';
import type { Frame } from '../../../engine/world/frame.ts';
import { unreachable } from '../../draw/unreachable.ts';
import { isConsumerNode, ordinalOf } from '../../draw/who.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { sessionActs } from '../../store/session.ts';
import type { Selection } from '../../store/selection.ts';
import { Chip } from '../../widgets/Chip.tsx';
import { Code } from '../../widgets/Code.tsx';
import { Pill } from '../../widgets/Pill.tsx';
import type { Sentence, Token } from './token.ts';

export function Tokens({ sentence }: { readonly sentence: Sentence }) {
  const frame = useSession((s) => s.frame);
  return sentence.map((token, place) => <OneToken key={place} token={token} frame={frame} />);
}

function OneToken({ token, frame }: { readonly token: Token; readonly frame: Frame | null }): ReactNode {
  switch (token.type) {
    case 'text':
      return token.text;
    case 'strong':
      return <b className="story-strong">{token.text}</b>;
    case 'number':
      return <span className="story-number">{token.text}</span>;
    case 'word':
      return <Code>{token.text}</Code>;
    case 'member': {
      const { node } = token;
      if (!isConsumerNode(node, frame)) return <Code>{node}</Code>;
      const process = frame?.consumers.find((one) => one.node === node)?.process;
      return (
        <Thing selection={{ type: 'consumer', node }}>
          <Chip ordinal={ordinalOf(node, frame)} name={node} gone={process !== 'running'} />
        </Thing>
      );
    }
    case 'partition': {
      const { topic, partition, kind } = token;
      const topics = new Set(frame?.partitions.map((one) => one.topic));
      const text = topics.size > 1 ? `${topic}-${partition}` : `p${partition}`;
      return (
        <Thing selection={{ type: 'partition', topic, partition }}>
          <Pill text={text} kind={kind} />
        </Thing>
      );
    }
    default:
      return unreachable(token);
  }
}

/** Points at a thing with the pointer; the keyboard reaches the same thing on stage and timeline. */
function Thing({ selection, children }: { readonly selection: Selection; readonly children: ReactNode }) {
  const enter = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') sessionActs().hover(selection);
  };
  return (
    <span
      className="story-thing"
      onPointerEnter={enter}
      onPointerLeave={() => sessionActs().hover(null)}
      onClick={(event) => {
        event.stopPropagation();
        sessionActs().select(selection);
      }}
    >
      {children}
    </span>
  );
}
