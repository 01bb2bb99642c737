/**
 * Carries out what views ask: talks to the worker, keeps the trace of each branch, and lets time run. At most one
 * question is under way; what is asked meanwhile replaces what was asked before, so nothing piles up.
 */
import type { Answer, BranchId, BranchSummary, Edit, Moment, Target } from '../../contract/messages.ts';
import type { Instant } from '../../engine/kernel/time.ts';
import type { Scenario } from '../../engine/world/scenario.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { isNotable } from '../draw/notability.ts';
import { useSession, type SessionActs } from './session.ts';

/** How far the search for something notable goes before it gives up, in virtual ms. */
const SEARCH_MS = 900_000;
const SEARCH_STEP_MS = 2_000;
/** Consumers that a scenario brings with it come this early; undo does not take them back. */
const GIVEN_UNTIL_MS = 5_000;
/** A what-if is played this long after it parts, at most. */
const WHAT_IF_MS = 420_000;

interface Undone {
  readonly branch: BranchId;
  readonly at: Instant;
}

export class Controller implements SessionActs {
  readonly #engine: EngineClient;
  readonly #traces = new Map<BranchId, TraceEvent[]>();
  #generation = 0;
  #busy = false;
  #wanted: Target | undefined;
  #lastTick = 0;
  /** Virtual time that has passed on the screen and is not yet a whole ms. */
  #owed = 0;
  #undone: Undone[] = [];

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** Loads what is asked once; false when the worker failed. */
  async start(): Promise<boolean> {
    const answer = await this.#engine.ask({ type: 'reference' });
    if (answer.type !== 'reference') {
      this.#complain(answer);
      return false;
    }
    useSession.setState({ reference: answer.reference, status: 'ready' });
    const tick = (now: number): void => {
      this.#tick(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return true;
  }

  open(
    scenario: Scenario,
    how: { readonly ready: string | null; readonly at: Instant; readonly play: boolean },
  ): void {
    void this.#open(scenario, how);
  }

  async reopen(kept: Parameters<SessionActs['reopen']>[0]): Promise<void> {
    if (!(await this.#begin(kept.scenario, kept.branches))) return;
    const { view } = kept;
    const known = useSession.getState().branches.some(({ id }) => id === kept.current);
    if (known) useSession.setState({ branch: kept.current });
    if (view !== null) useSession.setState({ selected: view.selected, depth: view.depth, speed: view.speed });
    // The instant is played first, so that its whole future is known; then the cursor goes to the very event.
    await this.#want({ type: 'instant', at: view?.at ?? (0 as Instant) });
    const { frame } = useSession.getState();
    if (view !== null && frame !== null && frame.seq > view.seq && view.seq >= 0)
      await this.#want({ type: 'event', seq: view.seq });
  }

  show(target: Target): void {
    useSession.setState({ playing: false });
    void this.#want(target);
  }

  play(): void {
    this.#lastTick = 0;
    useSession.setState({ playing: true, seeking: null });
  }

  pause(): void {
    useSession.setState({ playing: false });
  }

  setSpeed(speed: number): void {
    useSession.setState({ speed });
  }

  step(by: -1 | 1): void {
    const { frame, trace, stepStart } = useSession.getState();
    if (frame === null) return;
    if (by === 1) return this.show({ type: 'event', seq: frame.seq + 1 });
    const isAfterEvent = (trace[frame.seq]?.at ?? 0) < frame.at;
    const seq = isAfterEvent ? frame.seq : stepStart - 1;
    if (seq >= 0) this.show({ type: 'event', seq });
  }

  stepNotable(by: -1 | 1): void {
    useSession.setState({ playing: false });
    if (by === 1) void this.#nextNotable();
    else this.#previousNotable();
  }

  edit(edit: Edit, name: string): void {
    this.#undone = [];
    void this.#edit(edit, name);
  }

  tryInstead(base: BranchId, edit: Edit, name: string): void {
    this.#undone = [];
    if (base !== useSession.getState().branch) this.#enter(base);
    void this.#tryInstead(edit, name);
  }

  switchBranch(branch: BranchId): void {
    const { frame } = useSession.getState();
    this.#enter(branch);
    if (frame !== null) void this.#want({ type: 'instant', at: frame.at });
  }

  closeBranch(branch: BranchId): void {
    void this.#closeBranch(branch);
  }

  /** Takes back the last act: the run without it, from just before it; the run that was seen is kept. */
  undo(): void {
    const { branches, branch, given, frame } = useSession.getState();
    const commands = branches.find(({ id }) => id === branch)?.scenario.commands ?? [];
    const index = commands.length - 1;
    const last = commands[index];
    if (last === undefined || index < given || frame === null) {
      return this.tell('There is nothing to take back: all that stands here came with the scenario.');
    }
    this.#undone.push({ branch, at: frame.at });
    void this.#edit({ type: 'remove', index }, `without ${last.command.type}`, last.at);
  }

  redo(): void {
    const undone = this.#undone.pop();
    if (undone === undefined) return this.tell('There is nothing to do again.');
    this.#enter(undone.branch);
    this.show({ type: 'instant', at: undone.at });
  }

  select(selected: SessionSelection): void {
    useSession.setState({ selected });
  }

  hover(hovered: SessionSelection): void {
    useSession.setState({ hovered });
  }

  setDepth(depth: 'learner' | 'engineer' | 'implementer'): void {
    useSession.setState({ depth });
  }

  setTheme(theme: 'light' | 'dark'): void {
    useSession.setState({ theme });
  }

  stopSeeking(): void {
    this.#wanted = undefined;
    this.#generation += 1;
    useSession.setState({ seeking: null, playing: false });
  }

  tell(sentence: string | null): void {
    useSession.setState({ notice: sentence === null ? null : { kind: 'told', sentence } });
  }

  #tick(now: number): void {
    const { playing, speed, frame } = useSession.getState();
    const elapsed = this.#lastTick === 0 ? 0 : Math.min(now - this.#lastTick, 100);
    this.#lastTick = now;
    if (!playing || frame === null || this.#busy) return;
    this.#owed += elapsed * speed;
    const whole = Math.floor(this.#owed);
    if (whole < 1) return;
    this.#owed -= whole;
    void this.#want({ type: 'instant', at: (frame.at + whole) as Instant });
  }

  /** Shows a target; a newer wish replaces one that has not begun. */
  async #want(target: Target): Promise<void> {
    this.#wanted = target;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#wanted !== undefined) {
        const next: Target = this.#wanted;
        this.#wanted = undefined;
        await this.#reach(next);
      }
    } finally {
      this.#busy = false;
    }
  }

  async #reach(target: Target): Promise<Moment | undefined> {
    const generation = this.#generation;
    const since = performance.now();
    for (;;) {
      const moment = await this.#ask(target);
      if (moment === undefined || generation !== this.#generation) return undefined;
      const isLong = !moment.reached && performance.now() - since > 250;
      useSession.setState({ seeking: isLong && target.type === 'instant' ? target.at : null });
      if (moment.isFull !== null) {
        this.tell(`This run has reached ${moment.isFull} events and is not played further.`);
        this.pause();
      }
      if (moment.reached || this.#wanted !== undefined) return moment;
    }
  }

  async #ask(target: Target): Promise<Moment | undefined> {
    const { branch } = useSession.getState();
    const eventsFrom = this.#traceOf(branch).length;
    const generation = this.#generation;
    const answer = await this.#engine.ask({ type: 'show', branch, target, eventsFrom });
    if (answer.type !== 'moment') {
      this.#complain(answer);
      return undefined;
    }
    if (generation === this.#generation) this.#take(answer.moment);
    return answer.moment;
  }

  #take(moment: Moment): void {
    const { branch, frame, events, played, findings, measures, digest, invariants, stepStart } = moment;
    const known = this.#traceOf(branch);
    // A new array tells views that the trace has grown; without news the old one stays.
    const trace = events.length === 0 ? known : known.concat(events);
    this.#traces.set(branch, trace);
    const outcomes = { ...useSession.getState().outcomes, [branch]: measures };
    useSession.setState({
      frame,
      trace,
      played,
      findings,
      measures,
      digest,
      invariants,
      stepStart,
      outcomes,
    });
  }

  #traceOf(branch: BranchId): TraceEvent[] {
    return this.#traces.get(branch) ?? [];
  }

