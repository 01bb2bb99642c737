/** Unread time as a sum: one line under the headline, or the line with each part's owner, setting and forecast. */
import { useMemo } from 'react';
import { equationOf, type Equation, type EquationPart } from '../../draw/outage-equation.ts';
import { instantText, secondsText } from '../../draw/time-words.ts';
import { isConsumerNode, ordinalOf } from '../../draw/who.ts';
import { useSession } from '../../store/session.ts';
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
      <Line equation={equation} withForecast={variant === 'line'} />
      {variant === 'full' && <Parts equation={equation} />}
    </section>
  );
}

function Line({ equation, withForecast }: { readonly equation: Equation; readonly withForecast: boolean }) {
  const { total, parts, isRunning } = equation;
  return (
    <p className="equation-line">
      <span className="equation-term">
        unread <b className="equation-total">{total}</b>
        {isRunning && ' so far'}
      </span>
      {parts.map((part, place) => (
        <span key={part.name} className={`equation-term ${part.state}`}>
          <span className="equation-sign">{signOf(part, place)}</span>
          {part.text !== '' && <b>{part.text}</b>} {part.word}
          {withForecast && part.forecast !== null && (
            <span className="equation-forecast"> ({forecastText(part)})</span>
          )}
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
  return `${secondsText(forecast.leftMs)} more${forecast.atMost ? ' at most' : ''}`;
}

function Parts({ equation }: { readonly equation: Equation }) {
  const frame = useSession((s) => s.frame);
  const topics = new Set(frame?.partitions.map(({ topic }) => topic));
  return (
    <dl className="equation-parts">
      {equation.parts.map((part) => (
        <div key={part.name} className={part.state}>
          <dt>{part.word}</dt>
          <dd>
            <Owner owner={part.owner} />
            {part.setting !== null && (
              <>
                {', '}
                <Code>{part.setting}</Code>
              </>
            )}
          </dd>
          <dd className="equation-when">{whenText(part)}</dd>
        </div>
      ))}
      <div>
        <dt>nobody {equation.isRunning ? 'reads' : 'read'}</dt>
        <dd>
          {equation.partitions.slice(0, 8).map(({ topic, partition }) => (
            <span key={`${topic}-${partition}`}>
              <Pill
                text={topics.size > 1 ? `${topic}-${partition}` : `p${partition}`}
                kind={equation.isRunning ? 'nobody' : 'solid'}
              />{' '}
            </span>
          ))}
          {equation.partitions.length > 8 && `and ${equation.partitions.length - 8} more`}
        </dd>
      </div>
    </dl>
  );
}

function whenText(part: EquationPart): string {
  if (part.state === 'coming') return 'not begun';
  if (part.state === 'over') return part.text;
  if (part.forecast === null) return 'running';
  return `until ${instantText(part.forecast.at)}${part.forecast.atMost ? ' at most' : ''}`;
}

function Owner({ owner }: { readonly owner: string | null }) {
  const frame = useSession((s) => s.frame);
  if (owner === null) return 'nobody in particular';
  if (!isConsumerNode(owner, frame)) return owner;
  const process = frame?.consumers.find(({ node }) => node === owner)?.process;
  return <Chip ordinal={ordinalOf(owner, frame)} name={owner} gone={process !== 'running'} />;
}
