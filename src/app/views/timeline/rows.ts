/** Where the rows stand: ruler, acts, phases, owners, lanes, whole run, branches; what has no room says so. */

export interface RowSizes {
  readonly form: 'wide' | 'narrow' | 'phone';
  readonly width: number;
  readonly height: number;
  /** Left and right end of the axis. */
  readonly left: number;
  readonly right: number;
  readonly ruler: number;
  readonly pins: number;
  readonly phases: { readonly y: number; readonly height: number };
  readonly owners: { readonly y: number; readonly height: number };
  readonly lanes: { readonly y: number; readonly height: number; readonly shown: number };
  /** Where the axis ends below. */
  readonly end: number;
  readonly overview: number | null;
  readonly branches: { readonly y: number; readonly shown: number };
}

export interface RowCounts {
  readonly partitions: number;
  readonly lanes: number;
  readonly branches: number;
}

const PHONE_WIDTH = 560;
const NARROW_WIDTH = 880;
const WIDE_HEIGHT = 320;
const LANE_LEAST = 26;
/** Lanes at least as high have room for words. */
export const WORDS_PX = 34;
/** With many lanes a partition's bar gives way, as long as its number has room. */
const OWNER_TIGHT = 12.5;
const BRANCH_PX = 13;
const BRANCHES_MOST = 3;

export function rowSizes(size: { width: number; height: number }, counts: RowCounts): RowSizes {
  if (size.width < PHONE_WIDTH) return phoneRows(size, counts);
  const isWide = size.width >= NARROW_WIDTH && size.height >= WIDE_HEIGHT;
  return deskRows(size, counts, isWide ? WIDE : NARROW);
}

const WIDE = { form: 'wide', owner: 15, lane: 41, gap: 16, overview: 32 } as const;
const NARROW = { form: 'narrow', owner: 11, lane: 28, gap: 10, overview: 0 } as const;

function deskRows(
  { width, height }: { width: number; height: number },
  counts: RowCounts,
  form: typeof WIDE | typeof NARROW,
): RowSizes {
  const left = 104;
  const ownersY = 109;
  const branches = form.overview === 0 ? 0 : Math.min(BRANCHES_MOST, counts.branches);
  const below = form.overview + branches * BRANCH_PX + (branches > 0 ? 5 : 0);
  const room = height - ownersY - form.gap - below - 2;
  const lanesWanted = Math.max(1, Math.min(counts.lanes, 4)) * Math.min(form.lane, LANE_LEAST);
  const partitions = Math.max(1, counts.partitions);
  const isTight = room - form.owner * partitions < counts.lanes * WORDS_PX;
  const most = isTight ? Math.min(form.owner, OWNER_TIGHT) : form.owner;
  const owner = Math.min(most, Math.max(2, (room - lanesWanted) / partitions));
  const lanesY = ownersY + owner * counts.partitions + form.gap;
  const laneRoom = Math.max(0, height - below - 2 - lanesY);
  const shown = Math.min(counts.lanes, Math.max(0, Math.floor(laneRoom / Math.min(form.lane, LANE_LEAST))));
  const lane = shown === 0 ? form.lane : Math.min(form.lane, laneRoom / shown);
  const end = shown === 0 ? lanesY - form.gap + 4 : lanesY + lane * shown + 2;
  return {
    form: form.form,
    width,
    height,
    left,
    right: width - 16,
    ruler: 36,
    pins: 53,
    phases: { y: 78, height: 21 },
    owners: { y: ownersY, height: owner },
    lanes: { y: lanesY, height: lane, shown },
    end,
    overview: form.overview === 0 ? null : Math.max(end + 12, height - below + 10),
    branches: { y: height - below + 31, shown: branches },
  };
}

function phoneRows({ width, height }: { width: number; height: number }, counts: RowCounts): RowSizes {
  const ownersY = 76;
  const owner = Math.min(18, Math.max(2, (height - ownersY - 8) / Math.max(1, counts.partitions)));
  const end = ownersY + owner * counts.partitions;
  return {
    form: 'phone',
    width,
    height,
    left: 34,
    right: width - 12,
    ruler: 26,
    pins: 32,
    phases: { y: 52, height: 17 },
    owners: { y: ownersY, height: owner },
    lanes: { y: end, height: 0, shown: 0 },
    end,
    overview: null,
    branches: { y: end, shown: 0 },
  };
}
