/** A message body, or an event, as rows: every field by its schema name, nested ones indented under their parent. */
import { errorName } from '../../../engine/kafka/error-code.ts';
import { protocolMetadata } from './consumer-protocol-text.ts';

export interface FieldRow {
  /** Where it stands in the body: the same place in two bodies is the same field. */
  readonly path: string;
  readonly name: string;
  readonly indent: number;
  readonly value: string;
}

export interface FlattenOptions {
  /** Bytes of the consumer protocol are opened up. */
  readonly withBytes: boolean;
}

/** Deeper than this no schema of ours goes. */
const DEPTH_AT_MOST = 6;
const ROWS_AT_MOST = 400;

export function flatten(body: object, options: FlattenOptions): readonly FieldRow[] {
  const rows: FieldRow[] = [];
  for (const [name, value] of Object.entries(body))
    addRows(rows, { name, path: name, indent: 0 }, value, options);
  return rows.slice(0, ROWS_AT_MOST);
}

interface Place {
  readonly name: string;
  readonly path: string;
  readonly indent: number;
}

function addRows(rows: FieldRow[], place: Place, value: unknown, options: FlattenOptions): void {
  const row = (text: string): void => {
    rows.push({ ...place, value: text });
  };
  const within = (name: string): Place => ({
    name,
    path: `${place.path}.${name}`,
    indent: place.indent + 1,
  });
  if (Array.isArray(value)) {
    row(listText(value));
    if (value.every((element) => typeof element !== 'object') || place.indent > DEPTH_AT_MOST) return;
    value.forEach((element, at) => {
      const [first] = Object.entries(element as object);
      const label = first === undefined ? `[${at}]` : `[${at}].${first[0]}`;
      addElement(rows, { ...within(label), path: `${place.path}[${at}]` }, element as object, options);
    });
    return;
  }
  if (typeof value === 'object' && value !== null) {
    row('');
    for (const [name, inner] of Object.entries(value)) addRows(rows, within(name), inner, options);
    return;
  }
  if (
    (place.name === 'metadata' || place.name === 'assignment') &&
    typeof value === 'string' &&
    value !== ''
  ) {
    const opened = protocolMetadata(value, place.name);
    row(opened.summary);
    if (options.withBytes)
      for (const [name, text] of opened.fields) rows.push({ ...within(name), value: text });
    return;
  }
  row(valueText(place.name, value));
}

/** A list's element: its first field stands on the element's own row. */
function addElement(rows: FieldRow[], place: Place, element: object, options: FlattenOptions): void {
  const [first, ...rest] = Object.entries(element);
  if (first === undefined) return;
  rows.push({ ...place, path: `${place.path}.${first[0]}`, value: valueText(first[0], first[1]) });
  for (const [name, value] of rest) {
    const inner = { name, path: `${place.path}.${name}`, indent: place.indent + 1 };
    addRows(rows, inner, value, options);
  }
}

function listText(list: readonly unknown[]): string {
  if (list.length === 0) return '[]';
  if (list.every((element) => typeof element !== 'object')) return `[${list.join(', ')}]`;
  return list.length === 1 ? '1 entry' : `${list.length} entries`;
}

function valueText(name: string, value: unknown): string {
  if (value === null) return 'null';
  if (name === 'errorCode' && typeof value === 'number') return `${errorName(value)} (${value})`;
  if (value === '') return '""';
  return typeof value === 'object' ? listText(Object.keys(value)) : String(value);
}
