import type { DrawnGraph, DrawnNode } from '../graph/graph';
import { boxSize, clears, firstFree, type Rectangle, type Spot } from './freePlace';
import type { Placement, Placements } from './placement';
import { box, card, columnGap, type Size, sizeOf } from './sizes';

/**
 * Places a graph that resembles the one placed before: what stood keeps its place, new nodes find free ones near
 * what they are linked with. Only where a box has to grow and has no room do the nodes below make way.
 */
export function keepPlaces(graph: DrawnGraph, previous: Placements): Placements {
  const placements: Record<string, Placement> = Object.create(null) as Record<string, Placement>;
  const before = (id: string) => (Object.hasOwn(previous, id) ? previous[id] : undefined);
  const cards = new Map<string, DrawnNode[]>();
  for (const node of graph.nodes) {
    if (node.type === 'workload')
      (cards.get(node.parent) ?? cards.set(node.parent, []).get(node.parent)!).push(node);
  }
  const units = graph.nodes.filter(({ type }) => type !== 'workload');
  for (const unit of units) {
    const old = before(unit.id);
    const others = units.flatMap(({ id }) => (id === unit.id ? [] : (before(id) ?? [])));
    const hasRoom = (size: Size) => !old || clears({ x: old.x, y: old.y, ...size }, others, 0);
    const inside = placeCards(cards.get(unit.id) ?? [], before, hasRoom);
    for (const [id, placement] of inside) placements[id] = placement;
    const size = unit.type === 'namespace' ? boxSize([...inside.values()], sizeOf(unit), old) : sizeOf(unit);
    if (old) placements[unit.id] = { x: old.x, y: old.y, ...size };
  }
  const standing = units.filter(({ id }) => placements[id]);
  makeWay(
    standing.map(({ id }) => id),
    placements,
    before,
  );
  placeNewUnits(graph, units, cards, placements);
  return placements;
}

/** The cards of one box: known ones stay, new ones fill holes and then continue the columns. */
function placeCards(
  nodes: readonly DrawnNode[],
  before: (id: string) => Placement | undefined,
  hasRoom: (boxed: Size) => boolean,
): Map<string, Placement> {
  const placed = new Map<string, Placement>();
  const waiting: DrawnNode[] = [];
  for (const node of nodes) {
    const old = before(node.id);
    if (old) placed.set(node.id, { x: old.x, y: old.y, ...sizeOf(node) });
    else waiting.push(node);
  }
  // A card that became higher may now reach into the one below; it looks for another place.
  for (const node of nodes) {
    const own = placed.get(node.id);
    const old = before(node.id);
    if (!own || !old || (own.height <= old.height && own.width <= old.width)) continue;
    const others = [...placed].filter(([id]) => id !== node.id).map(([, other]) => other);
    if (clears(own, others, 0)) continue;
    placed.delete(node.id);
    waiting.push(node);
  }
  for (const node of waiting) {
    placed.set(node.id, { ...sizeOf(node), ...cardSpot(sizeOf(node), [...placed.values()], hasRoom) });
  }
  return placed;
}

const cardsInColumn = 6;
const columnStep = 70;

/** A hole, else a place for which the box can grow without touching others, else below or right. */
function cardSpot(size: Size, others: readonly Rectangle[], hasRoom: (boxed: Size) => boolean): Spot {
  const rights = others.map(({ x, width }) => x + width);
  const bottoms = others.map(({ y, height }) => y + height);
  const right = Math.max(box.padding - columnStep, ...rights) + columnStep;
  const bottom = Math.max(box.header, ...bottoms);
  const column = box.header + cardsInColumn * (card.height + card.gap);
  const xs = new Set([box.padding, ...others.map(({ x }) => x), right]);
  const ys = new Set([box.header, ...bottoms.map((y) => y + card.gap)]);
  const costOf = ({ x, y }: Spot) => {
    if (x < right && y + size.height <= bottom) return 0;
    const grown = boxSize([...others, { x, y, ...size }], size);
    return (hasRoom(grown) ? 1 : 3) + (y + size.height <= Math.max(bottom, column) ? 0 : 1);
  };
  const [best] = [...xs]
    .flatMap((x) => [...ys].map((y) => ({ x, y })))
    .filter((spot) => clears({ ...spot, ...size }, others, card.gap))
    .map((spot) => ({ ...spot, cost: costOf(spot) }))
    .toSorted((a, b) => a.cost - b.cost || a.x - b.x || a.y - b.y);
  return best ? { x: best.x, y: best.y } : { x: right, y: box.header };
}

