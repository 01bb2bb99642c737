/** What lies above the drawing: rings around what is picked, pointed at or focused; the readout; buttons. */
import { instantText } from '../../draw/time-words.ts';
import type { Selection } from '../../store/selection.ts';
import { sessionActs } from '../../store/session.ts';
import { Button } from '../../widgets/Button.tsx';
import type { TimelineLayout } from './layout.ts';
import type { Mark } from './scene.ts';
import type { Hovered } from './use-pointer.ts';

interface RingsProps {
  readonly layout: TimelineLayout;
  readonly selected: Selection | null;
  readonly hovered: Selection | null;
  readonly focused: Mark | undefined;
}

export function Rings({ layout, selected, hovered, focused }: RingsProps) {
  const pointed = marksOf(layout, hovered);
  return (
    <g>
      {pointed.map((mark) => (
        <Ring key={`${mark.row} ${mark.seq}`} mark={mark} layout={layout} kind="tl-pointed" />
      ))}
      {marksOf(layout, selected).map((mark) => (
        <Ring key={`${mark.row} ${mark.seq}`} mark={mark} layout={layout} kind="tl-selected" />
      ))}
      {focused !== undefined && <Ring mark={focused} layout={layout} kind="tl-focused" />}
    </g>
  );
}

function marksOf({ marks }: TimelineLayout, selection: Selection | null): readonly Mark[] {
  if (selection?.type !== 'event' && selection?.type !== 'message') return [];
  return marks.filter(({ seq }) => seq === selection.seq);
}

function Ring({ mark, layout, kind }: { mark: Mark; layout: TimelineLayout; kind: string }) {
  const { left, right } = layout.scene.rows;
  const x0 = Math.max(left - 2, mark.x0 - 2);
  const x1 = Math.min(right + 2, mark.x1 + 2);
  if (x1 <= x0) return null;
  return (
    <rect className={kind} x={x0} y={mark.y0 - 1.5} width={x1 - x0} height={mark.y1 - mark.y0 + 3} rx={4} />
  );
}

/** The instant under the pointer, or what the mark there is; it stays while time runs on under it. */
export function Readout({ hovered, layout }: { hovered: Hovered; layout: TimelineLayout }) {
  const { x, y, mark } = hovered;
  const { axis, rows } = layout.scene;
  const { width } = rows;
  const at = axis.time(x - rows.left);
  const words = mark === null ? `${instantText(Math.max(0, at))} s` : mark.words();
  const isRight = x > width * 0.6;
  const style = {
    top: Math.max(4, y < 60 ? y + 18 : y - 46),
    ...(isRight ? { right: width - x + 12 } : { left: x + 12 }),
  };
  return (
    <div className="tl-readout num" style={style}>
      {words}
    </div>
  );
}

/** Real buttons where branches are drawn: to be reached by keyboard. */
export function BranchButtons({ layout }: { layout: TimelineLayout }) {
  const { overview, scene } = layout;
  if (overview === null) return null;
  return overview.branches.map(({ id, fullName, y, note }) => (
    <button
      key={id}
      type="button"
      className="tl-branch"
      style={{ top: y - 2, width: scene.rows.width, height: 13 }}
      aria-label={`Branch ${fullName}, ${note}: switch to it`}
      title={`${fullName}, ${note}: switch to it`}
      onClick={() => sessionActs().switchBranch(id)}
    />
  ));
}

export function FollowButton({ onFollow }: { onFollow: () => void }) {
  return (
    <Button className="tl-follow" size="small" onPress={onFollow}>
      Follow the cursor
    </Button>
  );
}
