/**
 * Replays recorded rounds of the client assignors: each round's lists are compared strictly, order included.
 * One assignor object serves a case until a new leader takes over, so its memory is carried along.
 */
import {
  clientAssignors,
  NO_MEMORY,
  type AssignorMemory,
  type ClientAssignor,
} from '../../engine/assignors/index.ts';
import type { CaseOutcome, ReplayForm } from '../replay-form.ts';
import {
  fieldsOf,
  MalformedRecording,
  readRounds,
  runsOf,
  textOf,
  type RecordedOut,
  type RecordedRound,
} from './assignor-recording.ts';

export const assignorForm: ReplayForm = {
  form: 'assignor',
  replay(recorded) {
    try {
      return replayCase(recorded);
    } catch (problem) {
      return failed([problem instanceof Error ? problem.message : String(problem)]);
    }
  },
};

const RULES: Readonly<Record<ClientAssignor['name'], string>> = {
  range: 'AS-01…AS-25',
  roundrobin: 'AS-01…AS-06 and AS-30…AS-33',
  sticky: 'AS-01…AS-12, AS-40…AS-81 and AS-90…AS-91',
  'cooperative-sticky': 'AS-01…AS-12 and AS-40…AS-93',
};

function replayCase(recorded: unknown): CaseOutcome {
  const fields = fieldsOf(recorded, 'the case');
  if (fields['form'] !== 'assignor') return failed(['The case is not of the form "assignor".']);
  const recordedName = textOf(fields['assignor'], 'assignor');
  if (recordedName.startsWith('server-')) return skipped('server assignors are not built yet');
  if (recordedName.startsWith('share-')) return skipped('share assignor is not built yet');
  const assignor = Object.values(clientAssignors).find(({ name }) => `client-${name}` === recordedName);
  if (assignor === undefined) throw new MalformedRecording(`There is no assignor ${recordedName}.`);
  return replayRounds(assignor, readRounds(fields['rounds']), textOf(fields['name'], 'name'));
}

function replayRounds(assignor: ClientAssignor, rounds: readonly RecordedRound[], name: string): CaseOutcome {
  let memory = NO_MEMORY;
  for (const [index, round] of rounds.entries()) {
    if (round.isNewLeader) memory = NO_MEMORY;
    const ours = replayRound(assignor, round, memory);
    memory = ours.memory;
    const differences = compare(round, ours.out);
    if (differences.length === 0) continue;
    return failed([
      `${name}: ${assignor.name}, round ${index + 1} of ${rounds.length}.`,
      ...givenOf(round),
      ...differences,
      `Rules: ${RULES[assignor.name]} in src/engine/assignors/SPEC.md.`,
    ]);
  }
  return { verdict: 'passed' };
}

interface Replayed {
  readonly out: RecordedOut;
  readonly memory: AssignorMemory;
}

function replayRound(assignor: ClientAssignor, round: RecordedRound, memory: AssignorMemory): Replayed {
  const { topics, members, keepsGivenOrder } = round;
  const answer = assignor.assign({ topics, members, keepsGivenOrder, memory });
  if (!answer.ok) return { out: { error: answer.error.exception }, memory };
  const lists = [...answer.value.assignment].map(
    ([memberId, partitions]) => [memberId, runsOf(partitions)] as const,
  );
  return { out: { assignment: new Map(lists) }, memory: answer.value.memory };
}

function givenOf({ topics, members, keepsGivenOrder }: RecordedRound): string[] {
  const sizes = topics.map(({ name, partitions }) => `${name} (${partitions})`).join(', ');
  const map = keepsGivenOrder ? ' in the order given' : '';
  return [`Given: ${members.length} members${map}, topics ${sizes}.`];
}

/** At most five members are told of; the first is usually enough to see the cause. */
function compare({ members, out }: RecordedRound, ours: RecordedOut): string[] {
  if ('error' in out || 'error' in ours) {
    const [said, replied] = [answerText(out), answerText(ours)];
    return said === replied ? [] : [`Kafka said: ${said}`, `We said: ${replied}`];
  }
  const ids = new Set([...out.assignment.keys(), ...ours.assignment.keys()]);
  const differing = [...ids].filter(
    (id) => JSON.stringify(out.assignment.get(id)) !== JSON.stringify(ours.assignment.get(id)),
  );
  return differing.slice(0, 5).flatMap((id) => {
    const member = members.find(({ memberId }) => memberId === id);
    return [
      `Member ${id}: ${member === undefined ? 'unknown' : JSON.stringify(member)}.`,
      `Kafka said: ${JSON.stringify(out.assignment.get(id) ?? null)}`,
      `We said: ${JSON.stringify(ours.assignment.get(id) ?? null)}`,
    ];
  });
}

function answerText(out: RecordedOut): string {
  return 'error' in out ? out.error : `an assignment of ${out.assignment.size} members`;
}

function failed(story: readonly string[]): CaseOutcome {
  return { verdict: 'failed', difference: { story } };
}

function skipped(reason: string): CaseOutcome {
  return { verdict: 'skipped', reason };
}
