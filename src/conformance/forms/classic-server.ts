/** The engine's own coordinator in the place of the recorded one: takes ins, lets time pass, and collects what comes out. */
import { ERROR_CODES, type ErrorName } from '../../engine/kafka/error-code.ts';
import type { Chance } from '../../engine/kernel/chance.ts';
import { EventQueue } from '../../engine/kernel/event-queue.ts';
import { instant, START, type Instant } from '../../engine/kernel/time.ts';
import type { TopicMetadata } from '../../engine/kafka/server-role.ts';
import { groupCoordinator, type GroupCoordinatorState } from '../../engine/servers/apache-kafka/index.ts';
import { GroupLogStore } from '../../engine/world/group-log-store.ts';
import { RoleHost } from '../../engine/world/host.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import { answerOut, logOut, statesOf } from './classic-outs.ts';
import {
  MalformedCase,
  textOf,
  topicOf,
  wholeOf,
  type Json,
  type JsonObject,
  type RecordedCase,
  type RecordedRequest,
} from './classic-recording.ts';

/** One thing that came out of our coordinator, and the rule that decided it. */
export interface OurOut {
  readonly t: number;
  readonly out: JsonObject;
  readonly ruleId: string;
}

/** More timers than any story needs: a recording that asks for so many is not one. */
const TIMERS_AT_MOST = 200_000;

export class ClassicServer {
  /** What came out and has not been compared yet. */
  readonly outs: OurOut[] = [];
  readonly #log = new GroupLogStore();
  readonly #queue = new EventQueue<string>();
  readonly #host: RoleHost<GroupCoordinatorState>;
  #topics: readonly TopicMetadata[];
  #now: Instant = START;
  #sequence = 0;
  #fired = 0;
  #traced = 0;
  #states: ReadonlyMap<string, string> = new Map();

