/** One of a few: a row of choices with one tab stop; arrows move and choose. */
import { useRef, type KeyboardEvent } from 'react';
import './widgets.css';

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Why it cannot be chosen; null or absent: it can. */
  readonly reason?: string | null;
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SegmentedOption<Value>[];
  readonly onChange: (value: Value) => void;
}

export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const row = useRef<HTMLDivElement>(null);
  const choose = (option: SegmentedOption<Value>) => {
    if ((option.reason ?? null) === null) onChange(option.value);
  };
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = options.findIndex((option) => option.value === value);
    const next = nextAllowed(options, from, step);
    if (next === undefined) return;
    onChange(next.value);
    row.current?.querySelectorAll('button')[options.indexOf(next)]?.focus();
  };
  return (
    <div className="w-segmented" role="radiogroup" aria-label={label} ref={row} onKeyDown={move}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-disabled={(option.reason ?? null) === null ? undefined : true}
          tabIndex={option.value === value ? 0 : -1}
          title={option.reason ?? undefined}
          onClick={() => choose(option)}
        >
          {option.label}
          {(option.reason ?? null) !== null && <span className="w-spoken">, {option.reason}</span>}
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function nextAllowed<Value extends string>(
  options: readonly SegmentedOption<Value>[],
  from: number,
  step: 1 | -1,
): SegmentedOption<Value> | undefined {
  for (let i = 1; i < options.length; i += 1) {
    const option = options[(from + step * i + options.length * i) % options.length];
    if (option !== undefined && (option.reason ?? null) === null) return option;
  }
  return undefined;
}
