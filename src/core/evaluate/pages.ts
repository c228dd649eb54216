const bits = 8;
const lastOfPage = (1 << bits) - 1;

/** A long list. Copies of it that differ in a few places share the pages on which nothing differs. */
export class Pages<Value> {
  #pages: readonly Value[][] = [];

  constructor(values: readonly Value[]) {
    const pages: Value[][] = [];
    for (let from = 0; from < values.length; from += 1 << bits) {
      pages.push(values.slice(from, from + (1 << bits)));
    }
    this.#pages = pages;
  }

  /** The value in a place that has one. */
  at(place: number): Value {
    return this.#pages[place >> bits]?.[place & lastOfPage] as Value;
  }

  /** A copy with other values in some places, which may lie behind the end. */
  with(changes: ReadonlyMap<number, Value>): Pages<Value> {
    if (changes.size === 0) return this;
    const pages = this.#pages.slice();
    for (const [place, value] of changes) {
      const page = place >> bits;
      while (pages.length <= page) pages.push([]);
      if (pages[page] === this.#pages[page]) pages[page] = pages[page]!.slice();
      pages[page]![place & lastOfPage] = value;
    }
    const copy = new Pages<Value>([]);
    copy.#pages = pages;
    return copy;
  }

  /** Visits the places where a copy has something else. */
  forEachDifference(copy: Pages<Value>, visit: (place: number) => void): void {
    for (const [number, page] of this.#pages.entries()) {
      const other = copy.#pages[number]!;
      if (page === other) continue;
      for (const [i, value] of page.entries()) if (value !== other[i]) visit((number << bits) + i);
    }
  }

  toArray(): Value[] {
    return this.#pages[0]?.concat(...this.#pages.slice(1)) ?? [];
  }
}
