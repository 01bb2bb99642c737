/** Links, files and reloads: how a moment leaves the page and comes back. What is wrong is said in one sentence. */
import type { BranchSummary } from '../../contract/messages.ts';
import { readRecent, recentToText } from '../../engine/links/recent.ts';
import { momentToFile, readScenarioFile } from '../../engine/links/scenario-file.ts';
import { momentToText, type SharedBranch, type SharedMoment } from '../../engine/links/shared-moment.ts';
import { readLink, writeLink } from '../../engine/links/text.ts';
import { instant } from '../../engine/kernel/time.ts';
import { browserCompression } from '../client/compression.ts';
import { momentNow, sessionNow } from '../store/moment-now.ts';
import { sessionActs, useSession } from '../store/session.ts';

const KEPT = 'groupscope-recent';
const compression = browserCompression();

export async function copyLink(): Promise<void> {
  const moment = momentNow();
  if (moment === undefined) return;
  const link = await writeLink(moment, compression);
  if (!link.ok) return sessionActs().tell(link.error.sentence);
  const address = `${location.origin}${location.pathname}${link.value}`;
  history.replaceState(null, '', link.value);
  const inside = `${address.length} characters: ${momentToText(moment)}`;
  try {
    await navigator.clipboard.writeText(address);
    sessionActs().tell(`Link copied, ${inside}.`);
  } catch {
    sessionActs().tell(
      `The browser does not let the page copy; the link stands in the address bar, ${inside}.`,
    );
  }
}

export function saveFile(): void {
  const moment = momentNow();
  if (moment === undefined) return;
  const file = momentToFile(moment);
  if (!file.ok) return sessionActs().tell(file.error.sentence);
  const anchor = document.createElement('a');
  const address = URL.createObjectURL(new Blob([file.value], { type: 'application/json' }));
  anchor.href = address;
  anchor.download = `${moment.branch.scenario.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.groupscope.json`;
  anchor.click();
  URL.revokeObjectURL(address);
}

export async function openFile(file: File): Promise<void> {
  const read = readScenarioFile(await file.text());
  if (read.ok) await openMoment(read.value.moment, `${file.name} opened`, read.value.warnings);
  else await openWhatIsLeft(read.error.sentence, read.error.kept?.branch ?? null);
}

export interface FromAddress {
  readonly isOpened: boolean;
  /** Why nothing was opened, where something should have been; to be told when something else is shown. */
  readonly sentence: string | null;
}

/** Opens the moment of the address, if it holds one. */
export async function openAddress(): Promise<FromAddress> {
  if (location.hash.length < 2) return { isOpened: false, sentence: null };
  const read = await readLink(location.hash, compression);
  if (read.ok) {
    await openMoment(read.value.moment, 'Link opened', read.value.warnings);
    return { isOpened: true, sentence: null };
  }
  const isOpened = await openWhatIsLeft(read.error.sentence, read.error.kept?.branch ?? null);
  return { isOpened, sentence: isOpened ? null : read.error.sentence };
}

/** Goes on where the page was left; false: there is nothing to go on with. */
export async function openRecent(): Promise<boolean> {
  const text = readKept();
  if (text === null) return false;
  const read = readRecent(text);
  if (!read.ok) return false;
  const { session, warnings } = read.value;
  const { branches, current, view } = session;
  const scenario = branches[0]?.scenario;
  if (scenario === undefined) return false;
  await sessionActs().reopen({ scenario, branches: branches.slice(1), current, view });
  if (warnings.length > 0) sessionActs().tell(warnings.join(' '));
  return true;
}

/** Keeps the sitting from now on, so that a reload loses nothing; in the address bar nothing changes by itself. */
export function keepRecent(): void {
  let before = '';
  const keep = (): void => {
    const session = sessionNow();
    if (session === undefined) return;
    const text = recentToText(session);
    if (text !== before) writeKept((before = text));
  };
  window.addEventListener('pagehide', keep);
  setInterval(keep, 2_000);
}

async function openMoment(moment: SharedMoment, done: string, warnings: readonly string[]): Promise<void> {
  const { branch, view } = moment;
  await sessionActs().reopen({ ...branchesOf(branch), view });
  const { digest } = useSession.getState();
  const matches = digest === view.digest;
  const inside = momentToText(moment);
  const verdict = matches
    ? 'the run matches ✓'
    : 'the run differs from the one that was sent: it was made with another version of the model';
  sessionActs().tell([`${done}: ${inside}; ${verdict}.`, ...warnings].join(' '));
}

/** The view is lost, but perhaps not the run. */
async function openWhatIsLeft(sentence: string, branch: SharedBranch | null): Promise<boolean> {
  if (branch !== null) await sessionActs().reopen({ ...branchesOf(branch), view: null });
  sessionActs().tell(sentence);
  return branch !== null;
}

function branchesOf({ name, scenario, parted }: SharedBranch) {
  if (parted === null || parted.main === null) return { scenario, branches: [], current: 'main' };
  const partedAt = instant(parted.at);
  const branch: BranchSummary = { id: 'branch-1', name, parent: 'main', partedAt, scenario };
  return { scenario: parted.main, branches: [branch], current: branch.id };
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    // A browser that keeps nothing for this page: it then begins anew.
    return null;
  }
}

function writeKept(text: string): void {
  try {
    localStorage.setItem(KEPT, text);
  } catch {
    // Full, or not allowed: the page still works, only a reload begins anew.
  }
}
