/** The moment on the screen as what is shared or kept: one branch for a link or file, all of them for a reload. */
import type { RecentSession } from '../../engine/links/recent.ts';
import type { SharedMoment, SharedView } from '../../engine/links/shared-moment.ts';
import { useSession } from './session.ts';

function viewNow(): SharedView | undefined {
  const { frame, selected, depth, speed, digest } = useSession.getState();
  if (frame === null) return undefined;
  return { at: frame.at, seq: frame.seq, selected, depth, speed, digest };
}

/** undefined before anything is shown. */
export function momentNow(): SharedMoment | undefined {
  const { branches, branch: id } = useSession.getState();
  const view = viewNow();
  const current = branches.find((branch) => branch.id === id);
  const main = branches.find((branch) => branch.parent === null);
  if (current === undefined || main === undefined || view === undefined) return undefined;
  const { name, scenario, partedAt: at } = current;
  const parted = current === main ? null : { at, main: main.scenario };
  return { branch: { name, scenario, parted }, view };
}

export function sessionNow(): RecentSession | undefined {
  const { branches, branch: current } = useSession.getState();
  const view = viewNow();
  return branches.length === 0 || view === undefined ? undefined : { branches, current, view };
}
