/**
 * The coordinator's memory of one partition: which groups there are (timeline state), the groups themselves (whose
 * inside is never taken back, CG-R-07) and the committed offsets.
 */
import type { ClassicGroupObject } from '../classic-group/group-object.ts';
import { newOffsetTables, type OffsetTables } from '../offsets/offset-tables.ts';
import { EMPTY_STORE, newTable, tableOf, type TableRef, type TimelineStore } from './timeline-store.ts';

/** A group of any type. More types join this union with their chapters. */
export type GroupObject = ClassicGroupObject;

export interface Shard {
  readonly store: TimelineStore;
  /** Group id → handle of the object. */
  readonly groups: TableRef<number>;
  readonly objects: ReadonlyMap<number, GroupObject>;
  readonly nextHandle: number;
  readonly offsets: OffsetTables;
}

export interface FoundGroup {
  readonly handle: number;
  readonly object: GroupObject;
}

export function emptyShard(): Shard {
  const groups = newTable<number>(EMPTY_STORE);
  const offsets = newOffsetTables(groups.store);
  return {
    store: offsets.store,
    groups: groups.ref,
    objects: new Map(),
    nextHandle: 1,
    offsets: offsets.tables,
  };
}

/** The group as of now, or as of a past offset; its inside is always that of now. */
export function findGroup(
  { store, groups, objects }: Shard,
  groupId: string,
  epoch?: number,
): FoundGroup | undefined {
  const handle = tableOf(store, groups).get(groupId, epoch);
  const object = handle === undefined ? undefined : objects.get(handle);
  return handle === undefined || object === undefined ? undefined : { handle, object };
}

/** In the order of Kafka's table. */
export function allGroups({ store, groups, objects }: Shard, epoch?: number): readonly FoundGroup[] {
  const found: FoundGroup[] = [];
  for (const [, handle] of tableOf(store, groups).entries(epoch)) {
    const object = objects.get(handle);
    if (object !== undefined) found.push({ handle, object });
  }
  return found;
}
