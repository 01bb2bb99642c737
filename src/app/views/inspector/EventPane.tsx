/** An event: its fields, what led to it, and the rule that decided it. */
import type { TraceEvent } from '../../../engine/world/trace.ts';
import { instantText } from '../../draw/time-words.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { sessionActs } from '../../store/session.ts';
import { Code } from '../../widgets/Code.tsx';
import { flatten } from './flatten.ts';
import { Member } from './Member.tsx';
import { MessagePane } from './MessagePane.tsx';
import type { PaneProps } from './pane.ts';
import { Rows } from './Rows.tsx';
import { Rule } from './Rule.tsx';
import { Section } from './Section.tsx';

export function EventPane(props: PaneProps & { readonly seq: number }) {
  const { seq, frame, rules } = props;
  const trace = useSession((s) => s.trace);
  const depth = useSession((s) => s.depth);
  const event = trace[seq];
  if (event === undefined) return <p className="inspector-empty">This event is not in the run.</p>;
  if (event.what.type === 'RequestSent' || event.what.type === 'ReplySent') return <MessagePane {...props} />;
  const { type, ...fields } = event.what;
  const rows = flatten(fields, { withBytes: depth === 'implementer' });
  const { node } = event;
  return (
    <>
      <header className="inspector-head">
        <h2>
          <Code>{type}</Code>
          {node !== null &&
            (frame.consumers.some((one) => one.node === node) ? <Member node={node} /> : <Code>{node}</Code>)}
        </h2>
        <span className="inspector-at">
          at {instantText(event.at)} s{depth === 'implementer' && `, event ${seq}`}
        </span>
      </header>
      <Cause event={event} trace={trace} />
      {depth !== 'learner' && (
        <Section title="fields">
          <Rows rows={rows.map((row) => ({ ...row, before: undefined }))} label="Fields of the event" />
        </Section>
      )}
      <Section title="rule">
        <Rule id={event.ruleId} rule={rules.get(event.ruleId ?? '')} />
      </Section>
    </>
  );
}

function Cause({ event, trace }: { readonly event: TraceEvent; readonly trace: readonly TraceEvent[] }) {
  const cause = event.cause === null ? undefined : trace[event.cause];
  return (
    <dl className="inspector-fields">
      <div>
        <dt>led to by</dt>
        <dd>
          {cause === undefined ? (
            event.what.type === 'CommandApplied' ? (
              'you, or the scenario'
            ) : (
              'the start of the run'
            )
          ) : (
            <button
              type="button"
              className="inspector-link"
              onClick={() => {
                sessionActs().select({ type: 'event', seq: cause.seq });
                sessionActs().show({ type: 'event', seq: cause.seq });
              }}
            >
              <Code>{cause.what.type}</Code> at {instantText(cause.at)}
            </button>
          )}
        </dd>
      </div>
    </dl>
  );
}
