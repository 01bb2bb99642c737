/** Unread time as a sum: one line under the headline, or the line with each part's owner, setting and forecast. */
import { useMemo } from 'react';
import { equationOf, type Equation, type EquationPart } from '../../draw/outage-equation.ts';
import { lengthText } from '../../draw/time-words.ts';
import { isConsumerNode, ordinalOf } from '../../draw/who.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Chip } from '../../widgets/Chip.tsx';
import { Code } from '../../widgets/Code.tsx';
import { Pill } from '../../widgets/Pill.tsx';
import './outage-equation.css';

export interface OutageEquationProps {
  /** One line only: for a place with a headline above it. */
  readonly variant?: 'line' | 'full';
}

export function OutageEquation({ variant = 'full' }: OutageEquationProps) {
  const frame = useSession((s) => s.frame);
  const measures = useSession((s) => s.measures);
  const equation = useMemo(() => equationOf(measures, frame), [measures, frame]);
  if (equation === null) return null;
  return (
    <section className={`equation ${variant}`} aria-label="Time in which nobody read">
      <Line equation={equation} isAlone={variant === 'line'} />
      {variant === 'full' && <Parts equation={equation} />}
    </section>
  );
}

function Line({ equation, isAlone }: { readonly equation: Equation; readonly isAlone: boolean }) {
  const { total, parts, isRunning } = equation;
  return (
    <p className="equation-line">
      <span className="equation-term">
        {!isAlone && <Partitions equation={equation} />}
        unread <b className="equation-total">{total}</b>
        {isRunning && ' so far'}
      </span>
      {parts.map((part, place) => (
        <span key={place} className={`equation-term part ${part.state}`}>
          <span className="equation-sign">{signOf(part, place)}</span>
          {part.text !== '' && <b>{part.text}</b>} {part.word}
          {part.forecast !== null && <span className="equation-forecast"> ({forecastText(part)})</span>}
        </span>
      ))}
    </p>
  );
}

function signOf(part: EquationPart, place: number): string {
  if (part.state === 'coming') return '… then ';
  return place === 0 ? '= ' : '+ ';
}

function forecastText({ forecast }: EquationPart): string {
  if (forecast === null) return '';
  return `${lengthText(forecast.leftMs)} more${forecast.atMost ? ' at most' : ''}`;
}

function Parts({ equation }: { readonly equation: Equation }) {
  return (
    <dl className="equation-parts">
      {equation.parts.map((part, place) => (
        <div key={place} className={part.state}>
          <dt>{part.word}</dt>
          <dd>
            <Owner owner={part.owner} />
            {part.setting !== null && <Code>{part.setting}</Code>}
          </dd>
          <dd className="equation-when">{whenText(part)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How long it took or has taken so far; while it runs, what is still to come. */
function whenText(part: EquationPart): string {
  if (part.state === 'coming') return 'not begun';
  return part.forecast === null ? part.text : `${part.text}, ${forecastText(part)}`;
}

/** At most so many pills; the stage shows them all. */
const PILLS_AT_MOST = 3;

function Partitions({ equation }: { readonly equation: Equation }) {
  const frame = useSession((s) => s.frame);
  const several = new Set(frame?.partitions.map(({ topic }) => topic)).size > 1;
  const { partitions, isRunning } = equation;
  return (
    <>
      {partitions.slice(0, PILLS_AT_MOST).map(({ topic, partition }) => (
        <span key={`${topic}-${partition}`}>
          <Pill
            text={several ? `${topic}-${partition}` : `p${partition}`}
            kind={isRunning ? 'nobody' : 'solid'}
          />{' '}
        </span>
      ))}
      {partitions.length > PILLS_AT_MOST && `and ${partitions.length - PILLS_AT_MOST} more `}
    </>
  );
}

function Owner({ owner }: { readonly owner: string | null }) {
  const frame = useSession((s) => s.frame);
  if (owner === null) return 'nobody in particular';
  if (!isConsumerNode(owner, frame)) return owner;
  const process = frame?.consumers.find(({ node }) => node === owner)?.process;
  return <Chip ordinal={ordinalOf(owner, frame)} name={owner} gone={process !== 'running'} />;
}
