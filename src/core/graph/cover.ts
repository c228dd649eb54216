/** One cell of a matrix of nodes × nodes, by index. Equal values mean equal flows. */
export interface Cell {
  readonly source: number;
  readonly destination: number;
  readonly value: number;
}

/** How nodes are boxed. */
export interface Boxes {
  /** Number of nodes; box `b` is spoken of as `nodes + b`. */
  readonly nodes: number;
  /** Per node, its box, or -1. */
  readonly boxOf: readonly number[];
  /** Per box, its nodes. */
  readonly members: readonly (readonly number[])[];
  /** Whether a flow of the node to itself can exist; where it cannot, that cell is passed over. */
  readonly hasSelf: readonly boolean[];
}

/** Equal cells drawn as one: all of `source` (a node or a box) × all of `destination`, save the exceptions. */
export interface Rectangle {
  readonly source: number;
  readonly destination: number;
  readonly value: number;
  readonly cells: readonly Cell[];
  /** Nodes in the boxes for which it does not stand. */
  readonly exceptSources: readonly number[];
  readonly exceptDestinations: readonly number[];
}

/** A rectangle with exceptions must be worth so many edges, ... */
const leastGain = 8;
/** ... and except no more than this part of a box. */
const mostExcepted = 1 / 4;
/** One without exceptions, between workloads, so many. */
const leastBetweenWorkloads = 4;

/**
 * Covers cells by few rectangles, exactly: each cell is covered, nothing else is. A rectangle is box × box,
 * box × node, node × box or a single cell; a few members of a box may be excepted. Rectangles may overlap where
 * their values are equal. Ordered by source, then destination.
 *
 * @param cells no two for the same pair
 */
export function coverCells(cells: readonly Cell[], boxes: Boxes): Rectangle[] {
  const chosen: Rectangle[] = [];
  for (const block of blocksOf(cells, boxes)) chosen.push(...coverBlock(block, boxes));
  return chosen.toSorted((a, b) => a.source - b.source || a.destination - b.destination);
}

/** All cells between two boxes, or a box and a lone node, or two lone nodes. */
interface Block {
  readonly sources: Side;
  readonly destinations: Side;
  readonly cells: Cell[];
}

interface Side {
  /** The box, or the lone node. */
  readonly whole: number;
  readonly nodes: readonly number[];
}

const lone = (node: number): Side => ({ whole: node, nodes: [node] });

function blocksOf(cells: readonly Cell[], { nodes, boxOf, members }: Boxes): Iterable<Block> {
  const blocks = new Map<number, Block>();
  const wholes = nodes + members.length;
  const sideOf = (node: number): Side => {
    const box = members[boxOf[node]!];
    return box && box.length > 1 ? { whole: nodes + boxOf[node]!, nodes: box } : lone(node);
  };
  for (const cell of cells) {
    const sources = sideOf(cell.source);
    const destinations = sideOf(cell.destination);
    const key = sources.whole * wholes + destinations.whole;
    const block = blocks.get(key);
    if (block) block.cells.push(cell);
    else blocks.set(key, { sources, destinations, cells: [cell] });
  }
  return blocks.values();
}

function coverBlock(block: Block, boxes: Boxes): Rectangle[] {
  const covered = new Set<Cell>();
  const chosen: Rectangle[] = [];
  const choose = (candidates: readonly Rectangle[]) => {
    for (const rectangle of candidates) {
      const gain = rectangle.cells.filter((cell) => !covered.has(cell)).length;
      if (gain < leastCells(rectangle, boxes)) continue;
      chosen.push(rectangle);
      for (const cell of rectangle.cells) covered.add(cell);
    }
  };
  if (block.cells.length > 1) {
    choose(wholeRectangles(block, boxes));
    if (covered.size < block.cells.length) choose(stripes(block, boxes, covered));
  }
  for (const cell of block.cells) {
    if (!covered.has(cell))
      chosen.push({ ...cell, cells: [cell], exceptSources: [], exceptDestinations: [] });
  }
  return chosen;
}

/** How many cells a rectangle must stand for. Between workloads, a few edges of their own say more than one at a box. */
function leastCells(
  { source, destination, exceptSources, exceptDestinations }: Rectangle,
  boxes: Boxes,
): number {
  if (exceptSources.length + exceptDestinations.length > 0) return leastGain;
  const isUnboxed = (node: number) => boxes.boxOf[node] === -1;
  return isUnboxed(source) || isUnboxed(destination) ? 2 : leastBetweenWorkloads;
}

