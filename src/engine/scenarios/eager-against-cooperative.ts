/** A third consumer joins: does everybody stop for it, or only what moves? */
import { eventsOf, lengthOf, outagesAfter, outagesSince } from './goals.ts';
import { defineScenario, type Played } from './ready-scenario.ts';
import { addConsumer, at, checkout, configured, doing, untilSeconds } from './script.ts';

const BUSY_AT = 15_000;
const JOINS_AT = 16_000;
const PARTITIONS = 6;

const two = checkout({
  title: 'A third consumer joins, eagerly',
  seed: 3,
  commands: [at(20, addConsumer('consumer-1')), at(412, addConsumer('consumer-2'))],
  consumerSettings: { 'partition.assignment.strategy': 'RangeAssignor' },
});
/** consumer-2 works on one record for 6 s, as applications do; whoever has given up its partitions waits for it. */
const busy = at(BUSY_AT, { type: 'changeProcessing', node: 'consumer-2', msPerRecord: 5, stuckMs: 6_000 });
const eager = doing(two, two.title, busy, at(JOINS_AT, addConsumer('consumer-3')));
const strategy = { 'partition.assignment.strategy': 'CooperativeStickyAssignor' };
const cooperative = configured(eager, 'A third consumer joins, cooperatively', strategy);

/** Partitions that were without a reader because of the third one. */
function paused(played: Played): ReadonlySet<number> {
  return new Set(outagesSince(played, JOINS_AT).map(({ partition }) => partition));
}

/** What the third one got. */
function moved(played: Played): ReadonlySet<number> {
  const assigned = eventsOf(played, 'PartitionsAssigned').filter(({ node }) => node === 'consumer-3');
  return new Set(assigned.flatMap(({ what }) => what.partitions.map(({ partition }) => partition)));
}

export const eagerAgainstCooperative = defineScenario({
  id: 'eager-against-cooperative',
  title: 'Every deploy stops everybody',
  watchFor: 'Before they ask to join again, all members give up all they have.',
  question: 'One consumer is added: why do all the others stop reading?',
  scenario: eager,
  openAt: untilSeconds(14),
  firstAct: null,
  episodes: [
    {
      id: 'eager',
      title: 'RangeAssignor: everybody gives up everything',
      scenario: eager,
      until: untilSeconds(30),
      lesson: [
        {
          says: 'all six partitions pause, although two move',
          holds: (played) => paused(played).size === PARTITIONS,
        },
        {
          says: 'consumer-1 has given up what it had and waits at the barrier for consumer-2, which is still at work',
          holds: (played) =>
            outagesAfter(played, 'consumer-1', JOINS_AT).every(({ parts }) =>
              parts.some(
                (part) => part.name === 'barrier' && part.owner === 'consumer-2' && lengthOf(part) > 2_000,
              ),
            ),
        },
        { says: 'one rebalance is enough', holds: ({ measures }) => measures.rebalances === 2 },
        { says: 'the third one gets two', holds: (played) => moved(played).size === 2 },
      ],
    },
    {
      id: 'cooperative',
      title: 'CooperativeStickyAssignor: only what moves is given up',
      scenario: cooperative,
      until: untilSeconds(30),
      lesson: [
        {
          says: 'only the two partitions that move pause',
          holds: (played) =>
            moved(played).size === 2 &&
            paused(played).size === 2 &&
            [...moved(played)].every((partition) => paused(played).has(partition)),
        },
        {
          says: 'what stays is read all the time, also while others are waited for',
          holds: (played) => PARTITIONS - paused(played).size === 4,
        },
        {
          says: 'the price: one rebalance to take away, one to give, and one more for who was at work meanwhile',
          holds: ({ measures }) => measures.rebalances > 3,
        },
        {
          says: 'and what was read of a moving partition after its owner had asked to join is processed twice',
          holds: ({ measures }) => measures.duplicates > 0,
        },
      ],
    },
  ],
  next: [
    {
      label: 'Let them keep what does not move',
      edit: {
        type: 'setting',
        scope: 'consumers',
        key: 'partition.assignment.strategy',
        value: 'CooperativeStickyAssignor',
      },
    },
  ],
});