  constructor({ config, epochMs, topics, memberIds }: RecordedCase) {
    this.#topics = topics;
    this.#host = new RoleHost<GroupCoordinatorState>({
      node: 'broker',
      role: groupCoordinator,
      log: this.#log,
      surroundings: {
        chance: recordedChance(memberIds),
        trace: { add: (event) => this.#traceAdded(event) },
        now: () => this.#now,
        schedule: (due, _node, key) => {
          this.#queue.push({ due, sequence: ++this.#sequence, what: key });
          return this.#sequence;
        },
      },
      reply: ({ requestId, response, ruleId }) => this.#came(answerOut(requestId, response), ruleId),
    });
    this.#host.start({ settings: config, epochMs, topics }, 0);
    this.#host.give({ type: 'load', delayMs: 0, fails: false, log: [] }, 0);
  }

  /** Fires the next timer if it is due by then; false: none is. */
  fireNext(until: number): boolean {
    for (let next = this.#queue.peek(); next !== undefined && next.due <= until; next = this.#queue.peek()) {
      this.#queue.pop();
      this.#now = next.due;
      if (!this.#host.wake(next.what, next.sequence)) continue;
      if (++this.#fired > TIMERS_AT_MOST)
        throw new MalformedCase(`more than ${TIMERS_AT_MOST} timers would fire`);
      this.#settled();
      return true;
    }
    return false;
  }

  advanceTo(t: number): void {
    while (this.fireNext(t));
    this.#now = instant(t);
  }

  request({ n, apiVersion, client, request }: RecordedRequest): void {
    this.#host.give({ type: 'request', request: { ...request, requestId: n, apiVersion, client } }, 0);
    this.#settled();
  }

  command(cmd: string, raw: JsonObject): void {
    this.#carryOut(cmd, raw);
    this.#settled();
  }

  #carryOut(cmd: string, raw: JsonObject): void {
    switch (cmd) {
      case 'createTopic':
        return this.#changeTopics([...this.#topics, topicOf(raw)], []);
      case 'addPartitions': {
        const partitions = wholeOf(raw['partitions'], 'partitions');
        const grown = this.#topics.map((topic) =>
          topic.name === raw['name'] ? { ...topic, partitions } : topic,
        );
        return this.#changeTopics(grown, []);
      }
      case 'deleteTopic': {
        const deleted = this.#topics.filter(({ name }) => name === raw['name']);
        return this.#changeTopics(
          this.#topics.filter(({ name }) => name !== raw['name']),
          deleted,
        );
      }
      case 'unload':
        this.#log.forgetWaiting();
        return this.#host.give({ type: 'unload' }, 0);
      case 'load': {
        const delayMs = wholeOf(raw['delayMs'] ?? 0, 'delayMs');
        const log = this.#log.batches();
        return this.#host.give({ type: 'load', delayMs, fails: raw['fail'] === true, log }, 0);
      }
      case 'failAppends':
        return this.#failAppends(raw);
      case 'holdCommits':
        return this.#log.holdCommits();
      case 'releaseCommits':
        return this.#host.releaseCommits(0);
      case 'endTransaction':
        return this.#endTransaction(raw);
      default:
        throw new MalformedCase(`the command ${cmd} is not known`);
    }
  }

  #changeTopics(topics: readonly TopicMetadata[], deleted: readonly TopicMetadata[]): void {
    this.#topics = topics;
    this.#host.give({ type: 'topicsChanged', topics, deleted }, 0);
  }

  #failAppends(raw: JsonObject): void {
    const error = textOf(raw['error'], 'error');
    if (!isErrorName(error)) throw new MalformedCase(`the error ${error} is not known`);
    const errorCode = ERROR_CODES[error];
    if (raw['forMs'] === undefined)
      return this.#log.failAppends({ errorCode, count: wholeOf(raw['count'] ?? 0, 'count') });
    this.#log.failAppends({ errorCode, until: instant(this.#now + wholeOf(raw['forMs'], 'forMs')) });
  }

  #endTransaction(raw: JsonObject): void {
    const producerId = raw['producerId'];
    if (typeof producerId !== 'number' && typeof producerId !== 'string')
      throw new MalformedCase('producerId is neither a number nor a text');
    const producerEpoch = wholeOf(raw['producerEpoch'], 'producerEpoch');
    this.#host.give({ type: 'endTransaction', producerId, producerEpoch, commit: raw['commit'] === true }, 0);
  }

  #traceAdded({ what, ruleId }: Omit<TraceEvent, 'seq'>): number {
    if (what.type === 'RecordsAppended') this.#came(logOut(what.batch), ruleId ?? '');
    return ++this.#traced;
  }

  #came(out: JsonObject, ruleId: string): void {
    this.outs.push({ t: this.#now, out, ruleId });
  }

  /** An operation is over: which groups are not as they were? */
  #settled(): void {
    const states = statesOf(groupCoordinator.groups(this.#host.state));
    const changed: Record<string, Json> = {};
    const texts = new Map([...states].map(([groupId, state]) => [groupId, JSON.stringify(state)]));
    for (const [groupId, state] of states)
      if (this.#states.get(groupId) !== texts.get(groupId)) changed[groupId] = state;
    for (const groupId of this.#states.keys()) if (!states.has(groupId)) changed[groupId] = null;
    this.#states = texts;
    if (Object.keys(changed).length > 0) this.#came({ state: changed }, '');
  }
}

/** Ids are recorded whole: `<name>-<UUID>`. What the coordinator draws is the UUID. */
function recordedChance(memberIds: readonly string[]): Chance {
  let drawn = 0;
  return {
    integer: ({ purpose }) => {
      throw new MalformedCase(`nothing is recorded to draw for ${purpose}`);
    },
    uuid: () => memberIds[drawn++]?.slice(-36) ?? '(no further id is recorded)',
  };
}

function isErrorName(name: string): name is ErrorName {
  return Object.hasOwn(ERROR_CODES, name);
}
