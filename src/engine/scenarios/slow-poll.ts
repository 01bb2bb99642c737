/** A record that takes too long: the client leaves by itself, its work is done twice, and its commit is refused. */
import type { Scenario } from '../world/scenario.ts';
import { eventsOf } from './goals.ts';
import { defineScenario, type Played } from './ready-scenario.ts';
import { at, checkout, configured, doing, THREE_CONSUMERS, untilSeconds } from './script.ts';

const MAX_POLL_MS = 20_000;
const STUCK_AT = 15_000;
const STUCK_MS = 30_000;
const RESUMED_AT = 30_000;
const UNKNOWN_MEMBER_ID = 25;

/** Every application calls commitSync() after each batch; a batch comes once a second. */
function committing(title: string, consumerSettings: Scenario['consumerSettings']): Scenario {
  const byHand = { 'enable.auto.commit': 'false', ...consumerSettings };
  const fleet = checkout({ title, seed: 11, commands: THREE_CONSUMERS, consumerSettings: byHand });
  return { ...fleet, topics: fleet.topics.map((topic) => ({ ...topic, batchMs: 1_000 })) };
}

const calm = committing('A record that takes 30 s, with max.poll.interval.ms = 20 s', {
  'max.poll.interval.ms': `${MAX_POLL_MS}`,
});
const stuck = at(STUCK_AT, {
  type: 'changeProcessing',
  node: 'consumer-2',
  msPerRecord: 5,
  stuckMs: STUCK_MS,
});
const scenario = doing(calm, calm.title, stuck);
const patient = configured(scenario, 'The same with max.poll.interval.ms = 60 s', {
  'max.poll.interval.ms': '60000',
});

const frozen = doing(
  committing('A process that stands still for longer than its session', { 'session.timeout.ms': '6000' }),
  'A process that stands still for longer than its session',
  at(STUCK_AT, { type: 'pauseNode', node: 'consumer-2', threads: 'all' }),
  at(RESUMED_AT, { type: 'resumeNode', node: 'consumer-2' }),
);

/** From the first time that its partitions went to another one until it knew that they were lost. */
function overlapMs(played: Played): number {
  const removal = removalOf(played, 'consumer-2');
  const next = eventsOf(played, 'PartitionsAssigned').find(
    ({ at: when }) => when > (removal?.at ?? Infinity),
  );
  const lost = eventsOf(played, 'PartitionsLost').find(
    ({ node, what }) => node === 'consumer-2' && what.partitions.length > 0,
  );
  return next === undefined || lost === undefined ? 0 : lost.at - next.at;
}

/** How the coordinator lost consumer-2, if it did. */
function removalOf(played: Played, node: string) {
  const names = new Map(eventsOf(played, 'MemberAdded').map(({ what }) => [what.memberId, what.clientId]));
  return eventsOf(played, 'MemberRemoved').find(({ what }) => names.get(what.memberId) === node);
}

/** How its late commit was refused, if it was. */
function refusalOf(played: Played) {
  return eventsOf(played, 'CommitRefused').find(
    ({ node, what }) => node === 'consumer-2' && what.exception === 'CommitFailedException',
  );
}

/** How many commits consumer-2 sent, from one instant to another. */
function commitsSent(played: Played, { from, to }: { readonly from: number; readonly to: number }): number {
  const sent = eventsOf(played, 'RequestSent').filter(
    ({ node, what }) => node === 'consumer-2' && what.request.apiKey === 'OffsetCommit',
  );
  return sent.filter((event) => event.at >= from && event.at <= to).length;
}

/** How many records it had finished, for nothing, when its commit was refused. */
function inHandAtRefusal(played: Played): number {
  const refusal = refusalOf(played);
  const done = eventsOf(played, 'RecordsProcessed').findLast(
    ({ node, seq }) => node === 'consumer-2' && seq < (refusal?.seq ?? 0),
  );
  return done?.what.ranges.reduce((sum, { from, to }) => sum + to - from, 0) ?? 0;
}

