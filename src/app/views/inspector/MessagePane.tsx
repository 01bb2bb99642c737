/** A message: what was asked and answered field by field, against the one before, and when it was where. */
import { useMemo } from 'react';
import { errorName } from '../../../engine/kafka/error-code.ts';
import { instantText } from '../../draw/time-words.ts';
import { indexOf } from '../../draw/trace-index.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { sessionActs } from '../../store/session.ts';
import { Code } from '../../widgets/Code.tsx';
import { Member } from './Member.tsx';
import { messageOf, type MessageModel } from './message-model.ts';
import type { PaneProps } from './pane.ts';
import { Rows } from './Rows.tsx';
import { Rule } from './Rule.tsx';
import { Section } from './Section.tsx';

export function MessagePane({ seq, frame, rules }: PaneProps & { readonly seq: number }) {
  const trace = useSession((s) => s.trace);
  const depth = useSession((s) => s.depth);
  const model = useMemo(
    () => messageOf({ seq, frame, trace, index: indexOf(trace), depth }),
    [seq, frame, trace, depth],
  );
  if (model === null) return <p className="inspector-empty">This message is not in the run.</p>;
  const { message, apiKey, apiVersion, request, comparedAt, reply, ruleId, replyRuleId } = model;
  return (
    <>
      <header className="inspector-head">
        <h2>
          <Code>{apiKey}</Code> of <Member node={message.client} />
        </h2>
        {depth !== 'learner' && (
          <span className="inspector-at">
            v{apiVersion}, correlationId {message.correlationId}
          </span>
        )}
      </header>
      <Way model={model} at={frame.at} />
      {depth === 'learner' && <LearnerNote model={model} />}
      {depth !== 'learner' && (
        <>
          <Section
            title={
              comparedAt === null
                ? 'request, the first of its kind'
                : `request, against its last, ${instantText(comparedAt)}`
            }
          >
            <Rows rows={request} label="Fields of the request" />
            {depth === 'implementer' && <Rule id={ruleId} rule={rules.get(ruleId ?? '')} />}
          </Section>
          <Section title="reply">
            {reply === null ? (
              <p className="inspector-empty">Not answered yet.</p>
            ) : (
              <Rows rows={reply.rows} label="Fields of the reply" />
            )}
            {reply !== null && depth === 'implementer' && (
              <Rule id={replyRuleId} rule={rules.get(replyRuleId ?? '')} />
            )}
          </Section>
        </>
      )}
    </>
  );
}

function LearnerNote({ model }: { readonly model: MessageModel }) {
  const { reply } = model;
  return (
    <dl className="inspector-fields">
      <div>
        <dt>answer</dt>
        <dd>
          {reply === null ? (
            'not yet'
          ) : reply.errorCode === 0 ? (
            'yes'
          ) : (
            <Code>{errorName(reply.errorCode)}</Code>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Way({ model, at }: { readonly model: MessageModel; readonly at: number }) {
  return (
    <ol className="inspector-way" aria-label="When it was where">
      {model.instants.map(({ name, at: when, seq }) => (
        <li key={name} className={when === null || when > at ? 'coming' : undefined}>
          <span>{name}</span>
          {seq !== null && when !== null ? (
            <button type="button" onClick={() => sessionActs().show({ type: 'event', seq })}>
              {instantText(when)}
            </button>
          ) : (
            <span>{when === null ? 'never' : `due ${instantText(when)}`}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
