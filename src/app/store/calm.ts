/**
 * The session as the timeline and the rail see it: when the moment changes they follow the stage in tasks of their own,
 * so that no single task draws the whole page; while time runs, the rail not more often than an eye can read.
 */
import { create } from 'zustand';
import { useSession, type SessionState } from './session.ts';

/** Between two drawings while time runs, in ms of the person: the rail is read, the timeline is followed. */
const RAIL_MS = 120;
const TIMELINE_MS = 30;

export const useTimelineSession = create<SessionState>(() => useSession.getState());
export const useRailSession = create<SessionState>(() => useSession.getState());

let isScheduled = false;
let railDrawnAt = 0;
let timelineDrawnAt = 0;
const next = new MessageChannel();
next.port1.addEventListener('message', drawNext);
next.port1.start();

useSession.subscribe((state, before) => {
  const moves = state.frame !== before.frame && state.frame !== null && before.frame !== null;
  if (state.playing && performance.now() - timelineDrawnAt < TIMELINE_MS) return;
  if (state.playing || moves) return schedule('timeline');
  useTimelineSession.setState(state, true);
  useRailSession.setState(state, true);
});

function schedule(what: 'timeline' | 'rail'): void {
  if (isScheduled) return;
  isScheduled = true;
  next.port2.postMessage(what);
}

function drawNext({ data: what }: MessageEvent<'timeline' | 'rail'>): void {
  isScheduled = false;
  const state = useSession.getState();
  if (what === 'timeline') {
    timelineDrawnAt = performance.now();
    useTimelineSession.setState(state, true);
    if (!state.playing || performance.now() - railDrawnAt > RAIL_MS) schedule('rail');
    return;
  }
  railDrawnAt = performance.now();
  useRailSession.setState(state, true);
  // The moment may have changed while the rail's turn was waited for.
  if (useTimelineSession.getState().frame !== state.frame) schedule('timeline');
}
