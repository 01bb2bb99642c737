/**
 * Members from the least to the most loaded, then by id: the TreeSet of the general sticky algorithm (AS-73).
 * Follows AbstractStickyAssignor.SubscriptionComparator. A member is taken out before its count changes.
 */
import { compareTexts } from './text-order.ts';

export class MembersByLoad {
  readonly #loadOf: (member: string) => number;
  readonly #members: string[] = [];

  constructor(loadOf: (member: string) => number) {
    this.#loadOf = loadOf;
  }

  get first(): string | undefined {
    return this.#members[0];
  }

  get last(): string | undefined {
    return this.#members.at(-1);
  }

  add(member: string): void {
    const load = this.#loadOf(member);
    const after = this.#members.findIndex((other) => {
      const difference = this.#loadOf(other) - load || compareTexts(other, member);
      return difference > 0;
    });
    if (after < 0) this.#members.push(member);
    else this.#members.splice(after, 0, member);
  }

  remove(member: string): void {
    const index = this.#members.indexOf(member);
    if (index >= 0) this.#members.splice(index, 1);
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#members.values();
  }
}
