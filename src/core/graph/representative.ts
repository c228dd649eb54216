import type { AddressRange, Connectivity, Party } from '../evaluate/connectivity';
import { namedBlocks } from './addressBlocks';
import { everyAddress, ownBlock } from './outsideFlows';

/**
 * Who stands for a node of the graph in an explanation: the workload itself (by id), of a namespace its first
 * workload, of an address block an address range inside it, of the hubs the addresses that no policy names.
 * undefined: nobody does, or there is no such node.
 */
export function representativeOf(connectivity: Connectivity, node: string): Party | string | undefined {
  const [kind] = node.split('/');
  switch (kind) {
    case 'Namespace':
      return connectivity.cluster.workloads.find(({ namespace }) => node === `Namespace/${namespace}`)?.id;
    case 'Anywhere':
      return leastNamedRange(connectivity);
    case 'Addresses':
      return [
        ...namedBlocks(connectivity),
        ...connectivity.addressRanges.map(ownBlock),
        everyAddress(connectivity),
      ].find(({ id }) => id === node)?.ranges[0];
    default:
      return connectivity.podGroups(node).length > 0 ? node : undefined;
  }
}

/** The address range that the fewest blocks hold: none, unless the policies name the whole address space. */
function leastNamedRange(connectivity: Connectivity): AddressRange | undefined {
  const blocks = namedBlocks(connectivity);
  const [least] = connectivity.addressRanges
    .map((range) => ({ range, holders: blocks.filter(({ ranges }) => ranges.includes(range)).length }))
    .toSorted((a, b) => a.holders - b.holders);
  return least?.range;
}
