/** The keys of the open maps, innermost last. Sorted keys, as kubectl prints them, cost little. */
export class SeenKeys {
  readonly #text: string;
  readonly #codes: Uint8Array;
  /** Where they start and end, by turns. What stands behind `#size` is of maps that are closed. */
  readonly #places: number[] = [];
  #size = 0;
  readonly #unsorted = new Map<number, Set<string>>();

  constructor(text: string, codes: Uint8Array) {
    this.#text = text;
    this.#codes = codes;
  }

  /** A new map inside those that are open. */
  open(): number {
    return this.#size;
  }

  close(map: number): void {
    this.#size = map;
    if (this.#unsorted.size > 0) this.#unsorted.delete(map);
  }

  /** Adds a key of the innermost map; false where it came before. */
  add(map: number, from: number, to: number): boolean {
    const places = this.#places;
    const last = this.#size;
    places[last] = from;
    places[last + 1] = to;
    this.#size = last + 2;
    if (last === map) return true;
    const isSorted = this.#isBefore(places[last - 2] as number, places[last - 1] as number, from, to);
    if (isSorted && this.#unsorted.size === 0) return true;
    const seen = this.#unsorted.get(map) ?? this.#collect(map, last);
    this.#unsorted.set(map, seen);
    const { size } = seen;
    return seen.add(this.#text.slice(from, to)).size > size;
  }

  #collect(map: number, end: number): Set<string> {
    const seen = new Set<string>();
    for (let index = map; index < end; index += 2) {
      seen.add(this.#text.slice(this.#places[index], this.#places[index + 1]));
    }
    return seen;
  }

  /** Characters that are not ASCII are taken for equal: then the texts are compared. */
  #isBefore(from: number, to: number, nextFrom: number, nextTo: number): boolean {
    const codes = this.#codes;
    const length = Math.min(to - from, nextTo - nextFrom);
    for (let index = 0; index < length; index++) {
      const difference = codes[nextFrom + index]! - codes[from + index]!;
      if (difference !== 0) return difference > 0;
    }
    return to - from < nextTo - nextFrom;
  }
}
