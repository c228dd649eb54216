import { alone, type Cell, coverBlock, type KindBoxes, type Rectangle, type Side } from './cover';

/** Cells between kinds, where most are as the groups of the kinds say. */
export interface GroupedCells {
  /** By kind. */
  readonly groupOf: ArrayLike<number>;
  /** Per group, its kinds; never none. */
  readonly groups: readonly (readonly number[])[];
  /** The pairs of groups, by number, between which there may be cells. */
  readonly pairs: () => Iterable<readonly [from: number, to: number]>;
  /** The value between all kinds of two groups, given by some kinds of them; 0: no cell. */
  readonly usual: (from: number, to: number) => number;
  /** The cells that have another value, 0 among them; no pair twice. */
  readonly exceptions: Iterable<Cell>;
}

/** Two boxes between which there are cells. */
type Blocks = Iterable<readonly [from: number, to: number]>;

/**
 * Covers cells by few rectangles, as `coverKinds` does, without order. Kinds that are grouped are all in boxes.
 * The cost is that of the blocks with cells in them, and of the groups and the exceptions there.
 *
 * @param mostBlocks of more blocks the answer is undefined, soon
 */
export function coverMatrix(
  grouped: GroupedCells,
  boxes: KindBoxes,
  mostBlocks: number,
): Rectangle[] | undefined;
export function coverMatrix(grouped: GroupedCells, boxes: KindBoxes): Rectangle[];
export function coverMatrix(
  grouped: GroupedCells,
  boxes: KindBoxes,
  mostBlocks = Infinity,
): Rectangle[] | undefined {
  const cells = inBoxes(grouped, boxes);
  const blocks: (readonly [from: number, to: number])[] = [];
  for (const block of blocksOf(cells, boxes)) if (blocks.push(block) > mostBlocks) return undefined;
  const parts = new BoxParts(cells, boxes);
  return blocks.flatMap(([from, to]) => parts.cover(from, to));
}

interface BoxedCells {
  readonly usual: (from: number, to: number) => number;
  /** Per group, the groups to which there are cells. */
  readonly linked: readonly (readonly number[])[];
  /** Per box, its kinds by group. */
  readonly byGroup: readonly ReadonlyMap<number, readonly number[]>[];
  /** By box of the source, then of the destination. */
  readonly exceptions: ReadonlyMap<number, ReadonlyMap<number, readonly Cell[]>>;
}

function inBoxes({ groupOf, groups, pairs, usual, exceptions }: GroupedCells, boxes: KindBoxes): BoxedCells {
  const values = new Map<number, number>();
  const usualOnce = (from: number, to: number): number => {
    const key = groupOf[from]! * groups.length + groupOf[to]!;
    let value = values.get(key);
    if (value === undefined) values.set(key, (value = usual(from, to)));
    return value;
  };
  const linked = groups.map((): number[] => []);
  for (const [from, to] of pairs())
    if (usualOnce(groups[from]![0]!, groups[to]![0]!) !== 0) linked[from]!.push(to);
  const special = new Map<number, Map<number, Cell[]>>();
  for (const cell of exceptions) {
    const byDestination = listAt(special, boxes.boxOf[cell.source]!, () => new Map<number, Cell[]>());
    listAt(byDestination, boxes.boxOf[cell.destination]!, (): Cell[] => []).push(cell);
  }
  return {
    usual: usualOnce,
    linked,
    byGroup: boxes.members.map((kinds) => {
      const byGroup = new Map<number, number[]>();
      for (const kind of kinds) listAt(byGroup, groupOf[kind]!, (): number[] => []).push(kind);
      return byGroup;
    }),
    exceptions: special,
  };
}

function listAt<List>(lists: Map<number, List>, key: number, make: () => List): List {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = make()));
  return list;
}

