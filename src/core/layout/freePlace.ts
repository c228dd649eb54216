import { box, type Size } from './sizes';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Rectangle = Spot & Size;

/** True where a rectangle keeps `gap` away from all others. */
export function clears(rectangle: Rectangle, others: readonly Rectangle[], gap: number): boolean {
  return others.every(
    (other) =>
      rectangle.x + rectangle.width + gap <= other.x ||
      other.x + other.width + gap <= rectangle.x ||
      rectangle.y + rectangle.height + gap <= other.y ||
      other.y + other.height + gap <= rectangle.y,
  );
}

/** The first of the spots at which something of the size keeps clear of all others. */
export function firstFree(
  spots: readonly Spot[],
  size: Size,
  others: readonly Rectangle[],
  gap: number,
): Spot | undefined {
  return spots.find((spot) => clears({ ...spot, ...size }, others, gap));
}

/** The size of a box that holds the cards with its padding, at least `least`, and at least what it was. */
export function boxSize(cards: readonly Rectangle[], least: Size, was?: Size): Size {
  return {
    width: Math.max(least.width, was?.width ?? 0, ...cards.map(({ x, width }) => x + width + box.padding)),
    height: Math.max(
      least.height,
      was?.height ?? 0,
      ...cards.map(({ y, height }) => y + height + box.padding),
    ),
  };
}
