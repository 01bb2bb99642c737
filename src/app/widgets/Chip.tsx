/** A member named in a sentence: its number on its colour, and its name; hollow when its process is gone. */
import { memberClass } from '../draw/member.ts';
import './widgets.css';

export interface ChipProps {
  readonly ordinal: number;
  readonly name: string;
  readonly gone?: boolean;
  readonly onPick?: () => void;
}

export function Chip({ ordinal, name, gone = false, onPick }: ChipProps) {
  const classes = `w-chip ${memberClass(ordinal)}${gone ? ' gone' : ''}`;
  const content = (
    <>
      <b aria-hidden="true">{ordinal}</b>
      {name}
    </>
  );
  if (onPick === undefined) return <span className={classes}>{content}</span>;
  return (
    <button type="button" className={classes} onClick={onPick}>
      {content}
    </button>
  );
}
