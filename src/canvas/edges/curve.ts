export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

type Cubic = readonly [Point, Point, Point, Point];

/** A smooth line: cubic Bézier pieces, each starting where the one before ends. */
type Curve = readonly Cubic[];

/** One end of an edge: the node's rectangle, how far its gate stands out, and the height at which lines arrive. */
export interface End {
  readonly rect: Rect;
  readonly reach: number;
  readonly y: number;
}

/** How the two nodes stand to each other, where it is not side by side. */
export type Relation = 'apart' | 'self' | 'intoBox' | 'outOfBox';

const arrowLength = 2;

/**
 * The line from the right side of `source` to the left side of `destination`.
 * `lane` (…, -1, 0, 1, …) parts edges that join the same two nodes.
 */
export function curveBetween(source: End, destination: End, relation: Relation, lane: number): Curve {
  const from = { x: source.rect.x + source.rect.width + source.reach, y: source.y };
  const to = { x: destination.rect.x - destination.reach - arrowLength, y: destination.y };
  if (relation === 'self') return loop(from, source.rect, lane);
  // From a box to something inside it: around the left border, not through the box.
  if (relation === 'intoBox') return [bow({ x: source.rect.x, y: from.y }, to, -44 - 14 * lane)];
  if (relation === 'outOfBox') {
    return [
      bow(from, { x: destination.rect.x + destination.rect.width + arrowLength, y: to.y }, 44 + 14 * lane),
    ];
  }
  return to.x - from.x >= 24
    ? forward(from, to, lane)
    : backward(from, to, source.rect, destination.rect, lane);
}

function forward(from: Point, to: Point, lane: number): Curve {
  const pull = Math.max(30, (to.x - from.x) / 2);
  const bend = lane * 36;
  return [[from, { x: from.x + pull, y: from.y + bend }, { x: to.x - pull, y: to.y + bend }, to]];
}

/** Out to the right, back through the gap between the two nodes, and in from the left. */
function backward(from: Point, to: Point, source: Rect, destination: Rect, lane: number): Curve {
  const y = gapBetween(source, destination) + lane * 10;
  const pull = 40;
  const [right, left] = [
    { x: Math.max(from.x - 14, to.x), y },
    { x: Math.min(to.x + 14, from.x), y },
  ];
  const third = (right.x - left.x) / 3;
  return [
    [from, { x: from.x + pull, y: from.y }, { x: from.x + pull, y }, right],
    [right, { x: right.x - third, y }, { x: left.x + third, y }, left],
    [left, { x: to.x - pull, y }, { x: to.x - pull, y: to.y }, to],
  ];
}

function gapBetween(source: Rect, destination: Rect): number {
  const below = destination.y - (source.y + source.height);
  const above = source.y - (destination.y + destination.height);
  if (below >= 0) return destination.y - Math.min(12, below / 2);
  if (above >= 0) return destination.y + destination.height + Math.min(12, above / 2);
  // Side by side: below both, for above the first row stands the title of the box.
  return Math.max(source.y + source.height, destination.y + destination.height) + 10;
}

function bow(from: Point, to: Point, reach: number): Cubic {
  const x = reach < 0 ? Math.min(from.x, to.x) + reach : Math.max(from.x, to.x) + reach;
  return [from, { x, y: from.y }, { x, y: to.y }, to];
}

/** Out of the right side and into the top edge near the corner. */
function loop(from: Point, rect: Rect, lane: number): Curve {
  const top = { x: rect.x + rect.width - 26, y: rect.y - arrowLength };
  const reach = 34 + 12 * lane;
  return [[from, { x: from.x + reach, y: from.y }, { x: top.x + 10, y: top.y - reach }, top]];
}

const pair = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

/** The line as an SVG path. */
export function toPath(curve: Curve): string {
  const [first] = curve;
  if (!first) return '';
  return `M${pair(first[0])}${curve.map(([, b, c, d]) => ` C${pair(b)} ${pair(c)} ${pair(d)}`).join('')}`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The direction in which the line arrives, in degrees. */
export function angleAtEnd(curve: Curve): number {
  const last = curve.at(-1);
  if (!last) return 0;
  const [, , control, end] = last;
  return Math.round((Math.atan2(end.y - control.y, end.x - control.x) * 180) / Math.PI);
}

/** Walks along a line: the points at fractions of its length. */
export interface Course {
  readonly length: number;
  /** Points of the line, close together. */
  readonly points: readonly Point[];
  readonly at: (fraction: number) => Point;
  readonly middle: Point;
  /** Two corners of the rectangle around the line. */
  readonly reach: readonly [Point, Point];
}

const stepsPerPiece = 24;

export function courseOf(curve: Curve): Course {
  const points: Point[] = curve.length > 0 && curve[0] ? [curve[0][0]] : [];
  for (const piece of curve) {
    for (let step = 1; step <= stepsPerPiece; step++) points.push(pointOf(piece, step / stepsPerPiece));
  }
  const travelled = [0];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before) travelled.push((travelled.at(-1) ?? 0) + Math.hypot(point.x - before.x, point.y - before.y));
  });
  const length = travelled.at(-1) ?? 0;
  const at = (fraction: number): Point => {
    const wanted = Math.min(1, Math.max(0, fraction)) * length;
    const index = Math.max(
      1,
      travelled.findIndex((distance) => distance >= wanted),
    );
    const [a, b] = [points[index - 1], points[index]];
    if (!a || !b) return a ?? { x: 0, y: 0 };
    const [start, end] = [travelled[index - 1] ?? 0, travelled[index] ?? 0];
    const part = end > start ? (wanted - start) / (end - start) : 0;
    return { x: round(a.x + (b.x - a.x) * part), y: round(a.y + (b.y - a.y) * part) };
  };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const reach = [
    { x: Math.min(...xs), y: Math.min(...ys) },
    { x: Math.max(...xs), y: Math.max(...ys) },
  ] as const;
  return { length, points, at, middle: at(0.5), reach };
}

function pointOf([a, b, c, d]: Cubic, t: number): Point {
  const [u, s] = [1 - t, t];
  const mix = (p: number, q: number, r: number, v: number) =>
    u * u * u * p + 3 * u * u * s * q + 3 * u * s * s * r + s * s * s * v;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}
