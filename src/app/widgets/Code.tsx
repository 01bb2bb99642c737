/** Kafka's own word, spelt as Kafka spells it. */
import type { ReactNode } from 'react';
import './widgets.css';

export function Code({
  children,
  struck = false,
}: {
  readonly children: ReactNode;
  readonly struck?: boolean;
}) {
  return struck ? <s className="w-code">{children}</s> : <code className="w-code">{children}</code>;
}