export const slowPoll = defineScenario({
  id: 'slow-poll',
  title: 'consumer poll timeout has expired',
  watchFor:
    'consumer-2 heartbeats all the time; its own poll clock makes it leave, and then its commit is refused.',
  question:
    'CommitFailedException: my consumer was kicked out of the group. It was alive all the time, so why?',
  scenario,
  openAt: untilSeconds(14),
  firstAct: null,
  episodes: [
    {
      id: 'too-slow',
      title: 'One record takes longer than max.poll.interval.ms',
      scenario,
      until: untilSeconds(50),
      lesson: [
        {
          says: 'the client leaves by itself, 20 s after it last looked for records',
          holds: (played) => {
            const removal = removalOf(played, 'consumer-2');
            const after = (removal?.at ?? 0) - STUCK_AT;
            return removal?.what.because === 'left' && Math.abs(after - MAX_POLL_MS) < 500;
          },
        },
        {
          says: 'others read its partitions while it still works on them',
          holds: (played) => overlapMs(played) > 5_000,
        },
        {
          says: 'when its record is done its commit is refused, inside the client: CommitFailedException',
          holds: (played) => {
            const refusal = refusalOf(played);
            return refusal !== undefined && commitsSent(played, { from: STUCK_AT, to: refusal.at }) === 0;
          },
        },
        {
          says: 'the batch it had in hand, and nothing else, is processed a second time',
          holds: (played) =>
            played.measures.duplicates > 0 && played.measures.duplicates === inHandAtRefusal(played),
        },
        {
          says: 'when it polls again its partitions are lost, not revoked',
          holds: (played) =>
            eventsOf(played, 'PartitionsLost').some(
              ({ node, at: when, what }) =>
                node === 'consumer-2' && what.partitions.length > 0 && when > STUCK_AT + STUCK_MS - 1_000,
            ),
        },
      ],
    },
    {
      id: 'frozen',
      title: 'The whole process stands still instead',
      scenario: frozen,
      until: untilSeconds(40),
      lesson: [
        {
          says: 'now it is the coordinator that gives it up, when its session ends',
          holds: (played) => removalOf(played, 'consumer-2')?.what.because === 'sessionTimeout',
        },
        {
          says: 'when it goes on it is refused: UNKNOWN_MEMBER_ID',
          holds: (played) =>
            eventsOf(played, 'ReplySent').some(
              ({ what }) => what.message.client === 'consumer-2' && what.errorCode === UNKNOWN_MEMBER_ID,
            ),
        },
        {
          says: 'until it hears that, it works on beside its successor, and records are processed twice',
          holds: (played) => played.measures.duplicates > 0 && overlapMs(played) > 0,
        },
        {
          says: 'its commit is sent this time, and refused all the same: CommitFailedException',
          holds: (played) => {
            const refusal = refusalOf(played);
            return refusal !== undefined && commitsSent(played, { from: RESUMED_AT, to: refusal.at }) === 1;
          },
        },
      ],
    },
    {
      id: 'patient',
      title: 'The same record with time enough',
      scenario: patient,
      until: untilSeconds(50),
      lesson: [
        {
          says: 'nobody leaves, and the group never starts over',
          holds: (played) =>
            removalOf(played, 'consumer-2') === undefined && played.measures.rebalances === 1,
        },
        {
          says: 'its commit comes late, and is stored',
          holds: (played) =>
            eventsOf(played, 'CommitRefused').length === 0 &&
            eventsOf(played, 'CommitSettled').some(
              ({ node, at: when, what }) =>
                node === 'consumer-2' && what.errorCode === 0 && when > STUCK_AT + STUCK_MS,
            ),
        },
        { says: 'nothing is processed twice', holds: ({ measures }) => measures.duplicates === 0 },
      ],
    },
  ],
  next: [
    {
      label: 'Allow 60 s between polls',
      edit: { type: 'setting', scope: 'consumers', key: 'max.poll.interval.ms', value: '60000' },
    },
    {
      label: 'Freeze the whole process instead',
      edit: {
        type: 'replace',
        index: 3,
        command: { type: 'pauseNode', node: 'consumer-2', threads: 'all' },
      },
    },
  ],
});