/** The largest box × box rectangles, one for each value that fills most of the block. */
function wholeRectangles({ sources, destinations, cells }: Block, boxes: Boxes): Rectangle[] {
  if (sources.nodes.length < 2 || destinations.nodes.length < 2) return [];
  const least = sources.nodes.length * destinations.nodes.length * (1 - mostExcepted) ** 2;
  return groupBy(cells, ({ value }) => value)
    .filter((equal) => equal.length >= Math.floor(least) - sources.nodes.length)
    .flatMap((equal) => rectangleIn(equal, sources, destinations, boxes) ?? [])
    .toSorted((a, b) => b.cells.length - a.cells.length);
}

/** For each node, the other side's box where it is linked with (nearly) all of it equally; the longest first. */
function stripes(
  { sources, destinations, cells }: Block,
  boxes: Boxes,
  covered: ReadonlySet<Cell>,
): Rectangle[] {
  const collect = (
    nodeOf: (cell: Cell) => number,
    length: number,
    toRectangle: (equal: Cell[], at: Side) => void,
  ) => {
    if (length < 2) return;
    for (const line of groupBy(cells, nodeOf)) {
      if (line.filter((cell) => !covered.has(cell)).length < 2) continue;
      for (const equal of groupBy(line, ({ value }) => value)) {
        if (equal.length >= Math.floor(length * (1 - mostExcepted)) - 1)
          toRectangle(equal, lone(nodeOf(equal[0]!)));
      }
    }
  };
  const found: (Rectangle | undefined)[] = [];
  collect(
    ({ destination }) => destination,
    sources.nodes.length,
    (equal, column) => found.push(rectangleIn(equal, sources, column, boxes)),
  );
  collect(
    ({ source }) => source,
    destinations.nodes.length,
    (equal, row) => found.push(rectangleIn(equal, row, destinations, boxes)),
  );
  return found
    .filter((rectangle) => rectangle !== undefined)
    .toSorted((a, b) => b.cells.length - a.cells.length);
}

/**
 * The rectangle that is left when the nodes with the most gaps are taken out of both sides, one by one, until there
 * is no gap. undefined: too many would have to go.
 */
function rectangleIn(
  cells: readonly Cell[],
  sources: Side,
  destinations: Side,
  { hasSelf }: Boxes,
): Rectangle | undefined {
  const rows = new Map(sources.nodes.map((node) => [node, new Set<number>()]));
  for (const { source, destination } of cells) rows.get(source)!.add(destination);
  const from = new Set(sources.nodes);
  const to = new Set(destinations.nodes);
  const gaps = { source: new Map<number, number>(), destination: new Map<number, number>() };
  const isGap = (source: number, destination: number) =>
    !rows.get(source)!.has(destination) && (source !== destination || hasSelf[source]!);
  for (const source of from) {
    for (const destination of to) {
      if (!isGap(source, destination)) continue;
      gaps.source.set(source, (gaps.source.get(source) ?? 0) + 1);
      gaps.destination.set(destination, (gaps.destination.get(destination) ?? 0) + 1);
    }
  }
  for (;;) {
    const [source, inRow] = most(gaps.source);
    const [destination, inColumn] = most(gaps.destination);
    if (inRow === 0) break;
    const takeRow = inRow * from.size >= inColumn * to.size;
    if (takeRow) {
      from.delete(source);
      gaps.source.delete(source);
      for (const other of to)
        if (isGap(source, other)) gaps.destination.set(other, gaps.destination.get(other)! - 1);
    } else {
      to.delete(destination);
      gaps.destination.delete(destination);
      for (const other of from)
        if (isGap(other, destination)) gaps.source.set(other, gaps.source.get(other)! - 1);
    }
    if (tooMany(from.size, sources.nodes.length) || tooMany(to.size, destinations.nodes.length))
      return undefined;
  }
  const kept = cells.filter(({ source, destination }) => from.has(source) && to.has(destination));
  if (kept.length === 0) return undefined;
  return {
    source: sources.whole,
    destination: destinations.whole,
    value: kept[0]!.value,
    cells: kept,
    exceptSources: sources.nodes.filter((node) => !from.has(node)),
    exceptDestinations: destinations.nodes.filter((node) => !to.has(node)),
  };
}

/** The node with the most gaps, and how many. */
const most = (counts: ReadonlyMap<number, number>) =>
  [...counts].reduce((worst, entry) => (entry[1] > worst[1] ? entry : worst), [-1, 0] as [number, number]);

const tooMany = (kept: number, all: number) => all - kept > all * mostExcepted;

function groupBy(cells: readonly Cell[], keyOf: (cell: Cell) => number): Cell[][] {
  const groups = new Map<number, Cell[]>();
  for (const cell of cells) {
    const group = groups.get(keyOf(cell));
    if (group) group.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return [...groups.values()];
}
