import type { Course, Point, Rect } from './curve';
import { Grid } from './grid';

/** A chip that wants a place on its line. */
export interface Chip {
  readonly id: string;
  readonly course: Course;
  readonly width: number;
  readonly height: number;
  /** Fractions of the line to try, best first. */
  readonly fractions: readonly number[];
}

export const alongTheLine = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.19, 0.81, 0.13, 0.87];

/** What it costs to cover a point of another line, measured in covered square pixels of a node. */
const costOfLine = 20;

/**
 * The centre of each chip: on its line, clear of the nodes, of the chips before it and of the other lines where
 * that is possible, else where it covers least.
 */
export function placeLabels(
  chips: readonly Chip[],
  nodes: readonly Rect[],
  lines: readonly Course[],
): ReadonlyMap<string, Point> {
  const placed = new Grid<Rect>();
  const obstacles = new Grid(nodes);
  const spots = new Grid(spotsOf(lines));
  const places = new Map<string, Point>();
  for (const chip of chips) {
    let best: { readonly centre: Point; readonly rect: Rect; readonly cost: number } | undefined;
    for (const [rank, fraction] of chip.fractions.entries()) {
      const centre = chip.course.at(fraction);
      const rect = {
        x: centre.x - chip.width / 2 - 3,
        y: centre.y - chip.height / 2 - 3,
        width: chip.width + 6,
        height: chip.height + 6,
      };
      const covered =
        4 * overlap(rect, placed) +
        overlap(rect, obstacles) +
        costOfLine * crossings(rect, spots, chip.course);
      const cost = covered + (covered > 0 ? rank : 0);
      if (!best || cost < best.cost) best = { centre, rect, cost };
      if (cost === 0) break;
    }
    if (!best) continue;
    placed.add(best.rect);
    places.set(chip.id, best.centre);
  }
  return places;
}

function overlap(rect: Rect, others: Grid<Rect>): number {
  let area = 0;
  for (const other of others.near(rect)) {
    const width = Math.min(rect.x + rect.width, other.x + other.width) - Math.max(rect.x, other.x);
    const height = Math.min(rect.y + rect.height, other.y + other.height) - Math.max(rect.y, other.y);
    if (width > 0 && height > 0) area += width * height;
  }
  return area;
}

/** A point of a line. */
interface Spot extends Rect {
  readonly of: Course;
}

function* spotsOf(lines: readonly Course[]): Iterable<Spot> {
  for (const of of lines) for (const { x, y } of of.points) yield { x, y, width: 0, height: 0, of };
}

function crossings(rect: Rect, spots: Grid<Spot>, own: Course): number {
  let count = 0;
  for (const { x, y, of } of spots.near(rect)) {
    if (of === own) continue;
    if (x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height) count++;
  }
  return count;
}
