/** Between a consumer and the coordinator: requests go right above, replies come back left below with their verdict. */
import { CrossMark } from '../../draw/marks.tsx';
import { Envelope, envelopeWidth, type Verdict } from '../../draw/envelope.tsx';
import { TickMark } from '../../draw/marks.tsx';
import { memberClass } from '../../draw/member.ts';
import type { Depth } from '../../store/selection.ts';
import { textWidth } from '../../draw/text-width.ts';
import { Docked } from './Docked.tsx';
import { tracksOf, type Box, type StageLayout } from './layout.ts';
import type { ConsumerModel } from './model-consumers.ts';
import type { ErrorModel, WireMessage } from './model-wires.ts';
import { useStage } from './stage-context.ts';
import { Thing } from './Thing.tsx';
import type { Moving } from './use-travellers.ts';
import { instantText, seconds } from './words.ts';

export interface WireProps {
  readonly consumer: ConsumerModel;
  readonly card: Box;
  readonly wires: StageLayout['wires'];
  /** Where the coordinator's side begins: before the barrier when there is one. */
  readonly to: number;
  /** While time plays: what the screen shows under way. null: at rest, the frame says where things stand. */
  readonly moving: readonly Moving[] | null;
}

/** An envelope on this wire, whoever says where it is. */
interface Shown {
  readonly seq: number;
  readonly apiKey: string;
  readonly direction: 'request' | 'reply';
  readonly error: ErrorModel | null;
  readonly place: number;
  readonly lost: boolean;
  readonly correlationId: number;
  readonly otherBroker: string | null;
}

export function Wire({ consumer, card, wires, to, moving }: WireProps) {
  const { wire, process, seat } = consumer;
  const tracks = tracksOf(card, wires.twoTracks);
  const dead = process !== 'running';
  const shown = moving === null ? wire.travelling.map(atRest) : moving;
  if (dead && seat === null && shown.length === 0) return null;
  const span = { from: wires.from, to };
  const docked = wire.docked.length > 0;
  const quiet = shown.length === 0 && !docked && wire.ghostDue === null;
  return (
    <g>
      <Tracks tracks={tracks} span={span} dead={dead} />
      {wire.ghostDue !== null && shown.length === 0 && !docked && (
        <Ghost due={wire.ghostDue} y={tracks.request} span={span} twoTracks={wires.twoTracks} />
      )}
      {quiet && wire.rest !== null && <Rest consumer={consumer} tracks={tracks} span={span} />}
      {docked && <Docked consumer={consumer} tracks={tracks} span={span} />}
      {shown.map((message) => (
        <Travelling
          key={message.seq}
          message={message}
          consumer={consumer}
          tracks={tracks}
          span={span}
          behind={shown.some(
            (other) => other.seq > message.seq && sameTrack(other, message, wires.twoTracks),
          )}
        />
      ))}
    </g>
  );
}

function sameTrack(a: Shown, b: Shown, twoTracks: boolean): boolean {
  return !twoTracks || a.direction === b.direction;
}

function atRest(message: WireMessage): Shown {
  const { seq, apiKey, direction, error, correlationId, otherBroker, progress } = message;
  const common = { seq, apiKey, direction, error, correlationId, otherBroker };
  return { ...common, place: progress ?? 0.5, lost: progress === null };
}

export interface SpanProps {
  readonly tracks: { readonly request: number; readonly reply: number };
  readonly span: { readonly from: number; readonly to: number };
}

function Tracks({ tracks, span, dead }: SpanProps & { dead: boolean }) {
  const { from, to } = span;
  const line = dead ? 'stage-track dead' : 'stage-track';
  return (
    <>
      <path className={line} d={`M${from} ${tracks.request}H${to}`} />
      {tracks.reply !== tracks.request && <path className={line} d={`M${from} ${tracks.reply}H${to}`} />}
      {!dead && (
        <>
          <path className="stage-track-head" d={`M${to - 7} ${tracks.request - 3.5}l6 3.5l-6 3.5`} />
          <path className="stage-track-head" d={`M${from + 7} ${tracks.reply - 3.5}l-6 3.5l6 3.5`} />
        </>
      )}
    </>
  );
}

