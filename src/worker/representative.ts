import type { Connectivity, Party } from '../core/index';

/**
 * Who stands for a node of the picture in an explanation: the workload itself (by id), of a namespace its first
 * workload, of an address block an address range inside it, of "anywhere" an address that no policy names.
 */
export function representativeOf(connectivity: Connectivity, node: string): Party | string | undefined {
  const [kind = '', ...rest] = node.split('/');
  const name = rest.join('/');
  if (kind === 'Namespace') {
    const workload = connectivity.cluster.workloads.find(({ namespace }) => namespace === name);
    return workload?.id;
  }
  if (kind === 'Anywhere') return unnamedAddresses(connectivity);
  if (kind === 'Addresses') return addressesOf(connectivity, name);
  return connectivity.podGroups(node).length > 0 ? node : undefined;
}

function namedBlocks(connectivity: Connectivity) {
  return connectivity.policies.flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ peers = [] }) =>
      peers.flatMap((peer) => (peer.type === 'ipBlock' ? [peer] : [])),
    ),
  );
}

function addressesOf(connectivity: Connectivity, name: string): Party | undefined {
  const block = namedBlocks(connectivity).find(
    ({ cidr, except }) => name === (except.length > 0 ? `${cidr} except ${except.join(',')}` : cidr),
  );
  const [interval] = block?.intervals ?? [];
  if (!interval) return undefined;
  return connectivity.addressRanges.find(({ intervals }) =>
    intervals.some(
      ({ family, first }) => family === interval.family && first >= interval.first && first <= interval.last,
    ),
  );
}

/** The address range that the fewest blocks contain: none, unless the policies name the whole address space. */
function unnamedAddresses(connectivity: Connectivity): Party | undefined {
  const blocks = namedBlocks(connectivity);
  const containing = ({ intervals: [range] }: (typeof connectivity.addressRanges)[number]) =>
    blocks.filter(({ intervals }) =>
      intervals.some(
        ({ family, first, last }) =>
          range && family === range.family && first <= range.first && range.first <= last,
      ),
    ).length;
  const [best] = connectivity.addressRanges
    .map((range) => ({ range, count: containing(range) }))
    .sort((a, b) => a.count - b.count);
  return best?.range;
}
