/**
 * A message's shape: every field with its schema default, so that bodies can leave defaults out (recordings,
 * the page) and rules never have to ask whether a field is there.
 */

/** The uuid that Kafka's schemas use as default: 16 zero bytes in url-safe base64. */
export const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';

type Plain = string | number | boolean | null | readonly [];
interface ListShape {
  readonly list: Shape;
  readonly absent: readonly [] | null;
}
interface RecordShape {
  readonly record: Shape;
  readonly absent: null | undefined;
}
export interface Shape {
  readonly [field: string]: Plain | ListShape | RecordShape;
}

/** A list of structures; `absent` is the schema's default (empty, or null where the schema says so). */
export function listOf(list: Shape, absent: readonly [] | null = []): ListShape {
  return { list, absent };
}

/** A single nested structure. */
export function recordOf(record: Shape, absent: null | undefined = undefined): RecordShape {
  return { record, absent };
}

const isList = (field: Shape[string]): field is ListShape =>
  field !== null && typeof field === 'object' && 'list' in field;
const isRecord = (field: Shape[string]): field is RecordShape =>
  field !== null && typeof field === 'object' && 'record' in field;

type Body = Readonly<Record<string, unknown>>;

/** The body with every field that was left out put back at its schema default; unknown fields are dropped. */
export function withDefaults<T>(shape: Shape, body: Body): T {
  const full: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) full[name] = fieldWithDefault(field, body[name]);
  return full as T;
}

function fieldWithDefault(field: Shape[string], value: unknown): unknown {
  if (isList(field)) {
    if (!Array.isArray(value)) return value === undefined ? field.absent : null;
    return value.map((element: Body) => withDefaults(field.list, element));
  }
  if (isRecord(field)) {
    if (value === undefined) return field.absent === null ? null : withDefaults(field.record, {});
    return value === null ? null : withDefaults(field.record, value as Body);
  }
  return value === undefined ? field : value;
}

/** The body with every field at its schema default left out: the form in which recordings stand. */
export function withoutDefaults(shape: Shape, body: object): Body {
  const short: Record<string, unknown> = {};
  const values = body as Body;
  for (const [name, field] of Object.entries(shape)) {
    const value = shortField(field, values[name]);
    if (value !== undefined) short[name] = value;
  }
  return short;
}

function shortField(field: Shape[string], value: unknown): unknown {
  if (isList(field)) {
    if (!Array.isArray(value)) return value === field.absent || value === undefined ? undefined : value;
    if (value.length === 0 && field.absent !== null) return undefined;
    return value.map((element: Body) => withoutDefaults(field.list, element));
  }
  if (isRecord(field)) {
    if (value === null || value === undefined) return value === field.absent ? undefined : value;
    return withoutDefaults(field.record, value as Body);
  }
  if (Array.isArray(field)) return Array.isArray(value) && value.length === 0 ? undefined : value;
  return value === field ? undefined : value;
}
