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

/** Boxes whose nodes come in kinds: those of a kind are in one box, and each cell of one is a cell of all. */
export interface KindBoxes {
  readonly nodes: number;
  /** Per kind, its box, or -1. */
  readonly boxOf: readonly number[];
  /** Per box, its kinds. */
  readonly members: readonly (readonly number[])[];
  /** Per kind. A cell of a kind with itself is about two different nodes of it too. */
  readonly hasSelf: readonly boolean[];
  /** Per kind, its nodes. */
  readonly kinds: readonly (readonly number[])[];
}

/** Equal cells drawn as one: all of `source` (a node or a box) × all of `destination`, save the exceptions. */
export interface Rectangle {
  readonly source: number;
  readonly destination: number;
  readonly value: number;
  /** The cells that it stands for, between kinds where these were given. */
  readonly cells: readonly Cell[];
  /** How many pairs of nodes they are. */
  readonly size: number;
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
  return coverKinds(cells, { ...boxes, kinds: boxes.boxOf.map((_, node) => [node]) });
}

/** The same for cells between kinds: the cost is that of the kinds, not of their nodes, as far as boxes say it all. */
export function coverKinds(cells: readonly Cell[], boxes: KindBoxes): Rectangle[] {
  return inOrder([...blocksOf(cells, boxes)].flatMap((block) => coverBlock(block, boxes)));
}

/** Rectangles as they are drawn: by source, then destination. */
export function inOrder(rectangles: readonly Rectangle[]): Rectangle[] {
  return rectangles.toSorted((a, b) => a.source - b.source || a.destination - b.destination);
}

/** Covers the cells of one block, without order. */
export function coverBlock(block: Block, boxes: KindBoxes): Rectangle[] {
  const chosen: Rectangle[] = [];
  for (const rectangle of rectanglesOf(block, boxes)) spread(rectangle, boxes, chosen);
  return chosen;
}

/** A rectangle in terms of kinds; a side that is no box is one of them. */
interface KindRectangle {
  readonly sources: Side;
  readonly destinations: Side;
  readonly value: number;
  readonly cells: readonly Cell[];
  readonly exceptSources: readonly number[];
  readonly exceptDestinations: readonly number[];
}

/** All cells between two boxes, or a box and a lone node, or two lone nodes. */
interface Block {
  readonly sources: Side;
  readonly destinations: Side;
  readonly cells: readonly Cell[];
}

/** One side of a block: a box of several nodes, or one kind. */
export interface Side {
  /** undefined: no box, but each node of the one kind by itself. */
  readonly box: number | undefined;
  readonly kinds: readonly number[];
  /** How many nodes a rectangle stands for on this side: all of the box, or a single one. */
  readonly size: number;
}

export const alone = (kind: number): Side => ({ box: undefined, kinds: [kind], size: 1 });

const sizeOf = (kinds: readonly number[], { kinds: nodes }: KindBoxes): number =>
  kinds.reduce((sum, kind) => sum + nodes[kind]!.length, 0);

/** How many pairs of nodes a cell is between two sides. */
function pairsOf({ source, destination }: Cell, sources: Side, destinations: Side, boxes: KindBoxes): number {
  const from = sources.box === undefined ? 1 : boxes.kinds[source]!.length;
  const to = destinations.box === undefined ? 1 : boxes.kinds[destination]!.length;
  const hasGap = source === destination && !boxes.hasSelf[source];
  return from * to - (hasGap ? Math.min(from, to) : 0);
}

/** A rectangle as it is drawn: a kind that is no box stands for its nodes one by one. */
function spread(rectangle: KindRectangle, boxes: KindBoxes, chosen: Rectangle[]): void {
  const { sources, destinations, value, cells } = rectangle;
  const ends = ({ box, kinds }: Side) => (box === undefined ? boxes.kinds[kinds[0]!]! : [boxes.nodes + box]);
  const nodesOf = (kinds: readonly number[]) => kinds.flatMap((kind) => boxes.kinds[kind]!);
  const exceptSources = nodesOf(rectangle.exceptSources);
  const exceptDestinations = nodesOf(rectangle.exceptDestinations);
  const isSingle = sources.box === undefined && destinations.box === undefined;
  const isWithin = isSingle && sources.kinds[0] === destinations.kinds[0];
  const size = isSingle ? 1 : pairsIn(cells, rectangle, boxes);
  for (const source of ends(sources)) {
    for (const destination of ends(destinations)) {
      if (isWithin && source === destination && !boxes.hasSelf[sources.kinds[0]!]) continue;
      chosen.push({ source, destination, value, cells, size, exceptSources, exceptDestinations });
    }
  }
}

