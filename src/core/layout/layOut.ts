import type { DrawnGraph, DrawnNode, WorkloadNode } from '../graph/graph';
import { arrange, type Arrangement, type Spacing } from './arrange';
import { keepPlaces } from './keepPlaces';
import type { Link } from './layers';
import type { Placement, Placements } from './placement';
import { box, card, columnGap, type Size, sizeOf } from './sizes';

/** Of the whole: that of the canvas between its two panes. */
const aspect = 1;
/** Between the boxes and what stands beside them. */
const pileGap = 100;
/** What an entry sends says more than its ports where it is blocked. */
const entryGap = 140;
/** Rounds of ordering the cards of a column by the height of what they are linked with. */
const orderingRounds = 3;

/** A box without links inside is one column of cards, ... */
const cardsInColumn = 6;
/** So few stand in one column even where links lead from one to the other. */
const fewCards = 4;
/** ... beyond that number several. */
const loose = { row: card.gap, column: columnGap, packed: 70, widest: Number.POSITIVE_INFINITY };

function spacingInside(cards: number, linked: boolean): Spacing {
  // Lines that turn back inside a column are the price of cards that can be read without zooming.
  if (linked) return { ...loose, aspect: 1.1, widest: 1.6 };
  return { ...loose, aspect: cards > cardsInColumn ? 0.8 : 0.3 };
}

/** A card, a block or a hub with its centre on the canvas. */
interface Unit {
  readonly node: DrawnNode;
  size: Size;
  x: number;
  y: number;
  readonly cards: WorkloadNode[];
  inside?: Arrangement;
}

/**
 * Places the nodes of a graph: namespaces in columns by the direction of the flows (sources left), the workloads in
 * them likewise, the hubs at the far sides. Nothing overlaps; equal graphs get equal placements.
 *
 * With `previous`, what already stood stays where it was, removed nodes leave holes and new ones find free places;
 * where more than half of the nodes are new, everything is laid out afresh.
 */
export function layOut(graph: DrawnGraph, previous?: Placements): Placements {
  if (previous) {
    const known = graph.nodes.filter(({ id }) => Object.hasOwn(previous, id)).length;
    if (known > 0 && known * 2 >= graph.nodes.length) return keepPlaces(graph, previous);
  }
  return layOutAfresh(graph);
}

function layOutAfresh(graph: DrawnGraph): Placements {
  const units: Unit[] = [];
  const unitOf = new Map<string, number>();
  for (const node of graph.nodes) {
    if (node.type === 'workload') continue;
    unitOf.set(node.id, units.length);
    units.push({ node, size: sizeOf(node), x: 0, y: 0, cards: [] });
  }
  for (const node of graph.nodes) {
    if (node.type !== 'workload') continue;
    unitOf.set(node.id, unitOf.get(node.parent)!);
    units[unitOf.get(node.parent)!]!.cards.push(node);
  }
  arrangeInside(units, graph);
  arrangeUnits(units, unitOf, graph);
  const placements = cardPlacements(units, unitOf, graph);
  for (const { node, size, x, y } of units) placements[node.id] = { x, y, ...size };
  return placements;
}

/** Arranges the cards of each namespace and enlarges its box to hold them. */
function arrangeInside(units: readonly Unit[], graph: DrawnGraph): void {
  const position = new Map<string, readonly [unit: number, card: number]>();
  for (const [unit, { cards }] of units.entries()) {
    for (const [index, { id }] of cards.entries()) position.set(id, [unit, index]);
  }
  const links: Link[][] = units.map(() => []);
  for (const { source, destination } of graph.edges) {
    const from = position.get(source);
    const to = position.get(destination);
    if (from && to && from[0] === to[0] && from[1] !== to[1]) {
      links[from[0]]!.push({ from: from[1], to: to[1], weight: 1 });
    }
  }
  for (const [index, unit] of units.entries()) {
    if (unit.cards.length === 0) continue;
    const inner = unit.cards.length > fewCards ? links[index]! : [];
    unit.inside = arrange(unit.cards.map(sizeOf), inner, spacingInside(unit.cards.length, inner.length > 0));
    unit.size = {
      width: Math.max(unit.size.width, unit.inside.width + 2 * box.padding),
      height: box.header + unit.inside.height + box.padding,
    };
  }
}

