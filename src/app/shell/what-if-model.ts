/** After an act: what else could have been done, as edits of the same run, each with its own figure. */
import type { BranchSummary, Edit } from '../../contract/messages.ts';
import type { ReadyScenario } from '../../contract/reference.ts';
import type { Measures } from '../../engine/measures/measures.ts';
import { seconds, worstUnread } from './headline-model.ts';

export interface WhatIf {
  readonly name: string;
  /** Both runs are compared at this instant; null: when nobody misses a reader any more. */
  readonly until: number | null;
  /** The exact call or setting, to be copied. */
  readonly cure: string;
  readonly risk: string;
  readonly edit: Edit;
  /** The branch in which it was tried; null: not yet. */
  readonly branch: string | null;
}

/** The fixes for the last crash of a run; else what its ready scenario proposes. */
export function whatIfsFor(
  current: BranchSummary | undefined,
  branches: readonly BranchSummary[],
  ready: ReadyScenario | undefined,
): readonly WhatIf[] {
  const fixes = fixesForCrash(current, branches);
  return fixes.length > 0 ? fixes : proposals(current, branches, ready);
}

function proposals(
  current: BranchSummary | undefined,
  branches: readonly BranchSummary[],
  ready: ReadyScenario | undefined,
): readonly WhatIf[] {
  // A scenario with a large button is about the act that nobody has done yet.
  if (ready === undefined || ready.firstAct !== null) return [];
  return ready.next.map(({ label, edit }) => ({
    name: label,
    until: ready.until,
    cure: cureOf(edit),
    risk: 'both runs to the same instant',
    edit,
    branch: branches.find(({ name, parent }) => name === label && parent === current?.id)?.id ?? null,
  }));
}

function cureOf(edit: Edit): string {
  if (edit.type === 'setting') return `${edit.key}=${edit.value}`;
  if (edit.type === 'remove') return 'without it';
  const { command } = edit;
  if (command.type === 'closeConsumer') return 'consumer.close()';
  if (command.type === 'pauseNode') return 'kill -STOP';
  if (command.type === 'restartCoordinator') return `loading ${seconds(command.loadMs)}`;
  return command.type;
}

function fixesForCrash(
  current: BranchSummary | undefined,
  branches: readonly BranchSummary[],
): readonly WhatIf[] {
  const commands = current?.scenario.commands ?? [];
  const index = commands.findLastIndex(({ command }) => command.type === 'killNode');
  const kill = commands[index]?.command;
  if (kill?.type !== 'killNode') return [];
  const tried = (name: string): string | null =>
    branches.find((branch) => branch.name === name && branch.parent === current?.id)?.id ?? null;
  const close = 'Close it instead';
  const short = 'Session 6 s';
  return [
    {
      name: close,
      until: null,
      cure: 'consumer.close() on SIGTERM',
      risk: 'the process must live to say so',
      edit: { type: 'replace', index, command: { type: 'closeConsumer', node: kill.node } },
      branch: tried(close),
    },
    {
      name: short,
      until: null,
      cure: 'session.timeout.ms=6000',
      risk: '6 s of silence then counts as death',
      edit: { type: 'setting', scope: 'consumers', key: 'session.timeout.ms', value: '6000' },
      branch: tried(short),
    },
  ];
}

/** `unread 50.6 s (101.2 s in all)`: the longest of one partition, and all together; and what was processed twice. */
export function figureOf(measures: Measures | undefined, now: number): string {
  if (measures === undefined) return 'not tried';
  const worst = worstUnread(measures, now);
  const lengths = measures.outages.map(({ from, to }) => (to ?? now) - from);
  const longest = worst === null ? 0 : (worst.to ?? now) - worst.from;
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const inAll = all > longest ? ` (${seconds(all)} in all)` : '';
  const unread = `unread ${seconds(longest)}${inAll}${worst?.to === null ? ' so far' : ''}`;
  return measures.duplicates === 0 ? unread : `${unread}, ${measures.duplicates} records twice`;
}
