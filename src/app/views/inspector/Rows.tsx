/** A body as rows of fields, indented as they are nested; what differs from the one before says what it was. */
import type { DiffRow } from './message-model.ts';

export function Rows({ rows, label }: { readonly rows: readonly DiffRow[]; readonly label: string }) {
  if (rows.length === 0) return <p className="inspector-empty">No fields.</p>;
  return (
    <dl className="inspector-rows" aria-label={label}>
      {rows.map((row) => (
        <div key={row.path} className={row.before === undefined ? undefined : 'changed'}>
          <dt style={{ paddingLeft: `${row.indent * 10}px` }}>{row.name}</dt>
          <dd>
            {row.before !== undefined && (
              <>
                <s title={row.before}>{shortened(row.before)}</s> <span aria-label="is now">→</span>{' '}
              </>
            )}
            {row.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const BEFORE_AT_MOST = 34;

function shortened(text: string): string {
  return text.length > BEFORE_AT_MOST ? `${text.slice(0, BEFORE_AT_MOST - 1)}…` : text;
}