/** Pushes down what a grown box now covers, and what is covered by that in turn. */
function makeWay(
  ids: readonly string[],
  placements: Record<string, Placement>,
  before: (id: string) => Placement | undefined,
): void {
  const grown = (id: string) => {
    const old = before(id)!;
    return placements[id]!.width > old.width || placements[id]!.height > old.height;
  };
  const pushing = ids.filter(grown);
  for (let index = 0; index < pushing.length; index++) {
    const pusher = pushing[index]!;
    const own = placements[pusher]!;
    for (const id of ids) {
      const other = placements[id]!;
      if (id === pusher || clears(own, [other], 0)) continue;
      // The lower one moves, so that pushing always ends.
      const [upper, lower] = own.y <= other.y ? [pusher, id] : [id, pusher];
      const top = placements[upper]!;
      placements[lower] = { ...placements[lower]!, y: top.y + top.height + box.gap };
      pushing.push(lower);
      if (lower === pusher) break;
    }
  }
}

/** New boxes, blocks and hubs: near what they are linked with, right of their sources, left of their destinations. */
function placeNewUnits(
  graph: DrawnGraph,
  units: readonly DrawnNode[],
  cards: ReadonlyMap<string, readonly DrawnNode[]>,
  placements: Record<string, Placement>,
): void {
  const unitOf = new Map(units.map(({ id }) => [id, id]));
  for (const [parent, nodes] of cards) for (const { id } of nodes) unitOf.set(id, parent);
  for (const unit of units) {
    if (placements[unit.id]) continue;
    const inside = (cards.get(unit.id) ?? []).map(({ id }) => placements[id]!);
    const size = unit.type === 'namespace' ? boxSize(inside, sizeOf(unit)) : sizeOf(unit);
    const others = units.flatMap(({ id }) => placements[id] ?? []);
    const wanted = wantedSpot(graph, unit, unitOf, placements, size, others);
    const spots = spotsAround(others, size);
    const distance = ({ x, y }: Spot) => Math.hypot(x - wanted.x, y - wanted.y);
    spots.sort((a, b) => distance(a) - distance(b) || a.x - b.x || a.y - b.y);
    const spot = firstFree([wanted, ...spots], size, others, box.gap) ?? wanted;
    placements[unit.id] = { ...size, x: Math.round(spot.x), y: Math.round(spot.y) };
  }
}

function wantedSpot(
  graph: DrawnGraph,
  unit: DrawnNode,
  unitOf: ReadonlyMap<string, string>,
  placements: Readonly<Record<string, Placement>>,
  size: { readonly width: number; readonly height: number },
  others: readonly Placement[],
): Spot {
  const left = Math.min(0, ...others.map(({ x }) => x));
  const right = Math.max(0, ...others.map(({ x, width }) => x + width));
  const top = Math.min(...others.map(({ y }) => y));
  let sum = 0;
  let count = 0;
  let fromRight = 0;
  let toLeft = 0;
  let sent = 0;
  for (const { source, destination } of graph.edges) {
    const from = unitOf.get(source)!;
    const to = unitOf.get(destination)!;
    if (from === to || (from !== unit.id && to !== unit.id)) continue;
    const other = placements[from === unit.id ? to : from];
    if (!other) continue;
    count++;
    sum += other.y + other.height / 2;
    if (from === unit.id) {
      sent++;
      toLeft += other.x - columnGap - size.width;
    } else {
      fromRight += other.x + other.width + columnGap;
    }
  }
  const y = count > 0 ? sum / count - size.height / 2 : top;
  if (unit.id === 'Anywhere/source') return { x: left - columnGap - size.width, y };
  if (unit.id === 'Anywhere/destination') return { x: right + columnGap, y };
  if (count === 0)
    return { x: left, y: Math.max(...others.map((other) => other.y + other.height)) + box.gap };
  return { x: sent * 2 > count ? toLeft / sent : fromRight / Math.max(1, count - sent), y };
}

/** Places beside, below and above what stands. */
function spotsAround(
  others: readonly Placement[],
  size: { readonly width: number; readonly height: number },
): Spot[] {
  return others.flatMap(({ x, y, width, height }) => [
    { x, y: y + height + box.gap },
    { x, y: y - size.height - box.gap },
    { x: x + width + columnGap, y },
    { x: x - size.width - columnGap, y },
  ]);
}
