import type { Connectivity } from '../evaluate/connectivity';
import { type NamedBlock, namedBlocks } from '../graph/addressBlocks';
import { anywhereDestination, anywhereSource } from '../graph/hubs';
import { describeIntervals } from '../model/cidr';
import { union } from '../model/connections';
import type { AddressAtom } from './addressAtoms';
import type { ComparedFlow, ComparedFlows, ComparedWorkload } from './comparedFlows';
import { stateOfChange } from './differences';

/** A flow that differs, between two nodes. A hub stands for its members and outside, save what is excepted. */
export interface ReviewCell {
  readonly source: string;
  readonly destination: string;
  readonly flow: ComparedFlow;
  readonly exceptSources: readonly string[];
  readonly exceptDestinations: readonly string[];
}

type Role = 'source' | 'destination';

/** A block of either side, with the atoms that lie in it. */
interface ComparedBlock {
  readonly id: string;
  readonly atoms: readonly AddressAtom[];
}

/** All flows that differ, none twice. Where a hub says it of a pair, the pair itself is not repeated. */
export function buildReviewCells(
  before: Connectivity,
  after: Connectivity,
  flows: ComparedFlows,
): readonly ReviewCell[] {
  const named = joinBlocks(namedBlocks(before), namedBlocks(after), flows.atoms);
  const inBlocks = new Set(named.flatMap(({ atoms }) => atoms));
  const [rest, ...others] = flows.atoms.filter((atom) => !inBlocks.has(atom));
  const blocks = [...named, ...others.map(ownBlock)];
  const cells: ReviewCell[] = [];
  const atHub = (workload: ComparedWorkload, role: Role) =>
    rest && (role === 'source' ? flows.outwards(workload, rest) : flows.inwards(rest, workload));

  const outwards = new Map<ComparedWorkload, ComparedFlow | undefined>();
  const inwards = new Map<ComparedWorkload, ComparedFlow | undefined>();
  for (const workload of flows.workloads) {
    outwards.set(workload, atHub(workload, 'source'));
    inwards.set(workload, atHub(workload, 'destination'));
  }
  const isOtherAt = (hub: ComparedFlow | undefined) => hub !== undefined && stateOfChange(hub) !== undefined;
  const otherDestinations = flows.workloads.filter((workload) => isOtherAt(inwards.get(workload)));
  const excepted = new Map<ComparedFlow, string[]>();
  const except = (hub: ComparedFlow, id: string): void => {
    const known = excepted.get(hub);
    if (known) known.push(id);
    else excepted.set(hub, [id]);
  };

  for (const source of flows.workloads) {
    const leaving = outwards.get(source);
    const isOpenFrom = flows.isOpen(source, 'egress');
    const destinations = isOtherAt(leaving)
      ? flows.workloads
      : new Set([...flows.mayDifferFrom(source), ...otherDestinations]);
    for (const destination of destinations) {
      const flow = flows.between(source, destination);
      if (!flow) continue;
      const entering = inwards.get(destination);
      const isSaid = (hub: ComparedFlow | undefined, member: ComparedWorkload): boolean => {
        if (!hub || !stateOfChange(hub)) return false;
        if (isSame(hub, flow)) return true;
        except(hub, member.workload.id);
        return false;
      };
      const isSaidThere = isSaid(isOpenFrom ? entering : undefined, source);
      const isSaidHere = isSaid(flows.isOpen(destination, 'ingress') ? leaving : undefined, destination);
      if (stateOfChange(flow) && !isSaidThere && !isSaidHere)
        cells.push(toCell(source.workload.id, destination.workload.id, flow));
    }
  }
  for (const [workload, hub] of outwards) {
    const of = (atom: AddressAtom) => flows.outwards(workload, atom);
    const own = hub && !flows.tellsAddressesApart(workload, 'egress') ? [] : blocks;
    for (const [block, flow] of spreadOverBlocks(own, of, hub)) {
      if (hub && stateOfChange(hub)) except(hub, block);
      if (stateOfChange(flow)) cells.push(toCell(workload.workload.id, block, flow));
    }
    if (hub && stateOfChange(hub))
      cells.push(toCell(workload.workload.id, anywhereDestination, hub, [], excepted.get(hub)));
  }
  for (const [workload, hub] of inwards) {
    const of = (atom: AddressAtom) => flows.inwards(atom, workload);
    const own = hub && !flows.tellsAddressesApart(workload, 'ingress') ? [] : blocks;
    for (const [block, flow] of spreadOverBlocks(own, of, hub)) {
      if (hub && stateOfChange(hub)) except(hub, block);
      if (stateOfChange(flow)) cells.push(toCell(block, workload.workload.id, flow));
    }
    if (hub && stateOfChange(hub))
      cells.push(toCell(anywhereSource, workload.workload.id, hub, excepted.get(hub)));
  }
  return cells;
}

function toCell(
  source: string,
  destination: string,
  flow: ComparedFlow,
  exceptSources: readonly string[] = [],
  exceptDestinations: readonly string[] = [],
): ReviewCell {
  return { source, destination, flow, exceptSources, exceptDestinations };
}

function isSame(a: ComparedFlow, b: ComparedFlow): boolean {
  return (
    a.before.connections === b.before.connections &&
    a.after.connections === b.after.connections &&
    a.before.partial === b.before.partial &&
    a.after.partial === b.after.partial
  );
}

/** Addresses that no block names may still differ from the rest: those of nodes do. */
function ownBlock(atom: AddressAtom): ComparedBlock {
  return { id: `Addresses/${describeIntervals(atom.intervals)}`, atoms: [atom] };
}

/** The blocks of both sides, the smallest first. */
function joinBlocks(
  before: readonly NamedBlock[],
  after: readonly NamedBlock[],
  atoms: readonly AddressAtom[],
): readonly ComparedBlock[] {
  const blocks = new Map<string, ComparedBlock>();
  for (const [side, named] of [
    ['after', after],
    ['before', before],
  ] as const) {
    for (const { id, ranges } of named) {
      const held = new Set(ranges);
      if (!blocks.has(id)) blocks.set(id, { id, atoms: atoms.filter((atom) => held.has(atom[side])) });
    }
  }
  return [...blocks.values()].toSorted((a, b) => a.atoms.length - b.atoms.length);
}

/**
 * What is said of the blocks between which and a workload the flow is not that of the hub: of each what is left of
 * it by smaller ones. Where that is not uniform the flow is partial.
 */
function spreadOverBlocks(
  blocks: readonly ComparedBlock[],
  flowOf: (atom: AddressAtom) => ComparedFlow,
  hub: ComparedFlow | undefined,
): readonly (readonly [block: string, flow: ComparedFlow])[] {
  const seen = new Set<AddressAtom>();
  return blocks.flatMap(({ id, atoms }) => {
    const own = atoms.filter((atom) => !seen.has(atom));
    for (const atom of own) seen.add(atom);
    const found = own.map(flowOf);
    const [first] = found;
    if (!first || (hub && found.every((flow) => isSame(flow, hub)))) return [];
    return [[id, found.every((flow) => isSame(flow, first)) ? first : merge(found)] as const];
  });
}

function merge(flows: readonly ComparedFlow[]): ComparedFlow {
  const together = (side: 'before' | 'after') => ({
    connections: flows.map((flow) => flow[side].connections).reduce(union),
    partial: true,
  });
  return { before: together('before'), after: together('after') };
}