function blocksOf(cells: readonly Cell[], boxes: KindBoxes): Iterable<Block> {
  const { boxOf, members, kinds } = boxes;
  const sizes = members.map((box) => sizeOf(box, boxes));
  const sideOf = (kind: number): Side => {
    const box = boxOf[kind]!;
    return box >= 0 && sizes[box]! > 1 ? { box, kinds: members[box]!, size: sizes[box]! } : alone(kind);
  };
  const sides = kinds.map((_, kind) => sideOf(kind));
  const wholes = kinds.length + members.length;
  const wholeOf = (kind: number): number => {
    const { box } = sides[kind]!;
    return box === undefined ? kind : kinds.length + box;
  };
  const blocks = new Map<number, { sources: Side; destinations: Side; cells: Cell[] }>();
  for (const cell of cells) {
    const [sources, destinations] = [sides[cell.source]!, sides[cell.destination]!];
    const key = wholeOf(cell.source) * wholes + wholeOf(cell.destination);
    let block = blocks.get(key);
    if (!block) blocks.set(key, (block = { sources, destinations, cells: [] }));
    block.cells.push(cell);
  }
  return blocks.values();
}

function rectanglesOf(block: Block, boxes: KindBoxes): KindRectangle[] {
  const { sources, destinations, cells } = block;
  const size = pairsIn(cells, block, boxes);
  const [first] = cells;
  if (
    first &&
    size === sources.size * destinations.size &&
    cells.every(({ value }) => value === first.value)
  ) {
    const whole = { ...block, value: first.value, exceptSources: [], exceptDestinations: [] };
    if (size >= leastCells(whole, boxes)) return [whole];
  }
  const covered = new Set<Cell>();
  const chosen: KindRectangle[] = [];
  const choose = (candidates: readonly KindRectangle[]) => {
    for (const rectangle of candidates) {
      const gain = pairsIn(
        rectangle.cells.filter((cell) => !covered.has(cell)),
        rectangle,
        boxes,
      );
      if (gain < leastCells(rectangle, boxes)) continue;
      chosen.push(rectangle);
      for (const cell of rectangle.cells) covered.add(cell);
    }
  };
  if (size > 1) {
    choose(wholeRectangles(block, boxes));
    if (covered.size < block.cells.length) choose(stripes(block, boxes, covered));
  }
  for (const cell of block.cells) {
    if (covered.has(cell)) continue;
    chosen.push({
      sources: alone(cell.source),
      destinations: alone(cell.destination),
      value: cell.value,
      cells: [cell],
      exceptSources: [],
      exceptDestinations: [],
    });
  }
  return chosen;
}

function pairsIn(
  cells: readonly Cell[],
  { sources, destinations }: Pick<KindRectangle, 'sources' | 'destinations'>,
  boxes: KindBoxes,
): number {
  return cells.reduce((sum, cell) => sum + pairsOf(cell, sources, destinations, boxes), 0);
}

/** How many cells a rectangle must stand for. Between workloads, a few edges of their own say more than one at a box. */
function leastCells(
  { sources, destinations, exceptSources, exceptDestinations }: KindRectangle,
  boxes: KindBoxes,
): number {
  if (exceptSources.length + exceptDestinations.length > 0) return leastGain;
  const isUnboxed = ({ box, kinds }: Side) => box === undefined && boxes.boxOf[kinds[0]!] === -1;
  return isUnboxed(sources) || isUnboxed(destinations) ? 2 : leastBetweenWorkloads;
}

/** The largest box × box rectangles, one for each value that fills most of the block. */
function wholeRectangles({ sources, destinations, cells }: Block, boxes: KindBoxes): KindRectangle[] {
  if (sources.size < 2 || destinations.size < 2) return [];
  const least = sources.size * destinations.size * (1 - mostExcepted) ** 2;
  return groupBy(cells, ({ value }) => value)
    .map((equal) => ({ equal, size: pairsIn(equal, { sources, destinations }, boxes) }))
    .filter(({ size }) => size >= Math.floor(least) - sources.size)
    .toSorted((a, b) => b.size - a.size)
    .flatMap(({ equal }) => rectangleIn(equal, sources, destinations, boxes) ?? []);
}

