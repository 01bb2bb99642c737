/** What a person can point at: the same names on stage, timeline, story and inspector. */

export type Selection =
  | { readonly type: 'consumer'; readonly node: string }
  | { readonly type: 'coordinator' }
  | { readonly type: 'partition'; readonly topic: string; readonly partition: number }
  /** A message, by the trace event of its sending. */
  | { readonly type: 'message'; readonly seq: number }
  | { readonly type: 'event'; readonly seq: number };

export type Depth = 'learner' | 'engineer' | 'implementer';

export function isSameSelection(a: Selection | null, b: Selection | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
