/** At the bottom edge: time, both ways. */
import { useState } from 'react';
import { instant } from '../../engine/kernel/time.ts';
import { sessionActs, useSession } from '../store/session.ts';
import { Button } from '../widgets/Button.tsx';
import { nextTimer } from './next-timer.ts';
import { useWidth } from './use-width.ts';

const SPEEDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];

export function Transport() {
  const playing = useSession((s) => s.playing);
  const frame = useSession((s) => s.frame);
  const seeking = useSession((s) => s.seeking);
  const isPhone = useWidth() < 600;
  const acts = sessionActs();
  const at = frame?.at ?? 0;
  const by = (ms: number): void => acts.show({ type: 'instant', at: instant(at + ms) });
  const timer = frame === null ? undefined : nextTimer(frame);
  return (
    <footer className="transport" aria-label="Time">
      <div className="transport-steps">
        <Button kind="quiet" label="Previous notable event" onPress={() => acts.stepNotable(-1)}>
          <Sign d="M5 4v12M16 4l-8 6 8 6Z" />
        </Button>
        <Button kind="quiet" label="One event back" onPress={() => acts.step(-1)}>
          <Sign d="M13 4l-7 6 7 6" />
        </Button>
        <Button
          label={playing ? 'Pause' : 'Play'}
          className="transport-play"
          onPress={() => (playing ? acts.pause() : acts.play())}
        >
          <Sign d={playing ? 'M7 4v12M13 4v12' : 'M6 3.5v13l10-6.5Z'} filled={!playing} />
        </Button>
        <Button kind="quiet" label="One event on" onPress={() => acts.step(1)}>
          <Sign d="M7 4l7 6-7 6" />
        </Button>
        <Button kind="quiet" label="Next notable event" onPress={() => acts.stepNotable(1)}>
          <Sign d="M15 4v12M4 4l8 6-8 6Z" />
        </Button>
      </div>
      <JumpTo at={at} />
      <Speed />
      <div className="transport-advance">
        <Button kind="quiet" onPress={() => by(1_000)}>
          +1 s
        </Button>
        <Button kind="quiet" onPress={() => by(10_000)}>
          +10 s
        </Button>
        <Button kind="quiet" label="Undo: take back the last act" onPress={() => acts.undo()}>
          Undo
        </Button>
      </div>
      <BranchChoice />
      {seeking !== null ? (
        <Button className="transport-next" onPress={() => acts.stopSeeking()}>
          Playing to {(seeking / 1000).toFixed(1)} s · Stop
        </Button>
      ) : (
        <Button
          kind="primary"
          className="transport-next"
          hotkey="N"
          reason={timer === undefined ? 'no timer is running' : null}
          onPress={() => {
            if (timer !== undefined) acts.show({ type: 'instant', at: timer.due });
          }}
        >
          {timer === undefined
            ? 'No timer runs'
            : `Skip to ${(timer.due / 1000).toFixed(isPhone ? 1 : 3)}: ${timer.words}`}
        </Button>
      )}
    </footer>
  );
}

/** Which what-if is shown; there is a choice as soon as there are two. */
function BranchChoice() {
  const branches = useSession((s) => s.branches);
  const branch = useSession((s) => s.branch);
  if (branches.length < 2) return null;
  return (
    <label className="transport-branch">
      <span>branch</span>
      <select value={branch} onChange={(event) => sessionActs().switchBranch(event.target.value)}>
        {branches.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Sign({ d, filled = false }: { readonly d: string; readonly filled?: boolean }) {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path
        d={d}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The clock; a click makes it a field to type an instant into. */
function JumpTo({ at }: { readonly at: number }) {
  const [typed, setTyped] = useState<string | null>(null);
  const go = (): void => {
    const seconds = Number(typed);
    if (
      typed !== null &&
      typed.trim() !== '' &&
      Number.isFinite(seconds) &&
      seconds >= 0 &&
      seconds <= 86_400
    )
      sessionActs().show({ type: 'instant', at: instant(Math.round(seconds * 1000)) });
    else if (typed !== null)
      sessionActs().tell(`${typed} is not an instant: seconds from 0 to 86400, such as 63.324.`);
    setTyped(null);
  };
  return typed === null ? (
    <button
      type="button"
      className="transport-clock"
      title="Jump to an instant (J)"
      id="clock"
      onClick={() => setTyped((at / 1000).toFixed(3))}
    >
      <b>{(at / 1000).toFixed(3)}</b> s
    </button>
  ) : (
    <input
      className="transport-clock"
      aria-label="Jump to, in seconds"
      autoFocus
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') go();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

function Speed() {
  const speed = useSession((s) => s.speed);
  const index = Math.max(0, SPEEDS.indexOf(speed));
  return (
    <label className="transport-speed">
      <input
        type="range"
        min={0}
        max={SPEEDS.length - 1}
        value={index}
        aria-label="Speed"
        aria-valuetext={`1 second here is ${speed} seconds of Kafka`}
        onChange={(event) => sessionActs().setSpeed(SPEEDS[Number(event.target.value)] ?? 1)}
      />
      <span>
        1 s here = <b>{speed < 1 ? `${speed * 1000} ms` : `${speed} s`}</b> of Kafka
      </span>
    </label>
  );
}

/** One notch faster or slower. */
export function changeSpeed(by: -1 | 1): void {
  const index = SPEEDS.indexOf(useSession.getState().speed) + by;
  const speed = SPEEDS[index];
  if (speed !== undefined) sessionActs().setSpeed(speed);
}