/** For each node, the other side's box where it is linked with (nearly) all of it equally; the longest first. */
function stripes(
  { sources, destinations, cells }: Block,
  boxes: KindBoxes,
  covered: ReadonlySet<Cell>,
): KindRectangle[] {
  const found: { readonly rectangle: KindRectangle; readonly size: number }[] = [];
  const collect = (
    kindOf: (cell: Cell) => number,
    across: Side,
    sidesAt: (kind: number) => Pick<KindRectangle, 'sources' | 'destinations'>,
  ) => {
    if (across.size < 2) return;
    for (const line of groupBy(cells, kindOf)) {
      const sides = sidesAt(kindOf(line[0]!));
      const left = line.filter((cell) => !covered.has(cell));
      if (pairsIn(left, sides, boxes) < 2) continue;
      for (const equal of groupBy(line, ({ value }) => value)) {
        if (pairsIn(equal, sides, boxes) < Math.floor(across.size * (1 - mostExcepted)) - 1) continue;
        const rectangle = rectangleIn(equal, sides.sources, sides.destinations, boxes);
        if (rectangle) found.push({ rectangle, size: pairsIn(rectangle.cells, rectangle, boxes) });
      }
    }
  };
  collect(
    ({ destination }) => destination,
    sources,
    (kind) => ({ sources, destinations: alone(kind) }),
  );
  collect(
    ({ source }) => source,
    destinations,
    (kind) => ({ sources: alone(kind), destinations }),
  );
  return found.toSorted((a, b) => b.size - a.size).map(({ rectangle }) => rectangle);
}

/**
 * The rectangle that is left when the nodes with the most gaps are taken out of both sides, kind by kind, until
 * there is no gap. undefined: too many would have to go.
 */
function rectangleIn(
  cells: readonly Cell[],
  sources: Side,
  destinations: Side,
  boxes: KindBoxes,
): KindRectangle | undefined {
  const { hasSelf, kinds } = boxes;
  const rows = new Map(sources.kinds.map((kind) => [kind, new Set<number>()]));
  for (const { source, destination } of cells) rows.get(source)!.add(destination);
  const from = new Set(sources.kinds);
  const to = new Set(destinations.kinds);
  const sizeFrom = (kind: number) => (sources.box === undefined ? 1 : kinds[kind]!.length);
  const sizeTo = (kind: number) => (destinations.box === undefined ? 1 : kinds[kind]!.length);
  let [sourcesLeft, destinationsLeft] = [sources.size, destinations.size];
  const isGap = (source: number, destination: number) =>
    !rows.get(source)!.has(destination) &&
    (source !== destination || hasSelf[source]! || kinds[source]!.length > 1);
  const gaps = { source: new Map<number, number>(), destination: new Map<number, number>() };
  for (const source of from) {
    if (rows.get(source)!.size === to.size) continue;
    for (const destination of to) {
      if (!isGap(source, destination)) continue;
      gaps.source.set(source, (gaps.source.get(source) ?? 0) + sizeTo(destination));
      gaps.destination.set(destination, (gaps.destination.get(destination) ?? 0) + sizeFrom(source));
    }
  }
  for (;;) {
    const [source, inRow] = most(gaps.source);
    const [destination, inColumn] = most(gaps.destination);
    if (inRow === 0) break;
    const takeRow = inRow * sourcesLeft >= inColumn * destinationsLeft;
    if (takeRow) {
      from.delete(source);
      gaps.source.delete(source);
      sourcesLeft -= sizeFrom(source);
      for (const other of to)
        if (isGap(source, other))
          gaps.destination.set(other, gaps.destination.get(other)! - sizeFrom(source));
    } else {
      to.delete(destination);
      gaps.destination.delete(destination);
      destinationsLeft -= sizeTo(destination);
      for (const other of from)
        if (isGap(other, destination)) gaps.source.set(other, gaps.source.get(other)! - sizeTo(destination));
    }
    if (tooMany(sourcesLeft, sources.size) || tooMany(destinationsLeft, destinations.size)) return undefined;
  }
  const kept =
    from.size === sources.kinds.length && to.size === destinations.kinds.length
      ? cells
      : cells.filter(({ source, destination }) => from.has(source) && to.has(destination));
  if (kept.length === 0) return undefined;
  return {
    sources,
    destinations,
    value: kept[0]!.value,
    cells: kept,
    exceptSources: sources.kinds.filter((kind) => !from.has(kind)),
    exceptDestinations: destinations.kinds.filter((kind) => !to.has(kind)),
  };
}

/** The kind with the most gaps, and how many. */
function most(counts: ReadonlyMap<number, number>): readonly [kind: number, gaps: number] {
  let worst: readonly [number, number] = [-1, 0];
  for (const entry of counts) if (entry[1] > worst[1]) worst = entry;
  return worst;
}

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
