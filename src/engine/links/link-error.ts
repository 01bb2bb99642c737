/** The answers to a link that does not open: what is wrong, what was kept, what to do. (SPEC LK-20…LK-30) */
import { counted, LIMITS, withCommas } from './limits.ts';
import { quote } from './parse.ts';
import type { SharedBranch } from './shared-moment.ts';

export type LinkErrorCode =
  | 'NOT_A_LINK'
  | 'LINK_DAMAGED'
  | 'LINK_TRUNCATED'
  | 'LINK_TOO_LONG'
  | 'LINK_TOO_LARGE'
  | 'LINK_TOO_NEW'
  | 'LINK_INVALID';

/** What could still be read, and was checked. */
export interface Kept {
  readonly version: number;
  readonly title: string | null;
  /** The whole run, when only the view is lost. */
  readonly branch: SharedBranch | null;
}

export interface LinkError {
  readonly code: LinkErrorCode;
  /** For the person: what is wrong, what was kept, what to do. */
  readonly sentence: string;
  readonly kept?: Kept;
}

/** What is wrong with one part of a link, before anybody says what that means for the rest. */
export interface Flaw {
  readonly code: LinkErrorCode;
  /** Goes on after `its run part` or `its view part`: `lacks 12 characters`. */
  readonly why: string;
}

const ADVICE: Readonly<Record<LinkErrorCode, string>> = {
  NOT_A_LINK: 'Copy the whole link, with everything after #, and paste it again.',
  LINK_DAMAGED: 'Ask for the link again, or for the scenario as a file.',
  LINK_TRUNCATED:
    'Chat and mail programs cut long links: ask for the whole one, or for the scenario as a file.',
  LINK_TOO_LONG: 'Ask for the scenario as a file.',
  LINK_TOO_LARGE: 'Ask whoever sent it for the scenario as a file.',
  LINK_TOO_NEW: 'Reload the page to get the newest Groupscope, then open the link again.',
  LINK_INVALID: 'Ask whoever made the link for the scenario as a file, where it can be put right by hand.',
};

export function notALink(): LinkError {
  return answer(
    'NOT_A_LINK',
    'This is not a Groupscope link: those have #g1. and then letters and digits. Nothing was opened.',
  );
}

export function tooLong(chars: number): LinkError {
  const most = withCommas(LIMITS.linkChars);
  const what = `This link has ${counted(chars, 'character')}; at most ${most} are read. Nothing was opened.`;
  return answer('LINK_TOO_LONG', what);
}

export function tooNew(kept: Kept, newest: number): LinkError {
  const title = kept.title === null ? '' : ` of ${quote(kept.title)}`;
  const what =
    `This link${title} needs a newer Groupscope: it is written in version ${kept.version}, and this page reads ` +
    `versions up to ${newest}. Nothing was changed or guessed.`;
  return { ...answer('LINK_TOO_NEW', what), kept };
}

/** The link is well, the browser is old. */
export function cannotUnpack(): LinkError {
  const what =
    'This link is compressed, and this browser has nothing to unpack it with (DecompressionStream).';
  const todo = 'Nothing was opened. Open it in Chrome or Edge 103, Firefox 113, Safari 16.4, or a later one.';
  return { code: 'LINK_TOO_NEW', sentence: `${what} ${todo}` };
}

/** The moment cannot be put into a link; nothing was written. */
export function notWritten({ code, why }: Flaw): LinkError {
  const todo = code === 'LINK_INVALID' ? 'Undo what made it so.' : 'Save the scenario as a file instead.';
  return { code, sentence: `This moment does not fit into a link, because it ${why}. ${todo}` };
}

/** The run itself cannot be had. */
export function runLost({ code, why }: Flaw, kept?: Kept): LinkError {
  const what = `This link does not open, because its run part ${why}. Nothing was opened, because a guess would be another run.`;
  return kept === undefined ? answer(code, what) : { ...answer(code, what), kept };
}

/** The run is whole; where one stood in it is lost. */
export function viewLost(
  { code, why }: Flaw,
  { branch, version }: { branch: SharedBranch; version: number },
): LinkError {
  const { title, commands } = branch.scenario;
  const sentence =
    `The run in this link is whole, but its view part ${why}. Kept: ${quote(title)} with ` +
    `${counted(commands.length, 'command')}. Lost: the moment, the selection, depth and speed. ` +
    `Open the run from its start, or ask for the link again.`;
  return { code, sentence, kept: { version, title, branch } };
}

function answer(code: LinkErrorCode, what: string): LinkError {
  return { code, sentence: `${what} ${ADVICE[code]}` };
}
