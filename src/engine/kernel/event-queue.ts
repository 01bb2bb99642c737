/** What is due, ordered by (due, sequence): at one instant, first set is first served. */
import type { Instant } from './time.ts';

/** An entry is shared with checkpoints and therefore never changed once it is in. */
export interface Due<T> {
  readonly due: Instant;
  readonly sequence: number;
  readonly what: T;
}

export class EventQueue<T> {
  readonly #heap: Due<T>[];

  constructor(entries: readonly Due<T>[] = []) {
    this.#heap = [...entries];
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The entries in heap order: hand them to a new queue to go on from here. */
  entries(): readonly Due<T>[] {
    return [...this.#heap];
  }

  peek(): Due<T> | undefined {
    return this.#heap[0];
  }

  push(entry: Due<T>): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, entry)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  pop(): Due<T> | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== undefined && last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: Due<T>): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      if (left === undefined) break;
      const right = heap[2 * index + 2];
      const goesRight = right !== undefined && isBefore(right, left);
      const child = goesRight ? right : left;
      if (isBefore(entry, child)) break;
      heap[index] = child;
      index = 2 * index + (goesRight ? 2 : 1);
    }
    heap[index] = entry;
  }
}

function isBefore<T>(a: Due<T>, b: Due<T>): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}
