/**
 * What survives a reload: the branches, which of them is shown, and the moment in it, as one text that the page keeps
 * (SPEC LK-70…LK-74). Nobody sends it, so there is no check value; what can be kept is kept, the rest is told.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Scenario } from '../world/scenario.ts';
import { parseJson } from './json.ts';
import { LIMITS } from './limits.ts';
import { isObject, orNull } from './parse.ts';
import { fieldsOf } from './parse-fields.ts';
import type { SharedView } from './shared-moment.ts';
import { NEWEST_VERSION, upgradeScenario, upgradeView } from './upgrade.ts';
import { parseInstant, parseName } from './validate-command.ts';
import { parseBranchName, parseView } from './validate-moment.ts';
import { parseScenario } from './validate-scenario.ts';

/** The same shape as the page's `BranchSummary`. */
export interface RecentBranch {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly partedAt: Instant;
  readonly scenario: Scenario;
}

export interface RecentSession {
  /** At least one; parents before their children. */
  readonly branches: readonly RecentBranch[];
  /** The id of the branch that is shown. */
  readonly current: string;
  /** null: its start. */
  readonly view: SharedView | null;
}

export interface ReopenedSession {
  readonly session: RecentSession;
  /** Sentences about what was lost. */
  readonly warnings: readonly string[];
}

const FORMAT = 'groupscope-recent';

const parseRecentBranch = fieldsOf<RecentBranch>({
  id: parseName,
  name: parseBranchName,
  parent: orNull(parseName),
  partedAt: parseInstant,
  scenario: parseScenario,
});

export function recentToText({ branches, current, view }: RecentSession): string {
  return JSON.stringify({
    format: FORMAT,
    version: NEWEST_VERSION,
    branches: withinLimit(branches, current),
    current,
    view,
  });
}

/** What can be kept of the text; the error is a sentence, and then there is nothing to go on with. */
export function readRecent(text: string): Result<ReopenedSession, string> {
  if (text.length > LIMITS.fileChars) return err('What was open before could not be kept: it is too long.');
  const recent = parseJson(text);
  if (!isObject(recent) || recent['format'] !== FORMAT) return err('Nothing from before could be read.');
  const { version, branches, current, view } = recent;
  if (
    typeof version !== 'number' ||
    !Number.isSafeInteger(version) ||
    version < 1 ||
    !Array.isArray(branches)
  )
    return err('What was open before could not be read.');
  if (version > NEWEST_VERSION)
    return err('What was open before was kept by a newer Groupscope. Reload the page to get it back.');
  const { kept, warnings } = keptBranches(branches.slice(0, LIMITS.branches), version);
  const first = kept[0];
  if (first === undefined) return err(['What was open before could not be read.', ...warnings].join(' '));
  const shown = kept.find(({ id }) => id === current);
  const look = view === null ? ok(null) : parseView(upgradeView(view, version), 'view');
  const lost = lossOf(shown, look);
  const session: RecentSession = {
    branches: kept,
    current: (shown ?? first).id,
    view: shown !== undefined && look.ok ? look.value : null,
  };
  return ok({ session, warnings: lost === null ? warnings : [...warnings, lost] });
}

/** Branches that pass the gate. A scenario is whole by itself, so a child outlives the loss of its parent. */
function keptBranches(
  branches: readonly unknown[],
  version: number,
): { readonly kept: readonly RecentBranch[]; readonly warnings: readonly string[] } {
  const kept: RecentBranch[] = [];
  const warnings: string[] = [];
  for (const [index, plain] of branches.entries()) {
    const upgraded = isObject(plain)
      ? { ...plain, scenario: upgradeScenario(plain['scenario'], version) }
      : plain;
    const branch = parseRecentBranch(upgraded, `branch ${index + 1}`);
    if (!branch.ok) warnings.push(`One branch was lost: ${branch.error}.`);
    else if (kept.some(({ id }) => id === branch.value.id))
      warnings.push(`One branch was lost: branch ${index + 1} has the id of another.`);
    else {
      const hasParent = kept.some(({ id }) => id === branch.value.parent);
      kept.push(hasParent ? branch.value : { ...branch.value, parent: null });
    }
  }
  return { kept, warnings };
}

function lossOf(shown: RecentBranch | undefined, look: Result<SharedView | null, string>): string | null {
  if (shown === undefined)
    return 'The branch that was shown was lost; the first one is shown from its start.';
  return look.ok ? null : `The moment was lost, so the run is shown from its start: ${look.error}.`;
}

/** The shown branch and its ancestors always; of the rest the newest. */
function withinLimit(branches: readonly RecentBranch[], current: string): readonly RecentBranch[] {
  const keep = new Set<string>();
  for (const id of [current, ...branches.map((branch) => branch.id).toReversed()]) {
    const line = lineOf(branches, id)
      .slice(0, LIMITS.branches)
      .filter((one) => !keep.has(one));
    if (keep.size + line.length <= LIMITS.branches) for (const one of line) keep.add(one);
  }
  return branches.filter(({ id }) => keep.has(id));
}

/** A branch, then its ancestors; parents come before their children, so one walk finds them. */
function lineOf(branches: readonly RecentBranch[], id: string): readonly string[] {
  const line: string[] = [];
  let wanted: string | null = id;
  for (const branch of branches.toReversed()) {
    if (branch.id !== wanted) continue;
    line.push(branch.id);
    wanted = branch.parent;
  }
  return line;
}
