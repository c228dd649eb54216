import type { Rect } from './curve';

/** Larger than a label, about as large as a card. */
const cellSize = 256;
const cellOf = (at: number) => Math.floor(at / cellSize);
const keyOf = (x: number, y: number) => x * 2 ** 24 + y;

/** Rectangles by where they are, so that those near another are found without looking at all of them. */
export class Grid<Item extends Rect> {
  readonly #cells = new Map<number, Item[]>();

  constructor(items: Iterable<Item> = []) {
    for (const item of items) this.add(item);
  }

  add(item: Item): void {
    for (let x = cellOf(item.x); x <= cellOf(item.x + item.width); x++) {
      for (let y = cellOf(item.y); y <= cellOf(item.y + item.height); y++) {
        const cell = this.#cells.get(keyOf(x, y));
        if (cell) cell.push(item);
        else this.#cells.set(keyOf(x, y), [item]);
      }
    }
  }

  /** All that may overlap a rectangle, each once: in the first cell that both have. */
  near({ x: left, y: top, width, height }: Rect): Item[] {
    const found: Item[] = [];
    for (let x = cellOf(left); x <= cellOf(left + width); x++) {
      for (let y = cellOf(top); y <= cellOf(top + height); y++) {
        for (const item of this.#cells.get(keyOf(x, y)) ?? []) {
          if (x === cellOf(Math.max(left, item.x)) && y === cellOf(Math.max(top, item.y))) found.push(item);
        }
      }
    }
    return found;
  }
}
