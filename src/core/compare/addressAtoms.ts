import type { AddressRange, Connectivity } from '../evaluate/connectivity';
import type { AddressInterval } from '../model/cidr';

/** Addresses outside the cluster that neither of two sets of policies tells apart. */
export interface AddressAtom {
  readonly type: 'addresses';
  readonly before: AddressRange;
  readonly after: AddressRange;
  /** Disjoint, ascending, of one family. */
  readonly intervals: readonly AddressInterval[];
}

interface Piece extends AddressInterval {
  readonly range: AddressRange;
}

/** Cuts the address space as finely as either side does. In the order of the addresses, IPv4 first. */
export function buildAddressAtoms(before: Connectivity, after: Connectivity): readonly AddressAtom[] {
  const atoms = new Map<string, AddressAtom & { readonly intervals: AddressInterval[] }>();
  for (const family of [4, 6] as const) {
    const [old, now] = [piecesOf(before, family), piecesOf(after, family)];
    let [i, j] = [0, 0];
    for (;;) {
      const [was, is] = [old[i], now[j]];
      if (!was || !is) break;
      const first = was.first > is.first ? was.first : is.first;
      const last = was.last < is.last ? was.last : is.last;
      const key = `${was.range.index} ${is.range.index}`;
      let atom = atoms.get(key);
      if (!atom) {
        atom = { type: 'addresses', before: was.range, after: is.range, intervals: [] };
        atoms.set(key, atom);
      }
      append(atom.intervals, { family, first, last });
      if (was.last === last) i++;
      if (is.last === last) j++;
    }
  }
  return [...atoms.values()];
}

/** The ranges of one side, which together hold every address, interval by interval. */
function piecesOf({ addressRanges }: Connectivity, family: 4 | 6): readonly Piece[] {
  return addressRanges
    .flatMap((range) => range.intervals.map((interval): Piece => ({ ...interval, range })))
    .filter((piece) => piece.family === family)
    .toSorted((a, b) => (a.first < b.first ? -1 : 1));
}

function append(intervals: AddressInterval[], next: AddressInterval): void {
  const last = intervals.at(-1);
  if (last && last.last + 1n === next.first) intervals[intervals.length - 1] = { ...last, last: next.last };
  else intervals.push(next);
}
