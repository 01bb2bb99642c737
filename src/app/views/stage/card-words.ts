/** What a consumer's card says, by depth: state, what is beside it, notes of the dead, timers. */
import type { Depth } from '../../store/selection.ts';
import type { ConsumerModel, TimerModel } from './model-consumers.ts';
import { count, instantText, length, plainState, seconds, shortSeconds } from './words.ts';

export interface StateWords {
  /** Before the state: `dead; was`. */
  readonly before: string;
  readonly state: string;
  /** The state is no longer true. */
  readonly struck: boolean;
  /** Kafka's own word, in its own type. */
  readonly mono: boolean;
}

const DOWN = { crashed: 'dead', failed: 'failed', closed: 'closed' } as const;

export function stateWords(consumer: ConsumerModel, depth: Depth): StateWords {
  const { process, state } = consumer;
  if (process === 'closed') return { before: 'closed', state: '', struck: false, mono: false };
  if (process !== 'running') {
    const word = process === 'crashed' && depth === 'learner' ? 'crashed' : DOWN[process];
    if (depth === 'learner') return { before: word, state: '', struck: false, mono: false };
    return { before: `${word}; was`, state, struck: true, mono: true };
  }
  if (depth === 'learner') {
    return { before: '', state: plainWord(consumer), struck: false, mono: false };
  }
  const full = consumer.rejoinNeeded ? `${state} · rejoinNeeded` : state;
  return { before: '', state: full, struck: false, mono: true };
}

/** What it does: a reader that works for long on what it has reads nothing meanwhile. */
function plainWord({ paused, state, handlerLeftMs, owned }: ConsumerModel): string {
  if (paused !== null) return 'frozen';
  if (handlerLeftMs !== null && handlerLeftMs >= BUSY_MS) return 'is busy';
  return plainState(state, owned.length > 0);
}

const BUSY_MS = 1000;

/** Stands at the right of the second line: what is unusual first. */
export function asideWords(consumer: ConsumerModel, depth: Depth): string {
  const { paused, application, handlerLeftMs, msPerRecord, generationId, process } = consumer;
  if (process !== 'running') return '';
  if (paused === 'all') return depth === 'learner' ? '' : 'frozen';
  if (paused !== null) return `${paused} thread frozen`;
  if (application !== null && /clos|leav|commit/i.test(application)) return 'closing';
  if (handlerLeftMs !== null && handlerLeftMs >= BUSY_MS)
    return `in its handler, ${seconds(handlerLeftMs, depth)} more`;
  if (msPerRecord >= 1000) return `${length(msPerRecord)} a record`;
  if (depth === 'learner' || generationId === null) return '';
  return `generation ${generationId}`;
}

/** The first fits nearly everywhere; shorter ones follow. */
export function asideShort(consumer: ConsumerModel, depth: Depth): readonly string[] {
  const said = asideWords(consumer, depth);
  const { handlerLeftMs, paused } = consumer;
  if (paused !== null && said !== '') return [said, 'frozen'];
  if (said.startsWith('in its handler') && handlerLeftMs !== null)
    return [said, `handler ${seconds(handlerLeftMs, depth)}`, 'handler'];
  return said.startsWith('generation') ? [said, `gen. ${said.slice(11)}`] : [said];
}

export function downNotes(consumer: ConsumerModel, depth: Depth): readonly string[] {
  const { process, processMs, lastWords, seat } = consumer;
  if (process === 'closed') return [`left by close() ${seconds(processMs, depth)} ago`];
  const gone = `process gone for ${seconds(processMs, depth)}`;
  if (depth === 'learner') {
    return [gone, seat === null ? 'the group has let it go' : 'the group does not know yet'];
  }
  const exception = lastWords?.exception ?? null;
  if (exception !== null) return [`threw ${shortException(exception)}`, gone];
  const sent = lastWords?.lastSent ?? null;
  if (seat === null) return ['no longer a member', gone];
  return sent === null ? [gone] : [gone, `last sent ${sent.apiKey} at ${instantText(sent.at)}`];
}

function shortException(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** What stands before the owned partitions, in shorter and shorter wordings. */
export function ownWords(consumer: ConsumerModel): readonly string[] {
  if (consumer.process === 'running') return consumer.owned.length > 0 ? ['owns', ''] : ['owns nothing'];
  if (consumer.owned.length === 0) return [''];
  return consumer.seat === null ? ['had', ''] : ['still assigned', 'assigned', ''];
}

/** What stands beside a timer's ring. */
export function timerText(timer: TimerModel, depth: Depth): string {
  if (!timer.armed) return 'off';
  if (timer.held) return timer.overdueMs > 0 ? `late ${shortSeconds(timer.overdueMs)}` : '‖ held';
  return depth === 'implementer' && timer.leftMs < 99_950
    ? seconds(timer.leftMs, depth)
    : shortSeconds(timer.leftMs);
}

export function timerShare(timer: TimerModel): number {
  return timer.armed ? timer.leftMs / timer.ofMs : 0;
}

/** For a screen reader: the whole card in one sentence. */
export function cardSentence(consumer: ConsumerModel): string {
  const { node, process, state, owned, isLeader, heartbeat, poll, paused } = consumer;
  const parts = [
    process === 'running' ? `${node}: ${state}` : `${node}: ${DOWN[process]}, was ${state}`,
    paused === null ? '' : `frozen (${paused === 'all' ? 'all threads' : `${paused} thread`})`,
    isLeader ? 'group leader: works out the assignment' : '',
    owned.length === 0
      ? 'owns no partition'
      : `owns ${count(owned.length, 'partition')}: ${owned.map(({ key }) => key).join(', ')}`,
    heartbeat.armed ? `heartbeat in ${seconds(heartbeat.leftMs)}` : '',
    poll.armed ? `poll timer ${seconds(poll.leftMs)} left` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
