/** A field as the inspector shows it: Kafka's name, its value as text, and what it was one event ago. */

export interface Field {
  readonly name: string;
  readonly value: string;
  /** A plain word instead of Kafka's name: then the name is not set as code. */
  readonly isPlain?: boolean;
  /** A sentence for whoever has not met the field. */
  readonly note?: string;
  /** Runs with the clock: a change of it is no news. */
  readonly isRunning?: boolean;
  /** What counts as its value, where the row shows it shorter or with a running length. */
  readonly whole?: string;
}

export interface ShownField extends Field {
  /** What it was; undefined: it has not changed. */
  readonly before: string | undefined;
}

/** Marks what differs from the fields of an earlier moment; a field that is new there counts as unchanged. */
export function withChanges(now: readonly Field[], before: readonly Field[]): readonly ShownField[] {
  const former = new Map(before.map((field) => [field.name, field.whole ?? field.value]));
  return now.map((field) => {
    const was = former.get(field.name);
    const changed = was !== undefined && was !== (field.whole ?? field.value) && field.isRunning !== true;
    return { ...field, before: changed ? shortened(was, field) : undefined };
  });
}

/** What it was, as short as what it is. */
function shortened(was: string, field: Field): string {
  return field.whole === undefined || was.length <= 24 ? was : `${was.slice(0, 22)}…`;
}
