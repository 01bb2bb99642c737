/** Running timers: what is left of each as a ring and in words, who enforces it, which setting gives its length. */
import type { Frame, TimerFrame } from '../../../engine/world/frame.ts';
import { lengthText } from '../../draw/time-words.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Arc } from '../../widgets/Arc.tsx';
import { Code } from '../../widgets/Code.tsx';

export interface TimersProps {
  readonly timers: readonly TimerFrame[];
  readonly frame: Frame;
  /** Whose colour the rings bear; none: ink. */
  readonly ordinal?: number;
}

export function Timers({ timers, frame, ordinal }: TimersProps) {
  const depth = useSession((s) => s.depth);
  if (timers.length === 0) return <p className="inspector-empty">No timer of its own runs.</p>;
  return (
    <ul className="inspector-timers">
      {timers.map((timer) => {
        const facts = timerFacts(timer.name);
        const whole = Math.max(1, timer.due - timer.armedAt);
        const left = Math.max(0, timer.due - frame.at);
        return (
          <li key={`${timer.node} ${timer.key}`}>
            <Arc
              left={left / whole}
              size={22}
              held={timer.held}
              label={`${facts.word}: ${lengthText(left)} left of ${lengthText(whole)}`}
              {...(ordinal === undefined ? {} : { ordinal })}
            />
            <div>
              <p>
                {facts.word}{' '}
                <span className="inspector-timer-left">
                  {timer.held
                    ? 'held: its thread stands still'
                    : `${lengthText(left)} left of ${lengthText(whole)}`}
                </span>
              </p>
              {depth !== 'learner' && (
                <p className="inspector-timer-note">
                  {facts.enforcer}
                  {facts.setting !== null && (
                    <>
                      {', '}
                      <Code>{facts.setting}</Code>
                    </>
                  )}
                </p>
              )}
              {depth === 'learner' && <p className="inspector-timer-note">at its end: {facts.runsOut}</p>}
              {depth === 'implementer' && (
                <p className="inspector-timer-note">
                  <Code>{timer.key}</Code>
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
