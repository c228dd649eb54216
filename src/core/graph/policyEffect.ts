import { attributePolicies, type ClassPart } from '../evaluate/attribution';
import type { ClassMatrix } from '../evaluate/classMatrix';
import type { AddressRange, Connectivity } from '../evaluate/connectivity';
import { attributePiece, type RulePiece } from '../evaluate/rulePiece';
import type { Policy } from '../policy/policy';
import { type NamedBlock, namedBlocks } from './addressBlocks';
import { anywhereDestination, anywhereSource } from './hubs';
import { buildKindMatrix, type KindMatrix } from './kindMatrix';
import { type PolicyParts, PartsTable } from './policyParts';
import { workloadKinds } from './workloadKinds';

/** The part of policies between kinds of workloads and a block, or a hub, which here speaks of outside only. */
export interface OutsidePart {
  readonly kinds: readonly number[];
  /** Which end the workloads are. */
  readonly end: 'source' | 'destination';
  /** The id of the other end. */
  readonly node: string;
  readonly parts: PolicyParts;
}

/**
 * The part of policies, taken together, in all flows that are worth showing. Between two workloads it is one for
 * whole groups of them, as far as no rule singles them out: nothing here is of the size of all pairs.
 */
export interface PolicyEffect {
  readonly matrix: KindMatrix<PolicyParts>;
  readonly outside: readonly OutsidePart[];
}

/** What the effects of all policies are worked out from. */
interface Context {
  readonly connectivity: Connectivity;
  readonly table: PartsTable;
  readonly none: PolicyParts;
  /** The named blocks, the smallest first. */
  readonly blocks: readonly NamedBlock[];
  /** A range that lies in no named block. */
  readonly rest: AddressRange | undefined;
  /** The ranges that lie in classes, by number of the class. */
  readonly ranges: ReadonlyMap<number, readonly AddressRange[]>;
}

const contexts = new WeakMap<Connectivity, Context>();

function contextOf(connectivity: Connectivity): Context {
  let context = contexts.get(connectivity);
  if (!context) contexts.set(connectivity, (context = buildContext(connectivity)));
  return context;
}

function buildContext(connectivity: Connectivity): Context {
  const blocks = namedBlocks(connectivity).toSorted((a, b) => a.ranges.length - b.ranges.length);
  const named = new Set(blocks.flatMap(({ ranges }) => ranges));
  const table = new PartsTable();
  const ranges = new Map<number, AddressRange[]>();
  for (const range of connectivity.addressRanges) {
    const { index } = connectivity.classOf(range);
    ranges.set(index, [...(ranges.get(index) ?? []), range]);
  }
  return {
    connectivity,
    table,
    none: table.intern([]),
    blocks,
    rest: connectivity.addressRanges.find((range) => !named.has(range)),
    ranges,
  };
}

/** The part of policies, taken together. */
export function buildPolicyEffect(connectivity: Connectivity, policies: readonly Policy[]): PolicyEffect {
  // What NetworkPolicies deny goes without saying where one of their rules singles the pair out.
  const omitsUsual = policies.every(({ kind }) => kind === 'NetworkPolicy');
  return toEffect(contextOf(connectivity), attributePolicies(connectivity, policies), omitsUsual);
}

/** The part of a rule, or of one of its peers or ports; undefined: there is none, or it is inert. */
export function buildPieceEffect(connectivity: Connectivity, piece: RulePiece): PolicyEffect | undefined {
  const matrix = attributePiece(connectivity, piece);
  return matrix && toEffect(contextOf(connectivity), matrix, false);
}

/** By class of pods, then by class of addresses. */
type SingledOut = Map<number, Map<number, ClassPart>>;

