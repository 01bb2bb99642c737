/**
 * A moment as a `.json` file that people can read and put right: the same fields by name, through the same gate as a
 * link (SPEC LK-60…LK-65). There is no check value, because a file may be edited; the digest tells whether the run is
 * still the sender's.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { parseJson } from './json.ts';
import { counted, LIMITS, withCommas } from './limits.ts';
import type { Kept } from './link-error.ts';
import { isObject, quote } from './parse.ts';
import { danglingNames } from './references.ts';
import type { OpenedMoment, SharedMoment } from './shared-moment.ts';
import { NEWEST_VERSION, upgradeBranch, upgradeView } from './upgrade.ts';
import { parseText } from './validate-command.ts';
import { parseBranch, parseView } from './validate-moment.ts';

const FORMAT = 'groupscope';

export type FileErrorCode = 'NOT_A_SCENARIO_FILE' | 'FILE_TOO_LONG' | 'FILE_TOO_NEW' | 'FILE_INVALID';

export interface FileError {
  readonly code: FileErrorCode;
  /** For the person: what is wrong, what was kept, what to do. */
  readonly sentence: string;
  readonly kept?: Kept;
}

/** The text of the file; what could not be opened again is not written. */
export function momentToFile({ branch, view }: SharedMoment): Result<string, FileError> {
  const run = parseBranch(branch, 'branch');
  if (!run.ok) return err(notSaved(run.error));
  const look = parseView(view, 'view');
  if (!look.ok) return err(notSaved(look.error));
  const file = { format: FORMAT, version: NEWEST_VERSION, branch: run.value, view: look.value };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  return text.length > LIMITS.fileChars ? err(notSaved(`it takes ${tooMany(text)}`)) : ok(text);
}

export function readScenarioFile(text: string): Result<OpenedMoment, FileError> {
  if (text.length > LIMITS.fileChars) {
    const sentence = `This file has ${tooMany(text)}. Nothing was opened. Is it the right one?`;
    return err({ code: 'FILE_TOO_LONG', sentence });
  }
  const file = parseJson(text);
  if (!isObject(file) || file['format'] !== FORMAT) return err(notAFile(file));
  const { version, branch, view } = file;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return err(invalid('version: must be a whole number from 1 on'));
  }
  const kept: Kept = { version, title: titleOf(branch), branch: null };
  if (version > NEWEST_VERSION) return err(tooNew(kept));
  const run = parseBranch(upgradeBranch(branch, version), 'branch');
  if (!run.ok) return err({ ...invalid(run.error), kept });
  const look = parseView(upgradeView(view, version), 'view');
  if (!look.ok) return err(viewLost(look.error, { ...kept, branch: run.value }));
  const moment = { branch: run.value, view: look.value };
  return ok({ moment, warnings: danglingNames(moment) });
}

function titleOf(branch: unknown): string | null {
  const scenario = isObject(branch) ? branch['scenario'] : undefined;
  const title = parseText(isObject(scenario) ? scenario['title'] : undefined, '');
  return title.ok ? title.value : null;
}

function tooMany(text: string): string {
  return `${counted(text.length, 'character')}, and at most ${withCommas(LIMITS.fileChars)} are read`;
}

function notAFile(found: unknown): FileError {
  const what =
    found === undefined
      ? 'This file is not JSON: a bracket, a quote or a comma is out of place, or it is another kind of file.'
      : 'This file is not a Groupscope scenario: it does not begin with "format": "groupscope".';
  return {
    code: 'NOT_A_SCENARIO_FILE',
    sentence: `${what} Nothing was opened. Choose a file saved by Groupscope.`,
  };
}

function tooNew(kept: Kept): FileError {
  const title = kept.title === null ? '' : ` of ${quote(kept.title)}`;
  const sentence =
    `This file${title} needs a newer Groupscope: it is written in version ${withCommas(kept.version)}, and this ` +
    `page reads versions up to ${NEWEST_VERSION}. Nothing was changed or guessed. Reload the page to get the ` +
    `newest Groupscope, then open the file again.`;
  return { code: 'FILE_TOO_NEW', sentence, kept };
}

function invalid(why: string): FileError {
  const sentence = `This file cannot be used: ${why}. Nothing was opened. Put that place right and open it again.`;
  return { code: 'FILE_INVALID', sentence };
}

function viewLost(why: string, kept: Kept): FileError {
  const sentence =
    `The run in this file is whole, but its view cannot be used: ${why}. Kept: ${quote(kept.title ?? '')} with all ` +
    `its commands. Lost: the moment, the selection, depth and speed. Open the run from its start, or put that place right.`;
  return { code: 'FILE_INVALID', sentence, kept };
}

function notSaved(why: string): FileError {
  const sentence = `This moment cannot be saved so that it opens again: ${why}. No file was written. Undo what made it so.`;
  return { code: 'FILE_INVALID', sentence };
}