/** Arranges the boxes; what only sends stands in a pile at their left, what only receives at their right or below. */
function arrangeUnits(units: readonly Unit[], unitOf: ReadonlyMap<string, number>, graph: DrawnGraph): void {
  const sends = new Set<number>();
  const receives = new Set<number>();
  for (const { source, destination } of graph.edges) {
    sends.add(unitOf.get(source)!);
    receives.add(unitOf.get(destination)!);
  }
  const piles = { left: [] as Unit[], right: [] as Unit[] };
  const inner: Unit[] = [];
  const innerIndex = new Map<number, number>();
  for (const [index, unit] of units.entries()) {
    if (unit.node.id === 'Anywhere/source') piles.left.unshift(unit);
    else if (unit.node.id === 'Anywhere/destination') piles.right.push(unit);
    else if (unit.node.type === 'entry') piles.left.push(unit);
    else if (unit.node.type === 'addresses' && !receives.has(index)) piles.left.push(unit);
    else if (unit.node.type === 'addresses' && !sends.has(index)) piles.right.unshift(unit);
    else {
      innerIndex.set(index, inner.length);
      inner.push(unit);
    }
  }
  const whole = arrange(
    inner.map(({ size }) => size),
    linksBetween(innerIndex, unitOf, graph),
    { row: box.gap, column: columnGap, packed: 60, aspect, beside: widthOfPile(piles.left), widest: 1.2 },
  );
  for (const column of whole.columns) {
    let y = column.y;
    for (const item of column.items) {
      const unit = inner[item]!;
      unit.x = column.x + Math.round((column.width - unit.size.width) / 2);
      unit.y = y;
      y += unit.size.height + box.gap;
    }
  }
  sortByHeight(piles.left, unitOf, units, graph);
  placeLeft(piles.left, whole);
  placeRight(piles.right, whole, widthOfPile(piles.left));
}

/** Puts what stands at the left into the order of what it leads to, so that few lines cross. */
function sortByHeight(
  pile: Unit[],
  unitOf: ReadonlyMap<string, number>,
  units: readonly Unit[],
  graph: DrawnGraph,
): void {
  const sums = new Map<string, { sum: number; count: number }>(
    pile.map(({ node }) => [node.id, { sum: 0, count: 0 }]),
  );
  for (const { source, destination } of graph.edges) {
    const known = sums.get(source);
    const to = units[unitOf.get(destination)!]!;
    if (!known) continue;
    known.sum += to.y + to.size.height / 2;
    known.count++;
  }
  const height = ({ node: { id } }: Unit) => {
    const { sum = 0, count = 0 } = sums.get(id) ?? {};
    return count > 0 ? sum / count : Number.POSITIVE_INFINITY;
  };
  pile.sort((a, b) => (height(a) === height(b) ? 0 : height(a) - height(b)));
}

