/** What is learnt from a trace while it is played: findings and measures, as folds that any checkpoint can keep. */
import { findingsFold, type FindingsState } from '../invariants/index.ts';
import { measuresFold, type MeasuresState } from '../measures/index.ts';
import type { TraceEvent } from '../world/trace.ts';

export interface Lesson {
  readonly findings: FindingsState;
  readonly measures: MeasuresState;
}

export const FIRST_LESSON: Lesson = { findings: findingsFold.initial, measures: measuresFold.initial };

export function learn(lesson: Lesson, event: TraceEvent): Lesson {
  const findings = findingsFold.extend(lesson.findings, event);
  const measures = measuresFold.extend(lesson.measures, event);
  return findings === lesson.findings && measures === lesson.measures ? lesson : { findings, measures };
}
