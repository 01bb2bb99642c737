/** Story, Describe, Log: the last two keep their place and say why they cannot be opened. */
import { useId } from 'react';

const NOT_BUILT = 'not built yet';

export function Tabs() {
  const reason = useId();
  return (
    <div className="story-tabs" role="tablist" aria-label="What is told">
      <button type="button" role="tab" aria-selected="true">
        Story
      </button>
      {['Describe', 'Log'].map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected="false"
          aria-disabled="true"
          aria-describedby={reason}
          tabIndex={-1}
          title={`${name}: ${NOT_BUILT}`}
        >
          {name}
        </button>
      ))}
      <span className="story-tabs-reason" id={reason}>
        {NOT_BUILT}
      </span>
    </div>
  );
}
