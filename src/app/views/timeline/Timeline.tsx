/** The timeline: what happened, on one axis with one cursor; what is due beyond it; the branches below. */
import { useCallback, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { Patterns } from '../../draw/patterns.tsx';
import { EVENT_PX } from '../../draw/time-axis.ts';
import { instantText } from '../../draw/time-words.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import { useTimelineSession as useSession } from '../../store/calm.ts';
import { FindingKeeper, IndexKeeper } from './extend-index.ts';
import { FlagRow, PhaseRow, PhaseTexts } from './GroupRows.tsx';
import { Gutter } from './Gutter.tsx';
import { LaneRows, LaneWords } from './LaneRows.tsx';
import { layoutTimeline, type TimelineLayout } from './layout.ts';
import { toTimelineModel, type TimelineModel } from './model.ts';
import { BranchButtons, FollowButton, Readout, Rings } from './Overlay.tsx';
import { Overview } from './Overview.tsx';
import { OwnerRows, OwnerTexts } from './OwnerRows.tsx';
import { Dues, Paper, Veil } from './Paper.tsx';
import { rowSizes } from './rows.ts';
import { Cursor, FindingMarks, RulerRow } from './RulerRow.tsx';
import { toScene } from './scene.ts';
import { Tears } from './Tears.tsx';
import { useSize, type Size } from './use-size.ts';
import { useKeys } from './use-keys.ts';
import { usePointer } from './use-pointer.ts';
import { useView } from './use-view.ts';
import { followAgain } from './viewport.ts';
import './timeline.css';

/** Where no messages are drawn, bursts need less room. */
const PHONE_EVENT_PX = 1.5;

export function Timeline() {
  const frame = useSession((s) => s.frame);
  const [place, size] = useSize();
  return (
    <div ref={place} className="tl-place">
      {frame === null || size === null || size.width < 100 ? (
        <p className="timeline empty">What happens will be drawn here.</p>
      ) : (
        <TimelineDrawing frame={frame} size={size} />
      )}
    </div>
  );
}

function TimelineDrawing({ frame, size }: { readonly frame: Frame; readonly size: Size }) {
  const hovered = useSession((s) => s.hovered);
  const playing = useSession((s) => s.playing);
  const model = useTimelineModel(frame);
  const place = useRef<HTMLDivElement>(null);
  const { partitions, lanes, branches, playedAt, cursor, index, dues } = model;
  const rows = useMemo(
    () => rowSizes(size, { partitions: partitions.length, lanes: lanes.length, branches: branches.length }),
    [size, partitions.length, lanes.length, branches.length],
  );
  const ahead = useMemo(() => dues.filter(({ matters }) => matters).map(({ at }) => at), [dues]);
  const width = rows.right - rows.left;
  const findings = useFindingInstants();
  const eventPx = rows.form === 'phone' ? PHONE_EVENT_PX : EVENT_PX;
  const kept = useView({
    cursor,
    playedAt,
    notable: index.notable,
    findings,
    ahead,
    width,
    playing,
    eventPx,
  });
  const { view, viewAxis } = kept;
  const layout = useMemo(() => layoutTimeline(toScene(model, rows, viewAxis)), [model, rows, viewAxis]);
  const pointer = usePointer(place, layout, kept);
  const keys = useKeys(layout, kept);
  const follow = useCallback(() => kept.change(followAgain), [kept]);
  const described = useId();
  return (
    <div
      ref={place}
      className="timeline"
      role="group"
      aria-label="Timeline"
      aria-describedby={described}
      tabIndex={0}
      // A click leaves the focus where it is: ← and → go on stepping through time.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={keys.onKeyDown}
      onBlur={keys.onBlur}
      {...pointer.handlers}
    >
      <p id={described} className="tl-spoken">
        {description(model)}
      </p>
      <p className="tl-spoken" aria-live="polite">
        {keys.focused?.words() ?? ''}
      </p>
      <Drawing layout={layout}>
        <Rings layout={layout} selected={model.selected} hovered={hovered} focused={keys.focused} />
        {pointer.hovered !== null && pointer.hovered.mark === null && (
          <line
            className="tl-hover-line"
            x1={pointer.hovered.x}
            x2={pointer.hovered.x}
            y1={rows.ruler}
            y2={rows.end}
          />
        )}
      </Drawing>
      <BranchButtons layout={layout} />
      {view.mode === 'manual' && <FollowButton onFollow={follow} />}
      {pointer.hovered !== null && <Readout hovered={pointer.hovered} layout={layout} />}
    </div>
  );
}

function Drawing({ layout, children }: { layout: TimelineLayout; children: ReactNode }) {
  const id = useId();
  const scope = `tl${id.replaceAll(/[^\w-]/gu, '')}`;
  const { scene, ruler, pins, phases, owners, lanes, future, folds, overview } = layout;
  const { rows, now, played, model } = scene;
  const clip = `${scope}-axis`;
  return (
    <svg className="draw" width={rows.width} height={rows.height} aria-hidden="true">
      <Patterns scope={scope} />
      <clipPath id={clip}>
        <rect x={rows.left - 1} y={0} width={rows.right - rows.left + 2} height={rows.height} />
      </clipPath>
      <Paper rows={rows} played={played} />
      <RulerRow ruler={ruler} rows={rows} />
      <g clipPath={`url(#${clip})`}>
        <PhaseRow phases={phases} rows={rows} />
        <OwnerRows owners={owners} rows={rows} scope={scope} />
        <LaneRows lanes={lanes} rows={rows} played={played} />
        <PhaseTexts phases={phases} rows={rows} />
        <OwnerTexts owners={owners} rows={rows} />
        <LaneWords lanes={lanes} rows={rows} />
        <Veil rows={rows} now={now} played={played} />
        <Tears folds={folds} />
      </g>
      <Dues future={future} />
      <FlagRow pins={pins} rows={rows} />
      <FindingMarks ruler={ruler} />
      <Gutter owners={owners} lanes={lanes} rows={rows} selected={model.selected} />
      {overview !== null && <Overview overview={overview} rows={rows} />}
      {children}
      <Cursor ruler={ruler} rows={rows} x={now} />
    </svg>
  );
}

function useFindingInstants(): readonly number[] {
  const branch = useSession((s) => s.branch);
  const findings = useSession((s) => s.findings);
  const [keeper] = useState(() => new FindingKeeper());
  return useMemo(() => keeper.of(branch, findings), [keeper, branch, findings]);
}

/** The model of what the store holds; the index goes on from the last one of its branch. */
function useTimelineModel(frame: Frame): TimelineModel {
  const trace = useSession((s) => s.trace);
  const playedAt = useSession((s) => s.played.at);
  const branch = useSession((s) => s.branch);
  const branches = useSession((s) => s.branches);
  const findings = useSession((s) => s.findings);
  const outcomes = useSession((s) => s.outcomes);
  const depth = useSession((s) => s.depth);
  const selected = useSession((s) => s.selected);
  const [indexes] = useState(() => new IndexKeeper());
  const index = useMemo(() => indexes.of(branch, trace), [indexes, branch, trace]);
  return useMemo(
    () =>
      toTimelineModel({
        index,
        frame,
        playedAt,
        depth,
        selected,
        findings,
        branch,
        branches,
        outcomes,
        known: indexes.known,
      }),
    [indexes, index, frame, playedAt, depth, selected, findings, branch, branches, outcomes],
  );
}

function description({ cursor, playedAt, partitions, lanes, index }: TimelineModel): string {
  return (
    `The cursor stands at ${instantText(cursor)} seconds; ${instantText(playedAt)} were played. ` +
    `${index.pins.length} acts, ${partitions.length} partitions, ${lanes.length} consumers. ` +
    'Up and down go from row to row, left and right from event to event, Enter selects it, F opens or folds quiet time.'
  );
}