  #enter(branch: BranchId): void {
    this.#generation += 1;
    useSession.setState({ branch, trace: this.#traceOf(branch), seeking: null });
  }

  async #open(
    scenario: Scenario,
    how: { readonly ready: string | null; readonly at: Instant; readonly play: boolean },
  ): Promise<void> {
    if (!(await this.#begin(scenario, []))) return;
    useSession.setState({ ready: how.ready, given: scenario.commands.length });
    await this.#want({ type: 'instant', at: how.at });
    if (how.play) this.play();
  }

  async #begin(scenario: Scenario, branches: readonly BranchSummary[]): Promise<boolean> {
    this.#generation += 1;
    const answer = await this.#engine.ask({ type: 'open', scenario, branches });
    if (answer.type !== 'branches') {
      this.#complain(answer);
      return false;
    }
    this.#traces.clear();
    this.#undone = [];
    useSession.setState({
      branches: answer.branches,
      branch: answer.current,
      trace: [],
      frame: null,
      outcomes: {},
      ready: null,
      given: answer.branches[0]?.scenario.commands.filter(({ at }) => at < GIVEN_UNTIL_MS).length ?? 0,
      selected: null,
      playing: false,
      notice: null,
    });
    return true;
  }

  async #edit(edit: Edit, name: string, at?: Instant): Promise<BranchId | undefined> {
    const { branch, playing, frame } = useSession.getState();
    const answer = await this.#engine.ask({ type: 'edit', branch, edit, name });
    if (answer.type !== 'branches') {
      this.#complain(answer);
      return undefined;
    }
    useSession.setState({ branches: answer.branches, notice: null });
    const opened = answer.branches.find(({ id }) => id === answer.current);
    if (opened !== undefined && opened.id !== branch) {
      this.#traces.set(opened.id, sharedTrace(this.#traceOf(branch), opened.partedAt));
      this.#enter(opened.id);
    }
    const shown = at ?? (edit.type === 'act' ? edit.at : frame?.at);
    if (shown !== undefined) await this.#want({ type: 'instant', at: shown });
    useSession.setState({ playing });
    return answer.current;
  }

