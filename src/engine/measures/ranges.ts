/** Whole numbers as few disjoint ranges in ascending order: which records of a partition have been processed. */

/** from…to, `to` not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type Ranges = readonly Range[];

export interface Added {
  readonly ranges: Ranges;
  /** What of the added range had been there before, in ascending order. */
  readonly again: Ranges;
}

export function addRange(ranges: Ranges, added: Range): Added {
  if (added.to <= added.from) return { ranges, again: [] };
  const last = ranges.at(-1);
  // The usual case: reading goes on where it stood.
  if (last === undefined || added.from > last.to) return { ranges: [...ranges, added], again: [] };
  if (added.from === last.to)
    return { ranges: [...ranges.slice(0, -1), { from: last.from, to: added.to }], again: [] };
  return merged(ranges, added);
}

export function lengthOf(ranges: Ranges): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

function merged(ranges: Ranges, added: Range): Added {
  const before = ranges.filter(({ to }) => to < added.from);
  const behind = ranges.filter(({ from }) => from > added.to);
  const touching = ranges.slice(before.length, ranges.length - behind.length);
  const from = Math.min(added.from, touching[0]?.from ?? added.from);
  const to = Math.max(added.to, touching.at(-1)?.to ?? added.to);
  const again = touching
    .map((range) => ({ from: Math.max(range.from, added.from), to: Math.min(range.to, added.to) }))
    .filter((range) => range.to > range.from);
  return { ranges: [...before, { from, to }, ...behind], again };
}