/** Of several on one track the latest has its name; those before it are signs without one. */
function Travelling(props: SpanProps & { message: Shown; consumer: ConsumerModel; behind: boolean }) {
  const { message, consumer, tracks, span, behind } = props;
  const { scope, depth } = useStage();
  const { direction, error, apiKey, seq, lost } = message;
  const y = direction === 'request' ? tracks.request : tracks.reply;
  const room = span.to - span.from - 8;
  const verdict = behind ? null : verdictOf(direction, error, depth);
  const text = behind ? '' : apiKey;
  const hangs = verdict?.type === 'error' && envelopeWidth(text, verdict) > room * 0.94;
  const textSize = fittingSize(text, hangs ? null : verdict, room);
  const width = envelopeWidth(text, hangs ? null : verdict, textSize);
  const share = direction === 'request' ? message.place : 1 - message.place;
  const x = span.from + 4 + width / 2 + share * Math.max(0, room - width);
  const below = y + (direction === 'reply' && tracks.reply !== tracks.request ? 24 : -17);
  return (
    <Thing
      selection={{ type: 'message', seq }}
      label={messageSentence(message, consumer)}
      box={{ x: x - width / 2, y: y - 12, width, height: 24 }}
      radius={5}
    >
      <Envelope
        scope={scope}
        x={x}
        y={y}
        text={text}
        ordinal={consumer.ordinal}
        direction={direction}
        verdict={verdict}
        textSize={textSize}
        hangWidth={hangs ? Math.max(room, 120) : null}
      />
      {lost && (
        <CrossMark x={direction === 'request' ? x + width / 2 + 9 : x - width / 2 - 9} y={y} size={4.5} />
      )}
      {!hangs && !behind && (
        <text className="micro ink-3 center" x={x} y={below}>
          {message.otherBroker !== null ? `with ${message.otherBroker}` : ''}
          {depth === 'implementer' && message.otherBroker === null
            ? `correlationId ${message.correlationId}`
            : ''}
        </text>
      )}
    </Thing>
  );
}

/** An error is said by name; learners are spared its number. */
function verdictOf(direction: 'request' | 'reply', error: ErrorModel | null, depth: Depth): Verdict | null {
  if (direction === 'request') return null;
  if (error === null) return { type: 'fine' };
  return { type: 'error', name: error.name, code: depth === 'learner' ? null : error.code };
}

function fittingSize(apiKey: string, verdict: Verdict | null, room: number): number {
  return [11.5, 10.5, 10, 9].find((size) => envelopeWidth(apiKey, verdict, size) <= room) ?? 8.5;
}

function messageSentence({ apiKey, direction, error }: Shown, { node }: ConsumerModel): string {
  if (direction === 'request') return `${apiKey} request of ${node}, on its way`;
  const verdict = error === null ? 'NONE' : `${error.name} (${error.code})`;
  return `${apiKey} reply to ${node}, on its way: ${verdict}`;
}

/** What was due and was not sent is drawn too: absence is what most incidents consist of. */
function Ghost(props: { due: number; y: number; span: SpanProps['span']; twoTracks: boolean }) {
  const { due, y, span, twoTracks } = props;
  const { scope, depth } = useStage();
  const room = span.to - span.from;
  const size = envelopeWidth('Heartbeat') > room - 8 ? 9.5 : 11.5;
  const long = depth === 'learner' ? 'expected, never sent' : `due ${instantText(due)}, never sent`;
  const said = [long, 'never sent'].find(
    (text) => textWidth(text, { size: 10.5, weight: 400, family: 'sans' }) <= room - 4,
  );
  return (
    <g role="img" aria-label={`Heartbeat, due at ${instantText(due)}, never sent`}>
      <Envelope
        scope={scope}
        x={span.from + room * 0.42}
        y={y}
        text="Heartbeat"
        ordinal={0}
        direction="request"
        ghost
        textSize={size}
      />
      {twoTracks && (
        <text className="micro ink-3 center" x={span.from + room / 2} y={y - 17}>
          {said}
        </text>
      )}
    </g>
  );
}

/** Nothing is under way: how the last exchange ended, in words. */
function Rest({ consumer, tracks, span }: SpanProps & { consumer: ConsumerModel }) {
  const { depth } = useStage();
  const { rest } = consumer.wire;
  if (rest === null || (depth === 'learner' && rest.error === null)) return null;
  const x = (span.from + span.to) / 2;
  const middle = (tracks.request + tracks.reply) / 2;
  const room = span.to - span.from - 10;
  const two = tracks.reply !== tracks.request;
  if (rest.error === null) {
    const text = `${rest.apiKey} ${seconds(rest.agoMs, depth)} ago`;
    const fits = textWidth(text, REST) + 16 <= room;
    const shown = fits ? text : rest.apiKey;
    const left = x - (textWidth(shown, REST) + 14) / 2;
    const y = two ? middle : middle - 8;
    return (
      <g className={memberClass(consumer.ordinal)}>
        <TickMark x={left + 4} y={y} weight={1.4} tone="quiet" />
        <text className="micro ink-3" x={left + 14} y={y + 4}>
          {shown}
        </text>
      </g>
    );
  }
  const name = depth === 'learner' ? rest.error.name : `${rest.error.name} ${rest.error.code}`;
  const size = [10.5, 10, 9.5, 9, 8.5].find(
    (candidate) => textWidth(name, { ...REST, weight: 600, size: candidate }) <= room,
  );
  return (
    <>
      <text
        className="bold center stage-halo"
        x={x}
        y={two ? middle - 1 : middle - 5}
        style={{ fontSize: size ?? 8 }}
      >
        {size === undefined ? `error ${rest.error.code}` : name}
      </text>
      {two && (
        <text className="micro ink-3 center" x={x} y={middle + 11}>
          {`answered ${rest.apiKey}`}
        </text>
      )}
    </>
  );
}

const REST = { size: 10.5, weight: 400, family: 'sans' } as const;
