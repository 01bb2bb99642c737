/** The ready scenarios: each with the question that it answers. */
import type { ReadyScenario } from '../../../contract/reference.ts';
import './gallery.css';

export interface GalleryProps {
  readonly scenarios: readonly ReadyScenario[];
  readonly current: string | null;
  readonly onOpen: (scenario: ReadyScenario) => void;
}

export function Gallery({ scenarios, current, onOpen }: GalleryProps) {
  return (
    <ul className="gallery">
      {scenarios.map((scenario) => (
        <li key={scenario.id}>
          <button
            type="button"
            // The dialog gives the focus to what asks for it: the scenario that is open.
            autoFocus={scenario.id === (current ?? scenarios[0]?.id)}
            aria-current={scenario.id === current ? 'true' : undefined}
            onClick={() => onOpen(scenario)}
          >
            <b>{scenario.title}</b>
            <span>{scenario.question}</span>
            <small>{scenario.watchFor}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
