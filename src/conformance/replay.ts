/** The command line of the replayer: files of recorded cases in, verdicts and first differences out. */
import { readCases, UnreadableRecording, filesOf } from './recording-files.ts';
import type { CaseOutcome, ReplayForm } from './replay-form.ts';
import { assignorForm } from './forms/assignor.ts';
import { classicForm, OTHER_PROTOCOLS } from './forms/classic.ts';

const FORMS: ReadonlyMap<string, ReplayForm> = new Map(
  [assignorForm, classicForm].map((form) => [form.form, form]),
);

export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  otherProtocols: number;
}

const NOTHING: Readonly<Tally> = { passed: 0, failed: 0, skipped: 0, otherProtocols: 0 };
const STORIES_AT_MOST = 5;

/** Exit code: 0 all passed, 1 something differs, 2 something could not be read. */
export async function replayFiles(names: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (names.length === 0)
      throw new UnreadableRecording('Which recordings? Name files, directories, or - for standard input.');
    const total: Tally = { ...NOTHING };
    for (const name of names)
      for (const file of await filesOf(name)) add(total, await replayFile(file, terminal));
    if (total.otherProtocols > 0) terminal.out(`${total.otherProtocols} need other protocols`);
    terminal.out(counts(total));
    return total.failed > 0 ? 1 : 0;
  } catch (problem) {
    if (!(problem instanceof UnreadableRecording)) throw problem;
    terminal.err(problem.message);
    return 2;
  }
}

async function replayFile(file: string, { out }: Terminal): Promise<Tally> {
  const tally: Tally = { ...NOTHING };
  const stories: (readonly string[])[] = [];
  for await (const { line, recorded } of readCases(file)) {
    const outcome = replayCase(recorded, `${file === '-' ? 'standard input' : file}, line ${line}`);
    count(tally, outcome);
    if (outcome.verdict === 'failed' && tally.failed <= STORIES_AT_MOST)
      stories.push(outcome.difference.story);
  }
  out(`${file === '-' ? 'standard input' : file}: ${counts(tally)}`);
  for (const story of stories) for (const line of story) out(`  ${line}`);
  if (tally.failed > stories.length) out(`  … and ${tally.failed - stories.length} more that failed`);
  return tally;
}

function replayCase(recorded: unknown, where: string): CaseOutcome {
  const named =
    typeof recorded === 'object' && recorded !== null && 'form' in recorded ? recorded.form : undefined;
  const form = typeof named === 'string' ? FORMS.get(named) : undefined;
  if (form === undefined)
    throw new UnreadableRecording(
      typeof named === 'string'
        ? `${where}: the form "${named}" is not known; known are ${[...FORMS.keys()].join(', ')}.`
        : `${where}: this is no recorded case, it names no form.`,
    );
  return form.replay(recorded);
}

function count(tally: Tally, outcome: CaseOutcome): void {
  if (outcome.verdict !== 'skipped') tally[outcome.verdict]++;
  else if (outcome.reason === OTHER_PROTOCOLS) tally.otherProtocols++;
  else tally.skipped++;
}

function add(total: Tally, { passed, failed, skipped, otherProtocols }: Tally): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  total.otherProtocols += otherProtocols;
}

function counts({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
