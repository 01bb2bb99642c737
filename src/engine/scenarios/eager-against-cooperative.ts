/** A third consumer joins: does everybody stop for it, or only what moves? */
import { eventsOf, outagesSince } from './goals.ts';
import { defineScenario, type Played } from './ready-scenario.ts';
import { addConsumer, at, checkout, configured, doing, untilSeconds } from './script.ts';

const JOINS_AT = 15_000;
const PARTITIONS = 6;

const two = checkout({
  title: 'A third consumer joins, eagerly',
  seed: 3,
  commands: [at(20, addConsumer('consumer-1')), at(412, addConsumer('consumer-2'))],
  consumerSettings: { 'partition.assignment.strategy': 'RangeAssignor' },
});
const eager = doing(two, two.title, at(JOINS_AT, addConsumer('consumer-3')));
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
      until: untilSeconds(25),
      lesson: [
        {
          says: 'all six partitions pause, although two move',
          holds: (played) => paused(played).size === PARTITIONS,
        },
        { says: 'one rebalance is enough', holds: ({ measures }) => measures.rebalances === 2 },
        { says: 'the third one gets two', holds: (played) => moved(played).size === 2 },
      ],
    },
    {
      id: 'cooperative',
      title: 'CooperativeStickyAssignor: only what moves is given up',
      scenario: cooperative,
      until: untilSeconds(25),
      lesson: [
        {
          says: 'only the two partitions that move pause',
          holds: (played) =>
            moved(played).size === 2 &&
            paused(played).size === 2 &&
            [...moved(played)].every((partition) => paused(played).has(partition)),
        },
        {
          says: 'it takes two rebalances: one to take away, one to give',
          holds: ({ measures }) => measures.rebalances === 3,
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
