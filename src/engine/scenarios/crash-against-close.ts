/** The page's first sight: the same consumer ends twice, once with a word to the coordinator and once without. */
import type { Command, TimedCommand } from '../world/command.ts';
import type { Scenario } from '../world/scenario.ts';
import { lengthOf, longest, outagesAfter, outagesSince, shareOf } from './goals.ts';
import { defineScenario, type Played } from './ready-scenario.ts';
import { act, at, checkout, configured, doing, THREE_CONSUMERS, untilSeconds } from './script.ts';

const ENDS_AT = 21_000;
const SESSION_MS = 45_000;
const HEARTBEAT_MS = 3_000;

export const killConsumer2: Command = { type: 'killNode', node: 'consumer-2' };
export const closeConsumer2: Command = { type: 'closeConsumer', node: 'consumer-2' };

/** What the page opens with: three consumers that read, and nothing done to them yet. */
export const opening: Scenario = checkout({
  title: 'Three consumers read six partitions',
  seed: 1,
  commands: THREE_CONSUMERS,
});

/** The commands of the two ends, for a branch of the opening. */
export const crash: TimedCommand = at(ENDS_AT, killConsumer2);
export const close: TimedCommand = at(ENDS_AT, closeConsumer2);

const crashed = doing(opening, 'consumer-2 crashes', crash);

/** What nobody read because consumer-2 ended. */
const missed = (played: Played) => outagesAfter(played, 'consumer-2', ENDS_AT);

export const crashAgainstClose = defineScenario({
  id: 'crash-against-close',
  title: '45 s of nothing after a crash',
  watchFor: 'Watch who reads p2 and p3 after the crash, and for how long nobody does.',
  question: 'A consumer died: why did nobody take over for so long?',
  scenario: opening,
  openAt: untilSeconds(18),
  firstAct: { label: 'Crash consumer-2', command: killConsumer2 },
  episodes: [
    {
      id: 'crash',
      title: 'consumer-2 crashes',
      scenario: crashed,
      until: untilSeconds(72),
      lesson: [
        { says: 'its two partitions are without a reader', holds: (played) => missed(played).length === 2 },
        {
          says: 'detection takes what was left of its session',
          holds: (played) =>
            missed(played).every((outage) => {
              const detection = shareOf(outage, 'detection');
              return detection <= SESSION_MS && detection > SESSION_MS - HEARTBEAT_MS - 200;
            }),
        },
        {
          says: 'unread = session + barrier + assignment + start, and the first two are nearly all of it',
          holds: (played) =>
            missed(played).every(
              (outage) => lengthOf(outage) - shareOf(outage, 'detection') - shareOf(outage, 'barrier') < 100,
            ),
        },
        {
          says: 'the other four partitions pause only for the rebalance',
          holds: (played) =>
            outagesSince(played, ENDS_AT).every(
              (outage) => outage.lastReader === 'consumer-2' || lengthOf(outage) <= HEARTBEAT_MS + 200,
            ),
        },
      ],
    },
    {
      id: 'close',
      title: 'consumer-2 is closed',
      scenario: doing(opening, 'consumer-2 is closed', close),
      until: untilSeconds(32),
      lesson: [
        {
          says: 'it says goodbye, so nothing is left to detect',
          holds: (played) => missed(played).every((outage) => shareOf(outage, 'detection') === 0),
        },
        {
          says: 'its partitions are read again when the others heartbeat: within one heartbeat interval',
          holds: (played) => missed(played).length === 2 && longest(missed(played)) < HEARTBEAT_MS + 200,
        },
        { says: 'nothing is processed twice', holds: ({ measures }) => measures.duplicates === 0 },
      ],
    },
    {
      id: 'short-session',
      title: 'consumer-2 crashes with a session of 6 s',
      scenario: configured(crashed, 'consumer-2 crashes with a session of 6 s', {
        'session.timeout.ms': '6000',
      }),
      until: untilSeconds(32),
      lesson: [
        {
          says: 'detection takes at most 6 s',
          holds: (played) => missed(played).every((outage) => shareOf(outage, 'detection') <= 6_000),
        },
        {
          says: 'unread is bounded by session + heartbeat interval',
          holds: (played) =>
            missed(played).length === 2 && longest(missed(played)) < 6_000 + HEARTBEAT_MS + 200,
        },
      ],
    },
  ],
  next: [
    { label: 'Close it instead', edit: act(ENDS_AT, closeConsumer2) },
    {
      label: 'Make the session 6 s',
      edit: { type: 'setting', scope: 'consumers', key: 'session.timeout.ms', value: '6000' },
    },
  ],
});
