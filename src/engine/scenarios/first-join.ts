/** Why the first message takes so long: the coordinator waits for others before it forms the first generation. */
import { firstReadAt, generationsFormed } from './goals.ts';
import { defineScenario } from './ready-scenario.ts';
import { checkout, THREE_CONSUMERS, untilSeconds } from './script.ts';

const scenario = checkout({
  title: 'Three consumers start one after the other',
  seed: 7,
  commands: THREE_CONSUMERS,
});
const atOnce = {
  ...scenario,
  title: 'The same with group.initial.rebalance.delay.ms = 0',
  brokerSettings: { 'group.initial.rebalance.delay.ms': '0' },
};

export const firstJoin = defineScenario({
  id: 'first-join',
  title: 'The first message takes 6 s',
  watchFor: 'The first member asks at once, and is answered only when 3 s have passed twice.',
  question: 'Why does my consumer take seconds before it reads its first record?',
  scenario,
  openAt: untilSeconds(0),
  firstAct: null,
  episodes: [
    {
      id: 'delayed',
      title: 'With the default delay of 3 s',
      scenario,
      until: untilSeconds(8),
      lesson: [
        {
          says: 'one generation is formed, with all three',
          holds: (played) => generationsFormed(played) === 1,
        },
        {
          says: 'nobody reads before 6 s: who came meanwhile prolonged the delay once',
          holds: (played) => (firstReadAt(played) ?? 0) >= 6_000 && (firstReadAt(played) ?? Infinity) < 6_100,
        },
        {
          says: 'nothing that was read is left unread',
          holds: ({ measures }) => measures.outages.length === 0,
        },
      ],
    },
    {
      id: 'at-once',
      title: 'Without the delay',
      scenario: atOnce,
      until: untilSeconds(8),
      lesson: [
        {
          says: 'the first one reads within half a second',
          holds: (played) => (firstReadAt(played) ?? Infinity) < 500,
        },
        {
          says: 'each that comes makes the group start over',
          holds: (played) => generationsFormed(played) >= 2 && played.measures.rebalances >= 2,
        },
        {
          says: 'whoever read already has to stop for it',
          holds: ({ measures }) => measures.outages.some(({ lastReader }) => lastReader === 'consumer-1'),
        },
      ],
    },
  ],
  next: [
    {
      label: 'Form the first generation at once',
      edit: { type: 'setting', scope: 'brokers', key: 'group.initial.rebalance.delay.ms', value: '0' },
    },
    {
      label: 'Wait longer for others',
      edit: { type: 'setting', scope: 'brokers', key: 'group.initial.rebalance.delay.ms', value: '10000' },
    },
  ],
});
