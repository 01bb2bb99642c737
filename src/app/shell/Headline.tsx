/** Above the stage: what is going on in one line, what to watch for, and the one large button of the first sight. */
import { useMemo } from 'react';
import type { ReadyScenario } from '../../contract/reference.ts';
import { OutageEquation } from '../views/story/OutageEquation.tsx';
import { sessionActs, useSession } from '../store/session.ts';
import { Button } from '../widgets/Button.tsx';
import { headlineOf } from './headline-model.ts';

export function Headline({ ready }: { readonly ready: ReadyScenario | undefined }) {
  const frame = useSession((s) => s.frame);
  const measures = useSession((s) => s.measures);
  const played = useSession((s) => s.played);
  const branches = useSession((s) => s.branches);
  const branch = useSession((s) => s.branch);
  const given = useSession((s) => s.given);
  const watchFor = ready?.watchFor ?? 'Add, crash or freeze a consumer, and step through what follows.';
  const headline = useMemo(
    () => (frame === null ? null : headlineOf(frame, measures, watchFor)),
    [frame, measures, watchFor],
  );
  if (frame === null || headline === null) return <div className="headline" />;
  const commands = branches.find(({ id }) => id === branch)?.scenario.commands.length ?? given;
  const firstAct = commands <= given && frame.at >= played.at ? (ready?.firstAct ?? null) : null;
  return (
    <div className="headline">
      <div className="headline-words" aria-live="polite">
        <h1>
          {headline.title}
          {headline.harm !== null && <em> {headline.harm}</em>}
        </h1>
        <p>{headline.line}</p>
        <OutageEquation variant="line" />
      </div>
      {firstAct !== null && (
        <Button
          kind="primary"
          size="large"
          onPress={() => {
            const { playing } = useSession.getState();
            sessionActs().edit({ type: 'act', at: frame.at, command: firstAct.command }, firstAct.label);
            if (!playing) sessionActs().play();
          }}
        >
          {firstAct.label}
        </Button>
      )}
    </div>
  );
}
