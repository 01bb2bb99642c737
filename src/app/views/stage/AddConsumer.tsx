/** `+ Add` over the cards: one more consumer, as the last one. */
import type { Act, ActsFor } from '../../acts/acts.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../widgets/Button.tsx';
import type { StageLayout } from './layout.ts';

export interface AddConsumerProps {
  readonly layout: StageLayout;
  readonly acts: ActsFor;
  readonly onAct: (act: Act) => void;
}

export function AddConsumer({ layout, acts, onAct }: AddConsumerProps) {
  const frame = useSession((state) => state.frame);
  if (frame === null) return null;
  const act = acts(null, frame).find(
    ({ edit }) => edit.type === 'act' && edit.command.type === 'addConsumer',
  );
  if (act === undefined) return null;
  const { cards, captionY, shape } = layout;
  const phone = shape === 'phone';
  const last = layout.tiles ?? cards.places.at(-1);
  const bottom = last === undefined ? captionY + 10 : last.y + last.height;
  const style = phone
    ? { left: cards.x, top: bottom + 8 }
    : { right: layout.width - cards.x - cards.width, top: captionY - 17 };
  return (
    <div className={`stage-add ${shape}`} style={style}>
      <Button
        size="small"
        label={act.label}
        reason={act.reason}
        hotkey={shape === 'wide' ? act.key : null}
        onPress={() => onAct(act)}
      >
        <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
          <path className="stage-plus" d="M4.5 .5v8m-4 -4h8" />
        </svg>
        {shape === 'narrow' ? null : 'Add'}
      </Button>
    </div>
  );
}