function* blocksOf({ linked, byGroup, exceptions }: BoxedCells, boxes: KindBoxes): Blocks {
  const boxesOf = linked.map((): number[] => []);
  for (const [box, groups] of byGroup.entries()) for (const group of groups.keys()) boxesOf[group]!.push(box);
  const seen = new Int32Array(boxes.members.length).fill(-1);
  for (const [from, groups] of byGroup.entries()) {
    for (const group of groups.keys()) {
      for (const other of linked[group]!) {
        for (const to of boxesOf[other]!) {
          if (seen[to] === from) continue;
          seen[to] = from;
          yield [from, to];
        }
      }
    }
    for (const to of exceptions.get(from)?.keys() ?? []) if (seen[to] !== from) yield [from, to];
  }
}

/** A kind as a block needs it, maybe made of several, and one of those. */
interface LocalKind {
  readonly kind: number;
  readonly sample: number;
}

const none: readonly Cell[] = [];

/** The boxes in parts: each group of kinds is one, save those that have exceptions in a block. */
class BoxParts {
  readonly #cells: BoxedCells;
  /** With kinds at the end that are made of several. */
  readonly #boxes: KindBoxes & { readonly kinds: (readonly number[])[]; readonly boxOf: number[] };
  /** Per box. */
  readonly #whole: readonly (readonly LocalKind[])[];

  constructor(cells: BoxedCells, boxes: KindBoxes) {
    this.#cells = cells;
    this.#boxes = { ...boxes, kinds: [...boxes.kinds], boxOf: [...boxes.boxOf] };
    this.#whole = cells.byGroup.map((groups, box) =>
      Array.from(groups.values(), (kinds) => this.#join(kinds, box)),
    );
  }

  cover(from: number, to: number): Rectangle[] {
    const { usual, exceptions } = this.#cells;
    const { kinds, boxOf, hasSelf, members } = this.#boxes;
    const known = kinds.length;
    const special = exceptions.get(from)?.get(to) ?? none;
    const isWithin = from === to;
    const single = (box: number) => members[box]!.map((kind): LocalKind => ({ kind, sample: kind }));
    const sources = isWithin ? single(from) : this.#parts(from, special, 'source');
    const destinations = isWithin ? sources : this.#parts(to, special, 'destination');
    const others = new Map(special.map((cell) => [cell.source * known + cell.destination, cell.value]));
    /** What was joined for this block has no exceptions. */
    const otherAt = (source: number, destination: number) =>
      source < known && destination < known ? others.get(source * known + destination) : undefined;
    const cells: Cell[] = [];
    for (const { kind: source, sample } of sources) {
      for (const { kind: destination, sample: other } of destinations) {
        if (source === destination && kinds[source]!.length === 1 && !hasSelf[source]) continue;
        const value = otherAt(source, destination) ?? usual(sample, other);
        if (value !== 0) cells.push({ source, destination, value });
      }
    }
    const block = { sources: this.#side(from, sources), destinations: this.#side(to, destinations), cells };
    const rectangles = cells.length > 0 ? coverBlock(block, this.#boxes) : [];
    kinds.length = known;
    boxOf.length = known;
    return rectangles;
  }

  #parts(box: number, special: readonly Cell[], end: 'source' | 'destination'): readonly LocalKind[] {
    if (special.length === 0) return this.#whole[box]!;
    const apart = new Set(special.map((cell) => cell[end]));
    return [...this.#cells.byGroup[box]!.values()].flatMap((kinds) => {
      const together = kinds.filter((kind) => !apart.has(kind));
      const others = kinds.filter((kind) => apart.has(kind)).map((kind) => ({ kind, sample: kind }));
      return together.length > 0 ? [this.#join(together, box), ...others] : others;
    });
  }

  #join(parts: readonly number[], box: number): LocalKind {
    const { kinds, boxOf } = this.#boxes;
    const [sample] = parts as readonly [number, ...number[]];
    if (parts.length === 1) return { kind: sample, sample };
    boxOf.push(box);
    return { kind: kinds.push(parts.flatMap((part) => kinds[part]!)) - 1, sample };
  }

  #side(box: number, parts: readonly LocalKind[]): Side {
    const size = parts.reduce((sum, { kind }) => sum + this.#boxes.kinds[kind]!.length, 0);
    return size > 1 ? { box, kinds: parts.map(({ kind }) => kind), size } : alone(parts[0]!.kind);
  }
}