function linksBetween(
  innerIndex: ReadonlyMap<number, number>,
  unitOf: ReadonlyMap<string, number>,
  graph: DrawnGraph,
): Link[] {
  const count = innerIndex.size;
  const weights = new Map<number, number>();
  for (const { source, destination } of graph.edges) {
    const from = innerIndex.get(unitOf.get(source)!);
    const to = innerIndex.get(unitOf.get(destination)!);
    if (from === undefined || to === undefined || from === to) continue;
    const key = from * count + to;
    weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  return Array.from(weights, ([key, weight]): Link => {
    const to = key % count;
    return { from: (key - to) / count, to, weight };
  });
}

const gapBeside = (pile: readonly Unit[]) =>
  pile.some(({ node }) => node.type === 'entry') ? entryGap : pileGap;

const widthOfPile = (pile: readonly Unit[]) =>
  pile.length > 0 ? Math.max(...pile.map(({ size }) => size.width)) + gapBeside(pile) : 0;

const heightOfPile = (pile: readonly Unit[]) =>
  pile.reduce((sum, { size }) => sum + size.height + card.gap, -card.gap);

function stackPile(pile: readonly Unit[], x: number, top: number, align: (unit: Unit) => number): void {
  let y = top;
  for (const unit of pile) {
    unit.x = x + align(unit);
    unit.y = y;
    y += unit.size.height + card.gap;
  }
}

function placeLeft(pile: readonly Unit[], whole: Arrangement): void {
  const width = widthOfPile(pile);
  const top = Math.max(0, Math.round((whole.height - heightOfPile(pile)) / 2));
  stackPile(pile, -width, top, ({ size }) => width - gapBeside(pile) - size.width);
}

/** To the right of the boxes, or below the last column of them: whichever shows the whole larger. */
function placeRight(pile: readonly Unit[], whole: Arrangement, beside: number): void {
  const last = whole.columns.at(-1);
  if (pile.length === 0) return;
  const height = heightOfPile(pile);
  const bottom = last ? last.y + last.height + box.gap : 0;
  const scale = (width: number, tall: number) => Math.min(aspect / (width + beside), 1 / tall);
  const right = scale(whole.width + widthOfPile(pile), Math.max(whole.height, height));
  const below = scale(whole.width, Math.max(whole.height, bottom + height));
  if (last && below > right) {
    stackPile(pile, last.x, bottom, ({ size }) => Math.round((last.width - size.width) / 2));
  } else {
    stackPile(pile, whole.width + pileGap, Math.max(0, Math.round((whole.height - height) / 2)), () => 0);
  }
}

/**
 * Places the cards in their boxes. Inside a column, cards are ordered by the height of what they are linked with
 * anywhere on the canvas, which only swaps cards and so changes no box.
 */
function cardPlacements(
  units: readonly Unit[],
  unitOf: ReadonlyMap<string, number>,
  graph: DrawnGraph,
): Record<string, Placement> {
  const placements: Record<string, Placement> = Object.create(null) as Record<string, Placement>;
  const neighbours = new Map<string, string[]>();
  for (const { source, destination } of graph.edges) {
    if (source === destination || source.startsWith('Anywhere/') || destination.startsWith('Anywhere/'))
      continue;
    (neighbours.get(source) ?? neighbours.set(source, []).get(source)!).push(destination);
    (neighbours.get(destination) ?? neighbours.set(destination, []).get(destination)!).push(source);
  }
  const columns = units.flatMap((unit) =>
    (unit.inside?.columns ?? []).map(({ x, y, items }) => ({
      unit,
      x,
      y,
      cards: items.map((item) => unit.cards[item]!),
    })),
  );
  const stack = ({ unit, x, y, cards }: (typeof columns)[number]) => {
    let top = box.header + y;
    for (const node of cards) {
      const size = sizeOf(node);
      placements[node.id] = { x: box.padding + x, y: top, ...size };
      top += size.height + card.gap;
    }
    return unit;
  };
  const middleOf = (id: string) => {
    const unit = units[unitOf.get(id)!]!;
    const placed = placements[id];
    return placed ? unit.y + placed.y + placed.height / 2 : unit.y + unit.size.height / 2;
  };
  for (const column of columns) stack(column);
  for (let round = 0; round < orderingRounds; round++) {
    for (const column of columns) {
      if (column.cards.length < 2) continue;
      const wanted = new Map<string, number>();
      for (const { id } of column.cards) {
        const others = neighbours.get(id) ?? [];
        const sum = others.reduce((total, other) => total + middleOf(other), 0);
        wanted.set(id, others.length > 0 ? sum / others.length : middleOf(id));
      }
      column.cards.sort((a, b) => wanted.get(a.id)! - wanted.get(b.id)!);
      stack(column);
    }
  }
  return placements;
}
