/** A partition named in a sentence: plain when read, hatched when nobody reads it, striped and dotted on the move. */
import { memberClass } from '../draw/member.ts';
import './widgets.css';

export interface PillProps {
  /** `p2`, `orders-2` */
  readonly text: string;
  readonly kind?: 'solid' | 'nobody' | 'leaving' | 'arriving';
  /** Whose it is: needed for leaving and arriving. */
  readonly ordinal?: number;
  readonly onPick?: () => void;
}

const SPOKEN = {
  solid: '',
  nobody: ', nobody reads it',
  leaving: ', being revoked',
  arriving: ', on its way',
} as const;

export function Pill({ text, kind = 'solid', ordinal = 0, onPick }: PillProps) {
  const classes = `w-pill ${kind} ${memberClass(ordinal)}`;
  const content = (
    <>
      <span className="w-pill-text">{text}</span>
      <span className="w-spoken">{SPOKEN[kind]}</span>
    </>
  );
  if (onPick === undefined) return <span className={classes}>{content}</span>;
  return (
    <button type="button" className={classes} onClick={onPick}>
      {content}
    </button>
  );
}
