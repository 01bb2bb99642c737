/** The branches of one sitting: a command in the past opens a new one, and the old future is kept. */
import { required } from '../kernel/assert.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cast } from '../world/cast.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Edit } from '../world/edit.ts';
import { applyEdit } from './edits.ts';
import { Run } from './run.ts';

export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly partedAt: Instant;
  readonly run: Run;
}

/** More branches than this are not kept: each holds its trace in memory. */
export const BRANCHES_AT_MOST = 12;

export class Session {
  readonly #cast: Cast;
  readonly #branches = new Map<string, Branch>();
  #opened = 0;

  constructor(scenario: Scenario, cast: Cast) {
    this.#cast = cast;
    const run = new Run(scenario, cast);
    this.#branches.set('main', { id: 'main', name: 'main', parent: null, partedAt: 0 as Instant, run });
  }

  branches(): readonly Branch[] {
    return [...this.#branches.values()];
  }

  branch(id: string): Branch | undefined {
    return this.#branches.get(id);
  }

  /** Brings back a branch that was kept elsewhere (a link, a reload). */
  adopt(branch: Omit<Branch, 'run'> & { readonly scenario: Scenario }): void {
    const { id, name, parent, partedAt, scenario } = branch;
    this.#branches.set(id, { id, name, parent, partedAt, run: new Run(scenario, this.#cast) });
    this.#opened += 1;
  }

  /** Does something in a branch: at the end of what was played it goes on there, in the past it opens a branch. */
  edit(id: string, edit: Edit, name: string): Branch {
    const from = required(this.#branches.get(id), `the branch ${id}`);
    const { run } = from;
    const { scenario, common, partedAt } = applyEdit(run.scenario, edit);
    const isFuture =
      edit.type === 'act' && edit.at >= run.played.at && common === run.scenario.commands.length;
    if (isFuture) {
      run.extend(scenario);
      return from;
    }
    this.#opened += 1;
    const branch: Branch = {
      id: `branch-${this.#opened}`,
      name: this.#freeName(name),
      parent: id,
      partedAt,
      run: run.fork(scenario, common),
    };
    this.#branches.set(branch.id, branch);
    return branch;
  }

  /** The first branch stays; closing another hands its children to its parent. */
  close(id: string): boolean {
    const closed = this.#branches.get(id);
    if (closed === undefined || closed.parent === null) return false;
    this.#branches.delete(id);
    for (const branch of this.#branches.values())
      if (branch.parent === id) this.#branches.set(branch.id, { ...branch, parent: closed.parent });
    return true;
  }

  get isFull(): boolean {
    return this.#branches.size >= BRANCHES_AT_MOST;
  }

  #freeName(name: string): string {
    const taken = new Set(this.branches().map((branch) => branch.name));
    for (let n = 2; n <= BRANCHES_AT_MOST + 1; n++) {
      const candidate = n === 2 && !taken.has(name) ? name : `${name} (${n})`;
      if (!taken.has(candidate)) return candidate;
    }
    return name;
  }
}
