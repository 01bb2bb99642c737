/** The rule that decided something: its id, its very text, and where the original decides it. */
import type { RuleText } from '../../../contract/reference.ts';
import { Words } from './Words.tsx';

export function Rule({ id, rule }: { readonly id: string | null; readonly rule: RuleText | undefined }) {
  if (id === null) return <p className="inspector-empty">No rule: the world itself did it.</p>;
  return (
    <div className="inspector-rule">
      <span className="inspector-rule-id">{id}</span>
      {rule === undefined ? (
        <p>Its text is not at hand.</p>
      ) : (
        <>
          <p>
            <Words text={rule.text} />
          </p>
          <p className="inspector-rule-source">{rule.source.replaceAll(/[#.]/gu, '$&\u200B')}</p>
        </>
      )}
    </div>
  );
}
