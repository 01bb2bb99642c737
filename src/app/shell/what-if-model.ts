/** After an act: what else could have been done, as edits of the same run, each with its own figure. */
import type { BranchSummary, Edit } from '../../contract/messages.ts';
import type { Measures } from '../../engine/measures/measures.ts';
import { seconds, worstUnread } from './headline-model.ts';

export interface WhatIf {
  readonly name: string;
  /** The exact call or setting, to be copied. */
  readonly cure: string;
  readonly risk: string;
  readonly edit: Edit;
  /** The branch in which it was tried; null: not yet. */
  readonly branch: string | null;
}

/** The fixes for the last crash of a scenario; none when nobody was crashed. */
export function whatIfsFor(
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
      cure: 'consumer.close() on SIGTERM',
      risk: 'the process must live to say so',
      edit: { type: 'replace', index, command: { type: 'closeConsumer', node: kill.node } },
      branch: tried(close),
    },
    {
      name: short,
      cure: 'session.timeout.ms=6000',
      risk: '6 s of silence then counts as death',
      edit: { type: 'setting', scope: 'consumers', key: 'session.timeout.ms', value: '6000' },
      branch: tried(short),
    },
  ];
}

/** `unread 50.6 s`, or what stands in its place. */
export function figureOf(measures: Measures | undefined, now: number): string {
  const worst = worstUnread(measures, now);
  if (measures === undefined) return 'not tried';
  if (worst === null) return 'unread 0.0 s';
  const length = seconds((worst.to ?? now) - worst.from);
  return worst.to === null ? `unread ${length} so far` : `unread ${length}`;
}
