/** The same run, one thing changed: each fix with its exact setting and both figures in one line. */
import { useMemo } from 'react';
import type { ReadyScenario } from '../../contract/reference.ts';
import { sessionActs, useSession } from '../store/session.ts';
import { Button } from '../widgets/Button.tsx';
import { figureOf, whatIfsFor, type WhatIf } from './what-if-model.ts';

export function WhatIfs({ ready }: { readonly ready: ReadyScenario | undefined }) {
  const branches = useSession((s) => s.branches);
  const branch = useSession((s) => s.branch);
  const outcomes = useSession((s) => s.outcomes);
  const at = useSession((s) => s.frame?.at ?? 0);
  const current = branches.find(({ id }) => id === branch);
  const parent = branches.find(({ id }) => id === current?.parent);
  const own = useMemo(() => whatIfsFor(current, branches, ready), [current, branches, ready]);
  const ofParent = useMemo(() => whatIfsFor(parent, branches, ready), [parent, branches, ready]);
  // In a branch that is itself a what-if, the row stays: it is compared with the run it parted from.
  const base = ofParent.some((whatIf) => whatIf.branch === branch) ? parent : current;
  const whatIfs = base === parent ? ofParent : own;
  if (base === undefined || whatIfs.length === 0) return null;
  const baseline = figureOf(outcomes[base.id], at);
  return (
    <section className="whatifs" aria-label="The same run, one thing changed">
      <h2>The same run, one thing changed</h2>
      {whatIfs.map((whatIf) => (
        <Row key={whatIf.name} whatIf={whatIf} baseline={baseline} base={base.id} />
      ))}
    </section>
  );
}

interface RowProps {
  readonly whatIf: WhatIf;
  readonly baseline: string;
  readonly base: string;
}

function Row({ whatIf, baseline, base }: RowProps) {
  const branch = useSession((s) => s.branch);
  const outcome = useSession((s) => (whatIf.branch === null ? undefined : s.outcomes[whatIf.branch]));
  const at = useSession((s) => s.frame?.at ?? 0);
  const tryIt = (): void => {
    if (whatIf.branch !== null) sessionActs().switchBranch(whatIf.branch);
    else sessionActs().tryInstead({ base, edit: whatIf.edit, name: whatIf.name, until: whatIf.until });
  };
  return (
    <div className={whatIf.branch === branch ? 'whatif here' : 'whatif'}>
      <Button size="small" onPress={tryIt}>
        {whatIf.name}
      </Button>
      <p>
        <code>{whatIf.cure}</code>
        {outcome === undefined ? (
          <span> {whatIf.risk}</span>
        ) : (
          <span className="whatif-figures">
            {' '}
            {figureOf(outcome, at)} <i>instead of</i> {baseline}
          </span>
        )}
      </p>
    </div>
  );
}
