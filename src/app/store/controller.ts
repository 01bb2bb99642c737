/** Carries out what views ask: opens scenarios and branches, moves the cursor, takes acts back. */
import type { BranchId, BranchSummary, Edit, Moment, Target } from '../../contract/messages.ts';
import type { Instant } from '../../engine/kernel/time.ts';
import type { TimedCommand } from '../../engine/world/command.ts';
import type { Scenario } from '../../engine/world/scenario.ts';
import type { TraceEvent } from '../../engine/world/trace.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { isNotable } from '../draw/notability.ts';
import { isSettled, Player, tell } from './player.ts';
import { useSession, type SessionActs } from './session.ts';

/** How far the search for something notable goes before it gives up, in virtual ms. */
const SEARCH_MS = 900_000;
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
  readonly #player: Player;
  #undone: Undone[] = [];
  #edits: Promise<void> = Promise.resolve();

  constructor(engine: EngineClient) {
    this.#engine = engine;
    this.#player = new Player(engine);
  }

  /** Loads what is asked once; false when the worker failed. */
  async start(): Promise<boolean> {
    const answer = await this.#engine.ask({ type: 'reference' });
    if (answer.type !== 'reference') {
      this.#player.complain(answer);
      return false;
    }
    useSession.setState({ reference: answer.reference });
    this.#player.run();
    return true;
  }

  async reopen(kept: Parameters<SessionActs['reopen']>[0]): Promise<void> {
    if (!(await this.#begin(kept.scenario, kept.branches))) return;
    const { view } = kept;
    const known = useSession.getState().branches.some(({ id }) => id === kept.current);
    if (known) useSession.setState({ branch: kept.current });
    if (view !== null) useSession.setState({ selected: view.selected, depth: view.depth, speed: view.speed });
    // The instant is played first, so that its whole future is known; then the cursor goes to the very event.
    await this.#player.want({ type: 'instant', at: view?.at ?? (0 as Instant) });
    const { frame } = useSession.getState();
    if (view !== null && frame !== null && frame.seq > view.seq && view.seq >= 0)
      await this.#player.want({ type: 'event', seq: view.seq });
    useSession.setState({ status: 'ready' });
  }

  show(target: Target): void {
    useSession.setState({ playing: false });
    void this.#player.want(target);
  }

  play(): void {
    this.#player.restartClock();
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

  tryInstead(whatIf: Parameters<SessionActs['tryInstead']>[0]): void {
    this.#undone = [];
    if (whatIf.base !== useSession.getState().branch) this.#player.enter(whatIf.base);
    void this.#tryInstead(whatIf);
  }

  switchBranch(branch: BranchId): void {
    const { frame } = useSession.getState();
    this.#player.enter(branch);
    if (frame !== null) void this.#player.want({ type: 'instant', at: frame.at });
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
    this.#player.enter(undone.branch);
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
    this.#player.stop();
    useSession.setState({ seeking: null, playing: false });
  }

  tell(sentence: string | null): void {
    tell(sentence);
  }

  async open(
    scenario: Scenario,
    how: { readonly ready: string | null; readonly at: Instant; readonly play: boolean },
  ): Promise<void> {
    if (!(await this.#begin(scenario, []))) return;
    useSession.setState({ ready: how.ready, given: scenario.commands.length });
    await this.#player.want({ type: 'instant', at: how.at });
    useSession.setState({ status: 'ready' });
    if (how.play) this.play();
  }

  async #begin(scenario: Scenario, branches: readonly BranchSummary[]): Promise<boolean> {
    this.#player.stop();
    const answer = await this.#engine.ask({ type: 'open', scenario, branches });
    if (answer.type !== 'branches') {
      this.#player.complain(answer);
      return false;
    }
    this.#player.forgetAll();
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

  /** One after the other: a key pressed twice in a hurry is two acts. */
  #edit(edit: Edit, name: string, at?: Instant): Promise<BranchId | undefined> {
    const done = this.#edits.then(() => this.#carryOut(edit, name, at));
    this.#edits = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #carryOut(edit: Edit, name: string, at?: Instant): Promise<BranchId | undefined> {
    const { branch, branches, playing, frame: seen, played } = useSession.getState();
    // While it plays, the worker is already a little further: what is done at the end is done at its very end.
    const isAtEnd = seen !== null && seen.at >= played.at;
    useSession.setState({ playing: false });
    await this.#player.idle();
    const { frame } = useSession.getState();
    const commands = branches.find(({ id }) => id === branch)?.scenario.commands ?? [];
    const free = withFreeName(edit, commands);
    const done = free.type === 'act' && isAtEnd && frame !== null ? { ...free, at: frame.at } : free;
    const answer = await this.#engine.ask({ type: 'edit', branch, edit: done, name });
    if (answer.type !== 'branches') {
      this.#player.complain(answer);
      return undefined;
    }
    useSession.setState({ branches: answer.branches, notice: null });
    const opened = answer.branches.find(({ id }) => id === answer.current);
    if (opened !== undefined && opened.id !== branch) {
      this.#player.begin(opened.id, branch, opened.partedAt);
      this.#player.enter(opened.id);
    }
    const shown = at ?? (done.type === 'act' ? done.at : frame?.at);
    if (shown !== undefined) await this.#player.want({ type: 'instant', at: shown });
    useSession.setState({ playing });
    return answer.current;
  }

  /** Both figures are wanted in one line: the run that it is compared with is played as far as well. */
  async #tryInstead({ base, edit, name, until }: Parameters<SessionActs['tryInstead']>[0]): Promise<void> {
    const { frame } = useSession.getState();
    useSession.setState({ playing: false });
    const isThere =
      until === null ? isSettled : (moment: Moment) => moment.reached && moment.frame.at >= until;
    await this.#player.settleOutcome(base, { from: frame?.at ?? 0, boundMs: WHAT_IF_MS, isThere });
    const opened = await this.#edit(edit, name);
    if (opened === undefined) return;
    if (until === null) await this.#player.runUntil(isSettled, WHAT_IF_MS);
    else await this.#player.want({ type: 'instant', at: until as Instant });
  }

  async #closeBranch(branch: BranchId): Promise<void> {
    const answer = await this.#engine.ask({ type: 'close', branch });
    if (answer.type !== 'branches') return this.#player.complain(answer);
    useSession.setState({ branches: answer.branches });
    if (useSession.getState().branch === branch) this.switchBranch('main');
    this.#player.forget(branch);
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
    if (find() === undefined) await this.#player.runUntil(() => find() !== undefined, SEARCH_MS);
    const found = find();
    if (found !== undefined) await this.#player.want({ type: 'event', seq: found.seq });
  }
}

/** A consumer that is added gets a name that nobody had: the act may have been made before the last one was done. */
function withFreeName(edit: Edit, commands: readonly TimedCommand[]): Edit {
  if (edit.type !== 'act' || edit.command.type !== 'addConsumer') return edit;
  const taken = new Set(
    commands.flatMap(({ command }) => (command.type === 'addConsumer' ? [command.consumer.name] : [])),
  );
  let name = edit.command.consumer.name;
  for (let n = taken.size + 1; taken.has(name); n++) name = `consumer-${n}`;
  return { ...edit, command: { ...edit.command, consumer: { ...edit.command.consumer, name } } };
}

type SessionSelection = Parameters<SessionActs['select']>[0];
