/**
 * The exceptions that the Java assignors throw in odd groups. They are an answer of Kafka's, not a mistake of
 * ours,
 * so they end at the assignor's edge as a `Result` with the class name.
 */
import { err, ok, type Result } from '../kernel/result.ts';

export class JavaException extends Error {
  readonly exception: string;

  constructor(exception: string) {
    super(exception);
    this.exception = exception;
  }
}

/** What Java would dereference: null makes a NullPointerException. */
export function dereference<T>(value: T | undefined): T {
  if (value === undefined) throw new JavaException('NullPointerException');
  return value;
}

/** Runs an assignor's body; its Java exception becomes the answer. */
export function answerOf<T>(body: () => T): Result<T, { readonly exception: string }> {
  try {
    return ok(body());
  } catch (problem) {
    if (problem instanceof JavaException) return err({ exception: problem.exception });
    throw problem;
  }
}
