import { type PairParts, visitParts } from '../evaluate/attribution';
import type { AddressRange, Connectivity, Party } from '../evaluate/connectivity';
import { type RulePiece, visitPieceParts, withoutTiers } from '../evaluate/rulePiece';
import type { Policy } from '../policy/policy';
import { type NamedBlock, namedBlocks } from './addressBlocks';
import { anywhereDestination, anywhereSource } from './hubs';
import { type PolicyParts, PartsTable } from './policyParts';

/** The part of policies in the flows between two nodes: workloads, blocks, or a hub, which here speaks of outside only. */
export interface PolicyFlow {
  readonly source: string;
  readonly destination: string;
  readonly parts: PolicyParts;
}

/** What the flows of every policy are worked out from. */
interface Context {
  readonly connectivity: Connectivity;
  readonly table: PartsTable;
  /** Pairs of parties between which NetworkPolicies permit more than both ends admit from anyone. */
  readonly singledOut: ReadonlySet<number>;
  /** By index of the party: how many pod groups its workload has, and the index of the first; 1 for addresses. */
  readonly groups: readonly { readonly count: number; readonly first: number }[];
  /** The named blocks, the smallest first. */
  readonly blocks: readonly NamedBlock[];
  /** A range that lies in no named block. */
  readonly rest: AddressRange | undefined;
}

type VisitPairs = (visit: (source: Party, destination: Party, parts: PairParts) => void) => void;

/**
 * Makes the function that gives the part of policies, taken together, in all flows that are worth showing,
 * pair by pair.
 */
export function buildPolicyFlows(connectivity: Connectivity): (policies: readonly Policy[]) => PolicyFlow[] {
  const context = contextOf(connectivity);
  return (policies) =>
    flowsOf(
      context,
      policies.every(({ kind }) => kind === 'NetworkPolicy'),
      (visit) => visitParts(connectivity, policies, visit),
    );
}

/** The part of a rule, or of one of its peers or ports, in all flows that are worth showing, pair by pair. */
export function buildPieceFlows(connectivity: Connectivity, piece: RulePiece): PolicyFlow[] {
  return flowsOf(contextOf(connectivity), false, (visit) => visitPieceParts(connectivity, piece, visit));
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
  return {
    connectivity,
    table: new PartsTable(),
    singledOut: singledOutPairs(withoutTiers(connectivity)),
    groups: connectivity.parties.map((party) => {
      if (party.type === 'addresses') return { count: 1, first: party.index };
      const groups = connectivity.podGroups(party.workload.id);
      return { count: groups.length, first: groups[0]!.index };
    }),
    blocks,
    rest: connectivity.addressRanges.find((range) => !named.has(range)),
  };
}

function singledOutPairs(connectivity: Connectivity): Set<number> {
  const pairs = new Set<number>();
  for (const source of connectivity.parties) {
    for (const { destination } of connectivity.exceptionsFrom(source)) {
      pairs.add(source.index * connectivity.parties.length + destination.index);
    }
  }
  return pairs;
}

/** @param omitsUsual whether what is denied to pairs that a rule of a NetworkPolicy singles out goes without saying */
function flowsOf(context: Context, omitsUsual: boolean, visitPairs: VisitPairs): PolicyFlow[] {
  const { connectivity, table, singledOut, groups } = context;
  const size = connectivity.parties.length;
  const flows: PolicyFlow[] = [];
  const outside = new Map<number, OutsideFlows>();
  const add = (source: Party, destination: Party, parts: PolicyParts) => {
    if (source.type === 'pods' && destination.type === 'pods') {
      flows.push({ source: source.workload.id, destination: destination.workload.id, parts });
    } else if (source.type === 'pods') {
      addOutside(outside, source.index * 2, source.workload.id, 'source', destination as AddressRange, parts);
    } else if (destination.type === 'pods') {
      addOutside(outside, destination.index * 2 + 1, destination.workload.id, 'destination', source, parts);
    }
  };
  const several = new Map<number, Several>();
  visitPairs((source, destination, all) => {
    const parts = table.shown(all, {
      isSingledOut: omitsUsual && singledOut.has(source.index * size + destination.index),
      isItself: groups[source.index]!.first === groups[destination.index]!.first,
    });
    if (parts.length === 0) return;
    const [from, to] = [groups[source.index]!, groups[destination.index]!];
    const total = from.count * to.count;
    if (total === 1) {
      add(source, destination, parts);
      return;
    }
    const key = from.first * size + to.first;
    const known = several.get(key);
    if (known) known.pairs.push(parts);
    else several.set(key, { total, pairs: [parts] });
  });
  for (const [key, { total, pairs }] of several) {
    const [source, destination] = [
      connectivity.parties[Math.floor(key / size)]!,
      connectivity.parties[key % size]!,
    ];
    add(source, destination, table.merge(pairs, total));
  }
  for (const { workload, end, byRange } of outside.values()) {
    for (const [block, parts] of spreadOverBlocks(context, byRange)) {
      flows.push(
        end === 'source'
          ? { source: workload, destination: block ?? anywhereDestination, parts }
          : { source: block ?? anywhereSource, destination: workload, parts },
      );
    }
  }
  return flows;
}

/** The parts between two workloads, or a workload and a range, by pairs of their pod groups. */
interface Several {
  readonly total: number;
  readonly pairs: PolicyParts[];
}

/** The parts between one end, a workload, and the ranges of addresses. */
interface OutsideFlows {
  readonly workload: string;
  readonly end: 'source' | 'destination';
  readonly byRange: Map<AddressRange, PolicyParts>;
}

function addOutside(
  outside: Map<number, OutsideFlows>,
  key: number,
  workload: string,
  end: OutsideFlows['end'],
  range: AddressRange,
  parts: PolicyParts,
): void {
  const known = outside.get(key);
  if (known) known.byRange.set(range, parts);
  else outside.set(key, { workload, end, byRange: new Map([[range, parts]]) });
}

/**
 * Spreads what is said of ranges over the blocks that hold them, the smallest first, where a block is uniform and
 * differs from the rest; without a part too. undefined stands for the rest: all other addresses.
 */
function spreadOverBlocks(
  { connectivity, table, blocks, rest }: Context,
  byRange: ReadonlyMap<AddressRange, PolicyParts>,
): Map<string | undefined, PolicyParts> {
  const none = table.intern([]);
  const partsOf = (range: AddressRange) => byRange.get(range) ?? none;
  const usual = rest && partsOf(rest);
  const left = new Set(connectivity.addressRanges);
  const spread = new Map<string | undefined, PolicyParts>();
  for (const { id, ranges } of blocks) {
    const own = ranges.filter((range) => left.has(range));
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
