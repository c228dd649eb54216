const leastRoom = 64;

/** Numbers pairs of small integers, 1 upwards, in the order in which they first come; equal pairs have one number. */
export class PairNumbers {
  #count = 0;
  #room = leastRoom;
  /** Open addressing: first, second and number of a pair side by side; number 0 is a free place. */
  #table: Int32Array;

  /** @param expected how many different pairs are likely to come, so that there is room for them from the start */
  constructor(expected = 0) {
    while (this.#room <= 2 * expected) this.#room *= 2;
    this.#table = new Int32Array(3 * this.#room);
  }

  /** How many different pairs have come. */
  get size(): number {
    return this.#count;
  }

  number(first: number, second: number): number {
    if (this.#count * 2 >= this.#room) this.#grow();
    const table = this.#table;
    const at = placeIn(table, this.#room, first, second);
    const known = table[at + 2]!;
    if (known !== 0) return known;
    table[at] = first;
    table[at + 1] = second;
    return (table[at + 2] = ++this.#count);
  }

  #grow(): void {
    const old = this.#table;
    const room = this.#room * 2;
    const table = new Int32Array(3 * room);
    for (let i = 0; i < old.length; i += 3) {
      if (old[i + 2] === 0) continue;
      const at = placeIn(table, room, old[i]!, old[i + 1]!);
      table[at] = old[i]!;
      table[at + 1] = old[i + 1]!;
      table[at + 2] = old[i + 2]!;
    }
    this.#room = room;
    this.#table = table;
  }
}

/** Where a pair stands, or the free place where it would. */
function placeIn(table: Int32Array, room: number, first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  hash ^= hash >>> 15;
  for (let slot = hash & (room - 1); ; slot = (slot + 1) & (room - 1)) {
    const at = slot * 3;
    if (table[at + 2] === 0 || (table[at] === first && table[at + 1] === second)) return at;
  }
}
