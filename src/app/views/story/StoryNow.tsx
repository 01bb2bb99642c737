/** What stands at the cursor while nothing happens, and what comes next if nobody does anything. */
import { useMemo } from 'react';
import type { RuleText } from '../../../contract/reference.ts';
import { instantRough, instantText } from '../../draw/time-words.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { sessionActs } from '../../store/session.ts';
import type { StoryModel } from './model.ts';
import { WhyButton } from './StoryRow.tsx';
import type { Telling } from './telling.ts';
import { Tokens } from './Tokens.tsx';
import { explain } from './why.ts';
import { WhyChain } from './WhyChain.tsx';

export function StoryNow(props: {
  readonly story: StoryModel;
  readonly telling: Telling;
  readonly rules: ReadonlyMap<string, RuleText>;
  readonly isOpen: boolean;
  readonly onWhy: () => void;
}) {
  const { story, telling, rules, isOpen, onWhy } = props;
  const { standing } = story;
  const at = useSession((s) => s.frame?.at ?? 0);
  const since = standing?.since ?? null;
  const chain = useMemo(
    () => (isOpen && since !== null ? explain(since, telling, rules) : []),
    [isOpen, since, telling, rules],
  );
  if (standing === null) return null;
  return (
    <div className="story-row now" aria-current="true">
      <div className="story-line still">
        <span className="story-time">{telling.depth === 'learner' ? instantRough(at) : instantText(at)}</span>
        <div>
          <p>
            <Tokens sentence={standing.sentence} />
          </p>
          {standing.note !== null && (
            <p className="story-note">
              <Tokens sentence={standing.note} />
            </p>
          )}
        </div>
        {since !== null && <WhyButton isOpen={isOpen} isStop onPress={onWhy} />}
      </div>
      {isOpen && <WhyChain steps={chain} />}
    </div>
  );
}

export function StoryNext({ story }: { readonly story: StoryModel }) {
  const depth = useSession((s) => s.depth);
  if (story.due.length === 0) return null;
  return (
    <section className="story-next" aria-label="Next, if nobody does anything">
      <h2>next, if nobody does anything</h2>
      {story.due.map(({ key, at, sentence }) => (
        <div key={key} className="story-line" onClick={() => sessionActs().show({ type: 'instant', at })}>
          <button
            type="button"
            className="story-time"
            aria-label={`Go on to ${instantText(at)} s`}
            onClick={(event) => {
              event.stopPropagation();
              sessionActs().show({ type: 'instant', at });
            }}
          >
            {depth === 'learner' ? instantRough(at) : instantText(at)}
          </button>
          <p>
            <Tokens sentence={sentence} />
          </p>
        </div>
      ))}
    </section>
  );
}
