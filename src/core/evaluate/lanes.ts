import { type ConnectionSet, NONE, union } from '../model/connections';
import type { Ground } from './ground';

const laneNumbers = [0, 1, 2, 3] as const;

export type Lane = (typeof laneNumbers)[number];

/** Sets of connections at a few of the many classes of a ground, up to four for each. */
export class Lanes {
  /** The classes that have any, or were touched, in the order in which they came. */
  readonly touched: number[] = [];
  readonly #lanes: readonly (ConnectionSet | undefined)[][];
  readonly #isTouched: Uint8Array;

  constructor(classes: number) {
    this.#lanes = laneNumbers.map(() => Array<undefined>(classes).fill(undefined));
    this.#isTouched = new Uint8Array(classes);
  }

  touch(at: number): void {
    if (this.#isTouched[at] === 1) return;
    this.#isTouched[at] = 1;
    this.touched.push(at);
  }

  isTouched(at: number): boolean {
    return this.#isTouched[at] === 1;
  }

  add(lane: Lane, at: number, connections: ConnectionSet): void {
    this.touch(at);
    const values = this.#lanes[lane]!;
    const known = values[at];
    values[at] = known === undefined ? connections : union(known, connections);
  }

  /** What was added; nothing where none was. */
  get(lane: Lane, at: number): ConnectionSet {
    return this.#lanes[lane]![at] ?? NONE;
  }

  clear(): void {
    for (const at of this.touched) {
      this.#isTouched[at] = 0;
      for (const values of this.#lanes) values[at] = undefined;
    }
    this.touched.length = 0;
  }
}

const free = new WeakMap<Ground, Lanes[]>();

/** Lends empty lanes while something is done. They are large, so they are cleared and lent again, not made anew. */
export function withLanes<Result>(ground: Ground, act: (lanes: Lanes) => Result): Result {
  let own = free.get(ground);
  if (!own) free.set(ground, (own = []));
  const lanes = own.pop() ?? new Lanes(ground.classes.count);
  const result = act(lanes);
  lanes.clear();
  own.push(lanes);
  return result;
}
