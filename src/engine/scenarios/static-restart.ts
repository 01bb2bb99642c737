/** A consumer with a group.instance.id is started anew: in time, nobody else notices; too late, it costs two rebalances. */
import type { Command } from '../world/command.ts';
import { eventsOf, longest, outagesAfter, outagesSince } from './goals.ts';
import { defineScenario } from './ready-scenario.ts';
import { addConsumer, at, checkout, doing, untilSeconds } from './script.ts';

const ENDS_AT = 15_000;
const SESSION_MS = 12_000;

const kill: Command = { type: 'killNode', node: 'consumer-2' };
const restart: Command = { type: 'restartNode', node: 'consumer-2' };

const named = (n: number) => addConsumer(`consumer-${n}`, { 'group.instance.id': `till-${n}` });
const fleet = checkout({
  title: 'A static member restarts',
  seed: 5,
  commands: [at(20, named(1)), at(412, named(2)), at(815, named(3))],
  consumerSettings: { 'session.timeout.ms': `${SESSION_MS}` },
});
const inTime = doing(fleet, 'It is back within its session', at(ENDS_AT, kill), at(ENDS_AT + 6_000, restart));
const late = doing(fleet, 'It is back after its session', at(ENDS_AT, kill), at(ENDS_AT + 25_000, restart));

export const staticRestart = defineScenario({
  id: 'static-restart',
  title: 'A restart that nobody notices',
  watchFor: 'consumer-2 comes back under the same group.instance.id: no barrier, the same generation.',
  question: 'Can I restart a consumer without a rebalance?',
  scenario: inTime,
  openAt: untilSeconds(14),
  firstAct: null,
  episodes: [
    {
      id: 'inside',
      title: 'Back within its session',
      scenario: inTime,
      until: untilSeconds(26),
      lesson: [
        { says: 'the group is never disturbed', holds: ({ measures }) => measures.rebalances === 1 },
        {
          says: 'only its own partitions are unread, and only while it is away',
          holds: (played) =>
            outagesSince(played, ENDS_AT).every(({ lastReader }) => lastReader === 'consumer-2') &&
            outagesSince(played, ENDS_AT).length === 2 &&
            longest(outagesSince(played, ENDS_AT)) < 6_500,
        },
        {
          says: 'it gets a new member id in the place of its old one',
          holds: (played) =>
            eventsOf(played, 'MemberRemoved').filter(({ what }) => what.because === 'replaced').length === 1,
        },
      ],
    },
    {
      id: 'outside',
      title: 'Back after its session',
      scenario: late,
      until: untilSeconds(46),
      lesson: [
        {
          says: 'the group starts over when its session ends, and again when it comes back',
          holds: ({ measures }) => measures.rebalances === 3,
        },
        {
          says: 'its partitions wait for the whole session first',
          holds: (played) =>
            outagesAfter(played, 'consumer-2', ENDS_AT).some((outage) =>
              outage.parts.some(
                ({ name, setting }) => name === 'detection' && setting === 'session.timeout.ms',
              ),
            ),
        },
        {
          says: 'everybody stops for it, twice',
          holds: (played) =>
            outagesAfter(played, 'consumer-1', ENDS_AT).length >= 4 &&
            outagesAfter(played, 'consumer-3', ENDS_AT).length >= 4,
        },
      ],
    },
  ],
  next: [
    {
      label: 'Allow a session of 45 s',
      edit: { type: 'setting', scope: 'consumers', key: 'session.timeout.ms', value: '45000' },
    },
    {
      label: 'Close it instead of crashing it',
      edit: { type: 'replace', index: 3, command: { type: 'closeConsumer', node: 'consumer-2' } },
    },
  ],
});
