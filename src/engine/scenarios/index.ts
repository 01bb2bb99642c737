/** The ready scenarios, in the order in which the gallery shows them. */
import { coordinatorRestart } from './coordinator-restart.ts';
import { crashAgainstClose } from './crash-against-close.ts';
import { eagerAgainstCooperative } from './eager-against-cooperative.ts';
import { firstJoin } from './first-join.ts';
import type { ReadyScenario } from './ready-scenario.ts';
import { slowPoll } from './slow-poll.ts';
import { staticRestart } from './static-restart.ts';

/** With their episodes and goals, which are functions and stay on this side of the thread boundary. */
export const SCENARIOS: readonly ReadyScenario[] = [
  crashAgainstClose,
  firstJoin,
  slowPoll,
  eagerAgainstCooperative,
  staticRestart,
  coordinatorRestart,
];

/** As plain data, for the page. */
export const READY_SCENARIOS = SCENARIOS.map(
  ({ id, title, watchFor, question, scenario, openAt, firstAct, next, episodes: [story] }) => {
    return { id, title, watchFor, question, scenario, openAt, firstAct, next, until: story.until };
  },
);
