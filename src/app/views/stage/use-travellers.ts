/** Messages under way on the screen's own clock while time plays; at rest there are none: the frame says where they stand. */
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../store/session.ts';
import { depart, placeOf, type Traveller } from './travel.ts';

export interface Moving extends Traveller {
  readonly place: number;
}

const NONE: readonly Moving[] = [];

export function useTravellers(): readonly Moving[] {
  const playing = useSession((state) => state.playing);
  const [moving, setMoving] = useState(NONE);
  const state = useRef<{ travellers: readonly Traveller[]; seq: number }>({ travellers: [], seq: -1 });
  useEffect(() => {
    if (!playing) return;
    const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
    state.current = { travellers: [], seq: useSession.getState().frame?.seq ?? -1 };
    let request = requestAnimationFrame(function tick(screen) {
      const { frame, trace, speed } = useSession.getState();
      const { seq: fromSeq, travellers } = state.current;
      if (frame !== null) {
        const turnedBack = frame.seq < fromSeq;
        const step = { frame, trace, fromSeq, screen, speed, reduced };
        const next = turnedBack ? [] : depart(travellers, step);
        state.current = { travellers: next, seq: frame.seq };
        setMoving((before) =>
          next.length === 0 && before.length === 0 ? before : placed(next, screen, reduced),
        );
      }
      request = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(request);
      setMoving(NONE);
    };
  }, [playing]);
  return moving;
}

function placed(travellers: readonly Traveller[], screen: number, reduced: boolean): readonly Moving[] {
  return travellers.flatMap((traveller) => {
    const place = placeOf(traveller, screen, reduced);
    return place === null ? [] : [{ ...traveller, place }];
  });
}