function toEffect(context: Context, classes: ClassMatrix<ClassPart>, omitsUsual: boolean): PolicyEffect {
  const { connectivity, table, none, ranges } = context;
  const shownOf = ({ parts, isSingledOut }: ClassPart, isItself: boolean): PolicyParts =>
    parts.length === 0 ? none : table.shown(parts, { isSingledOut: omitsUsual && isSingledOut, isItself });
  const merge = (cells: readonly ClassPart[], total: number, isItself: boolean): PolicyParts => {
    if (total === 1) return cells.length === 1 ? shownOf(cells[0]!, isItself) : none;
    return table.merge(
      cells.map((cell) => shownOf(cell, isItself)).filter(({ length }) => length > 0),
      total,
    );
  };
  const singledOut = { source: new Map() as SingledOut, destination: new Map() as SingledOut };
  const note = (known: SingledOut, pods: number, addresses: number, cell: ClassPart): void => {
    const own = known.get(pods);
    if (own) own.set(addresses, cell);
    else known.set(pods, new Map([[addresses, cell]]));
  };
  const matrix = buildKindMatrix(workloadKinds(connectivity), classes, {
    merge,
    nothing: none,
    visitOutside(source, destination, cell) {
      if (ranges.has(destination)) note(singledOut.source, source, destination, cell);
      else note(singledOut.destination, destination, source, cell);
    },
  });
  return { matrix, outside: outsideParts(context, classes, matrix, singledOut, merge) };
}

function outsideParts(
  context: Context,
  classes: ClassMatrix<ClassPart>,
  { kinds, groups }: KindMatrix<PolicyParts>,
  singledOut: Readonly<Record<OutsidePart['end'], SingledOut>>,
  merge: (cells: readonly ClassPart[], total: number, isItself: boolean) => PolicyParts,
): OutsidePart[] {
  const { ranges, none } = context;
  const samples = firstOfEach(classes, [...ranges.keys()]);
  const outside: OutsidePart[] = [];
  for (const end of ['source', 'destination'] as const) {
    const hub = end === 'source' ? anywhereDestination : anywhereSource;
    const usual = (pods: number, addresses: number): ClassPart =>
      end === 'source' ? classes.usual(pods, addresses) : classes.usual(addresses, pods);
    const add = (some: readonly number[], cellOf: (pods: number, addresses: number) => ClassPart): void => {
      const own = kinds.classes[some[0]!]!;
      const ofClass = new Map<number, PolicyParts>();
      for (const addresses of ranges.keys()) {
        const cells = own.map((pods) => cellOf(pods, addresses));
        const parts = merge(cells, own.length, false);
        if (parts !== none) ofClass.set(addresses, parts);
      }
      if (ofClass.size === 0) return;
      for (const [block, parts] of spreadOverBlocks(context, ofClass)) {
        outside.push({ kinds: some, end, node: block ?? hub, parts });
      }
    };
    const apart = new Set(Array.from(singledOut[end].keys(), (one) => kinds.ofClass[one]!).flat());
    for (const group of groups) {
      const own = kinds.classes[group[0]!]!;
      if (own.every((pods) => samples.every((range) => usual(pods, range).parts.length === 0))) continue;
      const usualKinds = apart.size === 0 ? group : group.filter((kind) => !apart.has(kind));
      if (usualKinds.length > 0) add(usualKinds, usual);
    }
    for (const kind of apart) {
      add([kind], (pods, range) => singledOut[end].get(pods)?.get(range) ?? usual(pods, range));
    }
  }
  return outside;
}

/** One of those that are alike. */
function firstOfEach({ alike }: ClassMatrix<unknown>, some: readonly number[]): readonly number[] {
  return [...new Map(some.map((one) => [alike[one]!, one])).values()];
}

/**
 * Spreads what is said of classes of ranges over the blocks that hold them, the smallest first, where a block is
 * uniform and differs from the rest; without a part too. undefined stands for the rest: all other addresses.
 */
function spreadOverBlocks(
  { connectivity, table, none, blocks, rest, ranges }: Context,
  ofClass: ReadonlyMap<number, PolicyParts>,
): Map<string | undefined, PolicyParts> {
  const said = new Set(ofClass.values());
  if (rest && said.size === 1 && ofClass.size === ranges.size) {
    return new Map(Array.from(said, (parts) => [undefined, parts]));
  }
  const partsOf = (range: AddressRange) => ofClass.get(connectivity.classOf(range).index) ?? none;
  const usual = rest && partsOf(rest);
  const left = new Set(connectivity.addressRanges);
  const spread = new Map<string | undefined, PolicyParts>();
  for (const { id, ranges: held } of blocks) {
    const own = held.filter((range) => left.has(range));
    const [first] = own;
    if (!first) continue;
    const parts = partsOf(first);
    if (parts === usual || own.some((range) => partsOf(range) !== parts)) continue;
    spread.set(id, parts);
    for (const range of own) left.delete(range);
  }
  const others = [...left].map(partsOf);
  if (others.length > 0) spread.set(undefined, table.merge(others, others.length));
  return spread;
}
