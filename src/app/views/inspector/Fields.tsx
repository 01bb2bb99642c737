/** Fields under one another; one that has just changed says what it was. */
import { Code } from '../../widgets/Code.tsx';
import { withChanges, type Field } from './field.ts';

export function Fields({
  now,
  before,
}: {
  readonly now: readonly Field[];
  readonly before: readonly Field[];
}) {
  return (
    <dl className="inspector-fields">
      {withChanges(now, before).map((field) => (
        <div key={field.name} className={field.before === undefined ? undefined : 'changed'}>
          <dt>
            {field.isPlain === true ? field.name : <Code>{field.name}</Code>}
            {field.note !== undefined && <span className="inspector-field-note">{field.note}</span>}
          </dt>
          <dd title={field.whole} key={field.value}>
            {field.before !== undefined && (
              <>
                <s>{field.before}</s> <span aria-label="is now">→</span>{' '}
              </>
            )}
            {field.isPlain === true ? field.value : <Code>{field.value}</Code>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
