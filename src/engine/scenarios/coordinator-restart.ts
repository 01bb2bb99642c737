/** The coordinator's broker is started anew: it reads the group from its log, and the members go on as they were. */
import { eventsOf, generationsFormed, outagesSince } from './goals.ts';
import { defineScenario, type Played } from './ready-scenario.ts';
import { at, checkout, configured, doing, THREE_CONSUMERS, untilSeconds } from './script.ts';

const RESTARTS_AT = 20_000;
const LOAD_MS = 2_000;
const SLOW_LOAD_MS = 8_000;
const COORDINATOR_LOAD_IN_PROGRESS = 14;

const fleet = checkout({
  // A second one, so that the coordinator can also be moved by hand.
  brokers: 2,
  title: 'The coordinator restarts',
  seed: 9,
  commands: THREE_CONSUMERS,
});
const scenario = doing(fleet, fleet.title, at(RESTARTS_AT, { type: 'restartCoordinator', loadMs: LOAD_MS }));
const slow = configured(
  doing(
    fleet,
    'The coordinator restarts, and reading its log takes longer than a session',
    at(RESTARTS_AT, { type: 'restartCoordinator', loadMs: SLOW_LOAD_MS }),
  ),
  'Reading its log takes longer than a session of 6 s',
  { 'session.timeout.ms': '6000' },
);

/** Answers after the restart, by their error code. */
function answeredWith(played: Played, errorCode: number): number {
  return eventsOf(played, 'ReplySent').filter(
    (event) => event.at >= RESTARTS_AT && event.what.errorCode === errorCode,
  ).length;
}

export const coordinatorRestart = defineScenario({
  id: 'coordinator-restart',
  title: 'Group coordinator is unavailable or invalid',
  watchFor: 'Members look for their coordinator again and go on in the same generation.',
  question: 'The broker with my group restarted: did my consumers have to rebalance?',
  scenario,
  openAt: untilSeconds(19),
  firstAct: null,
  episodes: [
    {
      id: 'restart',
      title: 'It reads its log in 2 s',
      scenario,
      until: untilSeconds(30),
      lesson: [
        {
          says: 'no new generation: what was agreed stands in the log',
          holds: (played) => generationsFormed(played) === 1 && played.measures.rebalances === 1,
        },
        {
          says: 'every partition is read all the time',
          holds: (played) => outagesSince(played, 0).length === 0,
        },
        {
          says: 'until the log is read, members are told to wait',
          holds: (played) => answeredWith(played, COORDINATOR_LOAD_IN_PROGRESS) > 0,
        },
        { says: 'nothing is processed twice', holds: ({ measures }) => measures.duplicates === 0 },
      ],
    },
    {
      id: 'slow-load',
      title: 'It takes longer than a session',
      scenario: slow,
      until: untilSeconds(34),
      lesson: [
        {
          says: 'even then nobody is thrown out: sessions begin anew when the log is read',
          holds: (played) => eventsOf(played, 'MemberRemoved').length === 0,
        },
        { says: 'no new generation', holds: (played) => generationsFormed(played) === 1 },
      ],
    },
  ],
  next: [
    {
      label: 'Let reading the log take 8 s',
      edit: { type: 'replace', index: 3, command: { type: 'restartCoordinator', loadMs: SLOW_LOAD_MS } },
    },
  ],
});