  async #tryInstead(edit: Edit, name: string): Promise<void> {
    useSession.setState({ playing: false });
    const partedAt = edit.type === 'act' ? edit.at : useSession.getState().frame?.at;
    const opened = await this.#edit(edit, name);
    if (opened === undefined || partedAt === undefined) return;
    await this.#runUntil((moment) => {
      const { outages } = moment.measures;
      return outages.length > 0 && outages.every(({ to }) => to !== null);
    }, WHAT_IF_MS);
  }

  async #closeBranch(branch: BranchId): Promise<void> {
    const answer = await this.#engine.ask({ type: 'close', branch });
    if (answer.type !== 'branches') return this.#complain(answer);
    useSession.setState({ branches: answer.branches });
    if (useSession.getState().branch === branch) this.switchBranch('main');
    this.#traces.delete(branch);
  }

  #previousNotable(): void {
    const { frame, trace, depth } = useSession.getState();
    if (frame === null) return;
    const atEvent = (trace[frame.seq]?.at ?? 0) === frame.at;
    const before = atEvent ? useSession.getState().stepStart : frame.seq + 1;
    const found = trace.slice(0, before).findLast((event) => isNotable(event, depth));
    if (found !== undefined) this.show({ type: 'event', seq: found.seq });
  }

  async #nextNotable(): Promise<void> {
    const { frame, depth } = useSession.getState();
    if (frame === null) return;
    const after = frame.seq;
    const find = (): TraceEvent | undefined =>
      useSession
        .getState()
        .trace.slice(after + 1)
        .find((event) => isNotable(event, depth));
    if (find() === undefined) await this.#runUntil(() => find() !== undefined, SEARCH_MS);
    const found = find();
    if (found !== undefined) await this.#want({ type: 'event', seq: found.seq });
  }

  /** Plays on in strides until something is true of the moment, or the bound is reached. */
  async #runUntil(isThere: (moment: Moment) => boolean, boundMs: number): Promise<void> {
    const start = useSession.getState().frame?.at ?? 0;
    const generation = this.#generation;
    for (let at = start + SEARCH_STEP_MS; at <= start + boundMs; at += SEARCH_STEP_MS) {
      const moment = await this.#reach({ type: 'instant', at: at as Instant });
      if (moment === undefined || generation !== this.#generation || moment.isFull !== null) return;
      if (isThere(moment)) return;
    }
    this.tell(`Nothing of the kind within ${boundMs / 1000} s.`);
  }

  #complain(answer: Answer): void {
    if (answer.type === 'failed')
      useSession.setState({
        notice: { kind: 'failed', sentence: answer.sentence },
        playing: false,
        seeking: null,
      });
    if (answer.type === 'refused')
      useSession.setState({ notice: { kind: 'refused', sentence: answer.sentence }, playing: false });
  }
}

type SessionSelection = Parameters<SessionActs['select']>[0];

/** What both branches have in common: everything before the instant at which they part. */
function sharedTrace(trace: readonly TraceEvent[], partedAt: Instant): TraceEvent[] {
  const end = trace.findIndex((event) => event.at >= partedAt);
  return partedAt === 0 ? [] : trace.slice(0, end < 0 ? trace.length : end);
}
