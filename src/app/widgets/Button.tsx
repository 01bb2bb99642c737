/** A button that says why when it cannot be pressed: disabled ones keep their place and carry the reason. */
import { useId, type ReactNode } from 'react';
import './widgets.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly size?: 'small' | 'medium' | 'large';
  /** Why it cannot be done now; null or absent: it can. */
  readonly reason?: string | null;
  /** Where the reason stands: in a tooltip, or as text under the button. */
  readonly reasonPlace?: 'tooltip' | 'text';
  /** The key that does the same, as shown: `⇧ C`. */
  readonly hotkey?: string | null;
  /** For buttons whose content is a sign only. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly className?: string;
}

export function Button(props: ButtonProps) {
  const { children, onPress, kind = 'secondary', size = 'medium', reason = null, hotkey = null } = props;
  const reasonId = useId();
  const shown = props.reasonPlace === 'text';
  return (
    <>
      <button
        type="button"
        className={`w-button ${kind} ${size} ${props.className ?? ''}`}
        aria-label={props.label}
        aria-pressed={props.pressed}
        aria-disabled={reason === null ? undefined : true}
        aria-describedby={reason === null ? undefined : reasonId}
        title={reason ?? props.label}
        onClick={reason === null ? onPress : undefined}
      >
        {children}
        {hotkey !== null && (
          <kbd className="w-key" aria-hidden="true">
            {hotkey}
          </kbd>
        )}
      </button>
      {reason !== null && (
        <span id={reasonId} className={shown ? 'w-reason' : 'w-spoken'}>
          {reason}
        </span>
      )}
    </>
  );
}
