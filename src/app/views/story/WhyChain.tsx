/** The answer to Why?: numbered steps down to the command, the setting or the start; each with its rule. */
import { useState } from 'react';
import { instantText } from '../../draw/time-words.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { sessionActs } from '../../store/session.ts';
import { Code } from '../../widgets/Code.tsx';
import { Tokens } from './Tokens.tsx';
import type { WhyStep } from './why.ts';

export function WhyChain({ steps }: { readonly steps: readonly WhyStep[] }) {
  return (
    <ol className="story-chain" aria-label="Why, step by step">
      {steps.map((step, place) => (
        <Step key={place} step={step} number={place + 1} isFirst={place === 0} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: WhyStep;
  readonly number: number;
  /** Its sentence stands above the chain already: the rule speaks instead. */
  readonly isFirst: boolean;
}

function Step({ step, number, isFirst }: StepProps) {
  const { kind, sentence, seq, at, setting } = step;
  const depth = useSession((s) => s.depth);
  const isRoot = kind !== 'step';
  return (
    <li className={isRoot ? 'story-step root' : 'story-step'}>
      <span className="story-step-number" aria-hidden="true">
        {isRoot ? '' : number}
      </span>
      <div>
        <p>
          {isFirst && step.rule !== null && depth !== 'learner' ? (
            <Words text={step.rule.text} />
          ) : (
            <Tokens sentence={sentence} />
          )}
          {setting !== null && (
            <>
              {' '}
              <Code>{setting}</Code>
            </>
          )}
        </p>
        <div className="story-source">
          {depth !== 'learner' && <Source step={step} isFirst={isFirst} />}
          {seq !== null && at !== null && (
            <button
              type="button"
              className="story-moment"
              aria-label={`Show ${instantText(at)} s`}
              onClick={() => showEvent(seq)}
            >
              {instantText(at)}
            </button>
          )}
          {seq === null && at !== null && <span className="story-moment">{instantText(at)}</span>}
        </div>
      </div>
    </li>
  );
}

const ROOTS = { command: 'command', setting: 'setting', start: 'start of the run', step: '' } as const;

function Source({ step, isFirst }: { readonly step: WhyStep; readonly isFirst: boolean }) {
  const { kind, ruleId, rule } = step;
  const isDeep = useSession((s) => s.depth === 'implementer');
  const [open, setOpen] = useState<boolean | null>(null);
  const isOpen = open ?? isDeep;
  if (kind !== 'step') return <span className="story-root">{ROOTS[kind]}</span>;
  if (ruleId === null) return <span className="story-root">no rule: the world itself</span>;
  if (isFirst && rule !== null)
    return (
      <>
        <span className="story-rule">{ruleId}</span>
        <span className="story-method">{breakable(rule.source)}</span>
      </>
    );
  if (rule === null) return <span className="story-rule">{ruleId}</span>;
  return (
    <>
      <button
        type="button"
        className="story-rule"
        aria-expanded={isOpen}
        aria-label={`Rule ${ruleId}`}
        onClick={() => setOpen(!isOpen)}
      >
        {ruleId}
      </button>
      <span className="story-method">{breakable(rule.source)}</span>
      {isOpen && (
        <p className="story-rule-text">
          <Words text={rule.text} />
        </p>
      )}
    </>
  );
}

/** The rule's own words; what stands in backticks is Kafka's. */
function Words({ text }: { readonly text: string }) {
  return text.split('`').map((piece, place) => (place % 2 === 1 ? <Code key={place}>{piece}</Code> : piece));
}

export function showEvent(seq: number): void {
  const acts = sessionActs();
  acts.select({ type: 'event', seq });
  acts.show({ type: 'event', seq });
}

/** Lets a long Class#method break where a reader would. */
function breakable(source: string): string {
  return source.replaceAll(/[#.]/gu, '$&\u200B');
}
