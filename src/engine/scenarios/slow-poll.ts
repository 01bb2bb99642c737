/** A record that takes too long: the client leaves by itself, its work is done twice, and its commit comes too late. */
import { eventsOf } from './goals.ts';
import { defineScenario, type Played } from './ready-scenario.ts';
import { at, checkout, configured, doing, THREE_CONSUMERS, untilSeconds } from './script.ts';

const MAX_POLL_MS = 20_000;
const STUCK_AT = 15_000;
const STUCK_MS = 30_000;
const UNKNOWN_MEMBER_ID = 25;

const calm = checkout({
  title: 'A record that takes 30 s, with max.poll.interval.ms = 20 s',
  seed: 11,
  commands: THREE_CONSUMERS,
  consumerSettings: { 'max.poll.interval.ms': `${MAX_POLL_MS}` },
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
  checkout({
    title: 'A process that stands still for longer than its session',
    seed: 11,
    commands: THREE_CONSUMERS,
    consumerSettings: { 'session.timeout.ms': '6000' },
  }),
  'A process that stands still for longer than its session',
  at(STUCK_AT, { type: 'pauseNode', node: 'consumer-2', threads: 'all' }),
  at(STUCK_AT + 15_000, { type: 'resumeNode', node: 'consumer-2' }),
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

export const slowPoll = defineScenario({
  id: 'slow-poll',
  title: 'consumer poll timeout has expired',
  watchFor: 'consumer-2 heartbeats all the time; it is its own poll clock that makes it leave.',
  question: 'CommitFailedException: the group has already rebalanced. My consumer was not dead, so why?',
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
          says: 'what it had in hand is processed a second time',
          holds: ({ measures }) => measures.duplicates > 0,
        },
        {
          says: 'when it polls again its partitions are lost, not revoked, and it cannot commit what it did',
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
          says: 'until it hears that, it reads on beside its successor, and records are processed twice',
          holds: (played) => played.measures.duplicates > 0 && overlapMs(played) > 0,
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
