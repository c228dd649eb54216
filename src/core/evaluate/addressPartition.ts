import { type Address, type AddressInterval, wholeFamily } from '../model/cidr';

/** Addresses of one family that lie in the same blocks. */
interface AddressClass {
  readonly intervals: readonly AddressInterval[];
  /** Positions in the list of blocks, ascending. */
  readonly blocks: readonly number[];
}

/** The whole of both address families, cut so that each class is uniform for every block (S99). */
export interface AddressPartition {
  readonly classes: readonly AddressClass[];
  /** The position of the class that holds an address. */
  locate(address: Address): number;
}

/** Addresses that are told apart from all others. Intervals are disjoint or equal. */
interface Block {
  readonly intervals: readonly AddressInterval[];
}

/** A stretch between two neighbouring ends of blocks; it reaches to the start of the next. */
interface Piece {
  readonly first: bigint;
  readonly class: number;
}

/** Cuts the address space at every end of a block. */
export function buildAddressPartition(blocks: readonly Block[]): AddressPartition {
  const classes: { intervals: AddressInterval[]; blocks: readonly number[] }[] = [];
  const pieces = { 4: cutFamily(4, blocks, classes), 6: cutFamily(6, blocks, classes) };
  return { classes, locate: (address) => locate(pieces[address.family], address.value) };
}

/** Appends the classes of one family; returns its pieces, ascending. */
function cutFamily(
  family: 4 | 6,
  blocks: readonly Block[],
  classes: { intervals: AddressInterval[]; blocks: readonly number[] }[],
): Piece[] {
  const { first: lowest, last: highest } = wholeFamily(family);
  const opening = new Map<bigint, number[]>([[lowest, []]]);
  const closing = new Map<bigint, number[]>();
  for (const [block, { intervals }] of blocks.entries()) {
    for (const interval of intervals) {
      if (interval.family !== family) continue;
      append(opening, interval.first, block);
      append(closing, interval.last + 1n, block);
    }
  }
  const starts = [...new Set([...opening.keys(), ...closing.keys()])]
    .filter((start) => start <= highest)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const inside = new Set<number>();
  const classOf = new Map<string, number>();
  return starts.map((first, i) => {
    for (const block of closing.get(first) ?? []) inside.delete(block);
    for (const block of opening.get(first) ?? []) inside.add(block);
    const members = [...inside].toSorted((a, b) => a - b);
    const key = members.join();
    const position = classOf.get(key) ?? classes.push({ intervals: [], blocks: members }) - 1;
    classOf.set(key, position);
    addInterval(classes[position]?.intervals ?? [], {
      family,
      first,
      last: (starts[i + 1] ?? highest + 1n) - 1n,
    });
    return { first, class: position };
  });
}

function append(events: Map<bigint, number[]>, at: bigint, block: number): void {
  const known = events.get(at);
  if (known) known.push(block);
  else events.set(at, [block]);
}

/** Joins an interval to the last one where they touch: a block's hole may end where another block ends. */
function addInterval(intervals: AddressInterval[], next: AddressInterval): void {
  const last = intervals.at(-1);
  if (last && last.last + 1n === next.first) intervals[intervals.length - 1] = { ...last, last: next.last };
  else intervals.push(next);
}

function locate(pieces: readonly Piece[], value: bigint): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.first ?? 0n) <= value) low = middle;
    else high = middle - 1;
  }
  return pieces[low]?.class ?? 0;
}
