/** Our own mistakes stop the run: the page then says that the model is wrong, not Kafka and not the user. */
export class ModelError extends Error {
  override name = 'ModelError';
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ModelError(message);
}

/** What must be there by construction. */
export function required<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new ModelError(`missing: ${what}`);
  return value;
}

/** The end of an exhaustive switch: a new variant must break the build here. */
export function unreachable(value: never): never {
  throw new ModelError(`not to be reached: ${JSON.stringify(value)}`);
}
