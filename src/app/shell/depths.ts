/** The three depths, in the order of the switch. */
import type { Depth } from '../store/selection.ts';

export const DEPTHS: readonly { readonly value: Depth; readonly label: string }[] = [
  { value: 'learner', label: 'learner' },
  { value: 'engineer', label: 'engineer' },
  { value: 'implementer', label: 'implementer' },
];
